"""A system's components: what was found in a tree, joined with what the manifest declares. Pure."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from ..model import CODE_COMPONENTS, INFORMATIONAL, WEIGHTS, Artifact, Component, Evidence, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ..model import Declaration, Finding, Manifest, Reference

#: Declared files whose imports are followed.
_MOST_ENTRIES = 10


def join(
    findings: Mapping[str, Finding],
    manifest: Manifest,
    matches: Mapping[str, tuple[str, ...]],
    places: Mapping[str, tuple[Reference, ...]],
    imported: Callable[[str], tuple[str, ...]] = lambda _: (),
) -> tuple[tuple[Component, ...], tuple[Problem, ...]]:
    """Findings joined with what the manifest declares, and what it declares that does not hold.

    matches: for each declared pattern, the paths of the tree it names.
    places: for each component, the places elsewhere that the manifest names.
    imported: the files of the tree that one of them imports: a declared entry stands for what it starts.
    """
    components = []
    problems: list[Problem] = []
    reasons = dict(manifest.not_used)
    named: dict[str, tuple[str, ...]] = {}
    for name, finding in findings.items():
        declared = [d for d in manifest.declarations if d.component == name and (d.paths or d.places)]
        named[name] = ()
        pointers = places.get(name, ())
        here, evidence = finding.here, finding.evidence
        for declaration in declared:
            for pattern, line in zip_longest(declaration.paths, declaration.path_lines):
                paths = matches.get(pattern, ())
                named[name] += paths or (pattern,)
                if paths and not _seen(finding, paths):
                    paths += tuple(further for path in paths[:_MOST_ENTRIES] for further in imported(path))
                here, evidence = _declared(finding, paths, here, evidence)
                if declaration.alone:
                    evidence = tuple(one for one in evidence if one.path in named[name])
                if message := _contradicted(finding, declaration, pattern, paths):
                    problems.append(
                        Problem(
                            where=manifest.path,
                            line=line or declaration.line,
                            message=message,
                            component=name,
                            path=pattern,
                        )
                    )
        if name in reasons and here == "found":
            message = f"not-used.{name}: declared not used, but it was found at {finding.evidence[0].path}"
            problems.append(Problem(where=manifest.path, message=message))
        components.append(
            Component(
                id=name,
                here=here,
                references=pointers + finding.references,
                evidence=evidence,
                heads=finding.heads,
                declared=bool(declared),
                paths=named[name],
                not_used=reasons.get(name, ""),
                unread=finding.unread,
                uses=finding.uses,
                bases=finding.bases,
                teachers=finding.teachers,
                artifacts=_artifacts(finding, declared, matches) if name in WEIGHTS else (),
            )
        )
    return tuple(components), tuple(problems)


def _artifacts(
    finding: Finding, declared: list[Declaration], matches: Mapping[str, tuple[str, ...]]
) -> tuple[Artifact, ...]:
    """The files of weights: those that are declared, and what was seen, unless that is of another model."""
    named = {path for one in declared for pattern in one.paths for path in matches.get(pattern, ())}
    seen = () if any(one.alone for one in declared) else finding.files
    return tuple(Artifact(component=finding.component, path=path) for path in sorted({*named, *seen}))


def _declared(
    finding: Finding,
    paths: tuple[str, ...],
    here: str,
    evidence: tuple[Evidence, ...],
) -> tuple[str, tuple[Evidence, ...]]:
    """What is here of a component, and the evidence, once the manifest says that it is at some paths.

    That it is not at a path is wrong in the manifest, and takes nothing from what was found.
    """
    if not paths:
        return here, evidence
    seen = _seen(finding, paths)
    if not seen and finding.component in INFORMATIONAL:
        return "found", (Evidence(path=paths[0], why="declared, and there", strength="likely"), *evidence)
    if not seen:
        words = "declared, but nothing of the kind was seen there"
        weak = Evidence(path=paths[0], why=words, strength="hint")
        return "partial" if here == "missing" else here, (weak, *evidence)
    # Code that looks like a part may be all there is, and its owner knows; a count of
    # shards or what a document tells is a fact that no declaration changes.
    if here == "partial" and finding.component in CODE_COMPONENTS and any(e.strength != "hint" for e in seen):
        here = "found"
    return here, (*seen, *(e for e in evidence if e not in seen))


def _contradicted(finding: Finding, declaration: Declaration, pattern: str, paths: tuple[str, ...]) -> str:
    """What is wrong with a declared path, or ""."""
    name = finding.component
    if not paths:
        return f"{declaration.key}: {pattern!r} is declared as {name}, but it is not in this tree"
    # What a paper or a sample looks like, nobody can tell.
    seen = finding.component in INFORMATIONAL or (finding.here != "missing" and _seen(finding, paths))
    return "" if seen else f"{declaration.key}: nothing like {name} was seen in {pattern!r}"


def _seen(finding: Finding, paths: tuple[str, ...]) -> tuple[Evidence, ...]:
    named = set(paths)
    return tuple(evidence for evidence in finding.evidence if evidence.path in named)
