"""The inputs of the action, as action.yml has them: read from OSAID_* and checked."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import UsageError
from ..judgment import gate
from ..model import GATES, POLICIES

_CHOICES = {
    "policy": POLICIES,
    "fail_on": GATES,
    "comment": ("changes", "always", "failure", "never"),
    "online": ("auto", "true", "false"),
}


class Inputs(NamedTuple):
    """Each input with its default; one that is true or false is a bool."""

    path: str = "."
    manifest: str = ""
    rev: str = ""
    base: str = ""
    policy: str = ""
    fail_on: str = ""
    require: tuple[str, ...] = ()
    comment: str = "changes"
    comment_key: str = ""
    token: str = ""
    offline: bool = False
    online: str = "auto"
    python: str = ""
    json: str = ""
    sarif: str = ""
    html: str = ""
    summary: bool = True
    attach: bool = False
    report: str = ""

    @property
    def folder(self) -> str:
        """The checked folder as a part of the repository's paths."""
        path = Path(self.path)
        return "" if path == Path() else path.as_posix()


def read(environment: Mapping[str, str]) -> Inputs:
    """The inputs from OSAID_*, an empty one by its default. UsageError names one that is wrong."""
    words = {name: environment.get(f"OSAID_{name.upper()}", "").strip() for name in Inputs._fields}
    values: dict[str, Any] = {name: said for name, said in words.items() if said}
    if words["require"]:
        values["require"] = gate.wanted(words["require"], "require")
    for name in values:
        if isinstance(Inputs._field_defaults[name], bool):
            values[name] = _one_of(name, words[name], ("true", "false")) == "true"
        elif name in _CHOICES:
            _one_of(name, words[name], _CHOICES[name])
    return Inputs(**values)


def _one_of(name: str, value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageError(f"{name.replace('_', '-')}: {value!r} is none of {', '.join(known)}")
    return value
