"""A file of the tree as the probes see it: what its name tells, and the signals seen in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..repository.places import OWN, place_of_file, role_of, words_in, words_of

if TYPE_CHECKING:
    from ..repository.listing import Entry
    from .signals import Hit


class File:
    """One file of the tree with what its name tells, and the signals seen in it."""

    __slots__ = (
        "_called",
        "entry",
        "folder",
        "hits",
        "name",
        "notes",
        "path",
        "place",
        "role",
        "suffix",
        "tags",
    )

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.path = entry.path
        self.folder, _, self.name = entry.path.rpartition("/")
        self.suffix, self.role = role_of(self.name)
        self.place = place_of_file(self.folder, self.name)
        self._called: frozenset[str] | None = None
        self.hits: dict[str, Hit] = {}
        self.tags: tuple[tuple[int, str], ...] = ()
        self.notes: tuple[tuple[int, str], ...] = ()

    @property
    def own(self) -> bool:
        """False for tests, templates, machinery and other people's code."""
        return self.place in OWN

    @property
    def words(self) -> frozenset[str]:
        """The words of the whole path, in lower case."""
        return words_of(self.folder) | self.called

    @property
    def called(self) -> frozenset[str]:
        """The words of the file's own name, in lower case."""
        if self._called is None:
            self._called = words_in(self.name)
        return self._called

    def said(self, of: frozenset[str]) -> bool:
        """True when the path holds one of the words."""
        return not of.isdisjoint(words_of(self.folder)) or not of.isdisjoint(self.called)

    def named(self, of: frozenset[str]) -> bool:
        """True when the file's own name holds one of the words."""
        return not of.isdisjoint(self.called)

    def hit(self, *names: str) -> Hit | None:
        """The first of these signals that was seen here."""
        hits = self.hits
        # In most files nothing was seen, and every probe asks each of them.
        for name in names if hits else ():
            if name in hits:
                return hits[name]
        return None

    def seen(self, *names: str) -> int:
        """On how many lines these signals were seen."""
        return sum(self.hits[name].seen for name in names if name in self.hits) if self.hits else 0
