"""`osaid init`: which files it would write or edit in a folder, with their text."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..addresses import spell
from ..errors import UsageError
from ..repository.locate import find_repository
from ..repository.start import start_of
from ..repository.writing import linked_folder
from . import document, proposal, training_summary, wiring
from . import edit as manifest_edit
from .sights import access, data_places, found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Report
    from .sights import Sight

DATA, SUMMARY = "DATA.md", "TRAINING_SUMMARY.md"
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


class Named(NamedTuple):
    """What the user names: places elsewhere that were looked at, and the system's name and version."""

    sights: tuple[Sight, ...] = ()
    name: str = ""
    version: str = ""


def taken(folder: Path) -> dict[str, str]:
    """The places that the manifest of a folder has names for. ConfigError."""
    place = manifest_edit.find(folder)
    return manifest_edit.named_places(place) if place.folder == folder.resolve() and place.text else {}


def manifest(
    folder: Path,
    report: Report,
    *,
    update: bool,
    needed: bool,
    force: bool,
    named: Named = Named(),  # noqa: B008 - it is a tuple
) -> Edit | str:
    """The manifest made or updated, or why there is nothing to do. UsageError, ConfigError.

    needed: it was asked for itself, so leaving it alone is an error. force: also where no system was seen.
    """
    place = manifest_edit.find(folder)
    there = place.folder == folder.resolve() and place.text
    if there and update:
        return _updated(place, report, named)
    if there:
        if needed:
            raise UsageError(
                f"{place.name} is there: `osaid init --update` adds what it does not declare yet"
            )
        return f"{place.name} was left as it is"
    if report.subject != "model" and not force and not named.sights:
        raise UsageError(
            f"nothing was written: this is not like the release of an AI system ({report.subject_why}); "
            "--force writes a manifest that says that it is one"
        )
    claimed = [block for block in proposal.blocks(report, sights=named.sights) if block.claims]
    words = f"declared {_names(claimed)}" if claimed else "nothing was found to declare"
    text = proposal.manifest(report, named.sights, named.name, named.version)
    manifest_edit.check("osaid.toml", text)
    return Edit(folder / "osaid.toml", "osaid.toml", "", text, words)


def _updated(place: manifest_edit.Place, report: Report, named: Named) -> Edit | str:
    """The manifest with what it does not declare yet; what it has stays. ConfigError, UsageError."""
    old, words = place.text, []
    known = {address: name for name, address in manifest_edit.named_places(place).items()}
    sights = [one._replace(alias=known.get(spell(one.place), one.alias)) for one in named.sights]
    if named.name or named.version:
        place = place._replace(text=manifest_edit.name_system(place, named.name, named.version))
        words.append("named the system")
    new = {one.alias: spell(one.place) for one in sights if spell(one.place) not in known}
    place = place._replace(text=manifest_edit.with_places(place, new))
    words += [f"named {', '.join(new)}"] if new else []
    text, added = manifest_edit.update(
        place, proposal.blocks(report, manifest_edit.prefix_of(place.name), sights)
    )
    words += [f"declared {_names(added)}"] if added else []
    left = {*found(sights)} - {block.component for block in added}
    words += [f"left as declared {', '.join(sorted(left))} (osaid declare --add)"] if left else []
    place = place._replace(text=text)
    listed = {str(where) for where in manifest_edit.data_places(place)}
    for sight, part in data_places(sights):
        if sight.alias not in listed and spell(sight.place) not in listed:
            entry = {"name": sight.place.url.rstrip("/").rpartition("/")[2], "access": access(sight, part)}
            place = place._replace(text=manifest_edit.add_data(place, {**entry, "where": sight.alias}))
            words.append(f"listed {entry['name']}")
    if place.text == old:
        return f"{place.name} is up to date: nothing was found that it does not declare"
    return Edit(place.path, place.name, old, place.text, "; ".join(words))


def _names(blocks: list[proposal.Block]) -> str:
    return ", ".join(block.component for block in blocks)


def documents(folder: Path, report: Report) -> Edit | str:
    """A new DATA.md; one that is there is left alone."""
    if (folder / DATA).exists():
        return f"{DATA} is there, and was left as it is"
    return Edit(folder / DATA, DATA, "", document.data_document(report), "a heading for each thing to tell")


def summary(folder: Path, report: Report) -> Edit | str:
    """A new summary of training content in the Commission's form; one that is there is left alone."""
    if (folder / SUMMARY).exists():
        return f"{SUMMARY} is there, and was left as it is"
    words = "each field of the Commission's form, for you to answer"
    return Edit(folder / SUMMARY, SUMMARY, "", training_summary.draft(report), words)


def pre_commit(folder: Path) -> Edit | str:
    """The pre-commit configuration of the repository with our hooks. UsageError."""
    path = _top(folder) / wiring.PRE_COMMIT
    old = text_at(path)
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
    files = {path.relative_to(top).as_posix(): text_at(path) for path in found}
    name, new = wiring.workflow(files)
    old = files.get(name, "")
    if new == old:
        return f"{name} runs the action already, at {wiring.PIN} or at a commit"
    return Edit(top / name, name, old, new, f"runs the action at {wiring.PIN}")


def _top(folder: Path) -> Path:
    folder = folder.resolve()
    return find_repository(folder)[0] or folder


def text_at(path: Path) -> str:
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
