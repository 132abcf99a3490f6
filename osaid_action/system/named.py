"""Which places elsewhere a system names: by its manifest, by its submodules, and by its lock."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..addresses import from_url, submodules
from ..errors import TreeError, UsageError
from ..frozen import replace
from ..model import INFORMATIONAL, Component, Evidence, Manifest, Reference
from ..repository.text import decode
from ..repository.tree import GITMODULES_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..repository.tree import Tree
    from .lock import Key, Lock

_LOCK_BYTES = 1_048_577
#: What a submodule may hold, and a tree beside it may lack.
_MAY_BE_SUBMODULES = {"training-code", "model-architecture"}


class Wanted(NamedTuple):
    """A place that is named firmly enough to be looked at, with the components it is named for."""

    reference: Reference
    components: tuple[str, ...]

    @property
    def key(self) -> Key:
        """What its entry in the lock is found by."""
        return self.reference.url, self.reference.revision or ""


class Named(NamedTuple):
    """The places that a system names.

    declared: for each component, those of the manifest. wanted: what can be looked at, the submodules' too.
    """

    declared: dict[str, tuple[Reference, ...]]
    submodules: tuple[Reference, ...]
    wanted: tuple[Wanted, ...]


def named(tree: Tree, manifest: Manifest, gitlinks: Iterable[str]) -> Named:
    """The places that a manifest and the submodules of a tree name. gitlinks: the submodules' paths."""
    declared, modules = declared_in(manifest), _submodules(tree, list(gitlinks))
    return Named(declared, modules, _wanted(declared, modules))


def asked(manifest: Manifest) -> tuple[Wanted, ...]:
    """The places that a manifest itself names, with what it names them for."""
    return _wanted(declared_in(manifest.whole()), ())


def point_to(component: Component, modules: tuple[Reference, ...]) -> Component:
    """A submodule may hold any code that is not here: say so, as a pointer and never as the thing."""
    if not modules or component.here == "found" or component.id not in _MAY_BE_SUBMODULES:
        return component
    pointers = tuple(Evidence(path=r.path, why=f"a submodule: {r.url}", strength="hint") for r in modules)
    here = "partial" if component.here in {"missing", "partial"} else component.here
    return replace(
        component,
        here=here,
        references=component.references + modules,
        evidence=component.evidence + pointers,
    )


def declared_in(manifest: Manifest) -> dict[str, tuple[Reference, ...]]:
    """For each component, the places that a manifest names."""
    places: dict[str, tuple[Reference, ...]] = {}
    for declaration in manifest.declarations:
        places[declaration.component] = places.get(declaration.component, ()) + declaration.places
    for entry in manifest.data or ():
        places["dataset"] = places.get("dataset", ()) + entry.places
    return places


def _submodules(tree: Tree, paths: list[str]) -> tuple[Reference, ...]:
    """What the submodules of a tree point to, each at the commit that the tree names."""
    entry = tree.entries.find(".gitmodules") if paths else None
    data = tree.read(entry, GITMODULES_BYTES).data if entry else None
    urls = dict(submodules(decode(data))) if data else {}
    found = ((path, tree.entries.find(path)) for path in paths)
    return tuple(
        Reference(
            url=urls.get(path, path), kind="submodule", revision=entry.oid if entry else None, path=path
        )
        for path, entry in found
    )


def _wanted(declared: dict[str, tuple[Reference, ...]], modules: Iterable[Reference]) -> tuple[Wanted, ...]:
    """Every place that is named firmly, once, in order."""
    rows = [
        (name, place)
        for name, places in declared.items()
        for place in places
        # A page that tells where to get data holds nothing that could be checked, and nobody reads papers.
        if name not in INFORMATIONAL
        and not (name == "dataset" and place.kind == "url" and not place.revision)
    ]
    rows += [(name, place) for name in sorted(_MAY_BE_SUBMODULES) for place in modules]
    asked: dict[Key, Wanted] = {}
    for component, reference in rows:
        place = firm(reference)
        if place is not None:
            row = asked.get(Wanted(place, ()).key, Wanted(place, ()))
            asked[row.key] = Wanted(place, tuple(dict.fromkeys((*row.components, component))))
    return tuple(asked[key] for key in sorted(asked))


def firm(reference: Reference) -> Reference | None:
    """The place that a manifest or a submodule names; None for mere mentions in a file."""
    if reference.kind == "submodule":
        found = from_url(reference.url)
        if found is None or found.kind not in {"github", "git"}:
            return None
        return Reference(url=found.url.partition("#")[0], kind=found.kind, revision=reference.revision)
    return None if reference.path or reference.kind == "text" else reference


def believed(tree: Tree, manifest: Manifest, before: Tree | None) -> Lock | None:
    """What a tree's lock tells, as far as it may be believed. TreeError, ConfigError.

    before: what the change under judgment started from. What it wrote in the lock itself is no proof.
    """
    lock = lock_of(tree, manifest)
    if lock is None or before is None:
        return lock
    try:
        was = lock_of(before, manifest)
    except (TreeError, UsageError):
        was = None
    return lock.since(was or type(lock)())


def lock_of(tree: Tree, manifest: Manifest, *, anew: bool = False) -> Lock | None:
    """What the tree's lock tells, or None when it has none. TreeError, ConfigError when it can't be read.

    anew: it will be written anew, so no more is asked of it than what can be read.
    """
    # `lock.path_beside` says the same; most trees have no lock, and don't load that.
    path = manifest.path.rpartition("/")[0] + "/osaid.lock" if "/" in manifest.path else "osaid.lock"
    entry = tree.entries.find(path)
    if entry is None:
        return None
    from . import lock

    blob = tree.read(entry, _LOCK_BYTES)
    if blob.data is None:
        if anew:
            return lock.Lock(path=path)
        raise TreeError(f"{path} can't be read: {blob.reason}; run osaid lock, which writes it anew")
    try:
        return lock.parse(path, blob.data)
    except UsageError:
        if anew:
            return lock.saved(path, blob.data)
        raise
