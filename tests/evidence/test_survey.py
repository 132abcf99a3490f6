"""The survey: bounded reading, signals, places, and nothing that a strange file could break."""

from __future__ import annotations

import os
import re
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pace import pace

from osaid_action.evidence import choice, halves, literals, probes, signals, subject, survey
from osaid_action.evidence.file import File
from osaid_action.evidence.signals import COMMENTS, Hit, Scanner, Signal, signal
from osaid_action.patterns import LazyPattern
from osaid_action.repository import documents, places
from osaid_action.repository.listing import Entry
from osaid_action.repository.places import words
from osaid_action.repository.target import open_tree
from osaid_action.terms import cover, metadata, statements
from osaid_action.terms import files as license_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path


def _write(root: Path, contents: dict[str, str | bytes]) -> None:
    for name, content in contents.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())


def _run(root: Path) -> tuple[survey.Survey, dict[str, Any]]:
    with open_tree(str(root)) as tree:
        seen = probes.survey(tree)
        found = probes.run(seen)
        assert subject.decide(seen, found)[1]
        return seen, dict(found)


@pytest.mark.parametrize(
    ("path", "place", "role"),
    [
        ("train.py", "main", "code"),
        ("src/tests/train.py", "test", "code"),
        ("test_fixtures/model/config.json", "test", "config"),
        ("pkg/test_model.py", "main", "code"),  # its text tells whether it is a unit test
        ("pkg/model_test.go", "test", "code"),
        ("tests/test_model.py", "test", "code"),
        ("test.py", "main", "code"),
        ("latest/contest.py", "main", "code"),
        ("third_party/a/b/train.py", "vendored", "code"),
        ("{{ name }}/train.py", "template", "code"),
        (".github/workflows/ci.yml", "machinery", "config"),
        ("docs/README", "docs", "doc"),
        ("examples/run.SH", "example", "shell"),
        ("examples/vendor/x.py", "vendored", "code"),
        ("Makefile", "main", "other"),
        ("README", "main", "doc"),
        ("模型/训练.py", "main", "code"),
    ],
)
def test_place_and_role(path: str, place: str, role: str) -> None:
    file = File(Entry(path))
    assert (file.place, file.role if path != "Makefile" else "other") == (place, role)


def test_words_of_a_path() -> None:
    file = File(Entry("src/TinyLM/dedupe_train2.py"))
    assert {"src", "tiny", "lm", "dedupe", "train", "2", "py"} == file.words
    assert {"dedupe", "train", "2", "py"} == file.called
    assert not File(Entry("pretrained.py")).named(words("train"))


def test_a_signal_counts_lines_not_needles() -> None:
    hits, cut = scan("a\n  b = loss + Loss\n# loss\nloss\n", [signal("x", r"loss", r"Loss\(")])
    assert hits["x"] == Hit(line=2, text="b = loss + Loss", seen=2) and not cut


def test_a_flag_on_a_continued_line_counts_in_shell_only() -> None:
    flag = [signal("x", r"--lr \S")]
    assert "x" in scan("train \\\n  --lr 1e-4\n", flag, ("#",))[0]
    assert not scan("-- a comment in SQL --lr 1\n", flag)[0]


def test_scanning_is_bounded() -> None:
    hits, cut = scan("loss\n" * 5_000, [signal("x", r"loss(?=never)")])
    assert not hits and cut


def test_a_part_of_a_pattern_may_ignore_case() -> None:
    some = [signal("x", r"abc", r"(?i:def)_")]
    assert scan("DEF_", some)[0] and not scan("ABC", some)[0]


def test_what_was_cut_short_is_said(tmp_path: Path) -> None:
    _write(tmp_path, {"long.py": "x = 1\n" * 2_000_000, **{f"tasks/{i}.yaml": "a: 1\n" for i in range(60)}})
    seen, _ = _run(tmp_path)
    assert any("long.py" in limit for limit in seen.limits)
    assert any("36 of 60 config files" in limit for limit in seen.limits)


def test_many_files_are_read_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(choice.BOUNDS, "code", choice.BOUNDS["code"]._replace(files=5))
    monkeypatch.setitem(choice.REST, "code", choice.REST["code"]._replace(files=1))
    loop = "import torch\nloss = f(x)\nloss.backward()\noptimizer.step()\n"
    _write(tmp_path, {f"a/b/c/m{i}.py": "x = 1\n" for i in range(40)} | {"z/train.py": loop})
    seen, found = _run(tmp_path)
    assert found["training-code"].here == "found"
    assert found["model-architecture"].here == "unreadable"
    assert [(some.files, some.of) for some in found["model-architecture"].unread] == [(35, 41)]
    assert any("35 of 41 code files not read" in limit for limit in seen.limits)


def test_the_rest_is_read_where_a_part_was_not_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(choice.BOUNDS, "code", choice.BOUNDS["code"]._replace(files=5))
    loop = "import torch\nloss = f(x)\nloss.backward()\noptimizer.step()\n"
    _write(tmp_path, {f"train{i}.py": "x = 1\n" for i in range(5)} | {"a/b/c/odd.py": loop})
    seen, found = _run(tmp_path)
    assert found["training-code"].evidence[0].path == "a/b/c/odd.py"
    assert not any("not read" in limit for limit in seen.limits)


def scan(
    text: str, signals: Iterable[Signal], comments: tuple[str, ...] = COMMENTS
) -> tuple[dict[str, Hit], bool]:
    return Scanner(signals).scan(text, comments)


_AROUND = (("", ""), ("a_", ""), ("", " "))
_HOSTILE = [
    " " * 4_000,
    "a" * 4_000,
    "a " * 2_000,
    "_" * 4_000,
    "a_" * 2_000,
    "a." * 2_000,
    "a, " * 1_300,
    "a/" * 2_000,
    "-" * 4_000,
    "." * 4_000,
    "1" * 4_000,
    "1," * 2_000,
    "(" * 4_000,
    "[" * 4_000,
    "![" * 2_000,
    "<" * 4_000,
    "<h1" * 1_300,
    "| " * 2_000,
    "\t\v" * 2_000,
    "https://" * 500,
    "://" + "model" * 800,
    "python /" * 500,
    "torchrun " + "train/" * 650,
    "é" * 4_000,
    "A" * 4_000,
    "data train " * 360,
    "the model " * 400,
    "from A " * 570,
    "is a b c d " * 360,
    "library of " * 360,
    "this repo a a a a " * 200,
    "x.step" * 660,
    "Trainer" * 570,
    "loss=" * 800,
    "class A(" + "a, " * 1_300,
    "class A(" + "a.a.a" * 700,
    "1 million a a " * 280,
    "= " * 2_000,
    "learning_rate" * 300,
    "batch_size_" * 360,
    '"' * 4_000,
    "\\" * 4_000,
    "---\n" * 1_000,
    "model checkpoint weights " * 160,
]


def _patterns() -> Iterator[tuple[str, re.Pattern[str], tuple[str, ...]]]:
    """Every compiled pattern of the survey, the files and the probes, with its needles."""
    modules = [
        survey,
        places,
        documents,
        subject,
        metadata,
        statements,
        cover,
        license_texts,
        *(sys.modules[n] for n in sorted(sys.modules) if "osaid_action.evidence." in n),
    ]
    for module in modules:
        for name, value in vars(module).items():
            yield from _in_value(f"{module.__name__}.{name}", value)


def _in_value(name: str, value: object) -> Iterator[tuple[str, re.Pattern[str], tuple[str, ...]]]:
    if isinstance(value, Signal):
        needles: dict[int, dict[str, None]] = {}
        for number, look in value.looks():
            needles.setdefault(number, {})[literals.Look(*look).needle] = None
        for number, pattern in enumerate(value.patterns):
            yield f"{name}.{value.name}.{number}", pattern, tuple(needles.get(number, ()))
    elif isinstance(value, re.Pattern | LazyPattern) and isinstance(value.pattern, str):
        yield name, value, ()
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _in_value(f"{name}.{key}", inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _in_value(name, inner)


def _spent(pattern: re.Pattern[str], line: str) -> float:
    start = time.process_time()
    pattern.search(line)
    return time.process_time() - start


def test_no_pattern_takes_long_on_a_hostile_line(tmp_path: Path) -> None:
    _run(tmp_path)
    slow = []
    for name, pattern, needles in _patterns():
        length = signals.MAX_LINE if needles else documents.MAX_LINE
        repeated = [before + needle + after for needle in needles[:6] for before, after in _AROUND]
        for line in (*_HOSTILE, *((text * length) for text in repeated)):
            spent = _spent(pattern, line[:length])
            if spent > 0.2 and (spent := min(_spent(pattern, line[:length]) for _ in range(3))) > 0.2:
                slow.append((name, line[:20], round(spent, 2)))
                break
    assert not slow


_NAMES = st.sampled_from(
    [
        *(
            "train.py",
            "model.py",
            "sample.py",
            "eval.py",
            "prepare.py",
            "README.md",
            "README",
            "README.rst",
            "data/README.md",
        ),
        *(
            "DATA.md",
            "MODEL_CARD.md",
            "config.yaml",
            "config.json",
            "run.sh",
            "x.ipynb",
            "model.safetensors",
            "model.pt",
        ),
        *(
            "m.safetensors.index.json",
            "model.h5",
            "model.onnx",
            "w.npz",
            "w.msgpack",
            "data/train.csv",
            "tokenizer.json",
        ),
        *(
            "LICENSE",
            "main.rs",
            "train.jl",
            "model.R",
            "q.sql",
            "net.bin",
            "net.xml",
            "a.html",
            "optimizer.pt",
        ),
    ]
)
_PIECES = st.sampled_from(
    [
        *(
            "# Training data\n",
            "| a | b |\n|---|---|\n",
            "```\n",
            "---\n",
            "loss.backward()\n",
            "optimizer.step()\n",
            "\0",
        ),
        *(
            "https://huggingface.co/a/b ",
            "import torch\n",
            "{",
            "}",
            "[",
            "]",
            '"cells":',
            "\r\n",
            "\ufeff",
            "&a *a\n",
            "<h1>",
        ),
        *(
            "class A(nn.Module):\n",
            "version https://git-lfs.github.com/spec/v1\n",
            "{{ x }}",
            "model",
            "lr: 0.1\n",
            "====\n",
        ),
    ]
)
_CONTENTS = st.one_of(
    st.binary(max_size=200), st.lists(_PIECES | st.text(max_size=20), max_size=15).map("".join)
)


@settings(
    max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(_NAMES, _CONTENTS, max_size=6))
def test_no_tree_breaks_a_probe(
    tmp_path_factory: pytest.TempPathFactory, contents: dict[str, str | bytes]
) -> None:
    root = tmp_path_factory.mktemp("tree")
    plain = {
        name: text if isinstance(text, bytes) else text.encode("utf-8", "replace")
        for name, text in contents.items()
        if not any(other.startswith(name + "/") for other in contents)
    }
    _write(root, dict(plain))
    _, found = _run(root)
    assert all(finding.here in {"found", "partial", "missing", "unreadable"} for finding in found.values())


@settings(max_examples=100, deadline=None, database=None)
@given(st.lists(_PIECES | st.text(max_size=40), max_size=20).map("".join))
def test_scan_never_raises(text: str) -> None:
    for some in ({s for _, s in _signals()},):
        hits, _ = scan(text, some)
        assert all(1 <= hit.line <= text.count("\n") + 1 for hit in hits.values())


def _signals() -> Iterator[tuple[str, Signal]]:
    return ((role, one) for role, more in probes.signals().items() for one in more)


def test_huge_files_cost_little(tmp_path: Path) -> None:
    line = "optimizer.step() loss = a " * 800_000
    _write(
        tmp_path,
        {
            "train.py": line,
            "README.md": "The model was trained on 3 documents from Common Crawl.\n" * 100_000,
            "deep.json": "[" * 100_000,
            "deep.yaml": "[" * 20_000,
            "front/README.md": "---\n" + "a: [" * 5_000 + "\n---\n",
            "odd.ipynb": '{"cells": [1, null, {"cell_type": "code", "source": [1, "x\\n"]}]}',
            "broken.ipynb": "{" * 5_000,
            "nul.py": "import torch\0\n",
            "nul.md": "a\0b",
        },
    )
    start = time.process_time()
    seen, _ = _run(tmp_path)
    assert time.process_time() - start < 6 * pace()
    assert any("train.py" in limit for limit in seen.limits)


def test_no_signal_is_seen_in_anything() -> None:
    lines = ("x = 1", "return self", "# word", "int main() {", "}", '"a": 1,', "the quick brown fox")
    everywhere = [
        (one.name, line)
        for _, one in _signals()
        for line in lines
        if not one.kinds and any(pattern.search(line) for pattern in one.patterns)
    ]
    assert not everywhere, "an empty alternative matches every line"


def test_a_needle_of_several_words_wants_them_all() -> None:
    scanner = Scanner(
        [signal("x", r"def train", r"\blr\b"), signal("y", r"y\(.*(?:(?<![a-zA-Z])acc\b|bleu)")]
    )
    texts = {
        "def train()": {"x"},
        "training": set(),
        "def f\ntrain": set(),
        "base lr = 1": {"x"},
        "dlr = 1": set(),
    }
    texts |= {"y(accuracy": set(), "y(top.acc": {"y"}, "y( # sacrebleu": {"y"}, "x(acc": set()}
    for text, names in texts.items():
        assert set(scanner.scan(text)[0]) == names, text


_MANY = {
    f"m{i}.py": f"import torch\nloss = f(x)\nloss.backward()\noptimizer.step()\n# {i}\n" for i in range(9)
}


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_two_processes_see_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write(tmp_path, _MANY | {"cut.py": "optimizer.step()\n" * 100_000})
    seen, found = _run(tmp_path)
    ids: list[int] = []
    monkeypatch.setattr(halves, "ENOUGH", 0)
    monkeypatch.setattr(halves, "_pays", lambda: True)
    monkeypatch.setattr(halves.os, "fork", lambda fork=halves.os.fork: ids.append(fork()) or ids[-1])
    again, same = _run(tmp_path)
    assert ids and all(ids), "there was a child"
    assert same == found and again.limits == seen.limits
    assert [(f.path, f.hits, f.tags) for f in again.code] == [(f.path, f.hits, f.tags) for f in seen.code]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux forks")
def test_what_a_child_cannot_do_is_done_by_the_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    parent = os.getpid()

    def work(jobs: Sequence[int]) -> list[int]:
        if os.getpid() != parent:
            raise MemoryError
        return [job * 2 for job in jobs]

    monkeypatch.setattr(halves, "_pays", lambda: True)
    assert halves.split(work, range(7), halves.ENOUGH) == [0, 2, 4, 6, 8, 10, 12]
