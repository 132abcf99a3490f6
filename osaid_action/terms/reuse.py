"""Terms that a project gives file by file, as REUSE asks: `REUSE.toml`, `.reuse/dep5` and `.license` files.

Of the annotations that match a file the last one counts, and the file's own tags before any, unless it says
otherwise. Each covers the elements that its files are: pictures and the like are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..model import License
from ..patterns import lazy
from ..repository.globs import Glob, glob
from ..repository.places import ROLES, words
from ..repository.spdx import spdx_tags
from .fields import meaning

if TYPE_CHECKING:
    from typing import Any

    from ..evidence.file import File
    from ..evidence.survey import Survey

DEP5 = ".reuse/dep5"
MOST_SIDE_FILES = 200
MOST_ANNOTATIONS = 400
#: Paths held against patterns; what is left then is taken for whole folders.
MOST_TRIALS = 300_000
_ELEMENTS = ("code", "parameters", "data")
WEIGHTS = words(
    "safetensors gguf ggml onnx pth pt ckpt th h5 hdf5 keras tflite mlmodel caffemodel pdparams msgpack npz "
    "pkl joblib weights bin"
)
_DATA = words("csv tsv jsonl parquet arrow feather tfrecord conllu wav flac")
_IN_DATA = words("json txt xml npy npz pkl bin zip gz tar")
_DATA_FOLDERS = words("data dataset datasets corpus corpora")
_WILD = lazy(r"[*?]")
_FIELD = lazy(r"(?m)^(Files|License):[ \t]*([^\n]*(?:\n[ \t]+[^\n]*)*)")


class _Annotation(NamedTuple):
    """One pattern with its terms. folder: it reaches no further; yields: a file's own tags count first."""

    path: str
    line: int
    globs: tuple[Glob, ...]
    folder: str
    stated: str
    yields: bool

    def fits(self, parts: list[str]) -> bool:
        return any(one.fits(parts) for one in self.globs)


def marked(survey: Survey) -> bool:
    """True where a project says file by file which terms are whose."""
    if DEP5 in survey.by_path or any(True for _ in _tables(survey)) or any(True for _ in _sides(survey)):
        return True
    return any(file.tags for file in (*survey.code, *survey.shell))


def read(survey: Survey, tables: Mapping[str, Any], texts: Mapping[str, License]) -> Iterator[License]:
    """What annotations and `.license` files say. tables: each REUSE.toml, as it was read."""
    yield from _of_sides(survey, texts)
    annotations = [row for path, table in tables.items() for row in _annotations(path, *table)]
    if not tables and DEP5 in survey.by_path:
        annotations = list(_paragraphs(survey.text(DEP5) or ""))
        if DEP5 in survey.unreadable:
            yield License(path=DEP5, state="unreadable", note=survey.unreadable[DEP5])
    if len(annotations) > MOST_ANNOTATIONS:
        survey.limits.append(
            f"{len(annotations) - MOST_ANNOTATIONS} REUSE annotations taken for whole folders"
        )
    for row, elements in _covered(survey, annotations):
        yield from _row(row.path, row.line, row.stated, row.folder, elements, texts)


def tables(survey: Survey, most: int) -> Iterator[tuple[str, str | None]]:
    """Path and text of each REUSE.toml, the root's first: those of deeper folders count before it."""
    for file in sorted(_tables(survey), key=lambda file: file.path.count("/"))[:50]:
        yield file.path, survey.text(file.path, most)


def _tables(survey: Survey) -> Iterator[File]:
    found = survey.with_suffix("toml".__eq__, lambda path: path.rpartition("/")[2] == "REUSE.toml")
    return (file for file in found if file.own)


def _sides(survey: Survey) -> Iterator[File]:
    files = survey.by_path
    return (f for f in survey.with_suffix("license".__eq__) if f.path.removesuffix(".license") in files)


def _of_sides(survey: Survey, texts: Mapping[str, License]) -> Iterator[License]:
    sides = list(_sides(survey))
    if len(sides) > MOST_SIDE_FILES:
        survey.limits.append(f"{len(sides) - MOST_SIDE_FILES} of {len(sides)} .license files not read")
    for side in sides[:MOST_SIDE_FILES]:
        base = side.path.removesuffix(".license")
        element = element_of(survey.by_path[base])
        for line, stated in spdx_tags(survey.text(side.path, 4_096) or ""):
            yield from _row(side.path, line, stated, base, {element} if element else set(), texts)


def _row(
    path: str, line: int, stated: str, folder: str, elements: set[str], texts: Mapping[str, License]
) -> Iterator[License]:
    if found := meaning(stated, texts=texts):
        yield License(
            path=path,
            line=line,
            expression=found.expression,
            state="stated",
            verdict=found.verdict,
            scope=tuple(element for element in _ELEMENTS if element in elements),
            folder=folder,
            note=f"{path.rpartition('/')[2]} states {found.expression}"
            + (f" for {folder}" if folder else ""),
        )


def _annotations(path: str, text: str, table: Mapping[str, Any]) -> Iterator[_Annotation]:
    base = path.rpartition("/")[0]
    rows = table.get("annotations")
    starts = [
        text.count("\n", 0, found.start()) + 1 for found in re.finditer(r"(?m)^\[\[annotations\]\]", text)
    ]
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        if not isinstance(row, dict):
            continue
        stated = row.get("SPDX-License-Identifier")
        # Several expressions all apply.
        one = (
            " AND ".join(f"({s})" if " OR " in s else s for s in stated if isinstance(s, str))
            if isinstance(stated, list)
            else stated
        )
        paths = row.get("path")
        for pattern in paths if isinstance(paths, list) else [paths]:
            if isinstance(pattern, str) and isinstance(one, str) and one:
                line = starts[number] if number < len(starts) else 1
                yields = row.get("precedence", "closest") == "closest"
                # Brackets and question marks are no wildcards here.
                plain = re.sub(r"([?\[])", r"\\\1", pattern)
                yield _annotation(path, line, base, re.sub(r"\*\*(?=[^/*])", "**/*", plain), one, yields)


def _paragraphs(text: str) -> Iterator[_Annotation]:
    """Annotations of a `debian/copyright`, in which a star goes beyond slashes."""
    patterns: list[str] = []
    for found in _FIELD.finditer(text):
        if found[1] == "Files":
            patterns = found[2].split()
            continue
        line = text.count("\n", 0, found.start()) + 1
        for pattern in patterns:
            deep = re.sub(r"(^|/)\*", r"\1**/*", pattern.replace("[", "\\["))
            yield _annotation(DEP5, line, "", deep, found[2].partition("\n")[0], False)
            if pattern.endswith("*") and not pattern.endswith("/*") and pattern != "*":
                yield _annotation(DEP5, line, "", deep + "/**", found[2].partition("\n")[0], False)
        patterns = []


def _annotation(path: str, line: int, base: str, pattern: str, stated: str, yields: bool) -> _Annotation:
    whole = f"{base}/{pattern}" if base else pattern
    head = _WILD.split(whole)[0]
    folder = whole if head == whole else head.rpartition("/")[0]
    try:
        globs: tuple[Glob, ...] = (glob(whole),)
    except ValueError:
        globs = ()
    return _Annotation(path, line, globs, folder.replace("\\", ""), stated, yields)


def _covered(survey: Survey, rows: list[_Annotation]) -> Iterator[tuple[_Annotation, set[str]]]:
    """Each annotation with the elements of the files that it is the last to match."""
    held: list[set[str]] = [set() for _ in rows]
    taken: set[str] = set()
    sides = {side.path.removesuffix(".license") for side in _sides(survey)}
    tried = list(reversed(list(enumerate(rows[:MOST_ANNOTATIONS]))))
    trials = 0
    for file in survey.with_suffix(_may_hold) if rows else ():
        element = element_of(file)
        if element is None:
            continue
        parts = file.path.split("/")
        trials += len(tried)
        if trials > MOST_TRIALS:
            survey.limits.append("REUSE annotations were not held against every file")
            break
        own = bool(file.tags) or file.path in sides
        for number, row in tried:
            if file.path.startswith(row.folder) and row.fits(parts):
                taken.add(element)
                if not (own and row.yields):
                    held[number].add(element)
                break
    for number in range(len(rows)):
        if number >= MOST_ANNOTATIONS or trials > MOST_TRIALS:
            held[number] = set(_ELEMENTS)
    whole = next((number for number, row in tried if not row.folder and row.fits(["a", "b"])), None)
    if whole is not None and rows[whole].fits(["a"]):
        held[whole] |= set(_ELEMENTS) - taken  # files that nothing here tells what they are
    yield from zip(rows, held, strict=True)


def _may_hold(suffix: str) -> bool:
    return (
        suffix in WEIGHTS or suffix in _DATA or suffix in _IN_DATA or ROLES.get(suffix) in {"code", "shell"}
    )


def element_of(file: File) -> str | None:
    """What of a system a file is, by its name; None for pictures, documents and what is not the project's."""
    if not file.own:
        return None
    if file.suffix in _DATA or (file.suffix in _IN_DATA and file.said(_DATA_FOLDERS)):
        return "data"
    if file.suffix in WEIGHTS:
        return "parameters"
    return "code" if file.role in {"code", "shell"} else None
