"""Files named like weights that are none as they stand: pages, broken pointers, what was cut short. Pure."""

from __future__ import annotations

import json
import re
import struct

from ...patterns import lazy
from ..stand_ins import broken
from .archives import end_of_members, has_no_end

MIN_BYTES = 1_024
_HTML = lazy(
    rb"(?:\xef\xbb\xbf)?\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99})?(?:<!--(?:(?!-->).){0,999}-->\s{0,99}){0,3}"
    rb"<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_ERROR = lazy(
    rb"\s{0,99}(?:<\?xml[^>]{0,200}>\s{0,99}<Error>|\{\s{0,99}\"(?:error|errors|message|detail)\"\s{0,9}:"
    rb"|(?:Access|Permission) denied\b|(?:404[: ]|File |Entry )?not found\b|Invalid username or password)",
    re.IGNORECASE,
)
#: Bytes of the shortest description of a tensor and of a key in GGUF.
_GGUF_TENSOR, _GGUF_KEY = 32, 13
_MOST_HEADER = 100_000_000


def fault(head: bytes, size: int | None) -> str:
    """Why no tool could load weights from a file that begins so, or "". size: of the whole, where known."""
    if not head:
        return "empty"
    if _HTML.match(head):
        return "HTML, not weights"
    if _ERROR.match(head):
        return "the answer of a server to a failed request, not weights"
    return broken(head) or ("" if size is None else _cut(head, size))


def is_text(head: bytes) -> bool:
    """True for bytes that read as text in UTF-8, or as UTF-16 with its mark."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if any(byte < 9 for byte in head):
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(head) - 4  # the last letter was cut
    return True


def _cut(head: bytes, size: int) -> str:
    """How much more a file's own header asks for than there is."""
    if head[7:9] == b"\0{":
        needs = _safetensors_end(head)
    elif head.startswith((b"GGUF", b"FUGG")):
        needs = _gguf_least(head)
    elif head.startswith(b"\x89HDF\r\n\x1a\n"):
        needs = _hdf5_end(head)
    else:
        needs = end_of_members(head)
        if size <= len(head) and has_no_end(head):
            return f"cut short: a zip of {size:,} bytes without its end"
    if needs <= size:
        return ""
    return f"cut short: {size:,} bytes, and its header asks for {needs:,}"


def _safetensors_end(head: bytes) -> int:
    (length,) = struct.unpack("<Q", head[:8])
    if length > _MOST_HEADER:
        return 0  # no header of safetensors at all
    if 8 + length > len(head):
        return 8 + int(length)
    try:
        tensors = json.loads(head[8 : 8 + length])
        ends = [int(value["data_offsets"][1]) for name, value in tensors.items() if name != "__metadata__"]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError, OverflowError):
        return 0
    return 8 + int(length) + max(ends, default=0)


def _gguf_least(head: bytes) -> int:
    """The least that so many tensors and keys take; their numbers are not counted."""
    order = "<" if head[4:6] != b"\0\0" else ">"
    version = struct.unpack(f"{order}I", head[4:8])[0] if len(head) >= 24 else 0
    if not 2 <= version < 100:
        return 0
    tensors, keys = struct.unpack(f"{order}QQ", head[8:24])
    return 24 + int(tensors) * _GGUF_TENSOR + int(keys) * _GGUF_KEY if tensors < 10**7 > keys else 0


def _hdf5_end(head: bytes) -> int:
    """The address of a file's end that its first block names, of versions 0 to 3 with 8-byte addresses."""
    if len(head) < 48 or head[8] > 3 or head[9 if head[8] > 1 else 13] != 8:
        return 0
    at = 28 if head[8] > 1 else 40 + 4 * (head[8] == 1)
    end = int.from_bytes(head[at : at + 8], "little")
    return 0 if at + 8 > len(head) or end == 2**64 - 1 else end
