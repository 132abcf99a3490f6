"""Text of bytes, in whatever encoding they are."""

from __future__ import annotations

#: Bytes that tell what a file is; fewer than the others tell nothing.
_HEAD, _FEW = 8000, 16
#: One letter in so many may be a sign that is not ASCII.
_SIGNS = 30
_PLAIN = bytes([9, 10, 12, 13, *range(32, 127)])


def decode(data: bytes) -> str:
    """Text of a file in UTF-8, UTF-16, or bytes that are neither."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if order := _order(data):
        return data.decode(order, "replace")
    # Taken off here: the places of errors are counted without the mark.
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        # A bounded read may cut the last character; anything earlier means another encoding.
        if error.start >= len(data) - 4:
            return data[: error.start].decode("utf-8")
        return data.decode("latin-1")


def is_binary(data: bytes) -> bool:
    """True for contents no text file has."""
    return b"\0" in data[:_HEAD] and not data.startswith((b"\xff\xfe", b"\xfe\xff")) and not _order(data)


def _order(data: bytes) -> str:
    """The order of bytes of English in UTF-16 without a byte order mark, or ""."""
    head = data[: min(_HEAD, len(data) // 2 * 2)]
    if len(head) < _FEW or b"\0" not in head[:2]:
        return ""
    for order, letters, nulls in (("utf-16-le", head[::2], head[1::2]), ("utf-16-be", head[1::2], head[::2])):
        strange = len(letters.translate(None, _PLAIN)) + len(nulls) - nulls.count(0)
        # Signs such as © and curly quotes have other bytes.
        if strange <= len(letters) // _SIGNS and 0 not in letters:
            return order
    return ""
