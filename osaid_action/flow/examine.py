"""One check from tree to report: reads the manifest, runs the probes, places the terms, judges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from .. import addresses as references
from ..errors import TreeError, UsageError
from ..evidence import probes, subject
from ..evidence.data import datasets
from ..judgment import data_list, review, verdict
from ..model import MANIFESTS, Component, Evidence, Manifest, Reference, Report, Target
from ..repository.cache import Cache
from ..repository.listing import GITLINK
from ..repository.text import decode
from ..terms import cover as terms

if TYPE_CHECKING:
    from ..model import Place
    from ..repository.tree import Tree
    from ..system.apply import Applied, Wanted
    from ..system.lock import Lock

_MANIFEST_BYTES = 1_048_577
_GITMODULES_BYTES = 512 * 1024
_MAY_BE_SUBMODULES = {"training-code", "model-architecture"}


def examine(
    tree: Tree,
    *,
    policy: str | None = None,
    fail_on: str | None = None,
    default_fail_on: str = "terms",
    manifest_at: str = "",
    today: str,
    cache: Cache | None = None,
    lock: Lock | None = None,
) -> Report:
    """What a tree holds and what follows from it.

    policy and fail_on override the manifest's; today is an ISO date, for waivers; cache: where what
    was seen in a blob is looked up and kept; lock: what was just seen elsewhere, instead of the tree's own.
    default_fail_on counts where neither says. manifest_at: the manifest's path, where it is not a usual one.
    Raises config.ConfigError for a manifest or a lock that does not hold to its schema.
    """
    manifest = read_manifest(tree, manifest_at)
    excluded = _excluded(tree, manifest)
    patterns = [pattern for declaration in manifest.declarations for pattern in declaration.paths]
    paths = [path for path, _ in tree.entries.names() if path not in excluded] if patterns else []
    matches = {pattern: matching(pattern, paths) for pattern in patterns}
    declared = frozenset(path for named in matches.values() for path in named)
    seen = probes.survey(tree, excluded, declared, cache)
    findings = probes.run(seen)
    kind, why = subject.decide(seen, findings)
    if kind != "model" and (manifest.declarations or manifest.data is not None or manifest.name):
        kind, why = "model", f"{manifest.path} declares it"
    submodules = _submodules(tree, seen.submodules)
    components, problems = verdict.join(findings, manifest, matches, _places(manifest))
    components = tuple(_point_to(component, submodules) for component in components)
    elsewhere: tuple[Place, ...] = ()
    rows, lock = _wanted(manifest, submodules), lock or read_lock(tree, manifest)
    if rows or lock is not None:
        components, more, elsewhere = _apply(components, rows, manifest, lock, today)
        problems += more
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
        elsewhere=elsewhere,
        gate=verdict.gate(fail_on or manifest.fail_on or default_fail_on, outcome, items, problems, None),
        limits=tuple(limits),
        problems=problems,
    )


def read_manifest(tree: Tree, at: str = "") -> Manifest:
    """What the manifest declares; TreeError when there is one that can't be read."""
    entries = {path: entry for path in ((at,) if at else MANIFESTS) if (entry := tree.entries.find(path))}
    if not entries:
        if at:
            raise UsageError(f"no manifest {at!r} in this tree")
        return Manifest()
    from ..manifest import read as config  # most trees have no manifest

    def read(name: str) -> bytes | None:
        if name not in entries:
            return None
        blob = tree.read(entries[name], _MANIFEST_BYTES)
        # A pyproject.toml is there for other reasons; what only osaid reads must not be passed over.
        if blob.data is None and name != "pyproject.toml":
            raise TreeError(f"{name} can't be read: {blob.reason}")
        return blob.data

    if at:
        return config.parse(at, read(at) or b"") or Manifest()
    return config.find(read)


def _excluded(tree: Tree, manifest: Manifest) -> frozenset[str]:
    if not manifest.exclude:
        return frozenset()
    return frozenset(_gitignore(manifest.exclude, [path for path, _ in tree.entries.names()]))


def _gitignore(patterns: Iterable[str], paths: list[str]) -> Iterable[str]:
    from pathspec import GitIgnoreSpec  # only where a manifest has patterns

    return GitIgnoreSpec.from_lines(patterns).match_files(paths)


def matching(pattern: str, paths: list[str]) -> tuple[str, ...]:
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


def _submodules(tree: Tree, paths: Iterable[str]) -> tuple[Reference, ...]:
    """What the submodules of a tree point to, each at the commit that the tree names."""
    paths = list(paths)
    entry = tree.entries.find(".gitmodules") if paths else None
    data = tree.read(entry, _GITMODULES_BYTES).data if entry else None
    urls = dict(references.submodules(decode(data))) if data else {}
    found = ((path, tree.entries.find(path)) for path in paths)
    return tuple(
        Reference(
            url=urls.get(path, path), kind="submodule", revision=entry.oid if entry else None, path=path
        )
        for path, entry in found
    )


def system(tree: Tree, manifest_at: str = "") -> tuple[Manifest, tuple[Wanted, ...], Lock | None]:
    """The manifest, the places elsewhere that it and the submodules name, and what the lock tells of them."""
    manifest = read_manifest(tree, manifest_at)
    gitlinks = [path for path, kind in tree.entries.names() if kind == GITLINK]
    return manifest, _wanted(manifest, _submodules(tree, gitlinks)), read_lock(tree, manifest)


def _wanted(manifest: Manifest, submodules: tuple[Reference, ...]) -> tuple[Wanted, ...]:
    named = [
        (name, place)
        for name, places in _places(manifest).items()
        for place in places
        # A page that tells where to get data holds nothing that could be checked.
        if not (name == "dataset" and place.kind == "url" and not place.revision)
    ]
    named += [(name, place) for name in sorted(_MAY_BE_SUBMODULES) for place in submodules]
    if not named:
        return ()
    from ..system import apply  # most trees name nothing elsewhere

    return apply.wanted(named)


def read_lock(tree: Tree, manifest: Manifest) -> Lock | None:
    """What the tree's lock tells, or None when it has none; TreeError when it can't be read."""
    # `references.lock.path_beside` says the same; most trees have no lock, and don't load that.
    path = manifest.path.rpartition("/")[0] + "/osaid.lock" if "/" in manifest.path else "osaid.lock"
    entry = tree.entries.find(path)
    if entry is None:
        return None
    from ..system import lock

    blob = tree.read(entry, _MANIFEST_BYTES)
    if blob.data is None:
        raise TreeError(f"{path} can't be read: {blob.reason}")
    return lock.parse(path, blob.data)


def _apply(
    components: tuple[Component, ...],
    rows: tuple[Wanted, ...],
    manifest: Manifest,
    lock: Lock | None,
    today: str,
) -> Applied:
    from ..system.apply import apply
    from ..system.lock import Lock

    return apply(components, rows, manifest, lock or Lock(), today)


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
