"""Weights as their tools write them, told by header in whole trees, and then broken.

What fits a folder as text is a case under tests/cases; here is what needs bytes, or much of it.
"""

from __future__ import annotations

import json
import time
import zlib
from typing import TYPE_CHECKING

import headers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pace import pace

from osaid_action.evidence import probes
from osaid_action.evidence.weights.faults import fault
from osaid_action.evidence.weights.formats import identify
from osaid_action.evidence.weights.held import VAGUE
from osaid_action.repository.target import open_tree
from osaid_action.repository.tree import Tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from osaid_action.model import Finding
    from osaid_action.repository.blob import Blob
    from osaid_action.repository.listing import Entry

_QUICK = settings(max_examples=150, deadline=None, database=None)
_SCALER = headers.pickled("sklearn.preprocessing._data StandardScaler")
_FOREST = headers.pickled("sklearn.ensemble._forest RandomForestClassifier")
_ARRAYS = headers.pickled("numpy.core.multiarray _reconstruct")
_LFS = headers.lfs()
_GGUF_TYPE = b"general.type" + (8).to_bytes(4, "little") + (7).to_bytes(8, "little") + b"adapter"
_ONE_TENSOR = headers.archive(
    {"archive/data.pkl": b"\x80\x02ctorch._utils\n_rebuild_tensor_v2\nq\0.", "archive/data/0": headers.FLOATS}
)


def _index(*shards: str) -> bytes:
    return json.dumps({"weight_map": {f"layer.{i}": name for i, name in enumerate(shards)}}).encode()


def _seen(folder: Path, tree: Mapping[str, bytes], component: str) -> str:
    return _found(folder, tree, component).here


def _found(folder: Path, tree: Mapping[str, bytes], component: str) -> Finding:
    for name, data in tree.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    with open_tree(str(folder)) as opened:
        return probes.run(probes.survey(opened))[component]


FOUND: dict[str, dict[str, bytes]] = {
    "paddle": {"output/model.pdparams": headers.pickled("numpy.core.multiarray _reconstruct", protocol=2)},
    "paddle-inference": {"inference/inference.pdiparams": headers.paddle_tensor()},
    "mnn": {"app/models/face.mnn": headers.mnn()},
    "torch7": {"net.t7": headers.torch7()},
    "torch-legacy": {"ckpts/best.pth": headers.torch_legacy()},
    "torchscript": {"net.jit": headers.torchscript()},
    "caffe": {"lenet.caffemodel": headers.caffe(), "lenet.prototxt": b'name: "LeNet"'},
    "xgboost-json": {"xgb_model.json": headers.xgboost_json()},
    "xgboost-ubj": {"model.ubj": headers.xgboost_ubj()},
    "xgboost-old": {"models/0001.model": headers.xgboost_old()},
    "xgboost-marked": {"models/0001.bin": headers.xgboost_old(mark=True)},
    "catboost": {"churn.cbm": headers.catboost()},
    "lightgbm": {"lgbm.txt": headers.lightgbm()},
    "fasttext": {"lid.ftz": headers.fasttext()},
    "darknet": {"backup/final.weights": headers.darknet()},
    "kaldi": {"exp/final.mdl": headers.kaldi()},
    "keras-archive": {"net.keras": headers.keras()},
    "keras-hdf5": {"trained_model.h5": headers.hdf5("model_weights", "dense")},
    "tflite": {"net.tflite": headers.tflite()},
    "frozen-graph": {"graph/frozen.pb": headers.frozen_graph()},
    "flax": {"flax_model.msgpack": headers.msgpack()},
    "spacy": {"best/ner/model": headers.msgpack("nodes"), "best/ner/cfg": b"{}"},
    "core-ml-package": {"Net.mlpackage/Data/com.apple.CoreML/weights/weight.bin": headers.FLOATS},
    "tensorflow-js": {
        "web/model.json": b'{"weightsManifest":[{"paths":["group1-shard1of1.bin"]}]}',
        "web/group1-shard1of1.bin": headers.FLOATS,
    },
    "saved-model-pickle": {"finalized_model.sav": _FOREST},
    "joblib-compressed": {"artifacts/clf.joblib": zlib.compress(_FOREST, 0)},
    "pickle-of-arrays": {"mlp_weights.pkl": _ARRAYS},
    "gzip": {"weights/net.pt.gz": headers.gz(headers.torch_zip())},
    "tar-gzip": {"weights.tar.gz": headers.gz(headers.tar({"net.pt": headers.torch_zip()}))},
    "split": {"net.pth.partaa": headers.torch_zip(), "net.pth.partab": headers.FLOATS},
    "policy": {
        "agents/lander.zip": headers.archive({"data": b'{"policy_class": 1}', "policy.pth": b"x" * 2_000})
    },
    "bare-floats": {"run.c": b"", "tiny_model.bin": headers.FLOATS * 4},
    "numpy-named": {"pretrained/mlp.npz": headers.npz("w", "b")},
    "bson": {"trained_network.bson": b"\x90\x0d\0\0\x02tag\0\x05\0\0\0dict\0" + headers.FLOATS},
    "image-tokenizer": {"image_tokenizer/model.safetensors": headers.safetensors()},
    "sharded-by-name": {
        "model-00001-of-00002.safetensors": headers.safetensors(),
        "model-00002-of-00002.safetensors": headers.safetensors(),
    },
}
PARTIAL: dict[str, dict[str, bytes]] = {
    "scaler": {"artifacts/scaler.pkl": _SCALER},
    "shard-lacking-by-name": {"model-00001-of-00003.safetensors": headers.safetensors()},
    "shard-lacking-by-index": {
        "model.safetensors.index.json": _index("a-1.safetensors", "a-2.safetensors"),
        "a-1.safetensors": headers.safetensors(),
    },
    "shards-in-lfs": {
        "model.safetensors.index.json": _index("model-00001-of-00001.safetensors"),
        "model-00001-of-00001.safetensors": _LFS,
    },
    "tensors-without-index": {"ckpt/model.data-00000-of-00001": headers.FLOATS},
    "simulation": {"runs/checkpoint_000100.h5": headers.hdf5("density", "velocity")},
    "shard-cut-short": {
        "model-00001-of-00002.safetensors": headers.safetensors(),
        "model-00002-of-00002.safetensors": headers.safetensors(3_200, promised=90_000),
    },
    "lora-by-its-tensors": {
        "style.safetensors": headers.safetensors(names=("unet.lora_up.weight", "unet.lora_down.weight"))
    },
    "lora-gguf": {"adapter.gguf": headers.gguf().replace(b"general.architecture", _GGUF_TYPE)},
    "one-tensor": {"assets/direction.pt": _ONE_TENSOR},
    "archive": {"weights/yolo.part1.rar": b"Rar!\x1a\x07\x01\0" + headers.FLOATS},
}
MISSING: dict[str, dict[str, bytes]] = {
    "vocabulary-gguf": {"models/llama-bpe.gguf": headers.gguf(0)},
    "graph-data": {"data/processed/data.pt": headers.torch_zip("edge_index")},
    "optimizer-only": {"run1/state.pt": headers.torch_optimizer()},
    "optimizer-shard": {"ckpt/zero_pp_rank_0_mp_rank_00_optim_states.pt": headers.torch_zip()},
    "optimizer-safetensors": {"run/state.safetensors": headers.safetensors(names=("0.exp_avg",))},
    "header-only": {"model.safetensors": headers.safetensors(0, names=()) + bytes(2_000)},
    "cut-short": {"model.safetensors": headers.safetensors(1_500, promised=90_000)},
    "sentencepiece": {"assets/spm.model": headers.sentencepiece()},
    "dummy": {"assets/dummy_model.pt": headers.torch_zip()},
    "tiny-random": {"assets/tiny-random-bert/pytorch_model.bin": headers.torch_zip()},
    "data-frame": {"models/frame.pkl": headers.pickled("pandas.core.frame DataFrame")},
    "bunch": {"model_data/bunch.pkl": headers.pickled("sklearn.utils._bunch Bunch")},
    "array": {"data/arr.npy": headers.numpy()},
    "statistics": {"assets/normalization.npz": headers.npz("mean")},
    "data-hdf5": {"data/features/images.h5": headers.hdf5("train_x", "train_y")},
    "tokens": {"model_tokens.bin": bytes(range(256)) * 80},
    "r-data": {"data/survey.rds": headers.gz(headers.FLOATS)},
    "dump": {"models/dump.sql.gz": headers.gz(b"CREATE TABLE x;\n" * 500)},
    "vocabulary-json": {"gpt/encoder.json": b'{"ab":1,"cd":22,' * 900},
    "protobuf": {"proto/messages.pb": b"\x0a\x05hello" + headers.FLOATS},
    "stub": {"pytorch_model.bin": b"Moved to https://huggingface.co/acme/tiny\n" * 50},
}


@pytest.mark.parametrize(
    ("here", "tree"),
    [
        pytest.param(here, tree, id=f"{here}-{name}")
        for here, trees in (("found", FOUND), ("partial", PARTIAL), ("missing", MISSING))
        for name, tree in trees.items()
    ],
)
def test_weights(here: str, tree: dict[str, bytes], tmp_path: Path) -> None:
    assert _seen(tmp_path, tree, "weights") == here


FAULTS: dict[str, tuple[str, bytes, str]] = {
    "safetensors": ("model.safetensors", headers.safetensors(1_500, promised=90_000), "asks for 90,1"),
    "safetensors-header": (
        "model.safetensors",
        (90_000).to_bytes(8, "little") + b"{" + b" " * 2_000,
        "90,008",
    ),
    "gguf": ("model.gguf", headers.gguf(90_000)[:2_000], "cut short: 2,000 bytes"),
    "zip": ("model.pt", headers.torch_zip()[:2_000], "a zip of 2,000 bytes without its end"),
    "zip-end": ("model.pt", headers.torch_zip()[:-40], "without its end"),
    "hdf5": ("model.h5", headers.hdf5("model_weights", end=900_000), "asks for 900,000"),
    "html": ("weights/net.onnx", b"\n<!-- x -->\n<html>" + b"sign in " * 300, "HTML, not weights"),
    "xml": (
        "model.ckpt",
        b'<?xml version="1.0"?><Error><Code>AccessDenied</Code>' + b"x" * 2_000,
        "failed request",
    ),
    "json": ("model.bin", b'{"error": "gated"}', "failed request"),
    "zeros": ("model.ckpt", bytes(4_000), "zeros, not weights"),
    "text": ("model.pt", b"moved elsewhere\n" * 100, "text of 1,600 bytes, not weights"),
    "tiny": ("model.onnx", b"\x08\x01\x12", "only 3 bytes"),
    "empty": ("model.pth", b"", "empty"),
    "pointer": (
        "model.pt",
        b"version https://git-lfs.github.com/spec/v1\noid sha256:12\n",
        "that is not valid",
    ),
}


@pytest.mark.parametrize(("name", "data", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_none_is_named_with_why(name: str, data: bytes, words: str, tmp_path: Path) -> None:
    finding = _found(tmp_path, {name: data}, "weights")
    assert finding.here == "missing"
    (evidence,) = finding.evidence
    assert (evidence.path, evidence.strength) == (name, "hint")
    assert words in evidence.why


def test_a_cut_block_of_hdf5_never_raises() -> None:
    head = b"\x89HDF\r\n\x1a\n" + bytes([1, 0, 0, 0, 0, 8, 8]) + bytes(33)
    assert [fault(head + bytes(more), 10_000) for more in range(4)] == [""] * 4


def test_many_comments_before_a_page_are_read_in_time() -> None:
    start = time.process_time()
    assert not fault(b"<!---->" * 585, 4_095)
    assert time.process_time() - start < 0.05 * pace()
    assert fault(b"<!-- a --> <!-- b -->\n<html>", 30) == "HTML, not weights"


def test_what_could_not_be_told_is_not_missing(tmp_path: Path) -> None:
    unknown = bytes((i * 37 + 11) % 256 for i in range(4_000))
    finding = _found(tmp_path, {"model.ckpt": unknown, "data/noise.bin": unknown}, "weights")
    assert finding.here == "unreadable"
    assert [evidence.path for evidence in finding.evidence] == ["model.ckpt"]


def test_what_is_none_beside_weights_takes_nothing_away(tmp_path: Path) -> None:
    tree = {"a/model.pt": headers.torch_zip(), "a/old.pt": b"gone\n", "b/other.pt": b"gone\n"}
    finding = _found(tmp_path, tree, "weights")
    assert finding.here == "found"
    assert [evidence.path for evidence in finding.evidence] == ["a/model.pt", "a/old.pt"]


def test_candidates_are_read_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tree = {f"nets/{i}.pt": headers.torch_zip() for i in range(60)}
    tree |= {f"data/train_{i}.csv": _LFS for i in range(60)}
    asked: list[int] = []
    whole = Tree.read_many

    def count(self: Tree, entries: Iterable[Entry], limit: int) -> Iterator[Blob]:
        wanted = list(entries)
        asked.append(len(wanted))
        return whole(self, wanted, limit)

    monkeypatch.setattr(Tree, "read_many", count)
    assert _seen(tmp_path, tree, "weights") == "found"
    assert asked.count(60) == 2
    assert asked.count(1) < 5


def test_checkpoints_of_every_framework(tmp_path: Path) -> None:
    tree = {"ckpt/model.ckpt-1000.data-00000-of-00001": headers.FLOATS, "ckpt/model.ckpt-1000.index": b"x"}
    assert _seen(tmp_path / "tf", tree, "intermediate-checkpoints") == "found"
    tree = {"run/step_500/optimizer.bin": headers.torch_optimizer()}
    assert _seen(tmp_path / "torch", tree, "optimizer-state") == "found"


def _heads() -> list[tuple[str, bytes]]:
    """(suffix, whole file) of everything above."""
    trees = [*FOUND.values(), *PARTIAL.values(), *MISSING.values()]
    return [(name.rpartition(".")[2], data) for tree in trees for name, data in tree.items()]


_HEADS = _heads()
_INDEXES = (
    b"",
    b"[",
    b"[]",
    b'{"weight_map": 3}',
    b'{"weight_map": {"a": {}}}',
    b'{"weight_map": {"a": "../../x"}}',
    b"[" * 100_000,
    b'{"weight_map": {' + b'"a": "b", ' * 50_000,
)
#: What documents are made of, each repeated until it would hurt a careless reader.
_PARTS = (
    *(
        "<!--",
        "<!-- -->",
        "```\n",
        "~~~ a\n",
        "# a\n",
        "=",
        "= a\n",
        "|",
        "| a ",
        "[a]",
        "[a][b] ",
        "[a]: b\n",
    ),
    *("https://a.b/ ", ".. code::\n", "`a`_ ", "**a", "<summary>", "<html><script>", 'from_pretrained("'),
    *("--model a/", "model=a/b ", "data from https://www.x.org/ [", "## data\n- ", "- a\n", "a. B "),
    *("---\na: b\n", "`a.csv` ", "based on a ", "0.1 ", "kaggle datasets download -d "),
)


@_QUICK
@given(
    st.sampled_from(_HEADS),
    st.integers(0, 4_096),
    st.lists(st.tuples(st.integers(0, 4_095), st.integers(0, 255)), max_size=12),
    st.none() | st.integers(0, 2**63),
    st.sampled_from(["", "bin", "pt", "safetensors", "json", "h", "zip", "pkl", "model", "weights", "txt"]),
)
def test_broken_headers_never_raise(
    whole: tuple[str, bytes], length: int, changes: list[tuple[int, int]], size: int | None, other: str
) -> None:
    head = bytearray(whole[1][:length])
    for at, byte in changes:
        if at < len(head):
            head[at] = byte
    for suffix in (whole[0], other):
        form = identify(bytes(head), suffix, size)
        assert form is None or (form.name and form.holds)


@_QUICK
@given(st.integers(0, 2**64 - 1), st.binary(max_size=200), st.none() | st.integers(0, 10**6))
def test_a_header_that_promises_much_costs_nothing(length: int, rest: bytes, size: int | None) -> None:
    head = length.to_bytes(8, "little") + b"{" + rest
    start = time.process_time()
    form = identify(head, "safetensors", size)
    assert time.process_time() - start < 1 * pace()
    if form is not None and form.name == "safetensors":
        assert size is None or length + 8 <= size


def test_a_bomb_is_inflated_no_further_than_a_header() -> None:
    bomb = zlib.compress(zlib.compress(bytes(50_000_000), 9), 9)
    start = time.process_time()
    form = identify(bomb[:4_096], "joblib", len(bomb))
    assert form is None or form.holds == VAGUE
    assert time.process_time() - start < 1 * pace()


@pytest.mark.parametrize("index", _INDEXES)
def test_an_index_that_is_none_says_nothing(index: bytes, tmp_path: Path) -> None:
    assert _seen(tmp_path, {"model.safetensors.index.json": index}, "weights") == "missing"


@pytest.mark.parametrize("part", _PARTS)
def test_hostile_documents_are_read_in_time(part: str, tmp_path: Path) -> None:
    text = (part * (300_000 // len(part))).encode()
    tree = {"README.md": b"# x\n\n## Data\n\n" + text, "model_weights.json": text, "weights.h": text}
    start = time.process_time()
    _seen(tmp_path, tree, "weights")
    assert time.process_time() - start < 10 * pace()


_CHUNK = b"\x17" * 4_000
#: Arrays of a checkpoint in each way to lay them out: a mark, then arrays with their chunks.
_ARRAYS = {
    "T5X in folders": {
        "checkpoint_1000/checkpoint": b"x",
        "checkpoint_1000/target/decoder/w/.zarray": b"{}",
        "checkpoint_1000/target/decoder/w/0.0": _CHUNK,
    },
    "Orbax, an item in a folder": {
        "100/_CHECKPOINT_METADATA": b"{}",
        "100/default/params.w/.zarray": b"{}",
        "100/default/params.w/0.0": _CHUNK,
    },
    "Zarr 3": {
        "100/_CHECKPOINT_METADATA": b"{}",
        "100/default/zarr.json": b"{}",
        "100/default/params.w/zarr.json": b"{}",
        "100/default/params.w/c/0/0": _CHUNK,
        "100/default/step/zarr.json": b"{}",
        "100/default/step/c": b"1",
    },
}


@pytest.mark.parametrize("layout", _ARRAYS)
@pytest.mark.parametrize("lacks", ["", "chunks", "mark"])
def test_a_checkpoint_of_arrays_is_told_by_its_listing(layout: str, lacks: str, tmp_path: Path) -> None:
    tree = _ARRAYS[layout]
    if lacks:
        kept = (lambda name: name.endswith(("CHECKPOINT_METADATA", "checkpoint"))) if lacks == "mark" else (
            lambda name: tree[name] in {_CHUNK, b"1"}
        )  # fmt: skip
        tree = {name: data for name, data in tree.items() if not kept(name)}
    assert _seen(tmp_path, tree, "weights") == ("missing" if lacks else "found")


def test_arrays_of_an_optimizer_are_no_weights(tmp_path: Path) -> None:
    tree = {"1/checkpoint": b"x", "1/opt_state/mu/w/.zarray": b"{}", "1/opt_state/mu/w/0.0": _CHUNK}
    assert _seen(tmp_path, tree, "weights") == "missing"
