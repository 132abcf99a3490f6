"""A commit as a tree, and what all trees have in common that git holds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .large import Store
from .listing import FILE, Entry, Listing, text_of
from .tree import MOST_LINK, Tree, unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from tempfile import TemporaryDirectory

    from .blob import Blob
    from .git import Git


class Place(NamedTuple):
    """Where in which repository a target is."""

    git: Git
    name: str
    prefix: str


class Listed(NamedTuple):
    """What a target holds, the files in the folders above it, and what was left out."""

    entries: Listing
    above: list[Entry]
    limits: tuple[str, ...] = ()


class GitTree(Tree):
    """Entries that a repository lists, read from its objects.

    listed: gives the entries, and the files above them; asked once, when first needed.
    contents: a digest of what git holds for all of it, where there is one.
    holder: a folder that goes when the tree closes.
    """

    git: Git

    def __init__(
        self,
        place: Place,
        listed: Callable[[], Listed],
        *,
        commit: str | None = None,
        dirty: bool = False,
        limits: Iterable[str] = (),
        contents: str | None = None,
        holder: TemporaryDirectory[str] | None = None,
    ) -> None:
        super().__init__(place.name, commit=commit, dirty=dirty, limits=limits)
        self.git = place.git
        self._place = place
        self._listed = listed
        self._contents = contents
        self._holder = holder
        self._store = Store(place.git.directory)

    @cached_property
    def _all(self) -> Listed:
        return self._listed()

    @property
    def entries(self) -> Listing:
        """What the target holds, in order of the paths; listed when first asked for."""
        return self._all.entries

    @cached_property
    def above(self) -> tuple[Entry, ...]:
        """Files in the folders above the target (paths start with "../"), for licenses in view."""
        return tuple(sorted(self._all.above, key=_path_of))

    @property
    def limits(self) -> tuple[str, ...]:
        """What cut the listing short."""
        return (*self._limits, *self._all.limits)

    def identity(self) -> str | None:
        """Text that two trees share only when a report on them is the same; None when that can't be known."""
        if self._contents is None and self.above:
            return None
        contents = self._contents or self.entries.digest()
        # What is left out of the list follows from what git holds.
        about = (self._place.prefix, self.name, self.commit, self.dirty, self._limits, self._store.is_used)
        return None if contents is None else repr((contents, *about))

    def at(self, revision: str) -> GitTree:
        """The same folder of the same repository at another commit; empty where it was not there yet.

        Shares git with this tree, so close this one last.
        """
        return commit_tree(self._place, revision)

    def _blobs(self, entries: Sequence[Entry], limit: int) -> Iterator[Blob]:
        answers = self.git.blobs.read_many([e.oid for e in entries if e.kind == FILE and e.oid], limit)
        for entry in entries:
            yield next(answers) if entry.kind == FILE and entry.oid else unreadable(entry)

    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        """Size of each entry in bytes, or None where git does not hold it."""
        oids = [entry.oid if entry.kind == FILE else None for entry in entries]
        known = iter(self.git.blobs.sizes([oid for oid in oids if oid]))
        return [next(known) if oid else None for oid in oids]

    def stored(self, oid: str, limit: int) -> Blob | None:
        """The start of what Git LFS keeps under a SHA-256 in this clone; None when it is not here."""
        blob = self._store.read(oid, limit)
        # What is fetched later is then looked for anew.
        self.gaps += blob is None and self._store.is_used
        return blob

    def _target(self, link: Entry) -> str | None:
        if not link.oid:
            return None
        blob = next(self.git.blobs.read_many([link.oid], MOST_LINK))
        self.gaps += blob.data is None
        return text_of(blob.data) if blob.data and not blob.truncated else None

    def close(self) -> None:
        """End the git processes that serve this tree, and remove what was fetched for it."""
        self.git.close()
        if self._holder is not None:
            self._holder.cleanup()


def _path_of(entry: Entry) -> str:
    return entry.path


def commit_tree(place: Place, revision: str, holder: TemporaryDirectory[str] | None = None) -> GitTree:
    """The tree of a commit. UsageError when the revision names none."""
    commit = place.git.commit(revision)

    def listed() -> Listed:
        listing = Listing()
        for rows in place.git.rows("ls-tree", "-r", "-z", "--full-tree", commit):
            listing.extend(rows, oid_field=2)
        return split(listing.in_order(), place.prefix)

    return GitTree(place, listed, commit=commit, contents=commit, holder=holder)


def below(paths: Iterable[str], prefix: str) -> list[str]:
    """Those of some paths that are below a prefix, without it."""
    return [path[len(prefix) :] for path in paths if path.startswith(prefix)]


def split(entries: Listing, prefix: str) -> Listed:
    """Entries below `prefix`, and the files in the folders on the way down to it."""
    if not prefix:
        return Listed(entries, [], entries.limits)
    parts = prefix.split("/")[:-1]
    ups = {
        "".join(f"{part}/" for part in parts[:depth]): "../" * (len(parts) - depth)
        for depth in range(len(parts))
    }
    above = []
    for entry in entries:
        folder, slash, name = entry.path.rpartition("/")
        if entry.kind == FILE and folder + slash in ups:
            above.append(entry._replace(path=ups[folder + slash] + name))
    inside = entries.below(prefix[:-1])
    below = Listing(entry._replace(path=entry.path[len(prefix) :]) for entry in inside)
    return Listed(below, above, entries.limits)
