"""Find, read and check the manifest: what a repository declares about the AI system it releases.

A manifest may come from a stranger's pull request. It is bounded before it is parsed, and every
problem is reported at once, with its line, what was expected and what to do.
"""

from __future__ import annotations

import os
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

from ..model import MANIFESTS, Manifest
from ..repository.start import start_of
from .build import manifest
from .checks import false_claims, unfit_values
from .problems import ConfigError, ManifestProblem, fault, refuse
from .schema_problems import schema_problems
from .source import MAX_BYTES, Source, load
from .tables import dated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["ConfigError", "find", "folder_of", "on_disk", "parse", "table"]


def find(read: Callable[[str], bytes | None]) -> Manifest:
    """The repository's manifest; an empty one when it has none. ConfigError.

    read: gives a file's bytes, or None when it does not exist. It may cut them off
    after MAX_BYTES + 1.
    """
    texts = [(name, text) for name in MANIFESTS if (text := read(name)) is not None]
    found = [source for name, text in texts if (source := load(name, text)) is not None]
    if len(found) > 1:
        names = " and ".join(source.path for source in found)
        hint = "move everything into one of them and delete the other"
        raise ConfigError(found[1].problem((), f"expected one manifest, got {names}", hint))
    return _check(found[0]) if found else Manifest()


def parse(path: str, text: bytes) -> Manifest | None:
    """The manifest in `text`. None for a pyproject.toml without [tool.osaid]. ConfigError.

    path: how the file is called in messages; its last part tells whether it is a pyproject.toml.
    """
    source = load(path, text)
    return None if source is None else _check(source)


def on_disk(path: str) -> bytes | None:
    """A manifest's bytes for `find`; None when there is no such file. ConfigError for what is none."""
    if os.path.islink(path):  # noqa: PTH114 - the check reads no link either
        raise ConfigError(ManifestProblem(path=path, message="expected a file, got a symbolic link"))
    try:
        return start_of(path, MAX_BYTES + 1)
    except FileNotFoundError:
        return None


def folder_of(path: str) -> str:
    """The folder that a manifest speaks for, as a prefix: "" or with a slash at its end."""
    folder, slash, _ = path.replace("\\", "/").rpartition("/")
    return f"{folder}{slash}".removesuffix(".github/") if slash else ""


def table(
    path: str, text: bytes, schema: str, more: Callable[[Source], Iterable[ManifestProblem]]
) -> dict[str, Any]:
    """The values of a TOML file that holds to a schema of ours, and to what `more` asks. ConfigError."""
    source = load(path, text)
    if source is None:
        raise fault(path, "expected a file of its own, not a part of pyproject.toml")
    refuse(unfit_values(source))
    refuse(schema_problems(source, schema))
    refuse(more(source))
    return source.table


def _check(source: Source) -> Manifest:
    """Everything that can be wrong with the values, then the manifest that they make."""
    _dates_to_text(source.table)
    # What the walk refuses could make the schema's own messages expensive, so nothing else runs on it.
    refuse(unfit_values(source))
    refuse(chain(schema_problems(source, "manifest"), false_claims(source)))
    return manifest(source)


def _dates_to_text(table: dict[str, Any]) -> None:
    """Turn the TOML dates of a manifest into ISO text: the schema, as JSON, knows no dates."""
    for _, entry, name in dated(table):
        # A date with a time of day is a `date` as well, but not what was asked for.
        if type(entry.get(name)) is date:
            entry[name] = entry[name].isoformat()
