"""What structured files declare of training data, by head: front matter, records, dataset configurations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..signals import signal
from . import records
from .said import Said, is_empty, tell
from .sentence import read as read_sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..survey import Survey

SIGNALS = {
    "config": (
        *records.SIGNALS["config"],
        signal("class-names", r"^(?:names|nc):"),
        signal("train-split", r"^train:"),
    )
}
MOST_FILES, MOST_LINES = 5, 100
_EMPTY = frozenset({"", "original", "no-annotation", "unknown", "other", "n/a", "none", "[]"})
#: Keys of a dataset card's front matter.
_CARD = {
    "source_datasets": "provenance",
    "annotations_creators": "labeling",
    "language_creators": "obtained",
    "size_categories": "scope",
    "dataset_info": "scope",
}


def read(survey: Survey) -> Iterator[Said]:
    """What front matter and configuration files say, in part unless they use words of their own."""
    for path, document in survey.documents.items():
        if not survey.library or path in survey.data_documents:
            yield from _front(path, document.front)
    if survey.library:
        return  # its configurations are for its users' data
    for record in survey.account.records:
        for head, text, clear in record.told:
            yield _declares(record.path, record.line, head, text, clear=clear)
    seen = 0
    for file in survey.config:
        if seen == MOST_FILES or not file.own:
            continue
        if (names := file.hit("class-names")) and file.hit("train-split"):
            seen += 1
            yield _declares(file.path, names.line, "labeling", f"classes: {names.text}")
            yield from _comments(file.path, survey.text(file.path) or "")


def _declares(path: str, line: int, head: str, text: str, *, clear: bool = False) -> Said:
    """One head that a file declares; clear: in its own words, not by a keyword."""
    told = frozenset({head})
    return Said(path, line, text, clear, told if clear else frozenset(), told)


def _front(path: str, front: dict[str, Any]) -> Iterator[Said]:
    datasets = [name for name in strings(front.get("datasets")) if name.lower() not in _EMPTY]
    if datasets:
        text = f"datasets: {', '.join(datasets[:10])}"
        yield _declares(path, 1, "provenance", text)
        if any("/" in name for name in datasets):
            yield _declares(path, 1, "where_to_obtain", text)
    for key, head in _CARD.items():
        value = front.get(key)
        values = [str(v) for v in strings(value) if v.lower() not in _EMPTY]
        if values or (key == "dataset_info" and isinstance(value, (dict, list)) and value):
            yield _declares(path, 1, head, f"{key}: {', '.join(values[:10])}".rstrip(": "))


def _comments(path: str, text: str) -> Iterator[Said]:
    """What the comments of a dataset's configuration tell, in part: they were written for its users."""
    for number, line in enumerate(text.split("\n")[:MOST_LINES], 1):
        words = line.strip()
        if not words.startswith("#") or is_empty(plain := words.lstrip("# ")):
            continue
        if told := tell(read_sentence(plain, ("en",), after="from"), path, number, plain, settled=True):
            for head in sorted(told.clear | told.partly):
                yield _declares(path, number, head, plain[:200])


def strings(value: Any) -> list[str]:
    """The strings in a value that should be one or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [v.strip() for v in values[:50] if isinstance(v, str) and v.strip()]
