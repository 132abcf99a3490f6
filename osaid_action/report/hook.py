"""What a blocked commit or push prints: three lines a problem, then how to skip it once. Nothing else."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..escape import shown
from .words import SETTLES, place, sentence

if TYPE_CHECKING:
    from ..model import Change, Component, Evidence, Item, Report

#: Paths named in one line; the rest are counted.
MOST_PATHS = 3
_LONGEST = 160


class Judged(NamedTuple):
    """One report with what it was held against.

    base: None where there is nothing to compare with. known: the revision of the base, for a command.
    gone: paths that the base had and this tree has not, with where the same contents are now, or "".
    name: what was judged, "" for the index. note: why there is no base although one was named.
    """

    report: Report
    base: Report | None = None
    known: str = "HEAD"
    gone: Mapping[str, str] = {}
    name: str = ""
    note: str = ""


def render(judged: Judged, skip: str) -> str:
    """The problems of one judged tree; "" when its gate is met. skip: the command that skips it once."""
    if judged.report.gate.passed:
        return ""
    lines = [f"{_name(judged.name)}, against {judged.known[:10]}:"] if judged.name else []
    for head, *rest in _unjudged(judged) or _problems(judged):
        lines += [f"✗ {_cut(head)}", *(f"    {line}" for line in rest)]
    lines.append(f"To skip this once: {skip}")
    return "".join(f"{line}\n" for line in lines)


def _name(ref: str) -> str:
    return shown(re.sub(r"^refs/(heads|tags)/", "", ref))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _unjudged(judged: Judged) -> list[tuple[str, ...]]:
    """That nothing could be judged: then no item is said to be worse."""
    if not judged.report.blind:
        return []
    known = ("→ osaid check --verbose names them.",) if judged.report.limits else ()
    return [(f"nothing could be judged: {shown(judged.report.unjudged)}", *known)]


def _problems(judged: Judged) -> Iterator[tuple[str, ...]]:
    """Lines of each problem: what is gone, which items and freedoms fall, what mends it."""
    changes = [c for c in judged.report.delta.changes if c.worse] if judged.report.delta else []
    items = {item.id: item for item in judged.report.items}
    worse = [items[change.id] for change in changes if change.id in items]
    seen = {f"made worse: {c.id} {c.title}: was {c.before}, now {c.after}" for c in changes}
    told: set[str] = set()
    # One file may be all that several items rest on: it is one problem.
    terms = [change for change in changes if change.id == "license"]
    groups: dict[str, list[Item]] = {}
    for item in worse:
        text = next((change for change in terms if change.path in _stated_in(judged, item)), None)
        groups.setdefault(f"license {text.path}" if text else _lost(judged, item), []).append(item)
    for change in terms:
        yield _of_terms(judged, change, groups.pop(f"license {change.path}", []), changes)
    yield from _of_subject(judged, changes)
    for lost, together in groups.items():
        yield lost, _fallen(together, changes), f"→ {_mend(judged, together)}"
    for change in changes:
        if change.id == "manifest":
            told.add(change.title)
            if not any(change.title.startswith(f"components.{name}") for i in worse for name in i.components):
                yield _of_manifest(judged, change.title, change.path)
    seen |= {f"{item.id} {item.title}: {item.why}" for item in worse}
    for reason in judged.report.gate.reasons:
        if reason in seen or reason in told or not judged.report.judged:
            continue
        named = next((i for i in items.values() if reason == f"{i.id} {i.title}: {i.why}"), None)
        if named is not None:
            yield shown(reason), f"Without it fall: {', '.join(named.freedoms)}.", f"→ {named.fix}"
        else:
            yield _of_manifest(judged, reason, "osaid.toml")


def _of_subject(judged: Judged, changes: list[Change]) -> Iterator[tuple[str, ...]]:
    """A release that is not judged any more."""
    for change in changes:
        if change.id == "subject" and not judged.report.unjudged:
            why = shown(judged.report.subject_why)
            yield (
                f"What this is: was {change.before}, now {change.after}: {why}",
                "It was judged as a release, and is not any more.",
                f"→ {sentence(SETTLES)}",
            )


def _evidence(judged: Judged, item: Item) -> list[Evidence]:
    """What the item rested on, best first, as far as it is not there any more."""
    was = next((i for i in judged.base.items if i.id == item.id), item) if judged.base else item
    strong = [e for e in was.evidence if e.strength != "hint"] or list(was.evidence)
    gone = [evidence for evidence in strong if evidence.path in judged.gone]
    # Without evidence of its own, an item falls with the parts that it is about.
    if not gone and (item.status == "unknown" or not item.id.startswith("T-")):
        gone = [e for part in _were(judged, item) for e in part.evidence if e.path in judged.gone]
    if gone:
        return gone
    now = {(evidence.path, evidence.why) for evidence in item.evidence}
    return [evidence for evidence in strong if (evidence.path, evidence.why) not in now] or strong


def _were(judged: Judged, item: Item) -> list[Component]:
    """The parts that an item is about, as they were, in the item's order."""
    parts = {part.id: part for part in (judged.base.components if judged.base else ())}
    return [parts[name] for name in item.components if name in parts]


def _lost(judged: Judged, item: Item) -> str:
    """What is gone in the words of the first line."""
    evidence = _evidence(judged, item)
    paths = list(dict.fromkeys(e.path for e in evidence if e.path in judged.gone))
    if not paths:
        if item.id.startswith("T-") or item.status == "unknown" or not evidence:
            return f"{shown(evidence[0].path)}: {shown(item.why)}" if evidence else shown(item.why)
        return f"{place(evidence[0])}: not seen there any more: {shown(evidence[0].why)}"
    moved = [f"{shown(path)} moved to {shown(judged.gone[path])}" for path in paths if judged.gone[path]]
    if moved:
        return "; ".join(moved[:MOST_PATHS])
    more = f" and {len(paths) - MOST_PATHS} more" if len(paths) > MOST_PATHS else ""
    verb = "is" if len(paths) == 1 else "are"
    return f"{', '.join(map(shown, paths[:MOST_PATHS]))}{more} {verb} gone"


def _fallen(items: list[Item], changes: list[Change]) -> str:
    """The items, what they were and are, and the freedoms that fall with them."""
    before = {change.id: change.before for change in changes}
    freedoms = list(dict.fromkeys(freedom for item in items for freedom in item.freedoms))
    fallen = f"; without it fall: {', '.join(freedoms)}" if freedoms else ""
    return "; ".join(f"{i.id} {i.title} was {before[i.id]}, now {i.status}" for i in items) + f"{fallen}."


def _mend(judged: Judged, items: list[Item]) -> str:
    """The command or line that puts it back, or says where it is now."""
    item = items[0]
    evidence = [e for one in items for e in _evidence(judged, one)]
    paths = list(dict.fromkeys(e.path for e in evidence if e.path in judged.gone))
    terms = item.id.startswith("T-")
    if any(judged.gone[path] for path in paths):
        return f"Move it back, or: {item.fix}" if terms else _declare(judged, items, paths)
    if not paths:
        return item.fix
    source = judged.known[:10]
    restore = f"git restore --source={source} --staged --worktree {_words(paths)}"
    return (
        f"{restore}." if terms else f"{restore}, or say where it is: osaid declare {item.components[0]} PATH."
    )


def _words(paths: list[str]) -> str:
    """Paths as they can be typed: none reads as an option or as git's pathspec magic."""
    named = [f"./{path}" if path.startswith(("-", ":")) else path for path in paths[:MOST_PATHS]]
    return shown(shlex.join(named))


def _declare(judged: Judged, items: list[Item], paths: list[str]) -> str:
    """The commands that say where the moved files are now, for each component that they were."""
    commands = []
    for part in dict.fromkeys(part for item in items for part in _were(judged, item)):
        known = {e.path for e in part.evidence if e.strength != "hint"}
        moved = [judged.gone[path] for path in paths if path in known and judged.gone[path]]
        if moved:
            commands.append(f"osaid declare {part.id} {_words(moved)}")
    return f"{' && '.join(commands)}, then stage osaid.toml."


def _stated_in(judged: Judged, item: Item) -> set[str]:
    """The files that an item about terms rests on."""
    if not item.id.startswith("T-"):
        return set()
    reports = (judged.report, judged.base or judged.report)
    parts = [part for report in reports for part in report.components if part.id in item.components]
    return {re.sub(r":\d+$", "", source) for part in parts if part.terms for source in part.terms.sources}


def _of_terms(judged: Judged, change: Change, items: list[Item], changes: list[Change]) -> tuple[str, ...]:
    """A text of terms that takes more than it did, with the items that rest on it."""
    source = "--staged" if judged.known == "HEAD" else judged.known[:10]
    return (
        f"{shown(change.path)}: was {shown(change.before)}, now {shown(change.after)}",
        _fallen(items, changes) if items else "Terms made worse; on terms rest: use, share.",
        f"→ git diff {source} -- {shown(shlex.quote(change.path))} shows it; put the old words back.",
    )


def _of_manifest(judged: Judged, message: str, path: str) -> tuple[str, ...]:
    """A claim of the manifest that does not hold."""
    problem = next((p for p in judged.report.problems if p.message == message), None)
    where = f"{problem.where}:{problem.line}" if problem and problem.line else path
    if found := re.match(r"components\.([\w-]+)", message):
        mend = f"osaid declare {found[1]} PATH, then stage {path}."
    elif found := re.match(r"the waiver of (\S+)", message):
        mend = f"osaid waive {found[1]} --reason WHY --by WHO --until DATE, then stage {path}."
    else:
        mend = f"Correct {path}."
    return f"{shown(where)}: {shown(message)}", f"→ {mend}"
