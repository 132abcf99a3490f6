"""Weights: does the tree hold files in a weight format, or point to where the weights are?

A file counts by its header, never by its name alone, and is never unpickled. What is named like weights
and can't be any as it stands is named, with why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...frozen import replace
from ...model import Evidence, Finding, Reference, Unread
from ...repository.places import words
from ..code_links import SIGNALS
from ..links import unique
from ..rank import PARTIAL, Sighting, finding, rate
from ..stand_ins import stand_in
from .bases import bases
from .faults import MIN_BYTES, fault, is_text
from .folders import folders
from .formats import identify
from .held import EITHER, MODEL, NONE, NUMBERS, PART, SAVED, TENSOR, VAGUE
from .named import (
    DATA,
    KEPT,
    OWN_WORDS,
    SPEAKS,
    among_data,
    candidates,
    is_named_so,
    kept_by_code,
    may_be_any,
)
from .parts import DIFFERENCE, Parts
from .pointers import pointers
from .shards import Shards, by_neighbours, shards, whole_name
from .teachers import teachers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..file import File
    from ..stand_ins import StandIn
    from ..survey import Survey
    from .held import Format

__all__ = ["COMPONENT", "HINTS", "SIGNALS", "probe"]

COMPONENT = "weights"
#: Where pointers to weights stand.
HINTS = words("doc code shell config")
_SIMULATED = words("checkpoint checkpoints ckpt ckpts params parameters")
MIN_NUMBERS, MOST_STRAYS, AT_ONCE = 8_192, 10, 512
#: By what a format holds: the score of a file whose path speaks of a model, and of another.
_SCORES = {
    MODEL: (92, 92),
    SAVED: (92, 92),
    EITHER: (78, 32),
    TENSOR: (45, 32),
    PART: (45, 45),
    VAGUE: (45, 0),
    NUMBERS: (78, 0),
}
#: The most that a part of a model's weights comes to.
_IN_PART = 60
#: From here on it is more likely weights than not.
_SURE = 50
#: A file that can't be read, by its name alone: there in part, and open what it is.
_BY_NAME = 35


class Candidate(NamedTuple):
    """A file that may hold weights. score and why: what the listing alone tells of it, else 0 and ""."""

    file: File
    suffix: str
    score: int = 0
    why: str = ""


class Look(NamedTuple):
    """A candidate's size and first bytes.

    pointer: what they point to; fetched: they are those that Git LFS keeps for a pointer; kept: code keeps
    a model under this name.
    """

    file: File
    suffix: str
    head: bytes
    size: int | None
    pointer: StandIn | None = None
    fetched: bool = False
    kept: bool = False

    @property
    def whole(self) -> int | None:
        """The size that a header has to fit; the first piece of a file says nothing of it."""
        return None if whole_name(self.file.name) else self.size

    @property
    def tiny(self) -> bool:
        return self.size is not None and self.size < MIN_BYTES

    @property
    def about(self) -> str:
        piece = "; the first piece of a file that was split" if whole_name(self.file.name) else ""
        kept = ", which Git LFS has in this clone" if self.fetched else ""
        return f"size unknown{piece}" if self.size is None else f"{self.size:,} bytes{kept}{piece}"


class Seen:
    """What was seen of weights.

    sizes: of what counts, by path; strays: named like weights and none; doubtful: what could not be told;
    unread: paths that count by their names alone.
    """

    def __init__(self) -> None:
        self.sightings: list[Sighting] = []
        self.sizes: dict[str, int] = {}
        self.strays: list[Evidence] = []
        self.doubtful: list[Evidence] = []
        self.references: list[Reference] = []
        self.unread: list[str] = []


def probe(survey: Survey) -> list[Finding]:
    """Files by their header; pointers from documents, scripts, submodules and large-file tools."""
    sets, parts, seen = shards(survey), Parts(survey), Seen()
    wanted = [Candidate(*some) for some in candidates(survey)]
    kept = list(folders(survey))
    wanted += [Candidate(one.file, "none", one.score, one.why) for one in kept if one.score]
    seen.strays += [_stray(one.file, one.why) for one in kept if not one.score]
    for path, count in sets.bare.items():
        seen.strays.append(_stray(survey.by_path[path], f"an index of {count} shards, none of them here"))
    by_code = kept_by_code(survey)
    for candidate, look in _looked_at(survey, wanted):
        named = candidate.file.name in by_code
        if look is None:
            _unread(survey, candidate, seen, expected=named)
        else:
            _weigh(survey, candidate, look._replace(kept=named), sets, parts, seen)
    _spoiled(seen, sets)
    references = unique([*pointers(survey), *seen.references])
    if any(reference.path in survey.documents for reference in references):
        _too_small(seen, parts)
    result = _finding(seen, references)
    # Where there is no model, none was made from another.
    result = replace(result, unread=_not_read(survey, seen))
    return [_made_from(survey, seen, result) if result.here != "missing" or references else result]


def _made_from(survey: Survey, seen: Seen, result: Finding) -> Finding:
    """The finding with the models that the weights were made from, and those that taught them."""
    named = bases(survey, differences=any(DIFFERENCE in sighting.why for sighting in seen.sightings))
    known = {base.url.lower() for base in named}
    folders = {sighting.file.folder for sighting in seen.sightings}
    taught = tuple(one for one in teachers(survey, folders) if one.url.lower() not in known)
    return replace(result, bases=named, teachers=taught)


def _looked_at(survey: Survey, wanted: list[Candidate]) -> Iterator[tuple[Candidate, Look | None]]:
    """Each candidate with what its first bytes are, read many at once; None where they can't be."""
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        files = [candidate.file for candidate in some]
        sizes = survey.tree.sizes(file.entry for file in files)
        for candidate, head, size in zip(some, survey.heads(files), sizes, strict=True):
            look = None if head is None else Look(candidate.file, candidate.suffix, head, size)
            yield candidate, look and _fetched(survey, look)


def _fetched(survey: Survey, look: Look) -> Look:
    """The look at what a pointer of Git LFS stands for where this clone has it; else with its pointer."""
    pointer = stand_in(look.file.path, look.head)
    if pointer is None:
        return look
    stored = (
        survey.stored(pointer.reference.url.rpartition(":")[2]) if pointer.reference.kind == "lfs" else None
    )
    if stored is None or stored.data is None:
        return look._replace(pointer=pointer)
    # Whatever is kept is told like any other file.
    inner = stand_in(look.file.path, stored.data)
    return look._replace(head=stored.data, size=stored.size, pointer=inner, fetched=True)


def _unread(survey: Survey, candidate: Candidate, seen: Seen, *, expected: bool) -> None:
    file = candidate.file
    if not (expected or candidate.why or not may_be_any(file, candidate.suffix)):
        return
    why = f"named like weights, but not readable: {survey.unreadable[file.path]}"
    if expected or candidate.why or is_named_so(file, candidate.suffix):
        # Like the pointer of a large-file tool: the tree has it, what it holds nobody saw.
        seen.sightings.append(rate(file, _BY_NAME, None, why))
        seen.unread.append(file.path)
    else:
        seen.doubtful.append(_stray(file, why))


def _not_read(survey: Survey, seen: Seen) -> tuple[Unread, ...]:
    """What counts by its name alone, for what it holds can't be read."""
    if not seen.unread:
        return ()
    reasons = {survey.unreadable[path] for path in seen.unread}
    return (
        Unread(
            role="weights",
            files=len(seen.unread),
            of=len({sighting.file.path for sighting in seen.sightings}),
            paths=tuple(seen.unread[:MOST_STRAYS]),
            reason=reasons.pop() if len(reasons) == 1 else "",
        ),
    )


def _weigh(survey: Survey, candidate: Candidate, look: Look, sets: Shards, parts: Parts, seen: Seen) -> None:
    """Take down what one file is: a pointer, weights, a part of them, none, or nothing that can be told."""
    file = candidate.file
    if look.pointer is not None:
        seen.references.append(look.pointer.reference)
        seen.sightings.append(rate(file, 40, 1, f"{look.pointer.why}, not the weights themselves"))
        return
    expected = bool(candidate.why) or is_named_so(file, candidate.suffix)
    if reason := fault(look.head, look.whole):
        if expected:
            seen.strays.append(_stray(file, reason))
        return
    sighting = rate(file, candidate.score, None, candidate.why) if candidate.why else None
    form = None
    if sighting is None and file.suffix != "dvc" and not look.tiny:
        if name := by_neighbours(survey, file, look.head):
            sighting = rate(file, 92, None, f"{name}, {look.about}")
        elif form := identify(look.head, candidate.suffix.rpartition(".")[2], look.whole):
            sighting = _rated(look, form)
    if sighting is not None:
        lacking = sets.short.get(file.path, "") or parts.part(file, look.head)
        seen.sightings.append(_lowered(sighting, lacking))
        seen.sizes[file.path] = look.size or 0
    elif expected and (form is None or form.holds == NONE):
        reason, told = _none(look, form)
        (seen.strays if told else seen.doubtful).append(_stray(file, reason))


def _none(look: Look, form: Format | None) -> tuple[str, bool]:
    """Why a file named like weights holds none, and whether that is sure."""
    if form is not None:
        return f"{form.name}, not weights", True
    if is_text(look.head):
        return f"text of {look.about}, not weights", True
    if look.tiny:
        return f"only {look.about}, too small to be taken for weights", True
    return f"named like weights, but of a format not known here, {look.about}", False


def _stray(file: File, why: str) -> Evidence:
    return Evidence(path=file.path, why=why, strength="hint")


def _rated(look: Look, form: Format) -> Sighting | None:
    """How sure the format and the name together make it that a file holds weights."""
    file = look.file
    if form.holds == NONE or (form.holds in {SAVED, TENSOR} and among_data(file)):
        return None
    named, unnamed = _SCORES[form.holds]
    if form.holds == NUMBERS:
        enough = look.size is None or look.size >= MIN_NUMBERS
        score = named if enough and file.named(OWN_WORDS) else unnamed
    else:
        speaks = file.named(SPEAKS) or file.said(KEPT) if form.holds == VAGUE else file.said(SPEAKS)
        # Simulations write checkpoints and parameters in HDF5 too.
        speaks = speaks and (form.name != "HDF5" or file.said(SPEAKS - _SIMULATED))
        # Whole sessions are kept in MATLAB's files, so that a name alone tells little.
        speaks = speaks and form.name != "MATLAB file"
        score = named if speaks or (look.kept and form.holds == EITHER) else unnamed
    of_data = form.name.startswith(("NumPy", "MATLAB", "BSON", "R data")) or file.said(DATA)
    if form.holds in {EITHER, TENSOR} and score == unnamed and of_data:
        return None
    tail = {78: ", named after a model", 32: ": may be weights or data"}
    return rate(file, score, None, f"{form.name}, {look.about}{tail.get(score, '')}") if score else None


def _lowered(sighting: Sighting, lacking: str) -> Sighting:
    """A sighting that counts for a part, where something is lacking."""
    if not lacking:
        return sighting
    return sighting._replace(score=min(sighting.score, _IN_PART), why=f"{sighting.why}; {lacking}")


def _spoiled(seen: Seen, sets: Shards) -> None:
    """A set of shards is only a part where one of them can't be used."""
    bad = {sets.sets[stray.path]: stray for stray in seen.strays + seen.doubtful if stray.path in sets.sets}
    for at, sighting in enumerate(seen.sightings):
        stray = bad.get(sets.sets.get(sighting.file.path))
        if stray is not None and sighting.score > _IN_PART:
            name = stray.path.rpartition("/")[2]
            seen.sightings[at] = _lowered(
                sighting, f"of its shards, {name} is not whole or could not be told"
            )


def _too_small(seen: Seen, parts: Parts) -> None:
    """Files of less than two bits for each parameter that the README speaks of are not that model's."""
    sizes = [seen.sizes[s.file.path] for s in seen.sightings if s.score > _IN_PART]
    if all(sizes) and sum(sizes) * 4 < parts.parameters:
        why = f"small, where the README speaks of {parts.parameters:,} parameters"
        seen.sightings = [_lowered(s, why if s.score > _IN_PART else "") for s in seen.sightings]


def _files(seen: Seen) -> tuple[str, ...]:
    """The files of the weights, with what stands for them; what may be data as well only where all may."""
    pointers = {reference.path for reference in seen.references}
    every = [sighting for sighting in seen.sightings if sighting.score >= PARTIAL]
    sure = [one for one in every if one.score >= _SURE or one.file.path in pointers]
    return tuple(sorted({one.file.path for one in sure or every}))


def _finding(seen: Seen, references: tuple[Reference, ...]) -> Finding:
    """The finding, with the strays that lie beside what counts, or all where nothing does."""
    result = finding(COMPONENT, seen.sightings, references)
    strays = seen.doubtful + seen.strays
    if result.here == "missing":
        here = "unreadable" if seen.doubtful else "missing"
        return replace(result, here=here, evidence=tuple(strays[:MOST_STRAYS]))
    beside = {evidence.path.rpartition("/")[0] for evidence in result.evidence}
    told = [stray for stray in strays if stray.path.rpartition("/")[0] in beside]
    return replace(result, evidence=(*result.evidence, *told[:MOST_STRAYS]), files=_files(seen))
