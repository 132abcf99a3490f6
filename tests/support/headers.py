"""Small files in the formats that models are saved in, as the real writers lay them out.

Each function gives the bytes of one whole file of a few kilobytes; no library is needed.
"""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import zipfile

#: Numbers as trained weights have them: small, both signs, none alike.
FLOATS = struct.pack("<800f", *(((i * 37) % 199 - 99) / 700 for i in range(800)))


def safetensors(data: int = 3_200, names: tuple[str, ...] = ("w",), promised: int | None = None) -> bytes:
    """One tensor a name; promised: what the header says there is, when that is not so."""
    each = (data if promised is None else promised) // max(1, len(names))
    tensors = {
        name: {"dtype": "U8", "shape": [each], "data_offsets": [i * each, (i + 1) * each]}
        for i, name in enumerate(names)
    }
    header = json.dumps({"__metadata__": {"format": "pt"}, **tensors}).encode()
    return struct.pack("<Q", len(header)) + header + bytes(i % 251 for i in range(data))


def gguf(tensors: int = 3, version: int = 3, order: str = "<") -> bytes:
    head = b"GGUF" + struct.pack(f"{order}IQQ", version, tensors, 1)
    key = b"general.architecture"
    return (
        head + struct.pack(f"{order}Q", len(key)) + key + struct.pack(f"{order}IQ", 8, 5) + b"llama" + FLOATS
    )


def archive(members: dict[str, bytes]) -> bytes:
    """A zip whose members are stored, as the model writers do."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as file:
        for name, data in members.items():
            file.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def torch_zip(keys: str = "layer.weight", root: str = "archive") -> bytes:
    """torch.save since 1.6: a stored zip, the pickle first."""
    pickle = b"\x80\x02}q\x00X" + struct.pack("<I", len(keys)) + keys.encode()
    pickle += (
        b"q\x01ctorch._utils\n_rebuild_tensor_v2\nq\x02((X\x07\x00\x00\x00storageq\x03ctorch\nFloatStorage\n."
    )
    return archive({f"{root}/data.pkl": pickle, f"{root}/data/0": FLOATS, f"{root}/version": b"3\n"})


def torch_optimizer() -> bytes:
    """What torch.save(optimizer.state_dict()) leaves."""
    pickle = b"\x80\x02}q\x00(X\x05\x00\x00\x00stateq\x01}q\x02K\x00}q\x03(X\x04\x00\x00\x00stepq\x04"
    pickle += b"ctorch._utils\n_rebuild_tensor_v2\nX\x07\x00\x00\x00exp_avgX\x0a\x00\x00\x00exp_avg_sq"
    pickle += b"X\x0c\x00\x00\x00param_groups."
    return archive({"archive/data.pkl": pickle, "archive/data/0": FLOATS, "archive/version": b"3\n"})


def torch_legacy() -> bytes:
    """torch.save before 1.6: a magic number, the protocol, system info, then the object, each pickled."""
    magic = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19.\x80\x02M\xe9\x03."
    info = b"\x80\x02}q\x00(X\x10\x00\x00\x00protocol_versionq\x01M\xe9\x03"
    info += b"X\x0d\x00\x00\x00little_endianq\x02\x88u."
    return magic + info + b"\x80\x02ccollections\nOrderedDict\nq\x00)Rq\x01." + FLOATS


def torchscript() -> bytes:
    return archive(
        {
            "net/data.pkl": b"\x80\x02c__torch__\nNet\n.",
            "net/code/__torch__.py": FLOATS,
            "net/constants.pkl": b"\x80\x02).",
            "net/version": b"3\n",
        }
    )


def torch7() -> bytes:
    return struct.pack("<III", 4, 1, 3) + b"V 1" + struct.pack("<I", 13) + b"nn.Sequential" + FLOATS


def pickled(*classes: str, protocol: int = 4, data: bytes = FLOATS) -> bytes:
    """A pickle that names classes (`module Class`) as the protocol does; never loadable, nor meant to be."""
    if protocol < 4:
        body = b"".join(b"c" + c.replace(" ", "\n").encode() + b"\n" for c in classes)
        return bytes([0x80, protocol]) + body + b"U" + data + b"."
    body = b""
    for one in classes:
        module, _, name = one.partition(" ")
        body += (
            b"\x8c"
            + bytes([len(module)])
            + module.encode()
            + b"\x94\x8c"
            + bytes([len(name)])
            + name.encode()
            + b"\x94\x93\x94"
        )
    return (
        b"\x80\x04\x95"
        + struct.pack("<Q", len(body) + len(data))
        + body
        + b"B"
        + struct.pack("<I", len(data))
        + data
        + b"."
    )


def onnx(opset: bool = True) -> bytes:
    producer = b"\x12\x07pytorch\x1a\x052.1.0" if opset else b""
    graph = b"\x0a\x1f\x0a\x05input\x12\x06output\x1a\x06Conv_0\x22\x04Conv" + FLOATS
    return b"\x08\x08" + producer + b"\x3a" + _varint(len(graph)) + graph


def _varint(number: int) -> bytes:
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def hdf5(*names: str, end: int = 1_000) -> bytes:
    """HDF5, version 0: the root group, its B-tree, and a heap of names. end: where it says it ends."""
    head = (
        b"\x89HDF\r\n\x1a\n" + bytes(5) + b"\x08\x08\x00\x04\x00\x10\x00" + bytes(4) + bytes(8) + b"\xff" * 8
    )
    head += struct.pack("<Q", end)
    heap = b"".join(name.encode() + b"\0" * (8 - len(name) % 8) for name in names)
    return (
        head.ljust(136, b"\0")
        + b"TREE".ljust(544, b"\0")
        + b"HEAP"
        + bytes(28)
        + bytes(8)
        + heap
        + bytes(600)
        + FLOATS
    )


def keras() -> bytes:
    return archive(
        {
            "metadata.json": b'{"keras_version": "3.0.5"}',
            "config.json": b'{"module": "keras"}',
            "model.weights.h5": hdf5("layers", "vars"),
        }
    )


def tflite() -> bytes:
    return b"\x1c\x00\x00\x00TFL3\x14\x00\x20\x00" + FLOATS


def numpy(shape: str = "(800,)", dtype: str = "<f4") -> bytes:
    text = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", 118) + text.ljust(117).encode() + b"\n" + FLOATS


def npz(*names: str) -> bytes:
    return archive({f"{name}.npy": numpy() for name in names})


def msgpack(key: str = "params") -> bytes:
    """What flax.serialization.to_bytes leaves: a map of maps, arrays as extension types."""
    return (
        b"\x81"
        + bytes([0xA0 | len(key)])
        + key.encode()
        + b"\x81\xa7Dense_0\x81\xa6kernel\xc8"
        + struct.pack(">H", 3_200)
        + b"\x01"
        + FLOATS
    )


def sentencepiece() -> bytes:
    def piece(text: bytes) -> bytes:
        body = b"\x0a" + bytes([len(text)]) + text + b"\x15\x00\x00\x00\x00"
        return b"\x0a" + bytes([len(body)]) + body

    return b"".join(map(piece, (b"<unk>", b"<s>", b"</s>", *(b"\xe2\x96\x81%d" % i for i in range(300)))))


def xgboost_json() -> bytes:
    return b'{"learner":{"attributes":{},"gradient_booster":{"model":{"trees":[' + b"0.125," * 300 + b"1]}}}}"


def xgboost_ubj() -> bytes:
    return b"{L\x00\x00\x00\x00\x00\x00\x00\x07learner{L\x00\x00\x00\x00\x00\x00\x00\x0aattributes{}" + FLOATS


def xgboost_old(mark: bool = False) -> bytes:
    """The binary form of before 2.1, with the base score and the number of features in front."""
    head = struct.pack("<fIi", 0.5, 13, 0) + bytes(124) + struct.pack("<Q", 15) + b"binary:logistic"
    return (b"binf" if mark else b"") + head + struct.pack("<Q", 6) + b"gbtree" + FLOATS


def catboost() -> bytes:
    return b"CBM1" + struct.pack("<I", 3_200) + FLOATS


def lightgbm() -> bytes:
    return (
        b"tree\nversion=v4\nnum_class=1\nnum_tree_per_iteration=1\nfeature_names=a b c\n"
        + b"leaf_value=0.1 0.2\n" * 80
    )


def fasttext() -> bytes:
    return struct.pack("<ii", 793712314, 12) + struct.pack("<12i", *range(12)) + FLOATS


def darknet() -> bytes:
    return struct.pack("<iiiQ", 0, 2, 5, 32_013_312) + FLOATS


def caffe() -> bytes:
    return b"\x0a\x07LeNet-5\xa2\x06\x30\x0a\x05conv1\x12\x0bConvolution" + FLOATS


def mnn() -> bytes:
    return b"\x28\x00\x00\x00\x00\x00\x1e\x00\x38\x00\x34\x00" + FLOATS


def paddle_tensor() -> bytes:
    return bytes(4) + bytes(8) + bytes(4) + struct.pack("<i", 6) + b"\x08\x05\x10\x40\x10\x80" + FLOATS


def tf_checkpoint() -> bytes:
    return FLOATS


def frozen_graph() -> bytes:
    return (
        b"\x0a\x2b\x0a\x05input\x12\x0bPlaceholder*\x0b\x0a\x05dtype\x12\x020\x01*\x08\x0a\x05shape\x12\x00\x0a\x20\x0a\x01w\x12\x05Const"
        + FLOATS
    )


def saved_model() -> bytes:
    return b"\x08\x01\x12\xf4\x18\x0a\x80\x0a\x12\x00" + FLOATS


def core_ml() -> bytes:
    return b"\x08\x04\x12\x40\x0a\x10\x0a\x05image\x12\x07" + FLOATS


def kaldi() -> bytes:
    return b"\0B<TransitionModel> <Topology> " + FLOATS


def tar(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as file:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            file.addfile(info, io.BytesIO(data))
    return out.getvalue()


def gz(data: bytes) -> bytes:
    return gzip.compress(data, 0, mtime=0)


def lfs(size: int = 5_000_000_000) -> bytes:
    return b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize %d\n" % (b"ab" * 32, size)
