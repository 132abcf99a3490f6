"""Settings of training that documents tell: on a command line, in a block of code, in prose or a table."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import lazy
from ...repository.places import words
from ..rank import Sighting
from .signals.settings import FLAG, SETTINGS, VALUE, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...repository.documents import Document
    from ..file import File
    from ..survey import Survey

#: What a document that gives one of them holds.
_NEEDS = ("lr", "learn", "eta", "η", "step", "batch", "epoch", "iter", "round", "estimators", "bsize")
_SPEAKS = words(
    "lr learn batch epoch iter step decay wd warm optim beta momentum adam sched clip norm accum dropout"
    " bsize eta η superbatch rounds estimators"
)
#: A value, or a cell of a table.
_GIVES = lazy(r"[\d|]")
_NEEDED, _CLEAR = {"lr", "batch", "length", "epochs"}, {"lr", "epochs"}
_CHANGES = lazy(r"(?i)change|history|release|news|contributing")
#: What tells a coding assistant what to do: a plan of work.
_ORDERS = lazy(r"(?i)^(?:agents?|claude|gemini|copilot[-_]instructions|cursor\w{0,6})\.")
_CARD = lazy(r"(?i)card|train|hyper")
_FLAGS, _VALUES = lazy(FLAG), lazy(VALUE)
_RUNS = lazy(r"(?:^|[\s/`$>])\S{0,80}(?i:train|finetun|fine[-_]tun|pretrain|learn)\S{0,40}\s")
_MOST_JOINED = 60


def _in_sentence(names: tuple[str, ...]) -> re.Pattern[str]:
    spaced = "|".join(names).replace("[-_]", "[-_ ]").replace("[-_.:;]", "[-_. ]")
    return lazy(rf"(?i)(?<![\w-])(?:{spaced})(?![\w-]).{{0,40}}\d|\|\s{{0,20}}(?:{spaced})\s{{0,20}}\|")


#: Settings told in prose, or in a table's cell.
_PROSE = {kind: _in_sentence(names) for kind, names in SETTINGS.items() if kind != "trees"}


def in_documents(survey: Survey) -> Iterator[Sighting]:
    """A command that sets two or more is found; what is told otherwise is partial."""
    for path, document in survey.documents.items():
        file = survey.by_path[path]
        if path.count("/") > 2 or _CHANGES.search(file.name) or _ORDERS.match(file.name):
            continue
        if not any(word in document.lower for word in _NEEDS):
            continue
        if survey.learns and (line := _commanded(document)):
            yield Sighting(75, file, line, "settings of training on a command line")
        if survey.learns and (places := _assigned(document)):
            yield _told(54, file, places, "in an example")
        places = _in_prose(document)
        if len(places) >= (2 if _CARD.search(path) else 3) and not _NEEDED.isdisjoint(places):
            yield _told(55, file, places, "in prose")


def _told(score: int, file: File, places: dict[str, int], how: str) -> Sighting:
    why = f"{len(places)} settings of training {how}: {', '.join(sorted(places))}"
    return Sighting(score, file, min(places.values()), why)


def _commanded(document: Document) -> int | None:
    """The line of the first command with two settings that have a number."""
    for number, command in _commands(sorted((*document.prose, *document.code))):
        kinds = _kinds(_FLAGS.findall(command))
        if len(kinds) >= 2 and not _NEEDED.isdisjoint(kinds) and ("lr" in kinds or _RUNS.search(command)):
            return number
    return None


def _commands(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines that set something, each with those that go on with it."""
    start, last = 0, 0
    parts: list[str] = []
    for number, line in lines:
        if parts and number == last + 1 and len(parts) < _MOST_JOINED:
            parts.append(line)
        else:
            if parts:
                yield start, " ".join(parts)
            start, parts = number, [line] if "-" in line else []
        last = number
        if parts and not line.rstrip().endswith(("\\", "^")):
            yield start, " ".join(parts)
            parts = []
    if parts:
        yield start, " ".join(parts)


def _assigned(document: Document) -> dict[str, int]:
    """Settings that blocks of code give a value, by kind with their lines; {} for fewer than two."""
    places: dict[str, int] = {}
    for number, line in document.code:
        if _speaks(line) and _GIVES.search(line):
            for kind in _kinds(_VALUES.findall(line)):
                places.setdefault(kind, number)
    return places if len(places) >= 2 and not _CLEAR.isdisjoint(places) else {}


def _kinds(names: Iterable[str]) -> set[str]:
    return {kind for kind in map(kind_of, names) if kind is not None}


def _speaks(line: str) -> bool:
    small = line.lower()
    return any(word in small for word in _SPEAKS)


def _in_prose(document: Document) -> dict[str, int]:
    places: dict[str, int] = {}
    for number, line in document.prose:
        if not _speaks(line) or not _GIVES.search(line):
            continue
        for key, pattern in _PROSE.items():
            if key not in places and pattern.search(line):
                places[key] = number
    return places
