"""License files: read where they are, each with the folder and the element that it is about by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..evidence.license_files import Text, is_license
from ..evidence.stand_ins import absent
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
    above = (Text(entry.path, entry) for entry in survey.tree.above if is_license(entry.path))
    texts = [*survey.license_files, *above]
    blobs = survey.tree.read_many((text.entry for text in texts if text.entry), _LICENSE_BYTES)
    rows = []
    for text in texts:
        blob = next(blobs) if text.entry else None
        pointer = absent(blob.data) if blob and blob.data else ""
        if text.entry and blob and blob.data is not None and not pointer:
            rows.append(_text(survey, text.path, text.entry, blob.data))
            continue
        trouble = pointer or (blob.reason if blob else text.trouble)
        if blob:
            survey.unreadable[text.path] = trouble
        scope = _scope(text.path, None)
        rows.append(
            License(path=text.path, state="unreadable", note=trouble, scope=scope, folder=_folder(text.path))
        )
    return rows


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
