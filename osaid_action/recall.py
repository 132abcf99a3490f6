"""The report on a tree: the one made before when nothing has changed since, else a new one.

A report follows from what git holds, the options and the program alone, so the same tree has the
same report; making it is left to `check`, which takes long to load and is not loaded in vain.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any

from . import model

if TYPE_CHECKING:
    from .cache import Cache
    from .model import Report
    from .tree import Tree


def examine(tree: Tree, *, policy: str | None, fail_on: str | None, today: str, cache: Cache) -> Report:
    """What a tree holds and what follows from it, as `check.examine` says it."""
    identity = tree.identity()
    key = f"report:{identity}:{policy}:{fail_on}:{today}"
    if identity is not None:
        try:
            report = _revived(cache.get(key))
        except (TypeError, ValueError, KeyError, AttributeError, RecursionError):
            report = None
        if isinstance(report, model.Report):
            return report
    from . import check

    made = check.examine(tree, policy=policy, fail_on=fail_on, today=today, cache=cache)
    # What could not be read this time may be readable the next.
    if identity is not None and not tree.gaps:
        cache.put(key, _plain(made))
    return made


def against(base: Report, now: Report) -> Report:
    """The report of now with its delta, and with what got worse counted by the gate."""
    from . import delta, verdict

    changed = delta.compare(base, now)
    worse = tuple(f"{c.id} {c.title}: was {c.before}, now {c.after}" for c in changed.changes if c.worse)
    gate = verdict.gate(now.gate.fail_on, now.result, now.items, now.problems, worse)
    return replace(now, delta=changed, gate=gate)


def _plain(value: Any) -> Any:
    """A value of the model as JSON can hold it: each dataclass by its name."""
    if is_dataclass(value) and not isinstance(value, type):
        return {type(value).__name__: {f.name: _plain(getattr(value, f.name)) for f in fields(value)}}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


def _revived(value: Any) -> Any:
    """The value of the model that `_plain` made this of."""
    if isinstance(value, dict):
        [(name, members)] = value.items()
        return _TYPES[name](**{key: _revived(member) for key, member in members.items()})
    return tuple(map(_revived, value)) if isinstance(value, list) else value


_TYPES: dict[str, type] = {
    name: kind for name, kind in vars(model).items() if isinstance(kind, type) and is_dataclass(kind)
}
