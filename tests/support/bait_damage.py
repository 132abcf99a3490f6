"""Baits that are a damaged or strange git directory: plain git stumbles there, or tells something else."""

from __future__ import annotations

import hashlib
import os
import zlib
from typing import TYPE_CHECKING

from bait import SECRET, Bait, Site, fails, run
from gitrepo import Repo

if TYPE_CHECKING:
    from collections.abc import Callable


def _put(name: str, data: bytes) -> Callable[[Site], object]:
    """A file of the git directory with other contents."""

    def lay(site: Site) -> None:
        path = site.repo.path / ".git" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(data)

    return lay


def _appended(name: str, data: bytes) -> Callable[[Site], object]:
    def lay(site: Site) -> None:
        with (site.repo.path / ".git" / name).open("ab") as file:
            file.write(data)

    return lay


def _index(site: Site) -> bytes:
    return (site.repo.path / ".git/index").read_bytes()


def _whole(data: bytes) -> bytes:
    """An index with its digest."""
    return data + hashlib.sha1(data, usedforsecurity=False).digest()


def _counted(site: Site) -> None:
    data = _index(site)[:-20]
    _put("index", _whole(data[:8] + b"\xff\xff\xff\xff" + data[12:]))(site)


def _extended(site: Site) -> None:
    """An extension that whoever reads the index has to know."""
    _put("index", _whole(_index(site)[:-20] + b"bait" + b"\0\0\0\4boo!"))(site)


def _cut(site: Site) -> None:
    _put("index", _index(site)[:100])(site)


def _loop(site: Site) -> None:
    (site.repo.path / ".git/HEAD").unlink()
    (site.repo.path / ".git/HEAD").symlink_to("HEAD")


def _without(site: Site, *revisions: str) -> None:
    for oid in site.repo.git("rev-parse", *revisions).split():
        (site.repo.path / ".git/objects" / oid[:2] / oid[2:]).unlink()


def _object(data: bytes) -> Callable[[Site], object]:
    """The object of train.py with other bytes."""

    def lay(site: Site) -> None:
        oid = site.lost()
        _put(f"objects/{oid[:2]}/{oid[2:]}", data)(site)

    return lay


def _large(site: Site) -> None:
    """A file of 64 MiB that takes 64 KiB."""
    path = site.repo.path / "README.md"
    with path.open("wb") as file:
        file.truncate(64 << 20)
    site.repo.commit()
    path.unlink()


def _size(site: Site) -> bool:
    return int(run(site, "git", "cat-file", "-s", "HEAD:README.md").stdout) == 64 << 20


def _replaced(site: Site) -> None:
    path = site.repo.write(".git/other", f"{SECRET} license")
    site.repo.git("replace", "HEAD:LICENSE", site.repo.git("hash-object", "-w", str(path)))
    path.unlink()


def _shows(*command: str, word: str = SECRET) -> Callable[[Site], bool]:
    return lambda site: word.encode() in run(site, "git", *command).stdout


def _grafted(site: Site) -> None:
    head, side = site.repo.git("rev-parse", "HEAD"), site.repo.git("rev-parse", "side")
    _put("info/grafts", f"{head} {side}\n".encode())(site)


def _borrowed(site: Site) -> None:
    """The object of train.py is only in another repository."""
    other = Repo(site.outside / "other")
    path = other.write("a", (site.repo.path / "train.py").read_bytes())
    other.git("hash-object", "-w", str(path))
    site.lost()
    _put("objects/info/alternates", f"{other}/.git/objects\n".encode())(site)


def _of_itself(site: Site) -> None:
    _put("objects/info/alternates", b"../objects\n" * 1000 + b"/nowhere\n" + b"\xff\n")(site)


def _complains(site: Site) -> bool:
    return b"error: " in run(site, "git", "cat-file", "-t", "0" * 39 + "1").stderr


def _long(site: Site) -> None:
    _put("HEAD", b"ref: refs/heads/" + b"a" * (10 << 20) + b"\n")(site)


_STATUS = fails("status")
_SHOW = fails("show", "HEAD:train.py")

DAMAGE = (
    Bait("index: garbage", _put("index", b"garbage " * 100), _STATUS),
    Bait("index: random", _put("index", os.urandom(1000)), _STATUS),
    Bait("index: too short", _put("index", b"DIRC"), _STATUS),
    Bait("index: cut", _cut, lambda site: not _shows("ls-files", word="train.py")(site)),
    Bait("index: 4,294,967,295 entries", _counted, _STATUS),
    Bait("index: an extension that must be known", _extended, _STATUS),
    Bait("HEAD: a loop", _loop, _STATUS),
    Bait("HEAD: empty", _put("HEAD", b""), _STATUS),
    Bait("HEAD: not a name", _put("HEAD", b"ref: refs/heads/../../x\n"), fails("log")),
    Bait("HEAD: 10 MiB", _long, fails("log")),
    Bait("config: not readable", _appended("config", b"[[[\n"), _STATUS),
    Bait("config: bytes", _appended("config", b"\xff\xfe\0\0 = \x1b[31m\n"), _STATUS),
    Bait("config: a newer format", _appended("config", b"[core]\n\trepositoryformatversion = 99\n"), _STATUS),
    Bait(
        "config: an extension",
        _appended("config", b"[core]\n\trepositoryformatversion = 1\n[extensions]\n\tx = 1\n"),
        _STATUS,
    ),
    Bait("config: includes itself", _appended("config", b"[include]\n\tpath = config\n"), _STATUS),
    Bait("config: a wrong value", _appended("config", b"[core]\n\tbare = \x1b[31mperhaps\n"), _STATUS),
    Bait(
        "packed-refs: garbage",
        _put("packed-refs", b"# pack-refs with: x\n\x1b[31m::error::pwned\n\0\n"),
        fails("for-each-ref"),
    ),
    Bait("shallow: garbage", _put("shallow", b"\x1b[31m::error::pwned\n"), fails("log")),
    Bait("objects: no commit", lambda site: _without(site, "HEAD"), _STATUS),
    Bait("objects: no tree", lambda site: _without(site, "HEAD^{tree}"), fails("ls-tree", "HEAD")),
    Bait("objects: no base", lambda site: _without(site, "HEAD~1", "HEAD~1^{tree}"), fails("show", "HEAD~1")),
    Bait("objects: garbage", _object(b"garbage"), _SHOW),
    Bait("objects: a wrong size", _object(zlib.compress(b"blob 99999999999\0x")), fails("fsck")),
    Bait("objects: another object", _object(zlib.compress(b"blob 3\0abc")), fails("fsck")),
    Bait("objects: a file of 64 MiB", _large, _size),
    Bait("alternates: outside", _borrowed, _shows("show", "HEAD:train.py", word="optimizer")),
    Bait("alternates: of itself", _of_itself, _complains),
    Bait("replace", _replaced, _shows("show", "HEAD:LICENSE")),
    Bait("grafts", _grafted, _shows("show", "HEAD~1:train.py", word="print(2)")),
)
