"""Settings that are split over files: those that one file composes, and those that the manifest names.

Hydra composes by the `defaults:` of a file, gin by `include`. Files that merely lie in one folder are of
nobody knows what, and are not summed.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from ...patterns import lazy
from ...repository.values import load_yaml
from ..signals import signal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..file import File
    from ..survey import Survey

#: Files of one composition, compositions of one tree, and characters of a file that composes.
MOST_FILES, MOST_SETS, MOST_TEXT = 100, 100, 32 * 1024
SIGNALS = {"config": (signal("composes", r"^defaults:\s{0,20}(?:\[|#|$)", r"^include\s{1,9}[\"']"),)}
_INCLUDE = lazy(r"include\s{1,9}[\"']([^\"'\s]{1,300})[\"']")
#: Words of Hydra before the group of an entry.
_BEFORE = ("override ", "optional ")


class Set(NamedTuple):
    """Files of settings that go together. by: the file that composes them, None for the manifest."""

    files: tuple[File, ...]
    by: File | None = None


def sets(survey: Survey) -> Iterator[Set]:
    """Every set of files of settings, those that the manifest names first."""
    by_path = {file.path: file for file in survey.config}
    named = survey.declared.get("training-configuration", frozenset())
    if declared := tuple(file for path, file in by_path.items() if path in named):
        yield Set(declared)
    composing = [file for file in survey.config if file.own and file.hit("composes")]
    parts = {file.path: _parts(survey, file, by_path) for file in composing[:MOST_SETS]}
    for file in composing[:MOST_SETS]:
        yield Set(tuple(by_path[path] for path in _all_of(file.path, parts)), file)


def _all_of(path: str, parts: Mapping[str, list[str]]) -> list[str]:
    """A file that composes and what it is composed of, which may be composed as well."""
    found = [path]
    for one in found:
        found += [part for part in dict.fromkeys(parts.get(one, ())) if part not in found]
        if len(found) > MOST_FILES:
            break
    return found[:MOST_FILES]


def _parts(survey: Survey, file: File, by_path: Mapping[str, File]) -> list[str]:
    """The paths of the files that one names itself, as far as they were read."""
    text = survey.text(file.path, MOST_TEXT) or ""
    names = _included(text) if file.suffix == "gin" else _defaults(text, file.suffix)
    return [path for name in islice(names, MOST_FILES) if (path := _beside(file, name, by_path))]


def _included(text: str) -> Iterator[str]:
    return (found[1].removeprefix("./") for line in text.splitlines() if (found := _INCLUDE.match(line)))


def _defaults(text: str, suffix: str) -> Iterator[str]:
    """The files that Hydra's defaults name, by `group: option`, `group: [options]` or `group/option`."""
    value, _ = load_yaml(text) if suffix in {"yaml", "yml"} else (None, "")
    entries = value.get("defaults") if isinstance(value, dict) else None
    for entry in entries if isinstance(entries, list) else ():
        for group, options in entry.items() if isinstance(entry, dict) else (("", entry),):
            for option in options if isinstance(options, list) else [options]:
                if isinstance(option, str):
                    name = f"{_plain(str(group))}/{option}" if group else _plain(option)
                    yield f"{name.removesuffix(f'.{suffix}')}.{suffix}"


def _plain(name: str) -> str:
    for word in _BEFORE:
        name = name.removeprefix(word)
    return name.partition("@")[0].strip()


def _beside(file: File, name: str, by_path: Mapping[str, File]) -> str:
    """The file of a name: in the folder of the one that names it, or in one above, where both search too."""
    folder = file.folder
    while True:
        path = f"{folder}/{name.lstrip('/')}".lstrip("/")
        if path in by_path and path != file.path:
            return path
        if not folder:
            return ""
        folder = folder.rpartition("/")[0]
