"""A commit as a tree, and what all trees have in common that git holds."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from .globs import is_glob
from .large import Store
from .listing import FILE, Entry, Listing, text_of
from .matches import MOST_TRIES, Paths, fixed_part
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
    """What a target holds, the files in the folders above it, what was left out; the repository's list."""

    entries: Listing
    above: list[Entry]
    limits: tuple[str, ...] = ()
    whole: Listing | None = None


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
        self.folder = place.prefix
        self._place = place
        self._listed = listed
        self._contents = contents
        self._holder = holder
        self._patterns: tuple[str, ...] = ()
        self._store = Store(place.git.directory)

    @cached_property
    def _all(self) -> Listed:
        return shared(self._listed(), self._place.prefix, self._patterns)

    def share(self, patterns: Iterable[str]) -> None:
        """Take in the files of the repository beside the target that patterns with "../" name."""
        wanted = tuple(dict.fromkeys((*self._patterns, *patterns)))
        if wanted != self._patterns and self._place.prefix:
            self._patterns = wanted
            for name in ("_all", "above"):
                self.__dict__.pop(name, None)

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
        if self._contents is None:
            listed = self._listing()
            return None if listed is None else repr((listed, self.commit, self.dirty))
        # What is left out of the list follows from what git holds.
        about = (self._place.prefix, self.name, self.commit, self.dirty, self._limits, self._store.is_used)
        return repr((self._contents, *about))

    def contents(self) -> str | None:
        """Text that two trees share only when reports on them differ in the commit alone; None as above."""
        # Git may check files out otherwise than it holds them.
        return None if self.on_disk else self._listing()

    def _listing(self) -> str | None:
        digest = self._digest
        return None if digest is None else repr((digest, self.name, self.limits, self._store.is_used))

    @cached_property
    def _digest(self) -> str | None:
        # Files above the target, and beside it, are not in the digest of what is below.
        return None if self._place.prefix else self.entries.digest()

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

    def pieces(self, entry: Entry) -> Iterator[bytes]:
        """All that an entry holds, piece by piece. TreeError where it can't be had to its end."""
        if entry.kind != FILE or not entry.oid:
            return super().pieces(entry)
        return self.git.blobs.pieces(entry.oid)

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
    return Listed(below, above, entries.limits, entries)


def shared(listed: Listed, prefix: str, patterns: Iterable[str]) -> Listed:
    """The same with the files that patterns such as `../common/*.py` name, and those in folders on the way.

    What leads out of the repository, or back into the target's own folder, names nothing. UsageError for
    patterns that ask too much.
    """
    if listed.whole is None or not patterns:
        return listed
    taken: dict[str, Entry] = {}
    left = MOST_TRIES
    above = {entry.path: entry for entry in listed.above}
    for pattern in patterns:
        ups = "../" * ((len(pattern) - len(pattern.lstrip("./"))) // 3)
        parts = prefix.split("/")[:-1]
        if len(ups) // 3 > len(parts):
            continue
        base = "".join(f"{part}/" for part in parts[: len(parts) - len(ups) // 3])
        fixed = base + (fixed_part(pattern) if is_glob(pattern) else pattern.rstrip("/"))[len(ups) :]
        itself = listed.whole.find(fixed)
        near = (itself,) if itself else listed.whole.below(fixed) if fixed.rstrip("/") else listed.whole
        beside = {ups + e.path[len(base) :]: e for e in near if not e.path.startswith(prefix)}
        paths = Paths(beside, left)
        found = paths.named(pattern)
        left = paths.left - len(beside)
        taken.update((path, beside[path]) for path in found)
        for way in {way for path in found for way in _ways(path)}:
            for entry in _files_of(listed.whole, base + way[len(ups) :]):
                above[ups + entry.path[len(base) :]] = entry
    entries = Listing((*listed.entries, *(entry._replace(path=path) for path, entry in taken.items())))
    ways = [entry._replace(path=path) for path, entry in above.items() if path not in taken]
    return listed._replace(entries=entries, above=ways)


def _ways(path: str) -> Iterator[str]:
    """The folders of a path beside the target, from its own up to the first that holds both."""
    folder = path.rpartition("/")[0]
    while folder.strip("./"):
        yield folder
        folder = folder.rpartition("/")[0]


def _files_of(listing: Listing, folder: str) -> Iterator[Entry]:
    """The files right in a folder."""
    depth = folder.count("/") + 1
    return (e for e in listing.below(folder) if e.kind == FILE and e.path.count("/") == depth)
