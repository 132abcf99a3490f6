"""Targets of what judges: licenses, weights, code, and whole trees with every form of their report."""

from __future__ import annotations

from functools import cache

import headers
from fuzzing import Target
from seeds import named, parted, texts, trees
from systems import MIT, ROOT
from texts import JSON, MARKUP, YAML

from osaid_action.api import check
from osaid_action.commands.formats import FORMATS, View
from osaid_action.errors import TreeError, UsageError
from osaid_action.evidence import literals, probes, stand_ins
from osaid_action.evidence.file import File
from osaid_action.evidence.signals import C_COMMENTS, COMMENTS, MAX_LINE, Scanner
from osaid_action.evidence.survey import HEAD_BYTES
from osaid_action.evidence.weights import faults, formats
from osaid_action.flow import received
from osaid_action.licenses import identify, judge, known_ids, normalize_id
from osaid_action.licenses.expression import ExpressionError, licenses, parse
from osaid_action.model import Report
from osaid_action.repository.listing import Entry
from osaid_action.repository.text import decode

# A build prepares this; worked out anew for each tree, it would take most of the time.
literals.looks = cache(literals.looks)
VERDICTS = {"osi-approved", "open", "undetermined", "none", "restricted"}
LICENSE = (
    r"MIT Apache-2.0 \x20AND\x20 \x20OR\x20 \x20WITH\x20 ( ) + GPL-2.0-or-later "
    r"LicenseRef-x Copyright (c) 2024 SPDX-License-Identifier: "
    r"non-commercial\x20use\x20only You\x20must\x20not research\x20purposes & "
    r"&amp; <br> ](http://a) dnl rem 1. a) -only"
)
#: What no license explains, and any reader takes for terms.
RESTRICTIONS = (
    "You may not use the Software for commercial purposes.",
    "The Software may be used for research purposes only.",
    "You must not use this Software for military purposes.",
    "Use of the Software by companies with more than 700 million users requires a separate license.",
)
CODE = (
    r"import\x20torch from_pretrained( load_state_dict( optimizer.step() "
    r"loss.backward() nn.Module DataLoader( for\x20 in\x20 "
    r"( ) [ ] { } = : , . ' \x22 \x22\x22\x22 # // https:// .safetensors load_dataset(' "
    r"lr=1e-3 batch_size epochs add_argument('-- "
    r"\n\x20\x20\x20\x20 def\x20 class\x20 model.generate( cross_entropy("
)


def _identify(data: bytes) -> None:
    text = decode(data)
    found = identify(text)
    height = max(text.count("\n"), text.replace("\r\n", "\n").replace("\r", "\n").count("\n")) + 1
    assert 1 <= found.line <= height
    assert found.verdict in VERDICTS
    assert all(1 <= one.line <= height for one in (*found.differences, *found.clauses))
    assert found.state != "clean" or found.expression


def _restricted(data: bytes) -> None:
    """A restriction among the words of a license is seen, wherever and however it is wrapped."""
    at, which, joint = int.from_bytes(data[:2], "big"), data[2:3], data[3:4]
    words = _known()[int.from_bytes(data[4:5], "big") % len(_known())].split(" ")
    sentence = RESTRICTIONS[int.from_bytes(which, "big") % len(RESTRICTIONS)]
    sentence = sentence if joint < b"\x80" else sentence.upper()
    between = (" ", "\n", "\n\n", "\r\n", " \u00a0", "\t")[int.from_bytes(joint, "big") % 6]
    at %= len(words) + 1
    text = between.join((" ".join(words[:at]), sentence.replace(" ", between), " ".join(words[at:])))
    assert identify(text).state not in {"clean", "extra-text"}, text


@cache
def _known() -> tuple[str, ...]:
    found = [(ROOT / "LICENSE").read_text("utf-8"), MIT]
    known = tuple(text for text in found if identify(text).state == "clean")
    assert known
    return known


def _expression(data: bytes) -> None:
    text = decode(data)
    assert judge(text).verdict in VERDICTS
    name = normalize_id(text)
    assert name is None or name in known_ids() or " WITH " in name or " AND " in name
    node = parse(text)
    assert parse(str(node)) == node
    assert licenses(node)


def _weights(data: bytes) -> None:
    name, _, contents = data.partition(b"\0")
    file = File(Entry("weights/" + name.decode("utf-8", "replace").replace("/", "_")))
    for head in (contents[:HEAD_BYTES], contents):
        for size in (len(contents), None, 3):
            form = formats.identify(head, file.suffix, size)
            assert form is None or len(form.name) < 200
            assert len(faults.fault(head, size)) < 300
        faults.is_text(head)
        found = stand_ins.stand_in(file.path, head)
        assert found is None or found.reference.url
        stand_ins.broken(head)
        stand_ins.absent(head)


@cache
def _scanners() -> dict[str, Scanner]:
    return {role: Scanner(some) for role, some in probes.signals().items()}


def _signals(data: bytes) -> None:
    text = decode(data)
    lines = text.split("\n")
    for scanner in _scanners().values():
        for comments in (COMMENTS, C_COMMENTS):
            hits, _ = scanner.scan(text, comments)
            for hit in hits.values():
                assert hit.text == lines[hit.line - 1][:MAX_LINE].strip()[:200]


def _tree(data: bytes) -> None:
    files = parted(data)
    report = check(files)
    heights = {path: contents.count(b"\n") + contents.count(b"\0\n") + 1 for path, contents in files.items()}
    for item in report.items:
        for one in item.evidence:
            assert one.path.rstrip("/") in files or any(path.startswith(one.path) for path in files), one
            assert not one.line or one.line <= heights.get(one.path, 1 << 30) or one.path.endswith(".pdf"), (
                one
            )
    for row in report.licenses:
        assert not row.line or row.line <= heights[row.path]
    _in_every_form(report)


def _in_every_form(report: Report) -> None:
    for form in FORMATS.values():
        try:
            text = form.report(report, View(verbose=True))
        except TreeError:
            # There may be nothing to attest, or to list.
            assert form in (FORMATS["intoto"], FORMATS["croissant"]) or not report.judged
            continue
        text.encode()
        assert not any(ord(char) < 32 and char != "\n" for char in text)
    # Which holds it against its schema.
    assert received.read(FORMATS["json"].report(report, View()).encode()).result == report.result


def _headers() -> list[bytes]:
    made = {
        "safetensors": headers.safetensors(),
        "gguf": headers.gguf(),
        "pt": headers.torch_zip(),
        "pkl": headers.pickled("sklearn.svm SVC"),
        "pth": headers.torch_legacy(),
        "jit": headers.torchscript(),
        "t7": headers.torch7(),
        "onnx": headers.onnx(),
        "h5": headers.hdf5("layer_names"),
        "keras": headers.keras(),
        "tflite": headers.tflite(),
        "npy": headers.numpy(),
        "npz": headers.npz("a", "b"),
        "msgpack": headers.msgpack(),
        "model": headers.sentencepiece(),
    }
    lfs = b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"a" * 64 + b"\nsize 123\n"
    return [b"a." + suffix.encode() + b"\0" + data[:5_000] for suffix, data in made.items()] + [
        b"w.bin\0" + lfs
    ]


def _trees() -> list[bytes]:
    return [
        *trees(),
        *named("tests/cases/*/*/*/tree/*.json", "tests/cases/*/*/*/tree/*.cff", "examples/*/*.json", most=10),
    ]


TARGETS = (
    Target(
        "identify",
        _identify,
        lambda: [MIT.encode(), *texts("LICENSE", "examples/*/LICENSE*", "tests/cases/*/*/*/tree/LICEN*")],
        LICENSE,
        runs=90,
    ),
    Target(
        "restricted",
        _restricted,
        lambda: [b"\0\0\0\0\0", b"\x01\x40\x01\x81\x01", b"\x07\x03\x02\x02\0"],
        runs=60,
        pace=3,
    ),
    Target(
        "expression",
        _expression,
        lambda: [b"MIT", b"(MIT OR Apache-2.0) AND GPL-2.0+ WITH Classpath-exception-2.0", b"cc-by-nc-4.0"],
        LICENSE,
        (ExpressionError,),
        runs=4_000,
    ),
    Target(
        "weights",
        _weights,
        _headers,
        r"PK\x03\x04 PK\x05\x06 GGUF \x89HDF \x80\x02 \x1f\x8b x\x9c dtype data_offsets torch\n \0\0\0\0 "
        r"\xff\xff\xff\xff <html ustar .npy oid\x20sha256:",
        runs=1_200,
    ),
    Target(
        "signals",
        _signals,
        lambda: texts(
            "tests/cases/*/*/*/tree/*.py",
            "tests/cases/*/*/*/tree/*.sh",
            "tests/cases/*/*/*/tree/*.cpp",
            most=40,
        ),
        CODE,
        runs=250,
    ),
    Target(
        "tree",
        _tree,
        _trees,
        f"{MARKUP} {YAML} {JSON} {CODE} \\0\\n\\0README.md\\0 \\0\\n\\0LICENSE\\0 \\0\\n\\0.gitmodules\\0 "
        r"\0\n\0osaid.toml\0 \0\n\0a.ipynb\0 \0\n\0CITATION.cff\0 "
        r"\0\n\0pyproject.toml\0 \0\n\0model.safetensors\0",
        (UsageError,),
        runs=40,
        pace=5,
    ),
)
