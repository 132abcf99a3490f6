"""Terms: the places that state them, and those that cover a component."""

from __future__ import annotations

from ..frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class License:
    """One file or place that states terms, and what was read there.

    model: the one of several that it is about, or "". front: it is the front matter of a document; of_all: of
    the card of a repository, whose terms may be those of all that is in it.
    """

    path: str
    line: int | None = None
    expression: str | None = None
    state: str = "unknown"
    verdict: str = "undetermined"
    scope: tuple[str, ...] = ()
    folder: str = ""
    clauses: tuple[tuple[str, int, str], ...] = ()
    differences: tuple[tuple[str, int, str, str], ...] = ()
    note: str = ""
    model: str = ""
    front: bool = False
    of_all: bool = False

    @property
    def stated_at(self) -> str:
        """Where they are stated, not yet fit to print; a text that begins a file needs no line."""
        return self.path if self.line in (None, 1) else f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms that cover one component, with every place that states them.

    judged: the verdict that counts; differs from `verdict` in a conflict, where it is the most restrictive.
    unread: why nothing can be said of them yet: "elsewhere" (they are where the thing is, and nobody looked),
    "unreadable" (what may state them can't be read), or "".
    """

    verdict: str
    judged: str = ""
    unread: str = ""
    expression: str | None = None
    sources: tuple[str, ...] = ()
    assumed: bool = False
    why: str = ""
