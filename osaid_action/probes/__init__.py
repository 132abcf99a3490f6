"""The registry of probes. A probe answers one question about a tree and never judges.

Each module has COMPONENT, SIGNALS (by role of file) and `probe(survey) -> Finding`. To add one,
write the module, name it in `_MODULES`, give the component its words in `definition.toml`, and
add a folder under `tests/cases/`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ..survey import Survey

if TYPE_CHECKING:
    from ..model import Finding
    from ..survey import Signal
    from ..tree import Tree

_MODULES = (
    "training_code",
    "training_configuration",
    "data_processing_code",
    "evaluation_code",
    "supporting_code",
    "inference_code",
    "model_architecture",
    "weights",
    "checkpoints",
    "data_documentation",
    "dataset",
    "model_card",
    "license_files",
)


def survey(tree: Tree, excluded: frozenset[str] = frozenset()) -> Survey:
    """Read a tree with the signals of every probe."""
    signals: dict[str, tuple[Signal, ...]] = {}
    for name in _MODULES:
        for role, more in getattr(_module(name), "SIGNALS", {}).items():
            signals[role] = signals.get(role, ()) + more
    return Survey(tree, signals, excluded)


def run(seen: Survey) -> dict[str, Finding]:
    """Every component's finding, by component."""
    found: dict[str, Finding] = {}
    for name in _MODULES:
        for finding in _module(name).probe(seen):
            found[finding.component] = finding
    return found


def _module(name: str):  # type: ignore[no-untyped-def]  # a module with the attributes named above
    return import_module(f".{name}", __name__)
