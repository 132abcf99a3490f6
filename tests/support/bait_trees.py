"""Baits in trees: links that lead out, files without an end, names and words that act where they stand."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from bait import SECRET, Bait, Site, run
from systems import MIT, TRAIN

if TYPE_CHECKING:
    from collections.abc import Callable

#: Names of files that do harm where they are printed as they are.
NAMES = {
    "newline": "a\n::error::pwned\n.py",
    "command": "::error::pwned.py",
    "old command": "##[error]pwned.py",
    "carriage return": "a\r::set-output name=passed::true\r.py",
    "escape": "\033[2J\033]0;pwned\007.py",
    "C1": "\u009b31m.py",
    "right to left": "\u202eyp.exe.py",
    "CDATA": "]]>.py",
    "backtick": "`x` | ```.py",
    "HTML": "<img src=x onerror=alert(1)>.py",
    "percent": "%0A::error::pwned.py",
    "option": "--upload-pack=x.py",
    "tags": "a\U000e0041\u00ad\u3164.py",
}
#: Words that do harm where they are printed as they are.
WORDS = "x\033[31m\n::error::pwned\n\u202egnp ##[error]pwned \u009b31m \x07\x08"
_COMMENT = "::error::pwned \u202egnp ##[error]pwned"
_LINKED = ("LICENSE", "README.md", "DATA.md", "train.py", "osaid.toml")


def _link(*pairs: tuple[str, str], commit: bool = True) -> Callable[[Site], object]:
    """Links in the tree, by name and target."""

    def lay(site: Site) -> None:
        for name, target in pairs:
            path = site.repo.path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.unlink(missing_ok=True)
            path.symlink_to(site.filled(target))
        if commit:
            site.repo.commit()

    return lay


def _read(name: str, word: str = SECRET) -> Callable[[Site], bool]:
    """The proof that who opens a file gets words from outside."""
    return lambda site: word.encode() in (site.repo.path / name).read_bytes()


def _endless(name: str) -> Callable[[Site], bool]:
    """The proof that reading a file never comes to an end."""

    def proof(site: Site) -> bool:
        try:
            subprocess.run(
                ["cat", site.repo.path / name], stdout=subprocess.DEVNULL, timeout=0.3, check=False
            )
        except subprocess.TimeoutExpired:
            return True
        return False

    return proof


def _fifo(*names: str) -> Callable[[Site], object]:
    def lay(site: Site) -> None:
        for name in names:
            path = site.repo.path / name
            path.unlink(missing_ok=True)
            os.mkfifo(path)

    return lay


def _plain(lay: Callable[[Site], object]) -> Callable[[Site], object]:
    """The same without git."""

    def without(site: Site) -> None:
        lay(site)
        shutil.rmtree(site.repo.path / ".git")

    return without


def _raw(*parts: str) -> Callable[[Site], bool]:
    """The proof that git prints a name or words as they are."""
    return lambda site: all(
        os.fsencode(part) in run(site, "git", *("-c", "core.quotePath=false", "show", "--raw", "-z")).stdout
        for part in parts
    )


def _name(name: str) -> Callable[[Site], object]:
    folder = f"weights {name}"
    return lambda site: site.repo.commit(
        {name: TRAIN, f"LICENSE-{name}": "All rights reserved.\n", f"{folder}/README.md": "# A model\n"}
    )


def _bytes(site: Site) -> None:
    path = Path(os.fsdecode(os.fsencode(site.repo.path) + b"/\xff\xfe\x9b.py"))
    path.write_text(TRAIN, encoding="utf-8")
    site.repo.commit()


def _deep(count: int) -> Callable[[Site], object]:
    def lay(site: Site) -> None:
        here = os.open(site.repo.path, os.O_RDONLY)
        back = Path.cwd()
        for number in range(count):
            os.mkdir(f"{number % 10}", dir_fd=here)
            inner = os.open(f"{number % 10}", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = inner
        os.fchdir(here)
        Path("train.py").write_text(TRAIN, encoding="utf-8")
        os.chdir(back)
        os.close(here)
        site.repo.commit()

    return lay


def _recursion(site: Site) -> bool:
    def walk(folder: Path) -> None:
        for path in folder.iterdir():
            if path.is_dir() and path.name != ".git":
                walk(path)

    try:
        walk(site.repo.path)
    except RecursionError:
        return True
    return False


def _loop(site: Site) -> bool:
    try:
        (site.repo.path / "README.md").read_bytes()
    except OSError:
        return True
    return False


def _words(**files: str) -> Bait:
    name, text = next(iter(files.items()))
    path = name.replace("_", ".")

    def lay(site: Site) -> None:
        site.repo.commit({path: text})

    return Bait(f"words in {path}", lay, _raw_words(path))


def _commented(site: Site) -> None:
    """A manifest in order, with comments that are not."""
    site.repo.commit({"osaid.toml": f"# {_COMMENT}\n[components]\nweights = [] # {_COMMENT}\n"})


def _raw_words(path: str) -> Callable[[Site], bool]:
    return lambda site: b"::error::pwned" in run(site, "git", "show", f"HEAD:{path}").stdout


def _quoted(text: str) -> str:
    """As a string of TOML and of JSON."""
    return '"' + "".join(f"\\u{ord(c):04x}" if ord(c) < 32 or c in '"\\' else c for c in text) + '"'


def _reference(site: Site) -> None:
    """A remote and a branch that say something, and a password in a URL."""
    site.configure(
        f'[remote "origin"]\n\turl = "https://user:{SECRET}@127.0.0.1:1/\\u202e\033[31m/::error::pwned"\n'.replace(
            "\\u202e", "\u202e"
        )
    )
    site.repo.git("switch", "--quiet", "--create", "\u202e%0Apwned")


def _password(site: Site) -> bool:
    return SECRET.encode() in run(site, "git", "remote", "--verbose").stdout


TREES = (
    *(Bait(f"link: {name}", _link((name, f"OUTSIDE/{name}")), _read(name)) for name in _LINKED),
    Bait("link: relative", _link(*((name, f"../outside/{name}") for name in _LINKED)), _read("train.py")),
    Bait(
        "link: chain", _link(("b", "OUTSIDE/README.md"), ("a", "b"), ("README.md", "a")), _read("README.md")
    ),
    Bait("link: folder", _link(("data", "OUTSIDE"), (".github", "OUTSIDE")), _read("data/train.py")),
    Bait(
        "link: for git",
        _link((".gitmodules", "OUTSIDE/README.md"), (".gitattributes", "OUTSIDE/README.md"), commit=False),
        _read(".gitmodules"),
    ),
    Bait(
        "link: every name",
        _plain(_link(*((name, f"OUTSIDE/{name}") for name in _LINKED), ("data", "OUTSIDE"))),
        _read("LICENSE"),
    ),
    Bait("link: loop", _link(("README.md", "LICENSE"), ("LICENSE", "README.md"), ("d", ".")), _loop),
    Bait("link: /dev/zero", _link(*((name, "/dev/zero") for name in _LINKED)), _endless("LICENSE")),
    Bait("link: /proc", _link(*((name, "/proc/self/environ") for name in _LINKED)), _read("LICENSE", "=")),
    Bait("named pipes", _fifo("README.md", "train.py", "LICENSE"), _endless("README.md")),
    Bait("named pipes without git", _plain(_fifo("README.md", "train.py", "LICENSE")), _endless("LICENSE")),
    Bait("deep folders", _deep(1000), _recursion),
    *(Bait(f"name: {kind}", _name(name), _raw(name)) for kind, name in NAMES.items()),
    Bait("name: bytes", _bytes, _raw(os.fsdecode(b"\xff\xfe\x9b.py"))),
    _words(
        README_md=f"---\nlicense: {_quoted(WORDS)}\ndatasets: [{_quoted(WORDS)}]\n---\n# A model\n\n{WORDS}\n"
    ),
    _words(
        DATA_md=f"# Training data\n\nThe model was trained on the {WORDS} corpus, collected from {WORDS}.\n"
    ),
    _words(
        train_py=TRAIN.replace(
            "loss.backward()", f"loss.backward()  # {WORDS[:5]} ::error::pwned {WORDS[-9:]}"
        )
    ),
    _words(LICENSE=f"{MIT}\nExcept for {WORDS}, non-commercial use only.\n"),
    _words(config_json=f'{{"model_type": {_quoted(WORDS)}, "::error::pwned": {_quoted(WORDS)}}}'),
    _words(
        osaid_toml="# ::error::pwned\n[components]\n"
        f"training-code = [{_quoted(WORDS)}]\n{_quoted(WORDS)} = 1\n"
    ),
    Bait("words in comments", _commented, _raw_words("osaid.toml")),
    Bait("words of the remote and the branch", _reference, _password),
)
