"""What a tree looks like to the probes: names first, contents only of candidates, all bounded.

Each code and configuration file is read once and reduced to the signals seen in it; documents
are kept whole, because several probes read them. What several probes ask is worked out once, when it
is first asked for. A probe asks the survey and never the tree.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..repository.cache import Cache
from ..repository.documents import Document, document
from ..repository.text import decode, is_binary
from . import choice, facts
from .about import About
from .about import read as read_about
from .catalog import Catalog
from .data.account import Account
from .data.account import read as read_account
from .file import File
from .frameworks import models
from .links import Link
from .links import read as read_links
from .signals import Scanner, Signal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..repository.tree import Tree

DOC_BYTES, HEAD_BYTES = 512 * choice.KIB, 4 * choice.KIB


class Survey:
    """The files of a tree by role, the signals seen in them, the documents, and what was left out."""

    def __init__(
        self,
        tree: Tree,
        signals: dict[str, tuple[Signal, ...]],
        excluded: frozenset[str] = frozenset(),
        declared: frozenset[str] = frozenset(),
        cache: Cache | None = None,
    ) -> None:
        self.tree = tree
        self.limits: list[str] = list(tree.limits)
        self.unreadable: dict[str, str] = {}
        self.by_path = Catalog(tree, excluded, declared)
        self.submodules = self.by_path.submodules
        self.cache = cache or Cache()
        self._scanners = {role: Scanner(some) for role, some in signals.items()}
        self.code = self._scanned("code")
        self.shell = self._scanned("shell")
        self.config = self._scanned("config")

    def with_suffix(
        self, suffix: Callable[[str], object], like: Callable[[str], object] | None = None
    ) -> Iterator[File]:
        """Files by path, of a wanted suffix (in lower case, "" for none) and with a wanted path."""
        return self.by_path.with_suffix(suffix, like)

    def _scanned(self, role: str) -> list[File]:
        """Files of a role that were read, with what was seen in them."""
        wanted = choice.choose(self.by_path, self.tree, role, self.limits)
        self.by_path.keep(wanted)
        seen = facts.of_files(
            wanted,
            role,
            choice.BOUNDS[role].bytes,
            tree=self.tree,
            scanner=self._scanners.get(role, _NOTHING),
            cache=self.cache,
            unreadable=self.unreadable,
        )
        read, in_part = [], []
        for file, held in zip(wanted, seen, strict=True):
            if held is None:
                continue
            read.append(file)
            file.hits, file.tags = held.hits, held.tags
            if held.cut:
                in_part.append(file.path)
        self._read_in_part(in_part, role)
        return read

    def _read_in_part(self, paths: list[str], role: str) -> None:
        if paths:
            more = f" and {len(paths) - 3} more" if len(paths) > 3 else ""
            self.limits.append(f"{role} files read in part, being long: {', '.join(paths[:3])}{more}")

    @cached_property
    def documents(self) -> dict[str, Document]:
        """READMEs, cards and other prose by path, root first."""
        wanted = choice.documents(self.by_path, self.limits)
        self.by_path.keep(wanted)
        read: dict[str, Document] = {}
        in_part = []
        for file, blob in zip(wanted, self.tree.read_many((f.entry for f in wanted), DOC_BYTES), strict=True):
            if blob.data is None:
                self.unreadable[file.path] = blob.reason
            elif not is_binary(blob.data):
                read[file.path] = document(decode(blob.data))
                if read[file.path].front_error:
                    self.limits.append(f"{file.path}: front matter not read, {read[file.path].front_error}")
                if blob.truncated:
                    in_part.append(file.path)
        self._read_in_part(in_part, "document")
        return read

    @cached_property
    def readme(self) -> str | None:
        """Path of the project's README, English first."""
        names = [path for path in self.documents if "/" not in path and path.lower().startswith("readme")]
        return min(names, key=lambda path: (len(path), path), default=None)

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
    def learns(self) -> bool:
        """True when code imports a package of models, or the README's opening speaks of such things."""
        return (
            self.readme is None
            or any(models(file) or (file.suffix == "sql" and file.hit("called")) for file in self.code)
            or self.about.learning
        )

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


_NOTHING = Scanner(())
