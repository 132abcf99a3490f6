"""Formats that hold weights, told by the first bytes of a file. Pure; nothing is ever unpickled.

Sources: the safetensors, GGUF, ONNX, HDF5, TensorFlow Lite, NumPy and ZIP specifications, the magic
numbers in PyTorch's serialization, fastText, XGBoost, LightGBM, CatBoost and Stockfish.
"""

from __future__ import annotations

import re
import struct
from typing import NamedTuple

_TORCH = frozenset({"pt", "pth", "ckpt", "bin", "jit", "tar", "ptl", "t7", "pdparams", "th", "model"})
_LEGACY_TORCH = b"\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
_PICKLED = re.compile(
    rb"torch[._]|sklearn[._]|xgboost|lightgbm|catboost|keras|haiku|flax|jax|statsmodels|paddle|tensorflow"
)
_SAFETENSORS_LIMIT = 100_000_000


class Format(NamedTuple):
    """A format's name, and whether it holds nothing but models; others may hold data as well."""

    name: str
    sure: bool = True


_MAGIC = (
    (b"GGUF", Format("GGUF")),
    (b"lmgg", Format("GGML")),
    (b"tjgg", Format("GGML")),
    (b"fmgg", Format("GGML")),
    (b"\xba\x16\x4f\x2f", Format("fastText model")),
    (b"CBM1", Format("CatBoost model")),
    (b"binf", Format("XGBoost model")),
    (b"tree\nversion=", Format("LightGBM model")),
    (b"7767517\n", Format("ncnn network")),
    (b"\x93NUMPY", Format("NumPy array", sure=False)),
)
#: Formats without a mark of their own, by suffix: the first bytes must at least be possible.
_BY_SUFFIX = {
    "onnx": (b"\x08", Format("ONNX")),
    "mlmodel": (b"\x08", Format("Core ML model")),
    "caffemodel": (b"\x0a", Format("Caffe model")),
    "pb": (b"\x0a", Format("TensorFlow graph")),
}
_TEXT = re.compile(rb'\{\s*"(?:learner|version|tree_info)"\s*:')


def identify(head: bytes, suffix: str, size: int | None) -> Format | None:
    """The weight format that a file's first bytes show; suffix in lower case without the dot.

    size: of the whole file where known, against headers that promise more than there is.
    """
    if not head.strip(b"\0"):
        return None
    if marked := _marked(head, size):
        return marked
    if head.startswith(b"PK\x03\x04"):
        return _archive(head, suffix)
    if head[:1] == b"\x80" and head[1:2] in {b"\x02", b"\x03", b"\x04", b"\x05"}:
        return _pickle(head, suffix)
    if suffix == "json":
        return Format("XGBoost model") if _TEXT.match(head) and b"gradient_booster" in head else None
    if suffix in _BY_SUFFIX:
        start, form = _BY_SUFFIX[suffix]
        return form if head.startswith(start) else None
    return _by_suffix_alone(head, suffix)


def _marked(head: bytes, size: int | None) -> Format | None:
    """Formats that say what they are whatever the file is called."""
    if head[8:9] == b"{" and _is_safetensors(head, size):
        return Format("safetensors")
    if head.startswith(b"\x89HDF\r\n\x1a\n"):
        return Format("HDF5", sure=b"model_weights" in head or b"keras" in head or b"layer_names" in head)
    if head[4:8] == b"TFL3":
        return Format("TensorFlow Lite model")
    return next((form for magic, form in _MAGIC if head.startswith(magic)), None)


def _is_safetensors(head: bytes, size: int | None) -> bool:
    (length,) = struct.unpack("<Q", head[:8])
    return 2 <= length <= _SAFETENSORS_LIMIT and (size is None or 8 + length <= size)


def _archive(head: bytes, suffix: str) -> Format | None:
    if suffix == "keras" or b"model.weights" in head:
        return Format("Keras archive")
    if b"data.pkl" in head or b"/version" in head or b"constants.pkl" in head:
        return Format("PyTorch archive")
    if suffix == "npz" or b".npy" in head:
        return Format("NumPy archive", sure=False)
    return Format("PyTorch archive") if suffix in _TORCH - {"bin", "tar", "model"} else None


def _pickle(head: bytes, suffix: str) -> Format | None:
    if _LEGACY_TORCH in head[:16]:
        return Format("PyTorch pickle")
    maker = _PICKLED.search(head)
    if maker:
        return Format(f"pickle of {maker[0].decode().rstrip('._')} objects", sure=b"sklearn" in maker[0])
    return Format("PyTorch pickle") if suffix in _TORCH - {"model"} else Format("pickle", sure=False)


def _by_suffix_alone(head: bytes, suffix: str) -> Format | None:
    """Formats with no fixed first bytes; text is none of them."""
    if suffix == "msgpack" and (0x80 <= head[0] <= 0x8F or head[0] in {0xDE, 0xDF}):
        return Format("Flax msgpack")
    if suffix in {"rds", "rdata"} and head.startswith(b"\x1f\x8b"):
        return Format("R object", sure=False)
    binary = any(byte < 9 for byte in head[:256])
    if binary and (suffix == "nnue" or suffix == "weights"):
        return Format({"nnue": "NNUE network", "weights": "Darknet weights"}[suffix])
    if binary and re.fullmatch(r"data-\d+-of-\d+", suffix):
        return Format("TensorFlow checkpoint")
    return None
