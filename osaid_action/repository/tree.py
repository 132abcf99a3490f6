"""A tree of files to look at: a work tree, the git index, a commit, or a plain folder.

Listing gives names; contents are read one entry at a time, bounded, and what can't be read says
why instead of raising. No symbolic link is followed below the target.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from collections.abc import Callable, Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .git import Blob, Git, TreeError, UsageError
from .listing import FILE, GITLINK, LINK, Entry, Listing, bytes_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from tempfile import TemporaryDirectory

    from typing_extensions import Self

__all__ = [
    "FILE",
    "GITLINK",
    "LINK",
    "Blob",
    "Entry",
    "Tree",
    "TreeError",
    "UsageError",
    "is_remote",
    "open_tree",
]

#: Blobs above this size are left out of a clone of a remote target; they read as unreadable.
CLONE_BLOB_LIMIT = "4m"
MAX_ENTRIES = 2_000_000
#: What fetching a place that a manifest names may take.
FETCH_BOUNDS = (300.0, 2 << 30)  # seconds and bytes

#: The empty tree for the empty blob, in SHA-1 and SHA-256: git knows both without storing them.
_EMPTY_TREE: dict[str | None, str] = {
    "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391": "4b825dc642cb6eb9a060e54bf8d69288fbee4904",
    "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813": (
        "6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321"
    ),
}
_REPOSITORY_FOLDERS = {".git", ".hg", ".svn"}
_INSTALLED_FOLDERS = {".mypy_cache", ".tox", ".venv", "__pycache__", "node_modules"}
_KINDS = {"120000": LINK, "160000": GITLINK}
_UNREADABLE_KINDS = {LINK: "a symbolic link, not followed", GITLINK: "a submodule, not in this tree"}

#: Without O_NONBLOCK, opening a FIFO would wait for somebody to write to it.
_READ_ONLY = os.O_RDONLY
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _READ_ONLY |= getattr(os, _flag, 0)


class _Place(NamedTuple):
    """Where in which repository a target is."""

    git: Git
    name: str
    prefix: str


class Tree:
    """A listing and the means to read it. Use as a context manager.

    name: the same on every machine where the remote says it, else the folder's.
    commit: what HEAD or the revision names; None before the first commit and outside git.
    dirty: the entries may differ from that commit's.
    limits: what cut the listing short.
    contents: a digest of what git holds for all of it, where there is one.
    gaps: how many reads gave nothing so far.
    """

    def __init__(
        self,
        name: str,
        entries: Iterable[Entry] | Callable[[], tuple[Listing, list[Entry]]],
        *,
        above: Iterable[Entry] = (),
        commit: str | None = None,
        dirty: bool = False,
        limits: Iterable[str] = (),
        contents: str | None = None,
        place: _Place | None = None,
        disk: _Disk | None = None,
    ) -> None:
        self.name = name
        self._listed: Callable[[], tuple[Listing, list[Entry]]]
        if isinstance(entries, Iterable):
            listing = entries if isinstance(entries, Listing) else Listing(entries)
            self._listed = lambda: (listing, list(above))
        else:
            self._listed = entries
        self.gaps = 0
        self._contents = contents
        self.commit = commit
        self.dirty = dirty
        self.limits = tuple(limits)
        self.holder: TemporaryDirectory[str] | None = None
        self._place = place
        self._disk = disk

    @cached_property
    def _both(self) -> tuple[Listing, tuple[Entry, ...]]:
        below, above = self._listed()
        return below, tuple(sorted(above, key=_path_of))

    @property
    def entries(self) -> Listing:
        """What the target holds, in order of the paths; listed when first asked for."""
        return self._both[0]

    @property
    def above(self) -> tuple[Entry, ...]:
        """Files in the folders above the target (paths start with "../"), for licenses in view."""
        return self._both[1]

    def identity(self) -> str | None:
        """Text that two trees share only when a report on them is the same; None when that can't be known."""
        if self._place is None:
            return None
        if self._contents is None and self.above:
            return None
        contents = self._contents or self.entries.digest()
        about = (self._place.prefix, self.name, self.commit, self.dirty, self.limits)
        return None if contents is None else repr((contents, *about))

    @property
    def on_disk(self) -> bool:
        """True for a work tree or a plain folder, which files can be written to."""
        return self._disk is not None

    @property
    def git(self) -> Git | None:
        """The repository, or None for a plain folder."""
        return self._place.git if self._place else None

    def at(self, revision: str) -> Tree:
        """The same folder of the same repository at another commit; empty where it was not there yet.

        Shares git with this tree, so close this one last.
        """
        if self._place is None:
            raise UsageError(f"{self.name} is not in a git repository, so there is no {revision!r} to read")
        return _commit_tree(self._place, revision)

    def read(self, entry: Entry, limit: int) -> Blob:
        """Up to `limit` bytes from the start of one entry."""
        return next(self.read_many([entry], limit))

    def read_many(self, entries: Iterable[Entry], limit: int) -> Iterator[Blob]:
        """Up to `limit` bytes from the start of each entry, in order."""
        entries = list(entries)
        if self._disk is not None:
            blobs = (self._read_on_disk(entry, limit) for entry in entries)
        else:
            oids = [entry.oid for entry in entries if entry.kind == FILE and entry.oid]
            answers = self.git.read_many(oids, limit) if self.git else iter(())
            blobs = (next(answers) if e.kind == FILE and e.oid else _unreadable(e) for e in entries)
        for blob in blobs:
            self.gaps += blob.data is None
            yield blob

    def _read_on_disk(self, entry: Entry, limit: int) -> Blob:
        if entry.kind != FILE or self._disk is None:
            return _unreadable(entry)
        blob = self._disk.read(entry.path, limit)
        if blob is not None:
            return blob
        # Outside the cone of a sparse checkout, only git's objects have a tracked file.
        if self.git and entry.oid:
            return next(self.git.read_many([entry.oid], limit))
        return _unreadable(entry)

    def size(self, entry: Entry) -> int | None:
        """Size in bytes, or None when it can't be known without the network."""
        return self.sizes([entry])[0]

    def sizes(self, entries: Iterable[Entry]) -> list[int | None]:
        """Size of each entry in bytes, or None."""
        entries = list(entries)
        sizes = [self._disk.size(e.path) if self._disk and e.kind == FILE else None for e in entries]
        asked = [
            (number, e.oid)
            for number, e in enumerate(entries)
            if sizes[number] is None and e.kind == FILE and e.oid and self.git
        ]
        for (number, _), size in zip(
            asked, self.git.sizes([oid for _, oid in asked]) if self.git else (), strict=True
        ):
            sizes[number] = size
        return sizes

    def close(self) -> None:
        """End the git processes that serve this tree, and remove what was fetched for it."""
        if self.git is not None:
            self.git.close()
        if self.holder is not None:
            self.holder.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _path_of(entry: Entry) -> str:
    return entry.path


def _unreadable(entry: Entry) -> Blob:
    return Blob(None, None, _UNREADABLE_KINDS.get(entry.kind, "not on disk"))


class _Disk:
    """The files below a folder, read without following a symbolic link."""

    def __init__(self, root: Path) -> None:
        self._root = str(root)
        self._real_folders: dict[str, bool] = {"": True}

    def read(self, path: str, limit: int) -> Blob | None:
        """The start of a regular file; None when there is no such file."""
        if not self._has(path):
            return None
        try:
            handle = os.open(self._locate(path), _READ_ONLY)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            return Blob(None, None, error.strerror or "cannot be opened")
        try:
            info = os.fstat(handle)
            if not stat.S_ISREG(info.st_mode):
                return Blob(None, None, "not a regular file")
            return Blob(_read_start(handle, min(limit, info.st_size)), info.st_size)
        except OSError as error:
            return Blob(None, None, error.strerror or "cannot be read")
        finally:
            os.close(handle)

    def size(self, path: str) -> int | None:
        """Size of a regular file in bytes; None when there is no such file."""
        with contextlib.suppress(OSError):
            info = os.lstat(self._locate(path))
            if stat.S_ISREG(info.st_mode) and self._has(path):
                return info.st_size
        return None

    def is_link(self, path: str) -> bool:
        """True for a symbolic link."""
        with contextlib.suppress(OSError):
            return stat.S_ISLNK(os.lstat(self._locate(path)).st_mode)
        return False

    def _locate(self, path: str) -> str:
        return f"{self._root}/{os.fsdecode(bytes_of(path))}"

    def _has(self, path: str) -> bool:
        """False when a folder on the way to `path` is a link, which could lead anywhere."""
        folder = path.rpartition("/")[0]
        if folder not in self._real_folders:
            self._real_folders[folder] = self._has(folder) and not self.is_link(folder)
        return self._real_folders[folder]


def _read_start(handle: int, limit: int) -> bytes:
    chunks = []
    while limit > 0 and (chunk := os.read(handle, limit)):
        chunks.append(chunk)
        limit -= len(chunk)
    return b"".join(chunks)


def open_tree(
    target: str, *, staged: bool = False, revision: str | None = None, progress: bool = False
) -> Tree:
    """The tree that TARGET names; UsageError when it does not exist, TreeError when it can't be read.

    target: a folder, a bare repository, `github:OWNER/NAME[@REF]` or a git URL.
    staged: the index as it would be committed. revision: a commit, read without a checkout.
    """
    if staged and revision is not None:
        raise UsageError("--staged and --rev contradict each other")
    if is_remote(target):
        if staged:
            raise UsageError("--staged needs a local repository")
        return _clone(target, revision, progress=progress)
    try:
        return _open_local(target, staged=staged, revision=revision)
    except OSError as error:
        raise TreeError(f"{target}: {error.strerror}") from error


def _open_local(target: str, *, staged: bool, revision: str | None) -> Tree:
    folder = Path(target)
    if not folder.is_dir():
        hint = "; pass the folder that holds it" if folder.is_file() else ""
        raise UsageError(f"no such folder: {target}{hint}")
    folder = folder.resolve()
    top, bare = _find_repository(folder)
    listed = not staged and revision is None
    if top is None:
        if listed:
            return _plain_folder(folder)
        raise UsageError(f"{target} is not in a git repository, so --staged and --rev have nothing to read")
    if bare and staged:
        raise UsageError(f"{target} is a bare repository, which has no index; use --rev")
    try:
        return _repository_tree(folder, top, bare=bare, staged=staged, revision=revision)
    except _NoGitError as error:
        if bare or not listed:
            raise
        # Without a git that works, a folder is still a folder.
        return _plain_folder(folder, f"git is not usable here ({error}): ignored files count too")


class _NoGitError(TreeError):
    """Git is not installed, or does not take this for a repository."""


def _repository_tree(folder: Path, top: Path, *, bare: bool, staged: bool, revision: str | None) -> Tree:
    prefix = "" if top == folder else text_of(os.fsencode(folder.relative_to(top).as_posix())) + "/"
    try:
        git = Git(top) if bare else Git(top / ".git", top)
    except TreeError as error:
        raise _NoGitError(str(error)) from error
    place = _Place(git, _name(git, folder, prefix), prefix)
    try:
        if bare or revision is not None:
            tree = _commit_tree(place, "HEAD" if revision is None else revision)
            if prefix and not tree.entries:
                raise UsageError(f"no folder {prefix.rstrip('/')!r} in commit {tree.commit}")
            return tree
        return _index_tree(place, top) if staged else _work_tree(place, folder, top)
    except UsageError:
        raise
    except TreeError as error:
        try:
            git.run("rev-parse", "--git-dir")
        except TreeError:
            raise _NoGitError(str(error)) from error
        raise


def _find_repository(folder: Path) -> tuple[Path | None, bool]:
    """The folder of the repository that holds `folder`, and whether it is bare."""
    for place in (folder, *folder.parents):
        if _is_git_directory(place):
            if place != folder or place.name == ".git":
                raise UsageError(
                    f"{folder} is inside git's own folder: pass the folder that holds {place.name}"
                )
            return place, True
        dot_git = place / ".git"
        # Like git, walk on past an empty `.git`; a damaged one is this folder's own.
        if dot_git.is_file() or os.path.lexists(dot_git / "HEAD"):
            return place, False
    return None, False


def _is_git_directory(folder: Path) -> bool:
    """True for what git takes for a repository, and not for a folder that holds such names."""
    head = folder / "HEAD"
    if not head.is_file() or not (folder / "objects").is_dir() or not (folder / "refs").is_dir():
        return False
    with head.open("rb") as file:
        return re.match(rb"ref: |[0-9a-f]{40}", file.read(40)) is not None


def _name(git: Git, folder: Path, prefix: str) -> str:
    """A name that is the same on every machine: the remote's, else the folder's."""
    url = git.settings.get("remote.origin.url", [""])[0]
    own = text_of(os.fsencode(folder.name)).removesuffix(".git") or "/"
    return own if prefix else _name_in(url) or own


def _name_in(url: str) -> str:
    """OWNER/NAME from the URL of a repository on a host, or "", without looking at credentials."""
    found = re.match(r"(?:[a-z][a-z0-9+.-]*://[^/]+/|[^/:]+:(?!//))([^?#]+)", url)
    words = found[1].rstrip("/").removesuffix(".git").split("/") if found else []
    name = "/".join(words[-2:]) if len(words) > 1 and all(words[-2:]) else ""
    # A password that holds a slash looks like a part of the path.
    return "" if "@" in name else name


def _split(entries: Listing, prefix: str) -> tuple[Listing, list[Entry]]:
    """Entries below `prefix`, and the files in the folders on the way down to it."""
    if not prefix:
        return entries, []
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
    below = entries.below(prefix[:-1])
    return Listing(entry._replace(path=entry.path[len(prefix) :]) for entry in below), above


def _below(paths: Iterable[str], prefix: str) -> list[str]:
    return [path[len(prefix) :] for path in paths if path.startswith(prefix)]


def _entry(mode: str, oid: str | None, path: str) -> Entry:
    return Entry(path, _KINDS.get(mode, FILE), oid)


def _commit_tree(place: _Place, revision: str) -> Tree:
    commit = place.git.commit(revision)

    def listed() -> tuple[Listing, list[Entry]]:
        listing = Listing()
        for rows in place.git.rows("ls-tree", "-r", "-z", "--full-tree", commit):
            listing.extend(rows, oid_field=2)
        return _split(listing, place.prefix)

    return Tree(place.name, listed, commit=commit, contents=commit, place=place)


_LIST_INDEX = ("ls-files", "-s", "-z", "--full-name")
#: The paths that have a filter: all but those that have none.
_LIST_FILTERED = ("ls-files", "-z", "--full-name", "--", ":(exclude,attr:!filter)")
_LIST_CHANGES = (
    "status",
    "--porcelain=v2",
    "-z",
    "--branch",
    "--no-ahead-behind",
    "--no-renames",
    "--untracked-files=all",
    "--ignore-submodules=all",
)


def _indexed(git: Git) -> Listing:
    """The entries of the index; of a path in conflict, our side of the merge."""
    listing = Listing()
    sides: dict[str, dict[str, Entry]] = {}
    for rows in git.rows(*_LIST_INDEX):
        # The stage stands before the tab; a path has one entry, or up to three in a conflict.
        torn = [row for row in rows if row[row.index(b"\t") - 1] != ord("0")]
        for row in torn:
            fields, _, path = text_of(row).partition("\t")
            mode, oid, stage = fields.split(" ")
            sides.setdefault(path, {})[stage] = _entry(mode, oid, path)
        whole = [row for row in rows if row[row.index(b"\t") - 1] == ord("0")] if torn else rows
        listing.extend(whole, oid_field=1)
    return listing.changed({path: side.get("2") or next(iter(side.values())) for path, side in sides.items()})


def _index_tree(place: _Place, top: Path) -> Tree:
    git = place.git
    index = _index_of_hook(top)
    if index is not None:
        git.use_index(index)
    entries = _indexed(git)
    conflicts = sorted({row.partition("\t")[2] for row in git.names("ls-files", "-u", "-z", "--full-name")})
    empty = {entry.path: entry.oid for entry in entries if entry.oid in _EMPTY_TREE}
    if empty:
        # `git add -N` puts an empty file into the index that no commit would hold.
        compare = ("diff-index", "--cached", "--name-only", "-z", "--ita-invisible-in-index")
        kept = set(git.names(*compare, _EMPTY_TREE[next(iter(empty.values()))]))
        entries = entries.changed(dict.fromkeys(empty.keys() - kept))
    below, above = _split(entries, place.prefix)
    commit = None
    with contextlib.suppress(UsageError):
        commit = git.commit("HEAD")
    limits = [f"{path}: in conflict, read as our side" for path in _below(conflicts, place.prefix)]
    return Tree(place.name, below, above=above, commit=commit, dirty=True, limits=limits, place=place)


def _index_of_hook(top: Path) -> str | None:
    """The index that git names to the hook we run in, unless TARGET is another repository than the hook's."""
    with contextlib.suppress(OSError, UsageError):
        if _find_repository(Path.cwd())[0] == top:
            return os.environ.get("GIT_INDEX_FILE")
    return None


def _work_tree(place: _Place, folder: Path, top: Path) -> Tree:
    git = place.git
    with git.begun(*_LIST_CHANGES) as rest, git.begun(*_LIST_FILTERED) as filtered:
        contents = git.digest(*_LIST_INDEX)
        rows, otherwise = rest(), filtered()
    commit, dirty, repositories, conflicts = None, False, [], []
    disk = _Disk(top)
    # What a filter made (Git LFS: the weights themselves) is not the blob that git holds.
    changes: dict[str, Entry | None] = {p: Entry(p) for p in otherwise if disk.size(p) is not None}
    for row in rows:
        if row.startswith("# "):
            commit = row[13:] if row.startswith("# branch.oid ") and row[13:] != "(initial)" else commit
        elif row.startswith("? ") and row.endswith("/"):
            repositories.append(row[2:])
        else:
            dirty = True
            changes.update(_change(row, disk))
            conflicts += [row.split(" ", 10)[10]] if row.startswith("u ") else []

    def listed() -> tuple[Listing, list[Entry]]:
        return _split(_indexed(git).changed(changes), place.prefix)

    limits = [f"{path}: in conflict, read as it is on disk" for path in _below(conflicts, place.prefix)]
    limits += [
        f"{path}: another repository inside this one, not looked into"
        for path in _below(repositories, place.prefix)
    ]
    limits += git.warnings
    tree = Tree(
        place.name,
        listed,
        commit=commit,
        dirty=dirty,
        limits=limits,
        contents=None if changes else contents,
        place=place,
        disk=_Disk(folder),
    )
    if place.prefix and not tree.entries:
        submodule = _indexed(git).find(place.prefix.rstrip("/"))
        if submodule is not None and submodule.kind == GITLINK:
            raise TreeError(
                f"{submodule.path} is a submodule that is not checked out (git submodule update --init)"
            )
        if _is_ignored(place):
            return _plain_folder(folder, "git ignores this folder: it was read as a plain one")
    return tree


def _change(row: str, disk: _Disk) -> dict[str, Entry | None]:
    """What is on disk where it is not what the index has, by one row of `status --porcelain=v2`."""
    if row.startswith("? "):
        path = row[2:]
        return {path: Entry(path, LINK if disk.is_link(path) else FILE)}
    if row.startswith("u "):
        *_, mode, _, _, _, path = row.split(" ", 10)
        state = "U"
    else:
        _, states, _, _, _, mode, _, _, path = row.split(" ", 8)
        state = states[1]
    if mode == "000000":
        return {path: None}
    return {} if state == "." else {path: _entry(mode, None, path)}


def _is_ignored(place: _Place) -> bool:
    with contextlib.suppress(TreeError):
        place.git.run("check-ignore", "--quiet", "--", f"./{place.prefix}")
        return True
    return False


def _plain_folder(folder: Path, *limits: str) -> Tree:
    """Every regular file and link below a folder, save what belongs to version control or was installed."""
    entries: list[Entry] = []
    notes = list(limits)
    skipped: set[str] = set()
    waiting = [""]
    while waiting:
        prefix = waiting.pop()
        try:
            with os.scandir(f"{folder}/{prefix}") as found:
                items = [item for item in found if item.name not in _REPOSITORY_FOLDERS]
        except OSError as error:
            if not prefix:
                raise TreeError(f"{folder.name} can't be listed: {error.strerror}") from error
            notes.append(f"{text_of(os.fsencode(prefix))}: {error.strerror}")
            continue
        folders = {item.name for item in items if item.is_dir(follow_symlinks=False)}
        skipped |= folders & _INSTALLED_FOLDERS
        waiting += [f"{prefix}{name}/" for name in folders - _INSTALLED_FOLDERS]
        # Sockets, pipes and devices are not part of any tree, and git would not list them either.
        entries += [
            Entry(text_of(os.fsencode(prefix + item.name)), LINK if item.is_symlink() else FILE)
            for item in items
            if item.is_symlink() or item.is_file(follow_symlinks=False)
        ]
        if len(entries) > MAX_ENTRIES:
            notes.append(f"more than {MAX_ENTRIES} files: the rest was not looked at")
            break
    if skipped:
        notes.append("folders not looked into: " + ", ".join(sorted(skipped)))
    return Tree(text_of(os.fsencode(folder.name)) or "/", entries, limits=notes, disk=_Disk(folder))


def is_remote(target: str) -> bool:
    """True for `github:OWNER/NAME` and git URLs."""
    return re.match(r"github:|[A-Za-z][A-Za-z0-9+.-]*://|git@[\w.-]+:", target) is not None


def _clone(target: str, revision: str | None, *, progress: bool) -> Tree:
    """A shallow fetch without large blobs into a temporary folder that goes when the tree closes."""
    url, revision = _remote(target, revision)
    # What comes before the host or after the path can be a password.
    shown = re.sub(r"//.*@", "//", re.sub(r"[?#].*", "", url))
    # The import takes as long as all others of this module, and most runs don't need it.
    from tempfile import TemporaryDirectory

    if progress:
        sys.stderr.write(f"Fetching {shown} ...\n")
    holder = TemporaryDirectory(prefix="osaid-", ignore_cleanup_errors=True)
    try:
        folder = Path(holder.name)
        _make_bare(folder)
        shape = (
            "--depth=1",
            "--no-tags",
            "--no-recurse-submodules",
            f"--filter=blob:limit={CLONE_BLOB_LIMIT}",
        )
        try:
            Git(folder).fetch(url, revision, *shape, progress=progress)
        except TreeError as error:
            words = str(error).replace(url, shown)
            raise TreeError(f"{shown} could not be fetched at {revision}: {words}") from error
        # Opened anew, because the fetch has made it a partial clone.
        name = _name_in(url) or url.rstrip("/").removesuffix(".git").rpartition("/")[2]
        tree = _commit_tree(_Place(Git(folder), name, ""), "FETCH_HEAD")
    except BaseException:
        holder.cleanup()
        raise
    tree.holder = holder
    return tree


def fetched(
    url: str, revision: str, folder: Path, *, approve: Callable[[str], tuple[str, dict[str, str]]]
) -> Tree:
    """One commit of a repository that an untrusted file names, shallow and without large blobs, in `folder`.

    approve: given the https URL that is to be asked, gives the one to ask in its place and settings of
    git's for it; it may raise. Only https, and whatever the user's own `url.<base>.insteadOf` leads to.
    """
    _make_bare(folder)
    git = Git(folder)
    real = git.rewritten(url)
    own = re.match(r"(file|ssh)://|/", real) if real != url else None
    final, settings = (url, {}) if own else approve(real)
    git.without_secrets(settings)
    protocols = f"https:{own[1] or 'file'}" if own else "https"
    shape = ("--depth=1", "--no-tags", "--no-recurse-submodules", f"--filter=blob:limit={CLONE_BLOB_LIMIT}")
    git.fetch(final, revision, *shape, progress=False, protocols=protocols, bounds=FETCH_BOUNDS)
    git.close()
    return kept(url, "FETCH_HEAD", folder)


def kept(url: str, revision: str, folder: Path) -> Tree:
    """A commit of a repository that was fetched into `folder` before."""
    name = _name_in(url) or url.rstrip("/").removesuffix(".git").rpartition("/")[2]
    return _commit_tree(_Place(Git(folder), name, ""), revision)


def _remote(target: str, revision: str | None) -> tuple[str, str]:
    """The URL to fetch from and the revision to fetch."""
    url, at = target, None
    if target.startswith("github:"):
        found = re.fullmatch(r"github:([\w.-]+/[\w.-]+?)(?:\.git)?(?:@(.+))?", target)
        if found is None:
            raise UsageError(f"{target!r} is not of the form github:OWNER/NAME[@REF]")
        url, at = f"https://github.com/{found[1]}.git", found[2]
    if not re.match(r"(?:https|ssh|file)://|git@", url):
        raise UsageError(f"{target!r}: only https, ssh and file URLs are fetched")
    if at is not None and revision is not None:
        raise UsageError(f"{target} already names {at!r}: leave out --rev")
    wanted = at or revision or "HEAD"
    # Anything else is a range, a refspec or an option, none of which a remote can look up.
    if not re.fullmatch(r"[^\s:^~?*\[\\+-][^\s:^~?*\[\\]*", wanted):
        raise UsageError(f"{wanted!r} can't be fetched: name a branch, a tag or a full commit id")
    return url, wanted


def _make_bare(folder: Path) -> None:
    """The least that git takes for a repository; `git init` would add templates and take a process."""
    for name in ("objects", "refs"):
        (folder / name).mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
