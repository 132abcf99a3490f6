"""Formats that hold weights, told by the first bytes of a file. Pure; nothing is ever unpickled.

Sources: the safetensors, GGUF, ONNX, HDF5, TensorFlow Lite, NumPy, MessagePack, UBJSON and ZIP
specifications; the magic numbers in PyTorch's serialization, Torch7, Kaldi, fastText, XGBoost, LightGBM,
CatBoost, LIBSVM, KenLM, llama.cpp and Stockfish.
"""

from __future__ import annotations

import json
import re
import struct
import zlib

from ...patterns import lazy
from .archives import of_archive
from .held import EITHER, MODEL, NONE, NUMBERS, VAGUE, Format
from .pickles import of_pickle, optimizer_only

_SAFETENSORS_LIMIT = 100_000_000
#: What a compressed head may grow to; a bomb stops here.
_INFLATED = 4_096
_MAGIC = (
    (b"lmgg", Format("GGML")),
    (b"tjgg", Format("GGML")),
    (b"fmgg", Format("GGML")),
    (b"algg", Format("GGML LoRA")),
    (b"24ka", Format("llama2.c model")),
    (b"\xba\x16\x4f\x2f", Format("fastText model")),
    (b"CBM1", Format("CatBoost model")),
    (b"\x0d\xc0\x01\0\0", Format("Leela Chess Zero network")),
    (b"binf", Format("XGBoost model")),
    (b"{L\0\0\0\0\0\0\0\x07learner", Format("XGBoost model")),
    (b"tree\nversion=", Format("LightGBM model")),
    (b"svm_type ", Format("LIBSVM model")),
    (b"solver_type ", Format("LIBLINEAR model")),
    (b"lCRF", Format("CRFsuite model")),
    (b"mmap lm http://kheafield.com/code", Format("KenLM model")),
    (b"\\data\\\nngram 1=", Format("ARPA language model")),
    (b"\0B<", Format("Kaldi model")),
    (b"4\n1\n3\nV 1\n", Format("Torch7 model")),
    (b"\x04\0\0\0\x01\0\0\0\x03\0\0\0V 1", Format("Torch7 model")),
    (b"RKNN", Format("RKNN model")),
    (b"ptrt", Format("TensorRT engine")),
    (b"ftrt", Format("TensorRT engine")),
    (b"\x93NUMPY", Format("NumPy array", EITHER)),
    (b"7z\xbc\xaf\x27\x1c", Format("7z archive", VAGUE)),
    (b"Rar!\x1a\x07", Format("RAR archive", VAGUE)),
    (b"MATLAB 5.0 MAT-file", Format("MATLAB file", EITHER)),
    (b"MATLAB 7.3 MAT-file", Format("MATLAB file", EITHER)),
    (b"HDF5-based Julia Data Format", Format("Julia data file", EITHER)),
    (b"\xac\xed\0\x05", Format("serialized Java object", EITHER)),
)
#: Formats without a mark of their own, by suffix: how the first bytes must go on.
_BY_SUFFIX = {
    "onnx": (lazy(rb"\x08[\x01-\x20][\x12\x1a\x22\x28\x32\x3a\x42]"), Format("ONNX")),
    "mlmodel": (lazy(rb"\x08[\x01-\x20]"), Format("Core ML model")),
    "caffemodel": (lazy(rb"\x0a.{1,300}(?=[\x12\x22\x8a\xa2])", re.DOTALL), Format("Caffe model")),
    "pb": (lazy(rb"\x0a(?s:.{0,300}?)\x12.(?:Placeholder|Const|Variable|Identity)"), Format("frozen graph")),
    "pmml": (lazy(rb"(?s).{0,400}<PMML"), Format("PMML model")),
    "msgpack": (lazy(rb"[\x80-\x8f\xde\xdf]"), Format("Flax msgpack")),
    "bson": (lazy(rb"(?s)...\x00[\x01-\x05\x10\x12][^\x00]{0,60}\x00"), Format("BSON file", EITHER)),
    "rds": (lazy(rb"\x1f\x8b|BZh|\xfd7zXZ|X\n\0\0"), Format("R object", EITHER)),
    "rda": (lazy(rb"\x1f\x8b|BZh|\xfd7zXZ|RDX"), Format("R data file", EITHER)),
    "rdata": (lazy(rb"\x1f\x8b|BZh|\xfd7zXZ|RDX"), Format("R object", EITHER)),
}
#: Formats that are told by their suffix alone; text and zeros are none of them.
_BINARY = {
    "nnue": "NNUE network",
    "nn": "network in a format of its own",
    "weights": "Darknet weights",
    "mnn": "MNN model",
    "pdiparams": "PaddlePaddle parameters",
    "engine": "TensorRT engine",
    "plan": "TensorRT engine",
    "kmodel": "K210 model",
    "tmfile": "Tengine model",
    "caffemodel": "Caffe model",
    "mlmodelc": "compiled Core ML model",
}
_OLD_XGBOOST = lazy(rb"binary:|reg:|multi:|rank:|count:|survival:")
_TEXT_MODEL = lazy(rb'\{\s*"(?:learner|version|Config)"\s*:')
_NUMBERS = lazy(
    rb"(?:[\s,;\[\]{}:()]|\"[A-Za-z_][\w.]{0,60}\"|[-+]?\d{0,20}\.?\d{1,20}(?:[eE][-+]?\d{1,3})?)+"
)
_C_ARRAY = lazy(
    rb"\[[^\]]{0,60}\]\s{0,9}(?:\w{1,40}\s{1,9}){0,2}(?:\w{1,40}\([^)]{0,60}\)\s{0,9})?=\s{0,9}\{"
)
_C_NUMBERS = lazy(
    rb"(?:[\s,{};]|0x[0-9a-fA-F]{1,16}[uUlL]{0,3}"
    rb"|[-+]?\d{0,20}\.?\d{0,20}(?:[eE][-+]?\d{1,3})?[fFuU]?(?=[\s,}]))+"
)
_C = frozenset({"c", "cc", "cpp", "h", "hpp", "inc"})
_VECTORS = lazy(rb"\d{2,9} \d{2,5}\n")
#: Name, version and counts of inputs in text, and then binary numbers.
_KATAGO = lazy(rb"[^\s\x00]{1,200}\s\d{1,2}\s\d{1,3}\s\d{1,3}\s[\x20-\x7e\s]{0,2000}@BIN@")
_KERAS = lazy(
    rb"model_weights|keras|layer_names|top_level_model_weights|_layer_checkpoint|layers\0|_weights\0"
)


def identify(head: bytes, suffix: str, size: int | None) -> Format | None:
    """The format that a file's first bytes show, of weights or known not to be; None for unknown ones.

    suffix: in lower case, without the dot. size: of the whole file where known, against headers that
    promise more than there is.
    """
    if not head.strip(b"\0"):
        return Format("zeros", NONE)
    if head[:1] == b"\x0a" and b"<unk>" in head[:48]:
        return Format("a SentencePiece vocabulary", NONE)
    if head[8:9] == b"{" and head[7:8] == b"\0":
        return _safetensors(head, size)
    if head.startswith((b"GGUF", b"FUGG")):
        return _gguf(head)
    if marked := _marked(head) or of_archive(head, suffix):
        return marked
    if head[:1] == b"\x80" and head[1:2] in {b"\x02", b"\x03", b"\x04", b"\x05"}:
        return of_pickle(head, suffix)
    if suffix not in {"rds", "rda", "rdata"} and (inner := _compressed(head, suffix)):
        return inner
    if suffix in _BY_SUFFIX:
        start, form = _BY_SUFFIX[suffix]
        if start.match(head):
            optimizer = suffix == "msgpack" and optimizer_only(head)
            return Format("an optimizer's state", NONE) if optimizer else form
    return _loose(head, suffix, size)


def _marked(head: bytes) -> Format | None:
    """Formats that say what they are whatever the file is called."""
    if head.startswith(b"\x89HDF\r\n\x1a\n"):
        return Format("HDF5", MODEL if _KERAS.search(head) else EITHER)
    if head[4:8] == b"TFL3":
        return Format("TensorFlow Lite model")
    return next((form for magic, form in _MAGIC if head.startswith(magic)), None)


def _safetensors(head: bytes, size: int | None) -> Format | None:
    """A header that fits the file and names a tensor; one of optimizer states alone is no model."""
    (length,) = struct.unpack("<Q", head[:8])
    if not 2 <= length <= _SAFETENSORS_LIMIT or (size is not None and 8 + length > size):
        return None
    if 8 + length > len(head):
        return _tensors(head) if b'"dtype"' in head or b"__metadata__" in head else None
    try:
        tensors = json.loads(head[8 : 8 + length])
        ends = [value["data_offsets"][1] for name, value in tensors.items() if name != "__metadata__"]
        whole = size is None or 8 + length + max(ends, default=0) <= size
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        return None
    if not ends:
        return Format("safetensors without a tensor", NONE)
    return _tensors(head) if whole else None


def _tensors(head: bytes) -> Format:
    return Format("an optimizer's state", NONE) if optimizer_only(head) else Format("safetensors")


def _gguf(head: bytes) -> Format | None:
    """GGUF with tensors in it; a vocabulary alone has none. The first version counts in 32 bits."""
    if len(head) < 24:
        return None
    order = "<" if head[4:6] != b"\0\0" else ">"
    (version,) = struct.unpack(f"{order}I", head[4:8])
    (tensors,) = struct.unpack(f"{order}{'I' if version == 1 else 'Q'}", head[8 : 12 if version == 1 else 16])
    if not 0 < version < 100 or tensors >= 10**7:
        return None
    return Format("GGUF") if tensors else Format("GGUF without a tensor", NONE)


def _compressed(head: bytes, suffix: str) -> Format | None:
    """What a compressed file's first bytes hold. joblib writes zlib streams without any other mark."""
    if head.startswith((b"BZh", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"]\0\0")):
        return Format("compressed file", VAGUE)
    if not (head.startswith(b"\x1f\x8b") or head[:2] in {b"x\x01", b"x\x5e", b"x\x9c", b"x\xda"}):
        return None
    try:
        inner = zlib.decompressobj(47).decompress(head, _INFLATED)
    except zlib.error:
        return None
    if inner[:2] == b"\x1f\x8b" or inner[:1] == b"x":
        return Format("compressed file", VAGUE)
    return identify(inner, suffix, None) or Format("compressed file", VAGUE)


def _loose(head: bytes, suffix: str, size: int | None) -> Format | None:
    """Formats with no fixed first bytes; prose is none of them."""
    binary = any(byte < 9 for byte in head[:256])
    if binary and suffix in _BINARY:
        return Format(_BINARY[suffix])
    if binary and re.fullmatch(r"data-\d+-of-\d+", suffix):
        return Format("TensorFlow checkpoint")
    if trees := _trees(head, suffix):
        return trees
    if _KATAGO.match(head):
        return Format("KataGo network")
    if _VECTORS.match(head):
        return Format("word vectors", EITHER)
    if size is not None and size < _INFLATED:
        return None
    if suffix in _C:
        begun = _C_ARRAY.search(head)
        told = _C_NUMBERS.match(head, begun.end()) if begun else None
        return Format("numbers in C", NUMBERS) if told and told.end() > len(head) - 64 else None
    if not binary and suffix in {"txt", "json", "weights", "dat", "csv"}:
        told = _NUMBERS.match(head)
        fractions = head.count(b".") > len(head) / 40
        plain = told is not None and told.end() > 0.9 * len(head)
        return Format("numbers as text", NUMBERS) if plain and fractions else None
    return (
        Format("bare 32-bit numbers", NUMBERS) if suffix in {"bin", "dat", "raw"} and _floats(head) else None
    )


def _trees(head: bytes, suffix: str) -> Format | None:
    """Boosted trees that have no mark of their own."""
    if head[:4] == b"\0\0\0\x3f" and _OLD_XGBOOST.search(head):
        return Format("XGBoost model")
    if suffix != "json":
        return None
    if _TEXT_MODEL.match(head) and b"gradient_booster" in head:
        return Format("XGBoost model")
    told = b'"tree_info"' in head or b'"oblivious_trees"' in head
    return Format("boosted trees as JSON") if told else None


def _floats(head: bytes) -> bool:
    """True for 32-bit numbers of the size that weights have; tokens, pictures and code read so are not."""
    count = len(head) // 4
    if count < 256:
        return False
    numbers = struct.unpack(f"<{count}f", head[: 4 * count])[64:]
    fit: int = sum(number == 0 or 1e-7 < abs(number) < 1e3 for number in numbers)
    signs = sum(number < 0 for number in numbers)
    share = signs / len(numbers)
    return fit > 0.98 * len(numbers) and 0.05 < share < 0.95
