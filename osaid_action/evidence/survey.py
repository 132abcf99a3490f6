"""What a tree looks like to the probes: names first, contents only of candidates, all bounded.

Each code and configuration file is read once and reduced to the signals seen in it; documents
are kept whole, because several probes read them. What several probes ask is worked out once, when it
is first asked for. A probe asks the survey and never the tree.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..model import Unread
from ..repository.cache import Cache
from ..repository.documents import Document, document
from ..repository.places import WOVEN
from ..repository.text import decode, is_binary
from . import choice, facts, learning, license_files, ours, stubs
from .about import About
from .about import read as read_about
from .catalog import Catalog
from .coverage import Coverage, limits
from .data.account import Account
from .data.account import read as read_account
from .data.cards import read as read_cards
from .file import File
from .links import Link
from .links import read as read_links
from .release import links_to_own
from .signals import Scanner, Signal
from .stand_ins import absent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..repository.blob import Blob
    from ..repository.tree import Tree
    from .choice import Choice

DOC_BYTES, HEAD_BYTES = 512 * choice.KIB, 4 * choice.KIB
#: Files not read that are named.
MOST_PATHS = 5


class Survey:
    """The files of a tree by role, the signals seen in them, the documents, and what was left out.

    coverage: by role, what was passed over; unreadable: why, by path; limits: what else cut this short;
    declared: by component, the paths that the manifest names.
    """

    def __init__(
        self,
        tree: Tree,
        signals: dict[str, tuple[Signal, ...]],
        excluded: frozenset[str] = frozenset(),
        declared: Mapping[str, frozenset[str]] | None = None,
        cache: Cache | None = None,
    ) -> None:
        self.tree = tree
        self.limits: list[str] = list(tree.limits)
        self.unreadable: dict[str, str] = {}
        self.declared = declared or {}
        self.by_path = Catalog(tree, excluded, frozenset().union(*self.declared.values()))
        self.submodules = self.by_path.submodules
        self.cache = cache or Cache()
        self.coverage: dict[str, Coverage] = {}
        self._whole: dict[str, set[str]] = {}
        self._scanners = {role: Scanner(some) for role, some in signals.items()}
        self.code = self._scanned("code")
        self.shell = self._scanned("shell")
        self.config = self._scanned("config")

    def with_suffix(
        self, suffix: Callable[[str], object], like: Callable[[str], object] | None = None
    ) -> Iterator[File]:
        """Files by path, of a wanted suffix (in lower case, "" for none) and with a wanted path."""
        return self.by_path.with_suffix(suffix, like)

    def read_on(self, roles: frozenset[str]) -> bool:
        """Read what the first bounds left out of some roles; True when anything more was read.

        What was worked out from code before is worked out anew.
        """
        more = [self._rest(role) for role in sorted(roles & choice.REST.keys()) if self._has_more(role)]
        self.__dict__.pop("learns", None)
        return any(more)

    def unread(self, role: str) -> Unread | None:
        """What of a role was not read, or not to its end: by a bound, or because it can't be."""
        seen = self.coverage.get(role, Coverage())
        blocked = [path for path in sorted(self.unreadable) if self._is_of(path, role)]
        files = seen.left + len(seen.cut) + len(blocked)
        if not files:
            return None
        reasons = {self.unreadable[path] for path in blocked}
        return Unread(
            role=role,
            files=files,
            of=files + len(self._whole.get(role, ())),
            paths=(*blocked, *seen.cut)[:MOST_PATHS],
            reason=reasons.pop() if len(reasons) == 1 and len(blocked) == files else "",
        )

    def amount(self, role: str) -> int:
        """How many files of a role were to be read."""
        lost = self.unread(role)
        return lost.of if lost is not None else len(self._whole.get(role, ()))

    def went_through(self, role: str, paths: Iterable[str]) -> None:
        """Take down what of a role was read to its end, where the survey does not read it itself."""
        self._whole[role] = set(paths)

    def pass_over(self, role: str, *paths: str, left: int = 0) -> None:
        """Take down what of a role was not read: some files by name, some by number."""
        seen = self.coverage.get(role, Coverage())
        self.coverage[role] = seen._replace(left=seen.left + left, cut=(*seen.cut, *paths))

    def passed_over(self) -> list[str]:
        """What was passed over of each role that the survey reads, in words."""
        return [
            said
            for role, seen in self.coverage.items()
            if role != "prose"  # named where it is read
            for said in limits(role, seen, seen.left + len(seen.cut) + len(self._whole.get(role, ())))
        ]

    def _is_of(self, path: str, role: str) -> bool:
        file = self.by_path.get(path)
        if file is None or not file.own:
            return False
        # Of notebooks and PDFs the prose is read as well.
        runs = role == "code" and file.suffix in WOVEN
        return file.role == role or runs or (role == "prose" and file.suffix in {"ipynb", "pdf"})

    def _has_more(self, role: str) -> bool:
        return bool(self.coverage[role].left or self.coverage[role].cut)

    def _rest(self, role: str) -> bool:
        whole = self._whole[role]
        chosen = choice.rest(self.by_path, self.tree, role, whole | self.unreadable.keys())
        read = self._read(role, chosen, choice.REST[role].bytes)
        files: list[File] = getattr(self, role)
        files[:] = sorted({file.path: file for file in (*files, *read)}.values(), key=_path_of)
        return bool(read)

    def _scanned(self, role: str) -> list[File]:
        """The likeliest files of a role, with what was seen in them."""
        self._whole[role] = set()
        return self._read(role, choice.likeliest(self.by_path, self.tree, role), choice.BOUNDS[role].bytes)

    def _read(self, role: str, chosen: Choice, most: int) -> list[File]:
        """Those of the files chosen that can be read, with what was seen in them. most: bytes of one."""
        self.by_path.keep(chosen.files)
        seen = facts.of_files(
            chosen.files,
            role,
            most,
            tree=self.tree,
            scanner=self._scanners.get(role, _NOTHING),
            cache=self.cache,
            unreadable=self.unreadable,
        )
        read, cut = [], []
        for file, held in zip(chosen.files, seen, strict=True):
            if held is None:
                continue
            read.append(file)
            file.hits, file.tags, file.notes = held.hits, held.tags, held.notes
            if held.cut:
                cut.append(file.path)
            else:
                self._whole[role].add(file.path)
        self.coverage[role] = Coverage(chosen.left, tuple(cut), chosen.alike, chosen.data, chosen.made)
        return read

    @cached_property
    def documents(self) -> dict[str, Document]:
        """READMEs, cards and other prose by path, root first."""
        wanted, left, *_ = choice.documents(self.by_path)
        self.by_path.keep(wanted)
        read: dict[str, Document] = {}
        cut = []
        for file, blob in zip(wanted, self.tree.read_many((f.entry for f in wanted), DOC_BYTES), strict=True):
            if blob.data is None:
                self.unreadable[file.path] = blob.reason
            elif trouble := absent(blob.data) or ("no text" if is_binary(blob.data) else ""):
                self.unreadable[file.path] = trouble
            else:
                text = decode(blob.data)
                read[file.path] = document("" if ours.is_document(text) else text)
                if read[file.path].front_error:
                    self.limits.append(f"{file.path}: front matter not read, {read[file.path].front_error}")
                if blob.truncated:
                    cut.append(file.path)
        for path in filter(_is_readme, read):
            if whole := self._behind(path, read):
                self.by_path[whole].place = self.by_path[path].place
        self._whole["doc"] = read.keys() - cut
        self.coverage["doc"] = Coverage(left, tuple(cut))
        return read

    @cached_property
    def readme(self) -> str | None:
        """Path of the project's README, English first, or of the one that it does no more than name."""
        first = min(filter(_is_readme, self.documents), key=lambda path: (len(path), path), default=None)
        return first and (self._behind(first, self.documents) or first)

    def _behind(self, readme: str, documents: Mapping[str, Document]) -> str | None:
        """The document of the project's own that a README stands for, if it says nothing itself."""
        whole = stubs.leads_to(readme, documents)
        return whole if whole is not None and self.by_path[whole].place in {"main", "docs"} else None

    @cached_property
    def untitled(self) -> bool:
        """True when a README is there that can't be read, so that nothing is known of what it calls this."""
        closed = self.unreadable if self.documents is not None else {}
        return any(map(_is_readme, closed))

    @cached_property
    def about(self) -> About:
        """What the README says of the project in its first lines."""
        return read_about(self.documents[self.readme] if self.readme is not None else None, self.tree.name)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every pointer in the documents, with its context."""
        return read_links(self.documents, self.by_path, self.readme)

    @cached_property
    def account(self) -> Account:
        """What documents and records tell of the training data."""
        return read_account(self)

    @cached_property
    def data_documents(self) -> frozenset[str]:
        """The documents that the manifest says tell of the data: they are read whatever they look like."""
        return self.declared.get("data-documentation", frozenset()) | self.data_cards

    @cached_property
    def data_cards(self) -> frozenset[str]:
        """The documents that are the card of a dataset, by what they are or by where they lie."""
        return read_cards(self)

    @cached_property
    def license_files(self) -> tuple[license_files.Text, ...]:
        """The files that may state terms."""
        return license_files.read(self)

    @cached_property
    def learns(self) -> bool:
        """True when anything shows that the project has to do with models; see `learning`."""
        return learning.shown(self)

    @cached_property
    def library(self) -> bool:
        """True when the README calls it a library, and it points to no model of its own."""
        return self.about.library and not links_to_own(self.about, self.links)

    def text(self, path: str, limit: int = DOC_BYTES) -> str | None:
        """The start of one file as text, or None when unreadable or binary."""
        file = self.by_path.get(path)
        if file is None:
            return None
        blob = self.tree.read(file.entry, limit)
        if blob.data is None:
            self.unreadable[path] = blob.reason
            return None
        return None if is_binary(blob.data) else decode(blob.data)

    def heads(self, files: Sequence[File]) -> list[bytes | None]:
        """The first bytes of each file, enough for any format's header; None for what can't be read."""
        heads = []
        for file, blob in zip(files, self.tree.read_many([f.entry for f in files], HEAD_BYTES), strict=True):
            if blob.data is None:
                self.unreadable[file.path] = blob.reason
            heads.append(blob.data)
        return heads

    def stored(self, oid: str) -> Blob | None:
        """The first bytes of what Git LFS keeps under a SHA-256 in this clone, and its size."""
        return self.tree.stored(oid, HEAD_BYTES)


def _is_readme(path: str) -> bool:
    return "/" not in path and path.lower().startswith("readme")


def _path_of(file: File) -> str:
    return file.path


_NOTHING = Scanner(())
