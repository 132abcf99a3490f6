"""License files: read where they are, each with the folder and the element that it is about by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..evidence.license_files import is_license, places
from ..licenses import identify
from ..model import License
from ..patterns import lazy
from ..repository.text import decode

if TYPE_CHECKING:
    from ..evidence.survey import Survey
    from ..repository.listing import Entry

_LICENSE_BYTES = 1_000_000
_FILE_SCOPE = (
    ("parameters", lazy(r"(?i)model|weight|checkpoint|param|use[-_ ]policy|acceptable[-_ ]use")),
    ("data", lazy(r"(?i)data")),
    ("code", lazy(r"(?i)code|software|source")),
)
#: Agreements written for models cover the parameters in their own words.
_MODEL_AGREEMENT = lazy(r"(?i)llama|gemma|rail|deepseek-model|qwen|falcon|mistral|model")
_TEXTS = lazy(r"(?i)(^|/)\.?(licen[cs]es|legal|model_licenses)$")


def read(survey: Survey) -> list[License]:
    """What each license file of the tree, and of the folders above it, says."""
    entries = [file.entry for file in places(survey)]
    entries += [entry for entry in survey.tree.above if is_license(entry.path)]
    texts = []
    for entry, blob in zip(entries, survey.tree.read_many(entries, _LICENSE_BYTES), strict=True):
        if blob.data is None:
            survey.unreadable[entry.path] = blob.reason
            scope = _scope(entry.path, None)
            texts.append(License(path=entry.path, state="unreadable", note=blob.reason, scope=scope))
        else:
            texts.append(_text(survey, entry, blob.data))
    return texts


def _text(survey: Survey, entry: Entry, data: bytes) -> License:
    """What a license file says, remembered by its blob."""
    path, key = entry.path, f"license:{entry.path}:{entry.oid}"
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
    return "" if folder.startswith("..") else folder


def _scope(path: str, expression: str | None) -> tuple[str, ...]:
    """Elements that a license file is about by its name; () when the name does not say."""
    name = path.rpartition("/")[2]
    named = tuple(element for element, pattern in _FILE_SCOPE if pattern.search(name))
    if not named and expression and _MODEL_AGREEMENT.search(expression):
        return ("code", "parameters")
    return named
