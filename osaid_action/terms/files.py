"""License files: read where they are, each with the folder and the element that it is about by its name."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from ..evidence.imported import imported as own_imports
from ..evidence.license_files import Text, is_license, of_others
from ..evidence.stand_ins import absent
from ..frozen import replace
from ..licenses import identify
from ..model import License
from ..patterns import lazy
from ..repository.text import decode
from . import reuse
from .cover import deepest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..evidence.survey import Survey
    from ..repository.listing import Entry

_LICENSE_BYTES = 1_000_000
_FILE_SCOPE = (
    (
        "parameters",
        lazy(
            r"(?i)model|weight|checkpoint|param|poids|gewichte|pesos|pesi\b|权重"
            r"|use[-_ ]policy|acceptable[-_ ]use"
        ),
    ),
    ("data", lazy(r"(?i)data")),
    ("code", lazy(r"(?i)code|software|source")),
)
#: Agreements written for models cover the parameters in their own words.
_MODEL_AGREEMENT = lazy(r"(?i)llama|gemma|rail|deepseek-model|qwen|falcon|mistral|model")
_NOTICE = lazy(r"(?i)(?:^|/)notice(?:\.(?:txt|md|rst))?$")
_NOTICE_BYTES = 100_000
_MOST_NOTICES = 10
_MOST_SENTENCES = 50
#: Characters of a heading and of a sentence.
_HEADING, _LONGEST = 80, 1_000
#: Words after which a notice lists what is other people's, and those that speak of a part of the whole.
_LIST = lazy(r"(?i)third[-_ ]part(?:y|ies)|\bdependenc(?:y|ies)\b|\bbundled\b|\backnowledge?ments?\b")
_PART = lazy(
    r"(?i)\b(?:includes?|contains?|bundles?|incorporates?|portions?|derived from|tokeni[sz]er|code|files?)\b"
)
_UNDER = lazy(r"(?i)\b(?:licensed|provided|distributed|released|available|subject|governed)\b")
#: What R packages have beside the name of a license: it fills in the blanks.
_FILLED_IN = lazy(r"\A(?:[ \t\r\n]*(?:YEAR|COPYRIGHT HOLDER|ORGANI[SZ]ATION):[^\n]*)+\s*")
#: License files of other people, and files whose imports are followed.
_MOST_OTHERS, _MOST_IMPORTING = 200, 200
_TEXTS = lazy(r"(?i)(^|/)\.?(licen[cs]es|legal|model_licenses)$")


def read(survey: Survey) -> list[License]:
    """What each license file of the tree, and of the folders above it, says."""
    above = (Text(entry.path, entry) for entry in survey.tree.above if is_license(entry.path))
    texts = [*survey.license_files, *above]
    blobs = survey.tree.read_many((text.entry for text in texts if text.entry), _LICENSE_BYTES)
    rows = []
    only_texts = reuse.marked(survey)
    for text in texts:
        blob = next(blobs) if text.entry else None
        pointer = absent(blob.data) if blob and blob.data else ""
        if text.entry and blob and blob.data is not None and not pointer:
            row = _text(survey, text.path, text.entry, blob.data)
            folder = text.path.rpartition("/")[0]
            if only_texts and folder.rpartition("/")[2] == "LICENSES":
                row = replace(row, folder=folder)  # annotations and tags say what it covers
            if not _fills_in(survey, text.path, blob.data):
                rows.append(row)
            continue
        trouble = pointer or (blob.reason if blob else text.trouble)
        if blob:
            survey.unreadable[text.path] = trouble
        scope = _scope(text.path, None)
        rows.append(
            License(path=text.path, state="unreadable", note=trouble, scope=scope, folder=_folder(text.path))
        )
    return [*rows, *_notices(survey)]


def imported(survey: Survey, rows: list[License]) -> list[License]:
    """What restricts code in a folder of its own, or somebody else's, that the project's own code imports.

    rows: what was read of the project's own texts.
    """
    folders = {row.folder: row for row in rows if row.folder and not row.scope}
    others = {file.folder: file for file in of_others(survey)[:_MOST_OTHERS]}
    if not others and all(row.verdict != "restricted" for row in folders.values()):
        return []
    own = [file.path for file in survey.code if file.place == "main" and file.suffix == "py"]
    found: dict[str, License] = {}
    for path in own[:_MOST_IMPORTING]:
        for module in own_imports(survey.tree, path):
            folder = deepest(module, folders.keys() | others.keys())
            if not folder or folder in found or path.startswith(f"{folder}/"):
                continue
            row = folders.get(folder)
            if row is None:
                file = others[folder]
                blob = survey.tree.read(file.entry, _LICENSE_BYTES)
                row = _text(survey, file.path, file.entry, blob.data) if blob.data else None
            if row is not None and row.verdict == "restricted":
                found[folder] = replace(row, scope=("code",), folder="", note=f"{path} imports {module}")
    return list(found.values())


def _fills_in(survey: Survey, path: str, data: bytes) -> bool:
    """True for a file that only fills in the blanks of the license that an R package names."""
    folder = path.rpartition("/")[0]
    described = (f"{folder}/" if folder else "") + "DESCRIPTION"
    return len(data) < 500 and described in survey.by_path and bool(_FILLED_IN.fullmatch(decode(data)))


def _notices(survey: Survey) -> Iterator[License]:
    """Licenses of models that notices say something is under; all else in them are attributions."""
    named = survey.with_suffix({"", "txt", "md", "rst"}.__contains__, _NOTICE.search)
    notices = [file for file in named if file.place == "main" and file.path.count("/") <= 1]
    for file in notices[:_MOST_NOTICES]:
        sentences = _sentences(survey.text(file.path, _NOTICE_BYTES) or "")
        for line, sentence in islice(sentences, _MOST_SENTENCES):
            yield from _notice(file.path, line, sentence)


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Sentences that may say what is under which license, up to a list of other people's."""
    line = 1
    for paragraph in re.split(r"\n[ \t]*\n", text):
        if _LIST.search(paragraph) and len(paragraph) < _HEADING:
            return
        for sentence in re.split(r"(?<=[a-z)])\.\s+(?=[A-Z])", paragraph):
            words = " ".join(sentence.split())
            whole = words[:1] not in {"*", "-"} and not _PART.search(words) and not _LIST.search(words)
            if whole and len(words) < _LONGEST and _UNDER.search(words) and _MODEL_AGREEMENT.search(words):
                yield line, words
        line += paragraph.count("\n") + 2


def _notice(path: str, line: int, words: str) -> Iterator[License]:
    seen = identify(words)
    if seen.verdict == "restricted" and _MODEL_AGREEMENT.search(seen.expression or ""):
        yield License(
            path=path,
            line=line,
            expression=seen.expression,
            state="stated",
            verdict="restricted",
            scope=("parameters",),
            folder=_folder(path),
            note=words[:240],
        )


def _text(survey: Survey, path: str, entry: Entry, data: bytes) -> License:
    """What a license file says, remembered by its blob."""
    key = f"license:{path}:{entry.oid}"
    kept = survey.cache.get(key) if entry.oid else None
    if isinstance(kept, License):
        return kept
    seen = identify(decode(data))
    row = License(
        path=path,
        line=seen.line or 1,
        expression=seen.expression,
        state=seen.state,
        verdict=seen.verdict,
        scope=_scope(path, seen.expression),
        folder=_folder(path),
        clauses=tuple((clause.category, clause.line, clause.quote) for clause in seen.clauses),
        differences=tuple((d.kind, d.line, d.removed, d.inserted) for d in seen.differences),
        note=seen.note,
    )
    if entry.oid:
        survey.cache.put(key, row)
    return row


def _folder(path: str) -> str:
    """The folder a license file governs; a folder of license texts governs its parent."""
    folder = path.rpartition("/")[0]
    while _TEXTS.search(folder):
        folder = folder.rpartition("/")[0]
    return "" if folder.startswith("..") or folder == ".github" else folder


def _scope(path: str, expression: str | None) -> tuple[str, ...]:
    """Elements that a license file is about by its name; () when the name does not say."""
    name = path.rpartition("/")[2]
    named = tuple(element for element, pattern in _FILE_SCOPE if pattern.search(name))
    if not named and expression and _MODEL_AGREEMENT.search(expression):
        return ("code", "parameters")
    return named
