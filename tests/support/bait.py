"""A hostile repository to build, a program that must not run, and words that must not leak."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from gitrepo import Repo
from systems import MIT, MODEL, TRAIN

if TYPE_CHECKING:
    from collections.abc import Callable

#: A word that stands in files outside of the tree, and in no report.
SECRET = "SEKRET0451"
#: The names that an entry of a configuration or of .gitattributes has for its driver.
DRIVER = "bait"
ATTRIBUTES = f"* filter={DRIVER} diff={DRIVER} merge={DRIVER}\n"
#: Seconds for a plain git or a naive reader: those that wait for ever are ended then.
_PATIENCE = 20


@dataclass(frozen=True, slots=True)
class Bait:
    """A hostile repository.

    lay: makes it of a harmless one. bites: true where plain git or a naive reader is hurt.
    """

    name: str
    lay: Callable[[Site], object]
    bites: Callable[[Site], bool]


class Site:
    """A folder with a repository of two commits on `main`, one on `side`, and what is outside of it.

    repo: the repository. here: where commands run. mark: made by `program`, and by nothing else.
    outside: a folder whose files hold `SECRET`. ready: one that was made before, which is copied.
    """

    def __init__(self, folder: Path, ready: Path | None = None) -> None:
        self.folder = folder
        self.mark = folder / "SPRUNG"
        self.outside = folder / "outside"
        self.program = folder / "run.sh"
        if ready:
            shutil.copytree(ready, folder, symlinks=True)
        self.repo = Repo.at(folder / "repo") if ready else Repo(folder / "repo", "--template=")
        self.here = self.repo.path
        self.program.write_text(f"#!/bin/sh\n: > '{self.mark}'\n", encoding="utf-8")
        self.program.chmod(0o755)
        if not ready:
            self._fill()

    def _fill(self) -> None:
        first = {"LICENSE": MIT, "README.md": "# A model\n", "train.py": TRAIN, ".gitattributes": ATTRIBUTES}
        self.repo.commit(first)
        self.repo.git("branch", "side")
        self.repo.commit({"model.py": MODEL, "train.py": TRAIN + "print(1)\n"})
        self.repo.git("checkout", "--quiet", "side")
        self.repo.commit({"train.py": TRAIN + "print(2)\n"})
        self.repo.git("checkout", "--quiet", "main")
        for name in ("LICENSE", "README.md", "DATA.md", "train.py", "osaid.toml", "sub/train.py"):
            path = self.outside / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_secret(name), encoding="utf-8")

    def configure(self, text: str) -> None:
        """Put lines at the end of the repository's configuration, `PROGRAM` and `OUTSIDE` filled in."""
        with (self.repo.path / ".git/config").open("ab") as file:
            file.write(os.fsencode(self.filled(text)))

    def filled(self, text: str) -> str:
        """Text with `PROGRAM` and `OUTSIDE` filled in."""
        return text.replace("PROGRAM", str(self.program)).replace("OUTSIDE", str(self.outside))

    def touched(self) -> None:
        """Let all files be newer than the index, so that git compares what is in them."""
        for path in self.repo.path.iterdir():
            if path.is_file() and not path.is_symlink():
                os.utime(path, (1, 1))

    def lost(self, name: str = "train.py") -> str:
        """Take the object of a file away; its id."""
        oid = self.repo.git("rev-parse", f"HEAD:{name}")
        (self.repo.path / ".git/objects" / oid[:2] / oid[2:]).unlink()
        return oid

    def hook(self, folder: Path) -> None:
        """Put the program in the place of hooks that git has."""
        folder.mkdir(parents=True, exist_ok=True)
        for name in (
            "post-index-change",
            "reference-transaction",
            "pre-auto-gc",
            "pre-commit",
            "post-checkout",
        ):
            shutil.copy(self.program, folder / name)

    def is_sprung(self) -> bool:
        """True when the program ran since this was last asked."""
        there = self.mark.exists()
        self.mark.unlink(missing_ok=True)
        return there

    def copied(self) -> Path:
        """A copy of the folder where commands run, for what changes it."""
        copy = self.folder / "copy"
        removed(copy)
        subprocess.run(["cp", "-a", self.repo.path, copy], check=True)
        return copy / self.here.relative_to(self.repo.path)

    def bites(self, bait: Bait) -> bool:
        """Lay a bait; true when it is proven to bite."""
        bait.lay(self)
        try:
            return bait.bites(self)
        finally:
            removed(self.folder / "copy")


def has_https() -> bool:
    """Whether this git was built with what speaks http."""
    path = subprocess.run(["git", "--exec-path"], capture_output=True, text=True, check=True).stdout.strip()
    return any(Path(path).glob("git-remote-https*"))


def removed(folder: Path) -> None:
    """Remove a folder, also one that is too deep for Python."""
    subprocess.run(["rm", "-rf", folder], check=True)


def _secret(name: str) -> str:
    if name.endswith(".py"):
        return TRAIN.replace("optimizer", SECRET)
    return {
        "LICENSE": f"{SECRET} license\n\n{MIT}",
        "osaid.toml": f'[system]\nname = "{SECRET}"\n',
    }.get(
        name, f"---\nlicense: {SECRET}\n---\n# {SECRET}\n\nWe trained on {SECRET} with data from {SECRET}.\n"
    )


def run(
    site: Site, *command: str | Path, said: bytes = b"", terminal: bool = False, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run a program in a copy of a repository, as somebody who trusts it does."""
    where = site.copied()
    env = {**os.environ, "TERM": "xterm", "EDITOR": "true", **environment}
    if terminal:
        return _in_terminal([*command], where, env)
    try:
        return subprocess.run(
            command, cwd=where, env=env, input=said, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(command, -1, b"", b"without an end")


def all_of(terminal: int) -> bytes:
    """What is written to a terminal until nobody has its other end."""
    said = b""
    try:
        while chunk := os.read(terminal, 1000):
            said += chunk
    except OSError:  # so Linux says that the other end was closed
        pass
    return said


def _in_terminal(
    command: list[str | Path], where: Path, env: dict[str, str]
) -> subprocess.CompletedProcess[bytes]:
    ours, theirs = pty.openpty()
    with subprocess.Popen(command, cwd=where, env=env, stdin=theirs, stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        os.write(ours, b"\x04")
        said = all_of(ours)
        process.wait(_PATIENCE)
    os.close(ours)
    return subprocess.CompletedProcess(command, process.returncode, said, b"")


def sprung(*command: str, said: bytes = b"", terminal: bool = False) -> Callable[[Site], bool]:
    """The proof that a git command runs the program."""

    def proof(site: Site) -> bool:
        site.is_sprung()
        run(site, "git", *(site.filled(word) for word in command), said=said, terminal=terminal)
        return site.is_sprung()

    return proof


def fails(*command: str) -> Callable[[Site], bool]:
    """The proof that git can't do a command here."""
    return lambda site: run(site, "git", *command).returncode != 0
