"""Text of bytes, in whatever encoding they are."""

from __future__ import annotations


def decode(data: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 with a byte order mark, or bytes that are neither."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
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
    return b"\0" in data[:8000] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
