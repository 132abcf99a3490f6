"""Repositories as metadata tell of them: a card and the names of all files, and nobody is asked for more."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from ..errors import UsageError
from ..repository.mapping import tree_of
from .table import connected

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from duckdb import DuckDBPyConnection

    from ..repository.tree import Tree

#: What the rows of a file of metadata hold; the last may be left out.
_COLUMNS = {"id": "VARCHAR", "card": "VARCHAR", "files": "VARCHAR[]", "sha": "VARCHAR"}
#: Rows that are held at a time; characters of a card and files of a listing that are looked at.
_AT_ONCE, _MOST_CARD, _MOST_FILES = 256, 1 << 20, 20_000
_CARD = "README.md"


class Card(NamedTuple):
    """A model on the Hub by its metadata. text: of its card, or None; files: all it has, or None."""

    target: str
    commit: str
    text: str | None
    files: list[str] | None


def count(path: Path) -> int:
    """How many rows a file of metadata has. UsageError for one that has not the columns of one."""
    with _asked("SELECT column_name, column_type FROM (DESCRIBE FROM read_parquet($path))", path) as rows:
        given = dict(rows.fetchall())
    if any(given.get(name) != kind for name, kind in _COLUMNS.items() if name != "sha"):
        wanted = ", ".join(f"{name} {kind}" for name, kind in _COLUMNS.items())
        raise UsageError(f"{path}: expected columns {wanted} (may be left out), not {', '.join(given)}")
    with _asked("SELECT count(*) FROM read_parquet($path)", path) as rows:
        return int(rows.fetchall()[0][0])


def cards(path: Path) -> Iterator[Card]:
    """The rows of a file of metadata. UsageError."""
    with _asked("DESCRIBE FROM read_parquet($path)", path) as rows:
        commit = "sha" if any(row[0] == "sha" for row in rows.fetchall()) else "''"
    columns = f"id, left(card, {_MOST_CARD}), files[:{_MOST_FILES + 1}], {commit}"
    with _asked(f"SELECT {columns} FROM read_parquet($path)", path) as rows:  # noqa: S608 - two words of ours
        while some := rows.fetchmany(_AT_ONCE):
            for name, text, files, sha in some:
                yield Card(f"hf:{name}", sha or "", text, files)


@contextlib.contextmanager
def _asked(query: str, path: Path) -> Iterator[DuckDBPyConnection]:
    """What a query gives, row by row. UsageError."""
    with connected() as connection:
        from duckdb import Error

        try:
            yield connection.execute(query, {"path": str(path)})
        except Error as error:
            raise UsageError(f"{path}: {str(error).splitlines()[0]}") from error


def tree(card: Card) -> Tree:
    """The tree that metadata tell of: what is listed and not known counts as unreadable, never as missing."""
    if card.files is None:
        raise UsageError(f"{card.target}: its row does not list its files")
    held = {} if card.text is None else {_CARD: card.text.encode("utf-8", "replace")}
    made = tree_of(held, card.target.partition(":")[2], listed=card.files[:_MOST_FILES])
    made.commit, made.kept_as = card.commit or None, "model"
    made.whole = len(card.files) <= _MOST_FILES
    made.add_limits(["nothing but its card was read"])
    return made
