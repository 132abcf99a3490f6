"""The pages docs/rules/ID.md: what an item asks, with a tree in which it is met and one in which it is not.

Written by tools/reference.py, from the definition and from what a check of `docs/rules/examples.toml` says.
"""

from __future__ import annotations

import json
import math
import sys
import textwrap
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from osaid_action import check  # noqa: E402  # the package beside us, installed or not
from osaid_action.definition import Requirement, load  # noqa: E402
from osaid_action.judgment.explain import asked, declaration  # noqa: E402

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

if TYPE_CHECKING:
    from osaid_action.model import Item

FOLDER = ROOT / "docs" / "rules"
_ELEMENTS = {"data": "Data information", "code": "Code", "parameters": "Parameters"}
_KINDS = {".json": "json", ".md": "markdown", ".py": "python", ".toml": "toml"}
#: Given where an example has none: without it most are too small to be told for a release.
_MANIFEST = 'subject = "model"\n'


def paths() -> list[Path]:
    """A page for each item."""
    return [FOLDER / f"{item.id}.md" for item in load().items]


@cache
def examples() -> dict[str, dict[str, Any]]:
    """`passes` and `fails` of each item: words, files by path, tensors by the path of a safetensors file."""
    with (FOLDER / "examples.toml").open("rb") as file:
        return tomllib.load(file)


def index(folder: str = "") -> tuple[tuple[str, ...], Iterable[tuple[str, ...]]]:
    """The table of all rules: its head and its rows. folder: where the pages are from there."""
    rows = [
        (f"[{item.id}]({folder}{item.id}.md)", item.title, _ELEMENTS[item.element], asked(item))
        for item in load().items
    ]
    return ("Rule", "What it asks for", "Element", "Asked"), rows


def page(name: str) -> str:
    """The page of an item."""
    [item] = (item for item in load().items if item.id == name)
    return "\n".join(_page(item)).rstrip() + "\n"


def _filled(words: str, first: str = "", rest: str = "") -> str:
    """Prose in lines short enough to review."""
    row = textwrap.TextWrapper(120, first, rest, break_long_words=False, break_on_hyphens=False)
    return row.fill(words)


def _page(item: Requirement) -> Iterator[str]:
    definition = load()
    yield "<!-- Written by tools/reference.py from the definition and examples.toml: do not edit. -->"
    yield f"# {item.id}: {item.title}"
    yield ""
    fall = ", ".join(item.freedoms)
    yield f"*{_ELEMENTS[item.element]}, {asked(item)}. Without it these freedoms fall: {fall}.*"
    yield ""
    yield "## What the Definition says"
    yield ""
    yield _filled(item.words, "> ", "> ")
    yield ">"
    yield f"> [Version {definition.version}, {item.clause}]({definition.source})"
    yield ""
    yield "## What is looked for"
    yield ""
    if item.terms:
        yield "License files, front matter, package metadata, sentences and the manifest, that give terms for"
        yield "the parts below. The most restrictive terms of a part count."
        yield ""
    for name in item.components:
        kind = definition.components[name]
        link = f"[{name}](../reference.md#{name})"
        weak = f"{link}: {kind.seeks}. Weak evidence at best: {kind.weak}."
        yield _filled(f"{link}: {kind.title.lower()}." if item.terms else weak, "- ", "  ")
    yield ""
    yield "## What no tool can judge"
    yield ""
    yield _filled(item.cannot)
    yield ""
    for which, title in (("passes", "An example that is met"), ("fails", "An example that is not")):
        yield f"## {title}"
        yield ""
        yield from _example(item.id, examples()[item.id][which])
    yield "## How to fix it"
    yield ""
    for words in (item.fix, item.fix_asked, item.fix_restricted):
        if words:
            yield from (_filled(words), "")
    yield "## How to declare it"
    yield ""
    yield "In `osaid.toml`, where files can't show it ([more](../how-to/manifest.md)):"
    yield ""
    parts = "\n".join(declaration(item)).split("\n\n")
    yield "\n\nor\n\n".join(f"```toml\n{part}\n```" for part in parts)
    yield ""
    yield f"In a terminal: `osaid explain {item.id}`. How often this is right: [accuracy](../accuracy.md)."


def _example(name: str, example: dict[str, Any]) -> Iterator[str]:
    yield _filled(example["words"])
    yield ""
    for path, text in example.get("files", {}).items():
        yield f"`{path}`:"
        yield ""
        yield f"```{_KINDS[Path(path).suffix]}\n{text.strip(chr(10))}\n```"
        yield ""
    for path, tensors in example.get("tensors", {}).items():
        names = ", ".join(f"`{one}`" for one in tensors)
        yield f"`{path}`: {len(_safetensors(tensors)):,} bytes, with {names}."
        yield ""
    item = judged(name, example)
    yield f"What is said of {name}:"
    yield ""
    yield _filled(f"**{item.status}**" + (f": {item.why}" if item.why else ""), "> ", "> ")
    for proof in item.evidence[:3]:
        yield ">"
        yield f"> `{proof.path}{f':{proof.line}' if proof.line else ''}` {proof.why} ({proof.strength})"
    yield ""


def judged(name: str, example: dict[str, Any]) -> Item:
    """What a check of an example says of an item."""
    files = {path: text.lstrip("\n").encode() for path, text in example.get("files", {}).items()}
    files |= {path: _safetensors(tensors) for path, tensors in example.get("tensors", {}).items()}
    report = check({"osaid.toml": _MANIFEST.encode(), **files}, name="example")
    [item] = (item for item in report.items if item.id == name)
    return item


def _safetensors(tensors: dict[str, list[int]]) -> bytes:
    """A file of tensors of zeros, by their shapes."""
    header: dict[str, Any] = {}
    end = 0
    for name, shape in tensors.items():
        start, end = end, end + 4 * math.prod(shape)
        header[name] = {"dtype": "F32", "shape": shape, "data_offsets": [start, end]}
    head = json.dumps(header).encode()
    return len(head).to_bytes(8, "little") + head + bytes(end)
