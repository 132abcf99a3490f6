"""Builds the page that checks in the browser: everything it needs, from one origin.

    python tools/build_check.py [FOLDER] [--with PACKAGE.whl]

FOLDER: build/site/check. Asks PyPI and npm for what `requirements.txt` and `package-lock.json` beside the
page pin by digest. PACKAGE.whl: this package, where it was built before.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "site" / "check"
PAGE = ("index.html", "style.css", "app.js", "worker.js", "page.py")
PYODIDE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "pyodide-lock.json")
STDLIB = "python_stdlib.zip"
_PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check")
_WHEELS = (
    *("download", "--quiet", "--no-deps", "--require-hashes", "--only-binary=:all:", "--python-version=3.14"),
    *("--implementation=cp", "--abi=cp314", "--abi=none", "--platform=manylinux2014_x86_64"),
    f"--requirement={SOURCE / 'requirements.txt'}",
)
#: What the standard library has for those who write programs, or talk to servers of mail.
_UNUSED = frozenset(
    {"_pyio.py", "doctest.py", "imaplib.py", "mailbox.py", "optparse.py", "pdb.py", "pickletools.py"}
    | {"pydoc.py", "pydoc_data", "smtplib.py", "statistics.py", "unittest", "wsgiref", "xmlrpc"}
)
#: A zip file has a date for each of its members.
_DAY = (1980, 1, 1, 0, 0, 0)


def main() -> int:
    """Build the page, and say how large it is."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "build" / "site" / "check")
    parser.add_argument("--with", dest="wheel", type=Path, metavar="PACKAGE.whl")
    options = parser.parse_args()
    build(options.folder, options.wheel)
    print(f"{options.folder}: {size_of(options.folder) / 1e6:.2f} MB compressed")
    return 0


def build(folder: Path, wheel: Path | None = None) -> None:
    """The whole page in a folder, which is made anew."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "pyodide").mkdir(parents=True)
    with tempfile.TemporaryDirectory() as work:
        wheels = Path(work, "wheels")
        if wheel is None:
            _run(*_PIP, "wheel", "--quiet", "--no-deps", f"--wheel-dir={wheels}", str(ROOT))
        _run(*_PIP, *_WHEELS, f"--dest={wheels}")
        found = [*([wheel] if wheel else []), *wheels.glob("*.whl")]
        _pack(folder / "packages.zip", (file for one in sorted(found) for file in _files(one)))
        for name in ("package.json", "package-lock.json"):
            shutil.copy(SOURCE / name, work)
        _run("npm", "ci", "--silent", "--ignore-scripts", "--omit=dev", f"--prefix={work}")
        core = Path(work, "node_modules", "pyodide")
        for name in PYODIDE:
            shutil.copy(core / name, folder / "pyodide")
        _pack(folder / "pyodide" / STDLIB, _files(core / STDLIB))
    for name in PAGE:
        shutil.copy(SOURCE / name, folder)
    page = (SOURCE / "index.html").read_text("utf-8")
    config = json.loads((SOURCE / "config.json").read_text("utf-8"))
    (folder / "config.js").write_text(f"export default {json.dumps(config)};\n", "utf-8")
    told = {"policy": _policy(config["hosts"].values()), "size": f"{size_of(folder) / 1e6:.0f}"}
    for name, value in told.items():
        page = page.replace(f"{{{name}}}", value)
    (folder / "index.html").write_text(page, "utf-8")


def size_of(folder: Path) -> int:
    """Bytes that a browser loads, where the host compresses what is not compressed yet."""
    return sum(_compressed(path) for path in folder.rglob("*") if path.is_file())


def _compressed(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix == ".zip" else len(gzip.compress(data, 6))


def _policy(hosts: Iterable[str]) -> str:
    """What the page may load and ask; a report in its frame has this policy besides its own."""
    style = (ROOT / "osaid_action" / "report" / "report.css").read_bytes()
    of_report = base64.b64encode(hashlib.sha256(style).digest()).decode()
    rules = {
        "default-src": "'none'",
        "script-src": "'self' 'wasm-unsafe-eval'",
        "style-src": f"'self' 'sha256-{of_report}'",
        "connect-src": " ".join(["'self'", *hosts]),
        "worker-src": "'self' blob:",
        "frame-src": "blob:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "osaid",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _files(packed: Path) -> Iterator[tuple[str, bytes]]:
    """What a wheel or the standard library holds, but for tests and what is made for another machine."""
    with zipfile.ZipFile(packed) as file:
        for name in file.namelist():
            top, base = name.partition("/")[0], name.rpartition("/")[2]
            foreign = base.endswith(".so") or base.startswith("prepared.")
            if base not in {"", "RECORD"} and not foreign and top not in _UNUSED and "/tests/" not in name:
                yield name, file.read(name)


def _pack(target: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """A zip file that is the same for the same files."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in files:
            file.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED, 9)


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


if __name__ == "__main__":
    sys.exit(main())
