"""`osaid init`: which files it would write or edit in a folder, with their text."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import UsageError
from ..repository.locate import find_repository
from ..repository.start import start_of
from ..repository.writing import linked_folder
from . import document, proposal, wiring
from . import edit as manifest_edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Report

DATA = "DATA.md"
_MOST_BYTES = 1 << 20


class Edit(NamedTuple):
    """One file with the text it has and shall have, and what the change is in words."""

    path: Path
    name: str
    old: str
    new: str
    words: str

    @property
    def project(self) -> Path:
        """The folder that the name starts from."""
        return self.path.parents[self.name.count("/")]

    def diff(self) -> str:
        """The change as a unified diff."""
        before = self.name if self.old else "/dev/null"
        rows = difflib.unified_diff(
            self.old.splitlines(keepends=True), self.new.splitlines(keepends=True), before, self.name
        )
        return "".join(
            row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n" for row in rows
        )


def manifest(folder: Path, report: Report, *, update: bool, needed: bool, force: bool) -> Edit | str:
    """The manifest made or updated, or why there is nothing to do. UsageError, ConfigError.

    needed: it was asked for itself, so leaving it alone is an error. force: also where no system was seen.
    """
    place = manifest_edit.find(folder)
    there = place.folder == folder.resolve() and place.text
    if there and update:
        text, added = manifest_edit.update(
            place, proposal.blocks(report, manifest_edit.prefix_of(place.name))
        )
        if not added:
            return f"{place.name} is up to date: nothing was found that it does not declare"
        return Edit(place.path, place.name, place.text, text, "declared " + _names(added))
    if there:
        if needed:
            raise UsageError(
                f"{place.name} is there: `osaid init --update` adds what it does not declare yet"
            )
        return f"{place.name} was left as it is"
    if report.subject != "model" and not force:
        raise UsageError(
            f"nothing was written: this is not like the release of an AI system ({report.subject_why}); "
            "--force writes a manifest that says that it is one"
        )
    found = [block for block in proposal.blocks(report) if block.paths]
    words = f"declared {_names(found)}" if found else "nothing was found to declare"
    text = proposal.manifest(report)
    manifest_edit.check("osaid.toml", text)
    return Edit(folder / "osaid.toml", "osaid.toml", "", text, words)


def _names(blocks: list[proposal.Block]) -> str:
    return ", ".join(block.component for block in blocks)


def documents(folder: Path, report: Report) -> Edit | str:
    """A new DATA.md; one that is there is left alone."""
    if (folder / DATA).exists():
        return f"{DATA} is there, and was left as it is"
    return Edit(folder / DATA, DATA, "", document.data_document(report), "a heading for each thing to tell")


def pre_commit(folder: Path) -> Edit | str:
    """The pre-commit configuration of the repository with our hooks. UsageError."""
    path = _top(folder) / wiring.PRE_COMMIT
    old = _text(path)
    new = wiring.pre_commit(old)
    if new == old:
        return f"{wiring.PRE_COMMIT} has the hooks already, at {wiring.PIN} or at a commit"
    return Edit(
        path, wiring.PRE_COMMIT, old, new, f"hooks at {wiring.PIN}; to install them: {wiring.INSTALL}"
    )


def workflow(folder: Path) -> Edit | str:
    """The workflow of the repository that runs the action. UsageError."""
    top = _top(folder)
    here = (top / wiring.WORKFLOW).parent
    if link := linked_folder(top / wiring.WORKFLOW, top):
        raise UsageError(f"{link.relative_to(top)} is a symbolic link: nothing is read or written through it")
    found = [path for path in sorted(here.glob("*.y*ml")) if path.suffix in {".yml", ".yaml"}]
    files = {path.relative_to(top).as_posix(): _text(path) for path in found}
    name, new = wiring.workflow(files)
    old = files.get(name, "")
    if new == old:
        return f"{name} runs the action already, at {wiring.PIN} or at a commit"
    return Edit(top / name, name, old, new, f"runs the action at {wiring.PIN}")


def _top(folder: Path) -> Path:
    folder = folder.resolve()
    return find_repository(folder)[0] or folder


def _text(path: Path) -> str:
    """What a file holds, with the line ends it has; "" when there is none. UsageError."""
    if path.is_symlink():
        raise UsageError(f"{path.name} is a symbolic link: edit what it points to by hand")
    try:
        data = start_of(str(path), _MOST_BYTES + 1)
    except FileNotFoundError:
        return ""
    if len(data) > _MOST_BYTES:
        raise UsageError(f"{path.name} is larger than {_MOST_BYTES} bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name} is not UTF-8") from error


def apply(edits: list[Edit]) -> Iterator[str]:
    """Write each file whole, and say so. OSError, UsageError."""
    from ..repository.writing import write_whole

    for edit in edits:
        if not linked_folder(edit.path, edit.project):
            edit.path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(edit.path, edit.new, project=edit.project)
        yield f"{'Changed' if edit.old else 'Wrote'} {edit.name}: {edit.words}"
