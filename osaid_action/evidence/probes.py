"""The registry of probes. A probe answers one question about a tree and never judges.

Each module has COMPONENT, `probe(survey) -> list[Finding]`, and where it reads code SIGNALS (by role of
file). HOLDS names the roles of files that may hold what it looks for, HINTS those that can show a part of
it at most: what of them could not be read is unread and not missing. Where a thing is asked for only if
it was used, `uses(survey)` tells what shows that. To add one, write the module, name it in `_MODULES`,
give the component its words in `definition.toml`, and add a folder under `tests/cases/`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from ..frozen import replace
from ..model import UNREAD_ROLES, Evidence
from .survey import Survey

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from types import ModuleType

    from ..model import Finding, Unread
    from ..repository.cache import Cache
    from ..repository.tree import Tree
    from .signals import Signal

_CODE = (
    "code.training_code",
    "code.training_configuration",
    "code.data_processing_code",
    "code.evaluation_code",
    "code.supporting_code",
    "code.inference_code",
    "code.model_architecture",
)
_MOST_NAMED = 5
_MODULES = (
    *_CODE,
    "weights.weights",
    "weights.checkpoints",
    "data.documentation",
    "data.dataset",
    "model_card",
    "license_files",
    "informational",
)


def survey(
    tree: Tree,
    excluded: frozenset[str] = frozenset(),
    declared: Mapping[str, frozenset[str]] | None = None,
    cache: Cache | None = None,
) -> Survey:
    """Read a tree with the signals of every probe. excluded: paths; declared: paths by component."""
    return Survey(tree, signals(), excluded, declared, cache)


def signals() -> dict[str, tuple[Signal, ...]]:
    """The signals of every probe, by role of file."""
    found: dict[str, tuple[Signal, ...]] = {}
    for name in _MODULES:
        for role, more in getattr(_module(name), "SIGNALS", {}).items():
            found[role] = found.get(role, ()) + more
    return found


def run(seen: Survey) -> dict[str, Finding]:
    """Every component's finding, by component; the rest of the code is read where some was not found."""
    code = list(_probed(seen, _CODE))
    lacking = {role for module, finding in code for role in _wanting(seen, module, finding)}
    if seen.read_on(frozenset(lacking | {"config"})):  # records of datasets are configuration files, too
        code = list(_probed(seen, _CODE))
    probed = [*code, *_probed(seen, _MODULES[len(_CODE) :])]
    seen.limits += seen.passed_over()
    unread = {role: lost for role in UNREAD_ROLES if (lost := seen.unread(role)) is not None}
    return {finding.component: _weighed(seen, unread, module, finding) for module, finding in probed}


def _probed(seen: Survey, names: Iterable[str]) -> Iterator[tuple[ModuleType, Finding]]:
    for name in names:
        module = _module(name)
        for finding in module.probe(seen):
            yield module, finding


def _weighed(seen: Survey, lost: Mapping[str, Unread], module: ModuleType, finding: Finding) -> Finding:
    """A finding with what may hold more of it and was not read; a thing that may be there is not missing."""
    holds = _roles(module, "HOLDS")
    unread = tuple(lost[role] for role in sorted(_wanting(seen, module, finding) or holds) if role in lost)
    finding = replace(finding, unread=(*finding.unread, *unread))
    if finding.here != "missing":
        return finding
    if hasattr(module, "uses"):
        finding = replace(finding, uses=tuple(module.uses(seen)))
    paths = [path for some in unread if some.role in holds for path in some.paths]
    if holds.isdisjoint(some.role for some in unread):
        return finding if seen.tree.whole else replace(finding, here="unreadable")
    evidence = tuple(Evidence(path=path, why=_why(seen, path), strength="hint") for path in paths)
    return replace(finding, here="unreadable", evidence=evidence[:_MOST_NAMED])


def _why(seen: Survey, path: str) -> str:
    reason = seen.unreadable.get(path)
    return f"may hold it, but not readable: {reason}" if reason else "may hold it, but not read to its end"


def _wanting(seen: Survey, module: ModuleType, finding: Finding) -> frozenset[str]:
    """The roles of files that may hold more of a thing than was found; a part takes more than a hint."""
    if finding.here == "found":
        return frozenset()
    holds = _roles(module, "HOLDS")
    roles = holds if finding.here == "partial" else holds | _roles(module, "HINTS")
    # What code is taken for depends on what the README calls it.
    return roles | {"doc"} if roles and seen.untitled else roles


def _roles(module: ModuleType, name: str) -> frozenset[str]:
    named: frozenset[str] = getattr(module, name, frozenset())
    return named


def _module(name: str) -> ModuleType:
    return import_module(f".{name}", __package__)
