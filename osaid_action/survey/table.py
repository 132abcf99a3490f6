"""The lines of a survey as a table of Parquet, a row a target, for tools that query files."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: What stands in a line, typed here: an empty survey has the columns of a full one.
_COLUMNS = {
    "format": "INTEGER",
    "target": "VARCHAR",
    "url": "VARCHAR",
    "commit": "VARCHAR",
    "dirty": "BOOLEAN",
    "date": "VARCHAR",
    "checked": "DATE",
    "asked": "VARCHAR",
    "read": "VARCHAR",
    "osaid": "VARCHAR",
    "rules": "VARCHAR",
    "again": "BOOLEAN",
    "until": "VARCHAR",
    "error": "VARCHAR",
    "why": "VARCHAR",
    "seconds": "DOUBLE",
    "name": "VARCHAR",
    "version": "VARCHAR",
    "policy": "VARCHAR",
    "subject": "VARCHAR",
    "certain": "BOOLEAN",
    "declared": "BOOLEAN",
    "result": "VARCHAR",
    "unjudged": "VARCHAR",
    "met": "INTEGER",
    "required": "INTEGER",
    "items": "MAP(VARCHAR, VARCHAR)",
    "labels": "MAP(VARCHAR, VARCHAR[])",
    "terms": "MAP(VARCHAR, STRUCT(verdict VARCHAR, licenses VARCHAR[], assumed BOOLEAN))",
    "data": "STRUCT(named INTEGER, declared INTEGER, names VARCHAR[])",
    "elsewhere": "MAP(VARCHAR, INTEGER)",
    "waivers": "STRUCT(item VARCHAR, until VARCHAR, \"by\" VARCHAR)[]",
    "models": "INTEGER",
    "problems": "INTEGER",
    "gaps": "INTEGER",
}  # fmt: skip


def connected() -> DuckDBPyConnection:
    """A database in memory. UsageError where there is none to be had."""
    try:
        import duckdb
    except ImportError:
        raise UsageError('Parquet is read and written by DuckDB: pip install "osaid[survey]"') from None
    connection = duckdb.connect(":memory:")
    # Nothing is looked for in the network, whatever a file says.
    connection.execute("SET autoinstall_known_extensions = false")
    # A part of a file is held at a time, not one for each core and the next besides: others have the work.
    connection.execute("SET threads = 1")
    connection.execute("SET disable_parquet_prefetching = true")
    return connection


def write_parquet(lines: Path, path: Path) -> None:
    """Write all lines of a survey's file as a table. UsageError, OSError."""
    columns = ", ".join(f"'{name}': '{kind}'" for name, kind in _COLUMNS.items())
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with connected() as connection:
        try:
            read = f"read_json($lines, format = 'newline_delimited', columns = {{{columns}}})"
            connection.execute(
                f"COPY (SELECT * FROM {read}) TO $path (FORMAT parquet, COMPRESSION zstd)",  # noqa: S608 - ours
                {"lines": str(lines), "path": str(beside)},
            )
            beside.replace(path)
        finally:
            with contextlib.suppress(FileNotFoundError):
                beside.unlink()
