"""One check from tree to report: reads the manifest, runs the probes, places the terms, judges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from . import data_list, datasets, probes, references, review, subject, terms, verdict
from .cache import Cache
from .git import TreeError
from .model import MANIFESTS, Component, Evidence, Manifest, Reference, Report, Target
from .survey import Survey
from .tree import Tree

_MANIFEST_BYTES = 1_048_577
_MAY_BE_SUBMODULES = {"training-code", "model-architecture"}


def examine(
    tree: Tree,
    *,
    policy: str | None = None,
    fail_on: str | None = None,
    today: str,
    cache: Cache | None = None,
) -> Report:
    """What a tree holds and what follows from it.

    policy and fail_on override the manifest's; today is an ISO date, for waivers; cache: where what
    was seen in a blob is looked up and kept.
    Raises config.ConfigError for a manifest that does not hold to its schema.
    """
    manifest = _manifest(tree)
    excluded = _excluded(tree, manifest)
    patterns = [pattern for declaration in manifest.declarations for pattern in declaration.paths]
    paths = [path for path, _ in tree.entries.names() if path not in excluded] if patterns else []
    matches = {pattern: _matching(pattern, paths) for pattern in patterns}
    declared = frozenset(path for named in matches.values() for path in named)
    seen = probes.survey(tree, excluded, declared, cache)
    findings = probes.run(seen)
    kind, why = subject.decide(seen, findings)
    if kind != "model" and (manifest.declarations or manifest.data is not None or manifest.name):
        kind, why = "model", f"{manifest.path} declares it"
    submodules = _submodules(seen)
    components, problems = verdict.join(findings, manifest, matches, _places(manifest))
    components = tuple(_point_to(component, submodules) for component in components)
    stated = terms.read(seen)
    components = tuple(replace(c, terms=terms.cover(c, stated, manifest)) for c in components)
    chosen = policy or manifest.policy or "working"
    data = data_list.join(datasets.read(seen), manifest)
    if manifest.review is not None:
        documents = review.documents(components, data.rows)
        manifest = review.held_against(tree, manifest, documents, today)
    items, more = verdict.judge(components, manifest, chosen, today, data)
    problems += more + terms.check_declared(manifest)
    outcome = verdict.result(kind, items, chosen)
    limits = [
        *seen.limits,
        *(f"{path}: unreadable, {reason}" for path, reason in sorted(seen.unreadable.items())),
    ]
    return Report(
        target=Target(
            name=manifest.name or tree.name, commit=tree.commit, dirty=tree.dirty, version=manifest.version
        ),
        subject=kind,
        subject_why=why,
        result=outcome,
        policy=chosen,
        items=items,
        components=components,
        licenses=stated,
        data=data.rows,
        review=manifest.review,
        gate=verdict.gate(fail_on or manifest.fail_on or "terms", outcome, items, problems, None),
        limits=tuple(limits),
        problems=problems,
    )


def _manifest(tree: Tree) -> Manifest:
    """What the manifest declares; TreeError when there is one that can't be read."""
    entries = {path: entry for path in MANIFESTS if (entry := tree.entries.find(path))}
    if not entries:
        return Manifest()
    from . import config  # most trees have no manifest

    def read(name: str) -> bytes | None:
        if name not in entries:
            return None
        blob = tree.read(entries[name], _MANIFEST_BYTES)
        # A pyproject.toml is there for other reasons; what only osaid reads must not be passed over.
        if blob.data is None and name != "pyproject.toml":
            raise TreeError(f"{name} can't be read: {blob.reason}")
        return blob.data

    return config.find(read)


def _excluded(tree: Tree, manifest: Manifest) -> frozenset[str]:
    if not manifest.exclude:
        return frozenset()
    return frozenset(_gitignore(manifest.exclude, [path for path, _ in tree.entries.names()]))


def _gitignore(patterns: Iterable[str], paths: list[str]) -> Iterable[str]:
    from pathspec import GitIgnoreSpec  # only where a manifest has patterns

    return GitIgnoreSpec.from_lines(patterns).match_files(paths)


def _matching(pattern: str, paths: list[str]) -> tuple[str, ...]:
    """Files and submodules that a declared path, folder or glob names."""
    plain = pattern.rstrip("/")
    if plain in ("", "."):
        return tuple(paths)
    exact = tuple(path for path in paths if path == plain or path.startswith(plain + "/"))
    if exact or not re.search(r"[*?\[]", pattern):
        return exact
    return tuple(_gitignore(["/" + pattern.lstrip("/")], paths))


def _places(manifest: Manifest) -> dict[str, tuple[Reference, ...]]:
    places: dict[str, tuple[Reference, ...]] = {}
    for declaration in manifest.declarations:
        found = tuple(references.parse_place(place) for place in declaration.places)
        places[declaration.component] = places.get(declaration.component, ()) + found
    for entry in manifest.data or ():
        for where in entry.where:
            try:
                place = references.parse_place(where)
            except ValueError:
                place = Reference(url=where, kind="text")
            places["dataset"] = (*places.get("dataset", ()), place)
    return places


def _submodules(seen: Survey) -> tuple[Reference, ...]:
    """What the submodules of a tree point to."""
    text = seen.text(".gitmodules") if seen.submodules else None
    urls = dict(references.submodules(text)) if text else {}
    return tuple(Reference(url=urls.get(path, path), kind="submodule", path=path) for path in seen.submodules)


def _point_to(component: Component, submodules: tuple[Reference, ...]) -> Component:
    """A submodule may hold any code that is not here: say so, as a pointer and never as the thing."""
    if not submodules or component.here == "found" or component.id not in _MAY_BE_SUBMODULES:
        return component
    pointers = tuple(Evidence(path=r.path, why=f"a submodule: {r.url}", strength="hint") for r in submodules)
    here = "partial" if component.here in {"missing", "partial"} else component.here
    return replace(
        component,
        here=here,
        references=component.references + submodules,
        evidence=component.evidence + pointers,
    )
