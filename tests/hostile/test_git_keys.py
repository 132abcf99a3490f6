"""Every key of git's documentation set to a program: whatever git would run, nobody's check runs it."""

from __future__ import annotations

import contextlib
import re
import subprocess
import sys
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

import pytest
from bait import DRIVER, Site, sprung
from observed import state
from program import called
from trees import opened

from osaid_action.errors import TreeError

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the program is a shell script")

#: What stands for a name in a key, by what the documentation calls it; others are `DRIVER`.
_NAMES = {
    "name": "origin",
    "url": "https://x",
    "base": "https://x/",
    "cmd": "status",
    "format": "openpgp",
    "condition": "onbranch:main",
    "command": "commit",
}
#: What stands for all keys of a section.
_ALL = {
    "alias": ("mine", "status", "ls-files"),
    "credential": ("helper", "username"),
    "http": ("proxy", "cookieFile"),
    "sendemail": ("tocmd",),
}
#: What the documentation has, and the list of its keys has not.
_MORE = (
    f"filter.{DRIVER}.process",
    "trailer.x.command",
    "trailer.x.cmd",
    "gpg.x509.program",
    "gpg.ssh.program",
)
#: These name more configuration, or where the files are; `bait_settings.py` has them.
_PLACES = ("include.path", "includeif.", "core.worktree")
#: Sections that are all switches: asking git for each takes its time.
_SWITCHES = ("advice.", "color.")
#: A value, and how plain git is brought to run one that has its form.
_FORMS = {"PROGRAM": "status", "!PROGRAM": "mine", "PROGRAM '%f' # ": "status"}
_COMMANDS = (
    ("check", "--no-cache"),
    ("check", "--no-cache", "--staged"),
    ("check", "--no-cache", "--rev", "HEAD"),
    ("check", "--no-cache", "--base", "HEAD~1"),
    ("diff", "--no-cache", "HEAD~1"),
)
#: What plain git runs, by the key that names it.
_RUN: dict[str, tuple[str, ...]] = {
    "alias.mine": ("mine",),
    "core.fsmonitor": ("status",),
    "core.editor": ("tag", "-a", "x"),
    "core.askPass": ("credential", "fill"),
    "core.sshCommand": ("ls-remote", "ssh://127.0.0.1/x"),
    "core.gitProxy": ("ls-remote", "git://127.0.0.1/x"),
    "credential.helper": ("credential", "fill"),
    "credential.https://x.helper": ("credential", "fill"),
    "diff.external": ("diff", "HEAD~1"),
    f"diff.{DRIVER}.command": ("diff", "HEAD~1"),
    f"diff.{DRIVER}.textconv": ("diff", "HEAD~1"),
    f"difftool.{DRIVER}.cmd": ("difftool", "-y", "-t", DRIVER, "HEAD~1"),
    f"filter.{DRIVER}.clean": ("status",),
    f"filter.{DRIVER}.process": ("status",),
    f"filter.{DRIVER}.smudge": ("checkout", "side"),
    "gpg.program": ("tag", "-s", "x", "-m", "x"),
    "gpg.openpgp.program": ("tag", "-s", "x", "-m", "x"),
    f"merge.{DRIVER}.driver": ("merge", "side"),
    "remote.origin.uploadpack": ("fetch", "origin"),
    "remote.origin.receivepack": ("push", "origin", "main"),
    "sequence.editor": ("rebase", "-i", "HEAD~1"),
    "trailer.x.command": ("interpret-trailers", "--trailer", "x=y", "LICENSE"),
}
_ASKED = b"protocol=https\nhost=x\n\n"


class Keys(NamedTuple):
    """Those that git takes together with a program for a value, and those for which it stops."""

    taken: tuple[str, ...]
    refused: tuple[str, ...]


def documented() -> list[str]:
    """All keys that the installed git knows of, with names filled in."""
    listed = subprocess.run(["git", "help", "-c"], capture_output=True, text=True, check=True).stdout
    keys = list(_MORE)
    for line in re.findall(r"^[a-zA-Z][\w<>*.-]*\.[\w<>*.-]+$", listed, re.MULTILINE):
        key = re.sub(r"<([^>]*)>", lambda m: _NAMES.get(m[1], DRIVER), line)
        last = _ALL.get(key.partition(".")[0], (DRIVER,)) if key.endswith("*") else ("",)
        keys += [key.removesuffix("*") + one for one in last]
    return [key for key in dict.fromkeys(keys) if not key.lower().startswith(_PLACES)]


def lines(site: Site, key: str, form: str) -> str:
    """A key as lines of a configuration."""
    section, _, rest = key.partition(".")
    name, _, last = rest.rpartition(".")
    head = f'[{section} "{name}"]' if name else f"[{section}]"
    return f'{head}\n\t{last} = "{site.filled(form)}"\n'


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("keys") / "ready"
    Site(folder)
    return folder


@pytest.fixture
def site(harmless: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Site:
    """A repository whose files all have a driver, and differ from the index."""
    made = Site(tmp_path / "site", harmless)
    made.touched()
    monkeypatch.chdir(made.here)
    return made


def sorted_out(site: Site, form: str, keys: list[str]) -> Keys:
    """Sort keys by what git says of them; those that it takes are in the configuration in the end."""
    config = site.repo.path / ".git/config"
    plain, refused = config.read_text("utf-8"), []
    status = ("git", "--git-dir=.git", "--work-tree=.", "status")

    def wrong_in(some: list[str]) -> str:
        """What git complains of."""
        config.write_text(plain + "".join(lines(site, key, form) for key in some), encoding="utf-8")
        done = subprocess.run(status, cwd=site.here, capture_output=True, text=True, check=False)
        return done.stderr if done.returncode else ""

    while said := wrong_in(keys):
        if at := re.search(r"line (\d+)", said):
            wrong = {keys[(int(at[1]) - plain.count("\n") - 1) // 2]}
        else:
            words = re.findall(r"[\w.:/-]+", said.lower())
            wrong = {key for key in keys if key.lower() in words}
        if not wrong:  # it is not named: the last of the fewest with which git complains
            wrong = {keys[bisect_left(range(len(keys)), 1, key=lambda n: bool(wrong_in(keys[: n + 1])))]}
        refused += wrong
        keys = [key for key in keys if key not in wrong]
    return Keys(tuple(keys), tuple(refused))


def tried(site: Site, capsys: pytest.CaptureFixture[str], *commands: tuple[str, ...]) -> None:
    site.is_sprung()
    site.touched()
    before = state(site.folder)
    for command in commands:
        done = called(capsys, *command)
        assert done.returncode in {0, 1}, done.stderr
        assert "without git" not in done.stdout
        assert "Git is not usable" not in done.stdout
    assert not site.is_sprung(), "the bait was bitten"
    assert state(site.folder) == before


@pytest.fixture(scope="module")
def keys(harmless: Path, tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """All keys, sorted with a program's path for a value."""
    every = documented()
    likely = [key for key in every if not key.startswith(_SWITCHES)]
    taken, refused = sorted_out(Site(tmp_path_factory.mktemp("sorted") / "site", harmless), "PROGRAM", likely)
    return Keys(taken, (*refused, *(key for key in every if key.startswith(_SWITCHES))))


@pytest.mark.parametrize("form", _FORMS)
def test_all_at_once(site: Site, keys: Keys, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert len(keys.taken) > 400
    assert len(sorted_out(site, form, list(keys.taken)).taken) > 400
    assert sprung(_FORMS[form])(site), "git does not run it"
    tried(site, capsys, *_COMMANDS)


def test_those_that_git_refuses(site: Site, keys: Keys) -> None:
    config = site.repo.path / ".git/config"
    plain = config.read_text("utf-8")
    for key in keys.refused:
        config.write_text(plain + lines(site, key, "PROGRAM"), encoding="utf-8")
        with contextlib.suppress(TreeError), opened(site.here) as tree:
            assert all(blob.data for blob in tree.read_many(tree.entries, 9))
        assert not site.is_sprung(), key


@pytest.mark.parametrize("key", _RUN)
def test_what_plain_git_runs(site: Site, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    site.repo.git("remote", "add", "origin", "../repo")
    form = "!PROGRAM" if key.startswith(("alias", "credential")) else "PROGRAM"
    site.configure(lines(site, key, form))
    assert sprung(*_RUN[key], said=_ASKED)(site), "git does not run it"
    tried(site, capsys, _COMMANDS[3])


@pytest.mark.parametrize("key", ["core.pager", "pager.log"])
def test_what_plain_git_runs_in_a_terminal(site: Site, key: str, capsys: pytest.CaptureFixture[str]) -> None:
    site.configure(lines(site, key, "PROGRAM"))
    assert sprung("log", terminal=True)(site), "git does not run it"
    tried(site, capsys, _COMMANDS[3])


def test_the_documentation_has_what_plain_git_runs() -> None:
    known = {key.lower() for key in documented()}
    assert {key.lower() for key in _RUN} <= known
