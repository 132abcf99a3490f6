"""What a blocked commit or push prints: three lines a problem, then how to skip it once. Nothing else."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..escape import shown
from .words import SETTLES, grouped, sentence

if TYPE_CHECKING:
    from ..model import Change, Item, Problem, Report

_LONGEST = 160
_MOST_PATHS = 3


class Judged(NamedTuple):
    """One report with what it was held against.

    base: None where there is nothing to compare with. known: the revision of the base, for a command.
    name: what was judged, "" for the index. note: why there is no base although one was named.
    """

    report: Report
    base: Report | None = None
    known: str = "HEAD"
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
    """Lines of each problem: what was done, which items and freedoms fall, what mends it."""
    report = judged.report
    items = {item.id: item for item in report.items}
    told: set[str] = set()
    for group in grouped(report):
        changes = [c for c in group.changes if c.worse]
        if not changes:
            continue
        told |= {f"made worse: {c.id} {c.title}: was {c.before}, now {c.after}" for c in changes}
        told |= {f"{c.id} {items[c.id].title}: {items[c.id].why}" for c in changes if c.id in items}
        told |= {c.title for c in changes}
        fallen = [change for change in changes if change.id in items]
        head = shown(group.cause) or _what(report, changes[0], items.get(changes[0].id))
        lines = (head, _fallen(fallen, items) if fallen else _rests(changes[0]))
        yield *filter(None, lines), f"→ {_mend(judged, changes, items)}"
    for reason in report.gate.reasons if report.judged else ():
        if reason in told:
            continue
        named = next((i for i in items.values() if reason == f"{i.id} {i.title}: {i.why}"), None)
        if named is not None:
            yield shown(reason), f"Without it fall: {', '.join(named.freedoms)}.", f"→ {named.fix}"
        else:
            problem = next((p for p in report.problems if p.message == reason), None)
            where = f"{problem.where}:{problem.line}: " if problem and problem.line else ""
            yield f"{shown(where)}{shown(reason)}", f"→ {_correct(reason, problem)}"


def _what(report: Report, change: Change, item: Item | None) -> str:
    """What changed, where nobody knows what was done."""
    where = f"{shown(change.path)}{f':{change.line}' if change.line else ''}: " if change.path else ""
    if item is None:
        because = f": {shown(report.subject_why)}" if change.id == "subject" else ""
        return f"{where}{shown(change.title)}: was {shown(change.before)}, now {shown(change.after)}{because}"
    gone = not item.id.startswith("T-") and not any(seen.path == change.path for seen in item.evidence)
    return f"{where}{'not seen there any more' if gone else shown(item.why)}"


def _fallen(changes: list[Change], items: Mapping[str, Item]) -> str:
    """The items, what they were and are, and the freedoms that fall with them."""
    freedoms = list(dict.fromkeys(freedom for c in changes for freedom in items[c.id].freedoms))
    fallen = f"; without it fall: {', '.join(freedoms)}" if freedoms else ""
    said = (f"{c.id} {c.title} was {shown(c.before)}, now {shown(c.after)}" for c in changes)
    return f"{'; '.join(said)}{fallen}."


def _rests(change: Change) -> str:
    """What rests on something that is no item."""
    if change.id in {"license", "terms"}:
        return "Terms made worse; on terms rest: use, share."
    if change.id == "subject":
        return "It was judged as a release, and is not any more."
    return ""


def _mend(judged: Judged, changes: list[Change], items: Mapping[str, Item]) -> str:
    """The command or line that puts it back, or says where it is now."""
    first = changes[0]
    text = next((change for change in changes if change.id == "license"), None)
    lost = dict(pair for change in changes for pair in change.lost)
    if gone := [path for path, to in lost.items() if not to]:
        words = f"git restore --source={judged.known[:10]} --staged --worktree {_words(gone)}"
        part = next((items[c.id].components[0] for c in changes if c.id in items and c.id[:2] != "T-"), "")
        return f"{words}, or say where it is: osaid declare {part} PATH." if part else f"{words}."
    if lost and first.id in items:
        return f"Move it back, or: {items[first.id].fix}"
    if text is not None:
        source = "--staged" if judged.known == "HEAD" else judged.known[:10]
        return f"git diff {source} -- {shown(shlex.quote(text.path))} shows it; put the old words back."
    if first.id == "subject":
        return sentence(SETTLES)
    if first.id in items:
        return items[first.id].fix
    problem = next((p for p in judged.report.problems if p.message == first.title), None)
    return _correct(first.title, problem)


def _words(paths: list[str]) -> str:
    """Paths as they can be typed: none reads as an option or as git's pathspec magic."""
    named = [f"./{path}" if path.startswith(("-", ":")) else path for path in paths[:_MOST_PATHS]]
    return shown(shlex.join(named))


def _correct(message: str, problem: Problem | None) -> str:
    """What mends a claim of the manifest that does not hold."""
    where = problem.where if problem else "osaid.toml"
    if problem and problem.component:
        return f"osaid declare {problem.component} PATH, then stage {where}."
    if found := re.match(r"the waiver of (\S+)", message):
        return f"osaid waive {found[1]} --reason WHY --by WHO --until DATE, then stage {where}."
    return f"Correct {where}."
