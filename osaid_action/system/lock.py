"""`osaid.lock`: what was seen at places elsewhere, read, written and compared. Pure: asks nobody.

A lock comes from the repository, so it is as untrusted as the manifest: it is bounded, checked
against its schema, and every problem is told with its line.
"""

from __future__ import annotations

import json
import re
from datetime import date
from typing import TYPE_CHECKING, Any

from .. import ruleset
from ..addresses import parse_place
from ..errors import UsageError
from ..escape import shown
from ..frozen import dataclass, replace
from ..model import SETTLED, WRITTEN, Evidence, Part, Seen
from ..patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..manifest.problems import ConfigError, ManifestProblem
    from ..manifest.source import Source

#: What an entry is found by: the place and the revision asked for.
Key = tuple[str, str]
VERSION = 1
_CONFLICT = lazy(rb"^([<|=>])\1{6}(?![<|=>])", re.MULTILINE)
HEADER = """\
# What was seen at the places elsewhere that the manifest names. Written by `osaid lock`: commit it.
# Only notes are for people to write.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lock:
    """The entries of a lock by place and revision. path: "" when there is none.

    looked: the keys of what was looked at in this run. failed: of what could not be, with the reason.
    """

    path: str = ""
    entries: tuple[Seen, ...] = ()
    looked: frozenset[Key] = frozenset()
    failed: tuple[tuple[Key, str], ...] = ()

    def get(self, key: Key) -> Seen | None:
        """What was seen at a place at the revision asked for, or None."""
        return next((seen for seen in self.entries if key_of(seen) == key), None)

    def since(self, before: Lock) -> Lock:
        """The lock with nothing believed that is not in the one before: state WRITTEN, and no parts.

        What differs by its day alone is as old as before.
        """
        known = {key_of(seen): seen for seen in before.entries}
        return replace(self, entries=tuple(_since(known.get(key_of(seen)), seen) for seen in self.entries))


def key_of(seen: Seen) -> Key:
    """What a reference of the manifest is found by: place and revision asked for."""
    return seen.place, seen.revision


def path_beside(manifest: str) -> str:
    """Where the lock of a manifest is; without a manifest, at the root."""
    return manifest.rpartition("/")[0] + "/osaid.lock" if "/" in manifest else "osaid.lock"


def parse(path: str, text: bytes) -> Lock:
    """The lock in `text`. ConfigError names each problem with its line."""
    from ..manifest import problems  # most trees have no lock
    from ..manifest import read as config

    if marked := _CONFLICT.search(text):
        line = text.count(b"\n", 0, marked.start()) + 1
        raise _anew(problems.fault(path, "expected no marks of a merge conflict", line))
    try:
        table = config.table(path, text, "lock", _problems)
    except config.ConfigError as error:
        raise _anew(error) from None
    return Lock(path=path, entries=tuple(sorted(map(_seen, table["references"]), key=key_of)))


def saved(path: str, text: bytes) -> Lock:
    """What can be read of a lock that can't be read as a whole: of each side of a merge conflict."""
    entries: dict[Key, Seen] = {}
    for side in _sides(text):
        try:
            rows = parse(path, side).entries
        except UsageError:
            continue
        for seen in rows:
            other = entries.get(key_of(seen), seen)
            notes = tuple(dict.fromkeys((*other.notes, *seen.notes)))
            entries[key_of(seen)] = replace(max(other, seen, key=lambda one: one.date), notes=notes)
    return Lock(path=path, entries=tuple(entries[key] for key in sorted(entries)))


def _sides(text: bytes) -> tuple[bytes, bytes]:
    """A text as it was on each side of the merge conflicts in it."""
    sides: tuple[list[bytes], list[bytes]] = ([], [])
    kept: tuple[list[bytes], ...] = sides
    for line in text.split(b"\n"):
        if mark := _CONFLICT.match(line):
            kept = {b"<": sides[:1], b"|": (), b"=": sides[1:], b">": sides}[mark[1]]
        else:
            for side in kept:
                side.append(line)
    return b"\n".join(sides[0]), b"\n".join(sides[1])


def _anew(error: ConfigError) -> ConfigError:
    """The problems of a lock, each with what mends it."""
    hint = "run osaid lock, which writes it anew"
    return type(error)(*(replace(one, hint=one.hint or hint) for one in error.problems))


def _problems(source: Source) -> Iterator[ManifestProblem]:
    """What the schema can't tell: places that are none, days that are none, two entries for one place."""
    first: dict[Key, int] = {}
    for number, row in enumerate(source.table["references"]):
        key = ("references", number)
        try:
            known = parse_place(row["place"])
        except ValueError as error:
            yield source.problem((*key, "place"), str(error), "run osaid lock")
            continue
        if known.url != row["place"]:
            yield source.problem(
                (*key, "place"), f"expected {json.dumps(shown(known.url))}", "run osaid lock"
            )
        if row["state"] == "verified":
            for name in ("date", "resolved", "ruleset"):
                if name not in row:
                    yield source.problem(key, f'expected a key "{name}" for what is verified, got none')
        elif row.get("parts") and row["state"] != "gone":
            yield source.problem((*key, "parts"), f"expected no parts of what is {row['state']}")
        if "date" in row and not _is_day(row["date"]):
            yield source.problem((*key, "date"), 'expected a date such as "2026-11-23"')
        here = (row["place"], row.get("revision", ""))
        if here in first:
            line = source.line(("references", first[here]))
            yield source.problem(key, f"expected one entry for a place, got a second (first: line {line})")
        first.setdefault(here, number)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _seen(row: dict[str, Any]) -> Seen:
    lists = ("formats", "bases", "teachers", "datasets", "held", "limits", "notes")
    values: dict[str, Any] = {**row, **{name: tuple(row.get(name, ())) for name in lists}}
    values["parts"] = tuple(map(_part, row.get("parts", ())))
    return Seen(**values)


def _part(row: dict[str, Any]) -> Part:
    values = dict(row)
    values["evidence"] = tuple(Evidence(**one) for one in row.get("evidence", ()))
    values["heads"] = tuple(row.get("heads", {}).items())
    values["sources"] = tuple(row.get("sources", ()))
    values["digests"] = tuple(row.get("digests", ()))
    return Part(**values)


# ------------------------------------------------------------------ writing


def render(entries: Iterable[Seen]) -> str:
    """The text of a lock: sorted, the same bytes for the same entries."""
    lines = [HEADER, f"version = {VERSION}\n"]
    rows = sorted(entries, key=key_of)
    if not rows:
        lines.append("references = []\n")
    for seen in rows:
        lines.append("\n[[references]]\n")
        lines.extend(_line(name, getattr(seen, name)) for name in _ENTRY)
        for part in seen.parts:
            lines.append("\n[[references.parts]]\n")
            lines.extend(_line(name, getattr(part, name)) for name in _PART)
            heads = [f"{head} = {_text(state)}" for head, state in part.heads]
            lines.append(f"heads = {{ {', '.join(heads)} }}\n" if heads else "")
            lines += _evidence(part.evidence)
    return "".join(lines)


_ENTRY = (
    "place", "revision", "state", "reason", "resolved", "date", "ruleset", "listing", "files", "bytes",
    "formats", "gated", "bases", "relation", "teachers", "datasets", "held", "limits",
    "notes",
)  # fmt: skip
_PART = ("component", "outcome", "license", "verdict", "judged", "assumed", "why", "sources", "digests")


def _line(name: str, value: Any) -> str:
    """A key with its value; nothing for a value that says nothing."""
    if value in ("", None, (), 0) or value is False:
        return ""
    if isinstance(value, tuple):
        inner = [_text(one) for one in value]
        if len(inner) == 1 and len(inner[0]) < 90:
            return f"{name} = [{inner[0]}]\n"
        return f"{name} = [\n" + "".join(f"  {one},\n" for one in inner) + "]\n"
    if value is True or isinstance(value, int):
        return f"{name} = {str(value).lower()}\n"
    return f"{name} = {_text(value)}\n"


def _evidence(evidence: Sequence[Evidence]) -> Iterator[str]:
    if not evidence:
        return
    yield "evidence = [\n"
    for one in evidence:
        line = [f"line = {one.line}"] if one.line else []
        words = [
            f"path = {_text(one.path)}",
            *line,
            f"why = {_text(one.why)}",
            f'strength = "{one.strength}"',
        ]
        yield f"  {{ {', '.join(words)} }},\n"
    yield "]\n"


def _text(text: str) -> str:
    """A TOML string on one line, with nothing in it that acts on a terminal."""
    return json.dumps(printable(text), ensure_ascii=False)


def printable(text: str) -> str:
    """Text as the lock holds it: fit to print, on one line, bounded."""
    clean = " ".join(shown(text).split()).replace("\x7f", "")
    return clean if len(clean) <= 500 else clean[:499] + "…"


def _since(old: Seen | None, seen: Seen) -> Seen:
    if old is not None and old == replace(seen, date=old.date):
        return old
    reason = "this change wrote what osaid.lock says of it, and it was not looked at in this run"
    return Seen(place=seen.place, revision=seen.revision, state=WRITTEN, reason=reason)


# ------------------------------------------------------------------ comparing

#: What was there once and can't be had any more.
_AWAY = frozenset({"gone", "closed"})


def kept(old: Seen | None, new: Seen) -> Seen:
    """The entry to write: what failed this time does not replace what was seen before; notes stay."""
    if old is None:
        return new
    if new.state == "unverified" and old.state in SETTLED | _AWAY:
        return old
    if new.state == "unverified" and old.state == WRITTEN:
        return replace(old, reason=f"{old.reason}: {new.reason}")
    notes = tuple(dict.fromkeys((*old.notes, *new.notes)))
    if new.state in _AWAY:
        return replace(old, state=new.state, reason=new.reason, date=new.date, parts=(), notes=notes)
    return replace(new, notes=notes)


def drift(old: Seen | None, new: Seen) -> tuple[str, ...]:
    """What changed at a place since the lock was written, one line each; () also when it can't be told."""
    if old is None or new.state == "unverified":
        return ()
    if new.state in _AWAY:
        reason = f"{'gone or private' if new.state == 'closed' else 'gone'}: {new.reason}"
        return () if old.state in _AWAY else (reason,)
    if old.state in _AWAY:
        return (f"was {old.state}, now {new.state}",)
    return tuple(_changes(old, new)) if old.state == new.state == "verified" else ()


def not_told(old: Seen | None, new: Seen) -> tuple[str, ...]:
    """What the lock does not tell of a place yet: nobody looked, or not for this. That is no drift."""
    if old is None:
        return ("not in the lock",)
    if new.state != "verified":
        return ()
    if old.state in {"unverified", "unverifiable"}:
        return (f"{old.state} in the lock, now verified",)
    told = {part.component for part in old.parts}
    asked = sorted(part.component for part in new.parts if part.component not in told)
    return tuple(f"{name} asked for there, and not in the lock" for name in asked) if told else ()


def other_rules(seen: Seen) -> bool:
    """Whether what an entry tells was judged by other rules than these, and may come out otherwise now."""
    return seen.state == "verified" and seen.ruleset != ruleset.digest()


def _changes(old: Seen, new: Seen) -> Iterator[str]:
    if old.resolved != new.resolved and old.revision:
        yield f"moved: {old.revision} was {old.resolved}, now {new.resolved}"
    elif old.resolved == new.resolved and old.listing != new.listing:
        yield "the listing changed at the same revision"
    yield from (note for note in new.notes if note.startswith("moved: ") and note not in old.notes)
    if new.files < old.files:
        yield f"files removed: {old.files} before, {new.files} now"
    if old.gated != new.gated:
        yield f"access: was {access(old)}, now {access(new)}"
    pairs = (
        ("made from", old.bases, new.bases),
        ("distilled from", old.teachers, new.teachers),
        ("card names as data", old.datasets, new.datasets),
    )
    for what, *names in pairs:
        if names[0] != names[1]:
            was, is_now = (", ".join(some) or "nothing named" for some in names)
            yield f"{what}: was {was}, now {is_now}"
    same = old.listing == new.listing and old.ruleset != new.ruleset
    by = "; the files are the same, the rules are not" if same else ""
    before = {part.component: part for part in old.parts}
    now = {part.component: part for part in new.parts}
    for name in sorted(before.keys() & now.keys()):
        part, other = before[name], now[name]
        if part.outcome != other.outcome:
            yield f"{name}: was {part.outcome}, now {other.outcome}{by}"
        # Terms that could not be read this time are not terms that are gone.
        both = "missing" not in (part.outcome, other.outcome) and part.verdict and other.verdict
        if both and (part.license, part.verdict) != (other.license, other.verdict):
            why = f": {other.why}" if other.why else ""
            yield f"{name}: terms were {_terms(part)}, now {_terms(other)}{by}{why}"


def access(seen: Seen) -> str:
    """Whether one has to ask for access, and how the keeper calls that."""
    if not seen.gated:
        return "open"
    return "gated" if seen.gated == "yes" else f"gated ({seen.gated})"


def _terms(part: Part) -> str:
    return f"{part.license or 'none named'} ({part.verdict or 'nothing to cover'})"
