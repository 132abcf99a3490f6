"""Zip and tar files by their first members. Pure; nothing is unpacked but a few kilobytes."""

from __future__ import annotations

import re
import struct

from ...patterns import either, lazy
from .held import EITHER, MODEL, NONE, SAVED, TENSOR, VAGUE, Format
from .pickles import names_layers, one_tensor, optimizer_only

TORCH = frozenset({"pt", "pth", "ckpt", "jit", "ptl", "th", "pkl", "mar"})
_LOCAL, _END = b"PK\x03\x04", b"PK\x05\x06"
_MEMBER = either(
    r"\.(?:pth?|pt|ckpt|h5|hdf5|safetensors|onnx|bin|gguf|tflite|caffemodel|pdparams|msgpack|weights"
    r"|pb|data-\d{5}-of-\d{5}|ckpt\.index|t7|joblib|pkl|mdl|model)$",
    r"\bsaved_model\b|\bcheckpoints?/",
    flags=re.IGNORECASE,
)
_SCRIPTED = lazy(rb"constants\.pkl|/code/__torch__|c__torch__")


def of_archive(head: bytes, suffix: str) -> Format | None:
    """The format of a zip or a tar; None when the file is neither."""
    if head.startswith(_LOCAL):
        return _zip(head, suffix)
    return _tar(head, suffix) if head[257:262] == b"ustar" else None


def end_of_members(head: bytes) -> int:
    """How many bytes the members take that a zip's first bytes name; 0 when that is not told."""
    at = 0
    while head[at : at + 4] == _LOCAL and at + 30 <= len(head):
        flags, packed, name, extra = (
            *struct.unpack("<H", head[at + 6 : at + 8]),
            *struct.unpack("<I", head[at + 18 : at + 22]),
            *struct.unpack("<HH", head[at + 26 : at + 30]),
        )
        if flags & 8 or packed == 0xFFFFFFFF:
            return 0  # the size stands behind the member, or in a field for large files
        at += 30 + name + extra + packed
    return at


def has_no_end(head: bytes) -> bool:
    """True for the bytes of a whole zip that lacks the list of its members, which stands last."""
    return head.startswith(_LOCAL) and _END not in head


def _zip(head: bytes, suffix: str) -> Format:
    if suffix == "keras" or b"model.weights" in head:
        return Format("Keras archive")
    if b"/data.pkl" in head or b"constants.pkl" in head:
        return _torch(head)
    if b'"policy_class"' in head:
        return Format("Stable-Baselines policy")
    names = _members(head)
    if suffix == "npz" or (names and names[0].endswith(".npy")):
        return Format("NumPy archive", EITHER)
    if suffix in TORCH:
        return Format("PyTorch archive", SAVED)
    held = next((name for name in names if _MEMBER.search(name)), None)
    return Format(f"archive with {held[:80]} in it", EITHER) if held else Format("zip archive", VAGUE)


def _torch(head: bytes) -> Format:
    if optimizer_only(head):
        return Format("an optimizer's state", NONE)
    if one_tensor(head):
        return Format("PyTorch archive of one tensor", TENSOR)
    named = _SCRIPTED.search(head) or names_layers(head)
    return Format("PyTorch archive", MODEL if named else SAVED)


def _members(head: bytes) -> list[str]:
    """Names of a zip's members as far as the first bytes tell."""
    names = []
    at = head.find(_LOCAL)
    while at >= 0 and at + 30 <= len(head):
        (length,) = struct.unpack("<H", head[at + 26 : at + 28])
        names.append(head[at + 30 : at + 30 + length].decode("utf-8", "replace"))
        at = head.find(_LOCAL, at + 30)
    return names


def _tar(head: bytes, suffix: str) -> Format:
    """A tar by its first member. Old PyTorch files were tars, of `sys_info`, `pickle` and `storages`."""
    name = head[:100].rstrip(b"\0").decode("utf-8", "replace")
    if name.removeprefix("./") in {"sys_info", "storages", "pickle"}:
        return Format("PyTorch archive")
    if suffix in TORCH:
        return Format("tar archive", EITHER)
    named = _MEMBER.search(name)
    return Format(f"archive with {name[:80]} in it", EITHER) if named else Format("tar archive", VAGUE)
