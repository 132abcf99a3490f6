"""The registry of probes. A probe answers one question about a tree and never judges.

Each module has COMPONENT, `probe(survey) -> list[Finding]`, and where it reads code SIGNALS (by role of
file) and NAMED: words in a file's name that make it a candidate even when it can't be read. To add one,
write the module, name it in `_MODULES`, give the component its words in `definition.toml`, and
add a folder under `tests/cases/`.
"""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from ..model import Evidence
from .survey import Survey

if TYPE_CHECKING:
    from ..model import Finding
    from ..repository.cache import Cache
    from ..repository.tree import Tree
    from .signals import Signal

_MODULES = (
    "code.training_code",
    "code.training_configuration",
    "code.data_processing_code",
    "code.evaluation_code",
    "code.supporting_code",
    "code.inference_code",
    "code.model_architecture",
    "weights.weights",
    "weights.checkpoints",
    "data.documentation",
    "data.dataset",
    "model_card",
    "license_files",
)


def survey(
    tree: Tree,
    excluded: frozenset[str] = frozenset(),
    declared: frozenset[str] = frozenset(),
    cache: Cache | None = None,
) -> Survey:
    """Read a tree with the signals of every probe. excluded and declared: paths the manifest names."""
    return Survey(tree, signals(), excluded, declared, cache)


def signals() -> dict[str, tuple[Signal, ...]]:
    """The signals of every probe, by role of file."""
    found: dict[str, tuple[Signal, ...]] = {}
    for name in _MODULES:
        for role, more in getattr(_module(name), "SIGNALS", {}).items():
            found[role] = found.get(role, ()) + more
    return found


def run(seen: Survey) -> dict[str, Finding]:
    """Every component's finding, by component."""
    found: dict[str, Finding] = {}
    for name in _MODULES:
        module = _module(name)
        for finding in module.probe(seen):
            found[finding.component] = _or_unreadable(seen, finding, getattr(module, "NAMED", frozenset()))
    return found


def _or_unreadable(seen: Survey, finding: Finding, named: frozenset[str]) -> Finding:
    """What was not found, but may stand in a file that could not be read, is not missing."""
    if finding.here != "missing" or not named:
        return finding
    blocked = [
        Evidence(path=path, why=f"named like it, but not readable: {reason}", strength="hint")
        for path, reason in sorted(seen.unreadable.items())
        if (file := seen.by_path.get(path)) and file.own and file.role != "other" and file.named(named)
    ]
    return replace(finding, here="unreadable", evidence=tuple(blocked[:5])) if blocked else finding


def _module(name: str):  # type: ignore[no-untyped-def]  # a module with the attributes named above
    return import_module(f".{name}", __package__)
