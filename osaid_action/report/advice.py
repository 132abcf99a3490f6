"""What settles one item that is not met: words, the commands to type, the lines to write in osaid.toml."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple

from ..definition import load
from ..escape import shown
from ..judgment.data_list import kind
from ..judgment.grounds import owed, taught_by
from ..model import CODE_COMPONENTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import Component, Dataset, Evidence, Item, Reference, Report, Terms

#: A command as its words, the first being the program.
Command = tuple[str, ...]

#: What is longer stands as a word in capitals: a command and a line are there to be copied.
_LONGEST, _LONGEST_NAME = 250, 40
_PLACE = "hf:OWNER/NAME@REV"
_LOCK = ("osaid", "lock")
_WAIVE = ("osaid", "waive", "T-P", "--reason", "WHY", "--by", "WHO", "--until", "DATE")
_WHOLE = "Check where all files can be read, as in a whole clone."
_OF_UNREAD = "Name the file that holds it, which is then read first:"
_CHECK_LATER = ("osaid", "check")
#: The table of a manifest for what was not used.
NOT_USED = "[not-used]"
#: Pages that list what lies elsewhere: nothing that is looked for is in them.
_PAGES = {"hf-home", "release"}
#: Pointers that a program turns into the files, with what is typed.
_FETCHED: Mapping[str, Command] = {
    "lfs": ("git", "lfs", "pull"),
    "xet": ("git", "lfs", "pull"),
    "dvc": ("dvc", "pull"),
    "annex": ("git", "annex", "get", "."),
}
#: The item that the terms of an element are about, where nothing is there that terms could cover.
THING_OF = {"T-D": "D1", "T-C": "C2", "T-P": "P1"}
_REVIEW = (
    ("osaid", "review", "--output", "review.md"),
    ("osaid", "review", "--record", "--by", "YOUR NAME", "--worksheet", "review.md"),
)
_UNTOLD = (
    "Write where the training data come from, what they hold, how they were obtained, selected, labeled and "
    "filtered. To start a DATA.md:"
)


class Advice(NamedTuple):
    """What settles an item.

    words: a sentence, or what leads to the commands. otherwise: what leads to the lines of osaid.toml.
    """

    words: str
    commands: tuple[Command, ...] = ()
    otherwise: str = ""
    lines: tuple[str, ...] = ()


class Seen(NamedTuple):
    """A report by the names of its parts."""

    report: Report
    items: Mapping[str, Item]
    components: Mapping[str, Component]


def of(seen: Seen, item: Item) -> Advice:
    """The next step for an item that is not met."""
    if item.status == "waived":
        return Advice(f"Before the waiver ends: {_lowered(_fix(item))}")
    if item.id in THING_OF:
        return _of_terms(seen, item)
    if item.status == "external" and item.id != "C2":
        return _look(seen.components[item.components[0]])
    if item.id == "D1":
        return _of_description(seen.components[item.components[0]], item)
    if item.id in {"D2", "D3"}:
        return _of_listing(seen, item)
    return _of_thing(seen, item)


def typed(command: Command) -> tuple[str, ...]:
    """The words of a command as they can be typed: a shell reads nothing in them."""
    return tuple(map(_word, command))


def _word(word: str) -> str:
    plain = shown(word)
    if re.fullmatch(r"[\w@%+=:,./-]+", plain, re.ASCII):
        return plain
    return "'" + plain.replace("'", "'\"'\"'") + "'"


def _declare(component: str, *places: str, terms: str = "") -> Command:
    return ("osaid", "declare", component, *places, *(("--license", terms) if terms else ()))


def _fit(text: str, otherwise: str) -> str:
    """A path or a place as an argument, or words that stand for it."""
    if not text or len(text) > _LONGEST or shown(text) != text:
        return otherwise
    return f"./{text}" if text.startswith("-") else text


def _fix(item: Item) -> str:
    return item.fix or next(known.fix for known in load().items if known.id == item.id)


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]


def _of_thing(seen: Seen, item: Item) -> Advice:
    part = seen.components[item.components[0]]
    if item.id == "C2" and part.standing == "found":
        settings = seen.components[item.components[1]]
        if item.status != "needs-review" or settings.standing != "found":
            return _of_settings(settings, item.status)
    if item.status == "external":
        return _look(part)
    if item.status == "needs-review":
        return _of_bases(seen)
    if item.status == "partial":
        return _of_rest(part)
    if item.id == "P1" and item.status == "unmet":
        words = "Publish the final weights here or on a hub, and say where they are:"
        return Advice(words, (_declare(part.id, _PLACE), _LOCK))
    words = "Add it, or say where it is:"
    if item.status == "unknown":
        words = _OF_UNREAD if part.unread else "Say where it is:"
        if _closed(part):
            return Advice(_WHOLE)
    if not next(known.if_used for known in load().items if known.id == item.id):
        return Advice(words, (_declare(part.id, "PATH"),))
    otherwise = "Or, where none was used, in osaid.toml:"
    return Advice(words, (_declare(part.id, "PATH"),), otherwise, (NOT_USED, f'{part.id} = "WHY"'))


def _closed(part: Component) -> bool:
    """True where all that was not read of it can't be read here."""
    return bool(part.unread) and all(some.reason for some in part.unread)


def _of_settings(settings: Component, status: str) -> Advice:
    """Training code is there; its settings are open."""
    if status == "external":
        return _look(settings)
    if status == "partial":
        return Advice("Add the settings of the run, or say where they are:", (_declare(settings.id, "PATH"),))
    path = _path(settings.evidence) or "PATH"
    return Advice("Say which were those of the run:", (_declare(settings.id, path),))


def _of_bases(seen: Seen) -> Advice:
    """What a base model brings along is settled where it is looked at as a part of the system."""
    words = "Name the model that it was made from as a part of the system, and have it looked at:"
    places = [_place(base) for base in owed(seen.components)] or [_PLACE]
    return Advice(words, (*(_declare("weights", place, "--add") for place in places), _LOCK))


def _of_rest(part: Component) -> Advice:
    """A part is here. Of code its owner knows whether that is all; of weights the files tell."""
    if part.id not in CODE_COMPONENTS:
        words = "Add what is missing, or say where the whole is:"
        return Advice(words, (_declare(part.id, _PLACE), _LOCK))
    path = _path(part.evidence)
    words = (
        "Add what is missing, or say that this is all:"
        if path
        else "Add what is missing, or say where it is:"
    )
    return Advice(words, (_declare(part.id, path or "PATH"),))


def _path(evidence: Iterable[Evidence], weak: str = "hint") -> str:
    """The file of this tree that shows most. weak: the strength that counts for nothing."""
    paths = [e.path for e in evidence if e.strength != weak and ":" not in e.path and e.path[:3] != "../"]
    return _fit(paths[0], "") if paths else ""


def _look(component: Component) -> Advice:
    """What is pointed to: a firm pointer has only to be looked at, another to be declared first."""
    pointers = [r for r in component.references if not r.settled]
    if not pointers:
        return Advice("Say where it is, or add it:", (_declare(component.id, "PATH"),))
    # A submodule is looked at for code, which is what may be anywhere in it.
    followed = component.id in CODE_COMPONENTS
    named = [r for r in pointers if not r.path or (followed and r.kind == "submodule")]
    # A place that can be read tells more than one that can't, and a model more than a page that lists some.
    first = min(named or pointers, key=lambda one: (_unverifiable(one), one.kind in _PAGES))
    if first.kind in _FETCHED:
        return Advice("Check where its files have been fetched:", (_FETCHED[first.kind], _CHECK_LATER))
    if _unverifiable(first):
        words = "Name a place that can be read:"
        return Advice(words, (_declare(component.id, _PLACE),))
    if first.state == "closed":
        return Advice("Open it again, or name a place that is open:", (_declare(component.id, _PLACE),))
    words = "Have what is elsewhere looked at, so that it counts:"
    if named:
        return Advice(words, (_LOCK,))
    return Advice(words, (_declare(component.id, _place(first)), _LOCK))


def _place(reference: Reference) -> str:
    """A place that was seen, as a manifest takes it; else one that stands for it."""
    from ..addresses import parse_place, spell

    spelled = spell(reference)
    if reference.kind in _PAGES:
        return _PLACE
    try:
        parse_place(spelled)
    except ValueError:
        return _PLACE
    return _fit(spelled, _PLACE)


def _unverifiable(reference: Reference) -> bool:
    if reference.state or reference.kind in {"hf-model", "github", "url", "submodule", "script"}:
        return reference.state == "unverifiable"
    from ..system.apply import UNVERIFIABLE

    return reference.kind in UNVERIFIABLE


def _of_description(documentation: Component, item: Item) -> Advice:
    # What a review found enough and no sentence tells is to be written, not read again.
    if item.status == "needs-review" and item.basis != "both":
        return Advice("Read the documents, and record your judgment:", _REVIEW)
    start = (("osaid", "init", "--docs"),)
    if item.status == "unknown":
        if _closed(documentation):
            return Advice(_WHOLE)
        return Advice("Say where it is, or add it:", (_declare(documentation.id, "PATH"),))
    path = _path(documentation.evidence, weak="")
    if not path:
        return Advice(_UNTOLD, start)
    if path.rpartition("/")[2].lower() == "data.md":
        return Advice(f"Tell it in {path}.")
    return Advice(f"Tell it in {path}, or start a DATA.md:", start)


def _of_listing(seen: Seen, item: Item) -> Advice:
    report = seen.report
    review = report.review
    if review is not None and not review.expired and item.id in review.lacking and item.status != "partial":
        return Advice("Add what the review found lacking, and review again:", _REVIEW)
    if any(row.conflicts for row in report.data):
        return Advice("Let the documents and osaid.toml say the same.")
    if item.id == "D3" and seen.items["D2"].status == "met":
        return Advice(
            "Name in DATA.md what others provide and where, or say there that no training data came from "
            "third parties."
        )
    if any(row.declared for row in report.data):
        words = "List in osaid.toml what it leaves out, or the place that it lacks:"
        rows = [row for row in report.data if not row.declared and row.where]
        rows += [row for row in report.data if row.declared and not row.where]
    else:
        words = "List all training data in osaid.toml, whoever provides them, an entry each:"
        rows = [row for row in report.data if not row.where or not kind(row)] or list(report.data)
    return Advice("", otherwise=words, lines=_entry(rows[0] if rows else None))


def _entry(row: Dataset | None) -> tuple[str, ...]:
    """One dataset as the lines of a manifest, with what is known of it."""
    name = shown(row.name) if row and len(row.name) <= _LONGEST_NAME else ""
    where = _fit(row.where[0], "") if row and row.where else ""
    access = f'"{kind(row)}"' if row and kind(row) else '"public"  # open, obtainable, unshareable'
    # What JSON escapes in a string, TOML reads alike.
    return (
        "[[data]]",
        f"name = {json.dumps(name or 'NAME', ensure_ascii=False)}",
        f"access = {access}",
        f"where = {json.dumps(where or 'https://...', ensure_ascii=False)}",
    )


def _of_terms(seen: Seen, item: Item) -> Advice:
    part = _part(seen, item)
    thing = seen.items[THING_OF[item.id]]
    if item.status == "external":
        return _look(part or seen.components[item.components[0]])
    if part is None or part.terms is None:
        moot = item.status == "unknown" and thing.status not in {"met", "not-used"}
        return of(seen, thing) if moot else Advice(_fix(item))
    terms = part.terms
    if item.status == "unknown":
        return Advice("Make what states them readable, or say them:", (_declare(part.id, terms="SPDX-ID"),))
    if item.status == "needs-review":
        granted = terms.verdict in {"osi-approved", "open"} and not terms.assumed
        return _of_origin(seen) if granted else _open_terms(part, terms)
    if item.id == "T-C" or (terms.judged or terms.verdict) != "none":
        return Advice(_fix(item))
    what = "the weights are" if item.id == "T-P" else "the data documentation is"
    words = f"Say in README.md under which terms {what} released, or:"
    return Advice(words, (_declare(part.id, terms="SPDX-ID"),))


def _of_origin(seen: Seen) -> Advice:
    """What the weights were made or distilled from is looked at; a person reads the terms of a teacher."""
    teachers = () if owed(seen.components, terms=True) else taught_by(seen.components)
    known = [_fit(one.url, "its teacher") for one in teachers if one.state == "verified"]
    if known and len(known) == len(teachers):
        words = f"Read what the terms of {known[0]} say of outputs. Where they bind nothing here, say so:"
        return Advice(words, (_WAIVE,))
    how = "distilled" if teachers else "made"
    return Advice(f"Have what it was {how} from looked at, where that is on the Hub:", (_LOCK,))


def _part(seen: Seen, item: Item) -> Component | None:
    """The component whose terms decide: the reason names it first."""
    named = seen.components.get(item.why.partition(":")[0])
    covered = [seen.components[name] for name in item.components]
    return named if named in covered else next((part for part in covered if part.terms), None)


def _open_terms(part: Component, terms: Terms) -> Advice:
    """Terms that nobody can tell by what is written."""
    if terms.verdict == "conflict":
        return Advice("Let all places that state them say the same.")
    if terms.assumed:
        words = "Say in README.md that they cover it, or:"
        return Advice(words, (_declare(part.id, terms=_fit(terms.expression or "", "SPDX-ID")),))
    source = _fit(terms.sources[0], "") if terms.sources else ""
    if source and ":" not in source and "#" not in source:
        return Advice(
            "See what the text is, and use that of a license unchanged:", (("osaid", "license", source),)
        )
    return Advice("Name the license by its SPDX id, or:", (_declare(part.id, terms="SPDX-ID"),))
