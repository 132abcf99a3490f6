"""Baits in git's configuration: what plain git runs because a repository's own settings say so."""

from __future__ import annotations

import shutil
import socket
import threading
from typing import TYPE_CHECKING

from bait import DRIVER, SECRET, Bait, Site, has_https, run, sprung
from gitrepo import Repo

if TYPE_CHECKING:
    from collections.abc import Callable

_FILTER = f'[filter "{DRIVER}"]\n'
_STATUS = sprung("status")
_LOST = sprung("cat-file", "blob", "HEAD:train.py")
_SIGNATURE = "gpgsig -----BEGIN PGP SIGNATURE-----\n \n iQ\n -----END PGP SIGNATURE-----\n"


def _set(name: str, text: str, bites: Callable[[Site], bool], *more: Callable[[Site], object]) -> Bait:
    """A bait that is lines of the configuration, and maybe more."""

    def lay(site: Site) -> None:
        for one in more:
            one(site)
        site.configure(text)
        site.touched()

    return Bait(name, lay, bites)


def _attributes(text: bytes, where: str = ".git/info/attributes") -> Callable[[Site], object]:
    return lambda site: site.repo.write(where, text)


def _named(name: str) -> Bait:
    """A clean filter of an odd name."""
    return _set(
        f"filter called {name!a}",
        f'[filter "{name}"]\n\tclean = PROGRAM\n',
        _STATUS,
        _attributes(f"* filter={name}\n".encode()),
    )


def _file(name: str, text: str) -> Callable[[Site], object]:
    return lambda site: site.repo.commit({name: site.filled(text)})


def _in_git(name: str, text: str) -> Callable[[Site], object]:
    return lambda site: site.repo.write(f".git/{name}", site.filled(text))


def _signed(site: Site) -> None:
    text = site.repo.git("cat-file", "commit", "HEAD").replace("\n\n", f"\n{_SIGNATURE}\n", 1)
    path = site.repo.write(".git/signed", text + "\n")
    site.repo.git("reset", "--quiet", "--soft", site.repo.git("hash-object", "-t", "commit", "-w", str(path)))


def _listener(site: Site) -> None:
    """A server that leaves the mark when it is asked, and its URL as that of `origin`."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            there, _ = server.accept()
            site.mark.touch()
            there.close()

    threading.Thread(target=serve, daemon=True).start()
    site.configure(f'[remote "origin"]\n\turl = http://127.0.0.1:{server.getsockname()[1]}/x\n')


def _elsewhere(site: Site) -> None:
    """Another repository, outside."""
    other = Repo(site.outside / "other", "--template=")
    other.commit({"a": SECRET})


def _promisor(name: str, url: str, more: str = "", *others: Callable[[Site], object]) -> Bait:
    """A remote that is asked for objects which are not here."""
    text = f'[remote "origin"]\n\tpromisor = true\n{url}[core]\n\trepositoryformatversion = 1\n{more}'
    return _set(f"promisor: {name}", text, _LOST, *others, Site.lost)


def _submodule_updated(site: Site) -> None:
    inner = Repo(site.repo.path / "sub", "--template=")
    inner.commit({"a": "1"})
    site.repo.write(".gitmodules", '[submodule "sub"]\n\tpath = sub\n\turl = ./sub\n')
    site.repo.commit()
    inner.commit({"a": "2"})
    site.configure('[submodule "sub"]\n\turl = ./sub\n\tactive = true\n\tupdate = !PROGRAM\n')


def _submodule_inside(site: Site) -> None:
    inner = Repo(site.repo.path / "sub", "--template=")
    inner.commit({"a": "1"})
    site.repo.commit()
    inner.git("config", "core.fsmonitor", str(site.program))


def _bare(site: Site) -> None:
    """A bare repository that is committed as files, with a program in its configuration."""
    bare = site.repo.clone(site.folder / "bare", "--bare")
    for key, value in (("core.fsmonitor", str(site.program)), ("core.worktree", "."), ("core.bare", "false")):
        bare.git("config", key, value)
    (bare.path / "refs/keep").touch()
    shutil.copytree(bare.path, site.repo.path / "sub", ignore=shutil.ignore_patterns("hooks"))
    site.repo.commit()


def _bare_here(site: Site) -> None:
    _bare(site)
    site.here = site.repo.path / "sub"


def _moved(link: bool) -> Callable[[Site], object]:
    """The git directory is elsewhere: `.git` is a file that names it, or a link."""

    def lay(site: Site) -> None:
        site.configure(_FILTER + "\tclean = PROGRAM\n")
        real, there = site.repo.path / ".git", site.outside / "real.git"
        real.rename(there)
        if link:
            real.symlink_to(there)
        else:
            real.write_text(f"gitdir: {there}\n", encoding="utf-8")
        site.touched()

    return lay


def _shows_the_outside(site: Site) -> bool:
    return b"osaid.toml" in run(site, "git", "ls-files", "--others").stdout


def _hooks_in_git(site: Site) -> None:
    site.hook(site.repo.path / ".git/hooks")
    site.touched()


SETTINGS = (
    _set("clean", _FILTER + "\tclean = PROGRAM\n", _STATUS),
    _set("process", _FILTER + "\tprocess = PROGRAM\n", _STATUS),
    _set("required", _FILTER + "\tclean = PROGRAM\n\trequired = true\n", _STATUS),
    _set("smudge", _FILTER + "\tsmudge = PROGRAM\n", sprung("checkout", "side")),
    _set(
        "lfs",
        '[filter "lfs"]\n\tclean = PROGRAM %f\n\tprocess = PROGRAM\n\trequired = true\n',
        _STATUS,
        _file(".gitattributes", "*.py filter=lfs diff=lfs merge=lfs -text\n"),
    ),
    _set(
        "core.attributesFile",
        '[core]\n\tattributesFile = OUTSIDE/attributes\n[filter "there"]\n\tclean = PROGRAM\n',
        _STATUS,
        lambda site: (site.outside / "attributes").write_text("* filter=there\n"),
        _file(".gitattributes", ""),
    ),
    *map(_named, ("é", "中.文", "UPPER", "with.dots", "a:b/c", "a=b", "-c")),
    _set(
        "include.path",
        "[include]\n\tpath = ../settings\n",
        _STATUS,
        _file("settings", _FILTER + "\tclean = PROGRAM\n"),
    ),
    *(
        _set(
            f"includeIf {condition}",
            f'[includeIf "{condition}"]\n\tpath = ../settings\n',
            _STATUS,
            _file("settings", _FILTER + "\tclean = PROGRAM\n"),
        )
        for condition in ("onbranch:main", "gitdir:**")
    ),
    _set(
        "config.worktree",
        "[extensions]\n\tworktreeConfig = true\n[core]\n\trepositoryformatversion = 1\n",
        _STATUS,
        _in_git("config.worktree", _FILTER + "\tclean = PROGRAM\n"),
    ),
    _set("core.fsmonitor", "[core]\n\tfsmonitor = PROGRAM\n", _STATUS),
    Bait("hooks", _hooks_in_git, _STATUS),
    _set(
        "core.hooksPath",
        "[core]\n\thooksPath = OUTSIDE/hooks\n",
        sprung("update-ref", "refs/heads/x", "HEAD"),
        lambda site: site.hook(site.outside / "hooks"),
    ),
    _set(
        "core.hooksPath in the tree",
        "[core]\n\thooksPath = hooks\n",
        _STATUS,
        lambda site: (site.hook(site.repo.path / "hooks"), site.repo.commit()),
    ),
    _set("diff.external", "[diff]\n\texternal = PROGRAM\n", sprung("diff", "HEAD~1")),
    _set("diff.command", f'[diff "{DRIVER}"]\n\tcommand = PROGRAM\n', sprung("diff", "HEAD~1")),
    _set(
        "diff.textconv",
        f'[diff "{DRIVER}"]\n\ttextconv = PROGRAM\n\tcachetextconv = true\n',
        sprung("log", "-p"),
    ),
    _set("merge.driver", f'[merge "{DRIVER}"]\n\tname = x\n\tdriver = PROGRAM %A\n', sprung("merge", "side")),
    _set("core.pager", "[core]\n\tpager = PROGRAM\n", sprung("log", terminal=True)),
    _set(
        "pager.status",
        "[pager]\n\tstatus = PROGRAM\n\tls-files = PROGRAM\n\tls-tree = PROGRAM\n\tconfig = PROGRAM\n",
        sprung("status", terminal=True),
    ),
    _set(
        "core.editor",
        "[core]\n\teditor = PROGRAM\n[sequence]\n\teditor = PROGRAM\n",
        sprung("tag", "-a", "x"),
    ),
    _set(
        "core.askPass",
        "[core]\n\taskPass = PROGRAM\n",
        sprung("credential", "fill", said=b"protocol=https\nhost=x\n\n"),
    ),
    _set(
        "credential.helper",
        "[credential]\n\thelper = !PROGRAM\n",
        sprung("credential", "fill", said=b"protocol=https\nhost=x\n\n"),
    ),
    _set(
        "credential of a URL",
        '[credential "https://x"]\n\thelper = !PROGRAM\n',
        sprung("credential", "fill", said=b"protocol=https\nhost=x\n\n"),
    ),
    _set(
        "gpg.program",
        "[gpg]\n\tprogram = PROGRAM\n[log]\n\tshowSignature = true\n",
        sprung("log", "-1"),
        _signed,
    ),
    _set("alias", "[alias]\n\tmine = !PROGRAM\n\tstatus = !PROGRAM\n\tls-files = !PROGRAM\n", sprung("mine")),
    _set(
        "core.alternateRefsCommand",
        "[core]\n\talternateRefsCommand = PROGRAM\n",
        sprung("receive-pack", "."),
        _elsewhere,
        _in_git("objects/info/alternates", "OUTSIDE/other/.git/objects\n"),
    ),
    _set(
        "remote.uploadpack",
        '[remote "origin"]\n\turl = OUTSIDE/other\n\tuploadpack = PROGRAM\n',
        sprung("fetch"),
        _elsewhere,
    ),
    _set(
        "remote.receivepack",
        '[remote "origin"]\n\turl = OUTSIDE/other\n\treceivepack = PROGRAM\n',
        sprung("push", "origin", "main"),
        _elsewhere,
    ),
    _set(
        "remote.vcs",
        '[protocol "ext"]\n\tallow = always\n[remote "origin"]\n\tvcs = ext\n\turl = PROGRAM\n',
        sprung("ls-remote", "origin"),
    ),
    _set(
        "url.insteadOf",
        '[protocol "ext"]\n\tallow = always\n[url "ext::PROGRAM "]\n\tinsteadOf = https://\n'
        '[remote "origin"]\n\turl = https://x/y\n',
        sprung("ls-remote", "origin"),
    ),
    _set(
        "gitProxy",
        '[core]\n\tgitProxy = PROGRAM\n[remote "origin"]\n\turl = git://127.0.0.1/x\n',
        sprung("ls-remote", "origin"),
    ),
    _set(
        "sshCommand",
        '[core]\n\tsshCommand = PROGRAM\n[remote "origin"]\n\turl = ssh://127.0.0.1/x\n',
        sprung("ls-remote", "origin"),
    ),
    _promisor("ext", "\turl = ext::PROGRAM\n", '[protocol "ext"]\n\tallow = always\n'),
    _promisor("ssh", "\turl = ssh://127.0.0.1/x\n", "\tsshCommand = PROGRAM\n"),
    _promisor("uploadpack", "\turl = OUTSIDE/other\n\tuploadpack = PROGRAM\n", "", _elsewhere),
    *([_promisor("http", "", "", _listener)] if has_https() else []),
    _set(
        "extensions.partialClone",
        "[extensions]\n\tpartialClone = there\n[core]\n\trepositoryformatversion = 1\n"
        '[protocol "ext"]\n\tallow = always\n[remote "there"]\n\turl = ext::PROGRAM\n',
        _LOST,
        Site.lost,
    ),
    Bait("submodule.update", _submodule_updated, sprung("submodule", "update")),
    Bait("a submodule's own settings", _submodule_inside, _STATUS),
    Bait("a bare repository among files", _bare, sprung("-C", "sub", "status")),
    Bait("inside a bare repository among files", _bare_here, _STATUS),
    Bait(".git is a file", _moved(link=False), _STATUS),
    Bait(".git is a link", _moved(link=True), _STATUS),
    _set("core.worktree", "[core]\n\tworktree = OUTSIDE\n", _shows_the_outside),
)
