"""What structured files declare of training data: front matter, Croissant, dataset configurations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ..files import load_json
from ..survey import signal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..survey import Survey

SIGNALS = {
    "config": (
        signal("croissant", "mlcommons.org/croissant", r"mlcommons\.org/croissant"),
        signal("class-names", "names: nc:", r"^(?:names|nc)\s{0,3}:"),
        signal("train-split", "train:", r"^train\s{0,3}:"),
    )
}
MOST_FILES = 5
#: A protocol that tells something is longer than "yes" or "see paper".
TELLING = 25
_EMPTY = frozenset({"", "original", "no-annotation", "unknown", "other", "n/a", "none", "[]"})
#: Keys of a dataset card's front matter.
_CARD = {
    "source_datasets": "provenance",
    "annotations_creators": "labeling",
    "language_creators": "obtained",
    "size_categories": "scope",
    "dataset_info": "scope",
}
#: Keys of Croissant and of its extension for responsible AI.
_CROISSANT = {
    "dataCollection": "obtained",
    "dataCollectionType": "obtained",
    "dataCollectionRawData": "provenance",
    "isBasedOn": "provenance",
    "dataPreprocessingProtocol": "selection_filtering",
    "dataManipulationProtocol": "selection_filtering",
    "dataSelectionProtocol": "selection_filtering",
    "dataAnnotationProtocol": "labeling",
    "recordSet": "scope",
    "distribution": "where_to_obtain",
}


class Declared(NamedTuple):
    """One head that a file declares; clear: in its own words, not by a keyword."""

    path: str
    line: int
    head: str
    text: str
    clear: bool = False


def declared(survey: Survey) -> Iterator[Declared]:
    """What front matter and configuration files say, in part unless they use words of their own."""
    for path, document in survey.documents.items():
        yield from _front(path, document.front)
    read = 0
    for file in survey.config:
        if read == MOST_FILES or not file.own:
            continue
        if hit := file.hit("croissant"):
            read += 1
            yield from _croissant(file.path, hit.line, load_json(survey.text(file.path) or ""))
        elif (names := file.hit("class-names")) and file.hit("train-split"):
            read += 1
            yield Declared(file.path, names.line, "labeling", f"classes: {names.text}")


def _front(path: str, front: dict[str, Any]) -> Iterator[Declared]:
    datasets = [name for name in _strings(front.get("datasets")) if name.lower() not in _EMPTY]
    if datasets:
        text = f"datasets: {', '.join(datasets[:10])}"
        yield Declared(path, 1, "provenance", text)
        if any("/" in name for name in datasets):
            yield Declared(path, 1, "where_to_obtain", text)
    for key, head in _CARD.items():
        value = front.get(key)
        values = [str(v) for v in _strings(value) if v.lower() not in _EMPTY]
        if values or (key == "dataset_info" and isinstance(value, (dict, list)) and value):
            yield Declared(path, 1, head, f"{key}: {', '.join(values[:10])}".rstrip(": "))


def _croissant(path: str, line: int, data: Any) -> Iterator[Declared]:
    for key, value in data.items() if isinstance(data, dict) else ():
        head = _CROISSANT.get(str(key).rpartition(":")[2])
        if head is None or not value:
            continue
        text = " ".join(_strings(value))
        told = len(text) >= TELLING or (head in {"scope", "where_to_obtain"} and isinstance(value, list))
        if told:
            yield Declared(path, line, head, f"{key}: {text}"[:200], clear=True)


def _strings(value: Any) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [v.strip() for v in values[:50] if isinstance(v, str) and v.strip()]
