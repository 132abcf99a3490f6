"""A place elsewhere as a tree, with what its keeper says of it: each kind of place has its reader here."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .policy import PlaceError

if TYPE_CHECKING:
    from ..model import Reference
    from ..repository.tree import Tree
    from .net import Net


class Opened(NamedTuple):
    """A place that was opened, with what its keeper says of it. resolved: what pins it."""

    tree: Tree
    resolved: str
    formats: tuple[str, ...] = ()
    gated: str = ""
    bases: tuple[str, ...] = ()
    datasets: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def opened_at(reference: Reference, revision: str, net: Net) -> Opened:
    """The tree at a place and revision ("" = the default). PlaceError, TreeError."""
    if reference.kind in {"github", "git"}:
        from . import git

        tree, notes = git.fetch(reference, revision, net)
        return Opened(tree, tree.commit or "", notes=notes)
    if reference.kind in {"hf-model", "hf-dataset"}:
        from . import hub

        found = hub.look(reference, revision, net)
        return Opened(
            found.tree,
            found.tree.commit or "",
            formats=(*hub.counted(found.tree), *(() if found.gated else hub.tensors(found.tree))),
            gated=found.gated,
            bases=found.bases,
            datasets=found.datasets,
            notes=found.notes,
        )
    if reference.kind == "doi":
        from .archive import doi

        named = doi(reference, net)
        return opened_at(named, revision or named.revision or "", net)
    from . import archive, dataverse, figshare, heritage, hub, modelscope, osf

    read = {
        "zenodo": archive.zenodo,
        "figshare": figshare.look,
        "dataverse": dataverse.look,
        "osf": osf.look,
        "ms-model": modelscope.look,
        "ms-dataset": modelscope.look,
        "swh": heritage.look,
        "release-asset": archive.asset,
        "url": archive.file,
    }
    if reference.kind not in read:
        raise PlaceError("refused", f"nothing here can read a place of the kind {reference.kind}")
    held = read[reference.kind](reference, revision, net)
    held.tree.stated = held.licenses
    return Opened(held.tree, held.resolved, hub.counted(held.tree), held.gated, notes=held.notes)
