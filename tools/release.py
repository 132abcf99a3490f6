"""Makes the change that a release is: the version wherever it is named, and the changelog under its number.

    python tools/release.py 0.3.0            # change the files
    python tools/release.py --notes 0.3.0    # print what the changelog says of a release

The rest is in CONTRIBUTING.md: commit, tag, push.
"""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_VERSION = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*)){2}")
_UNRELEASED = "## [Unreleased]\n"


def main(arguments: list[str] | None = None, root: Path = ROOT) -> int:
    """Change the files, or print notes; 1 with the reason when that can't be done."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("version")
    parser.add_argument("--notes", action="store_true", help="print the release's part of the changelog")
    options = parser.parse_args(arguments)
    try:
        if options.notes:
            print(notes(_text(root / "CHANGELOG.md"), options.version))
        else:
            for path, text in changes(root, options.version, datetime.date.today()).items():
                path.write_text(text, encoding="utf-8", newline="\n")
                print(f"changed: {path.relative_to(root).as_posix()}")
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def changes(root: Path, version: str, day: datetime.date) -> dict[Path, str]:
    """What each file that changes will hold. ValueError when the version or the changelog is not fit."""
    if not _VERSION.fullmatch(version):
        raise ValueError(f"{version!r} is no version: three numbers, as in 1.2.3")
    changelog = _text(root / "CHANGELOG.md")
    if f"## [{version}]" in changelog:
        raise ValueError(f"CHANGELOG.md has a section for {version} already")
    if not _section(changelog, _UNRELEASED).strip():
        raise ValueError("CHANGELOG.md has nothing under [Unreleased]")
    named = root / "osaid_action" / "version.py"
    found = re.search(r'__version__ = "([^"]+)"', _text(named))
    if not found:
        raise ValueError(f"{named}: no line with __version__")
    old = found[1]
    made = {
        named: _text(named).replace(f'"{old}"', f'"{version}"'),
        root / "CHANGELOG.md": changelog.replace(
            _UNRELEASED, f"{_UNRELEASED}\n## [{version}] - {day.isoformat()}\n", 1
        ),
    }
    pinned = re.compile(rf"(osaid(?:\[\w+\])?==|\bosaid ){re.escape(old)}(?![\w.])")
    for path in [*(root / "docs").rglob("*.md"), *(root / "examples").rglob("*.yml"), root / "README.md"]:
        if (new := pinned.sub(rf"\g<1>{version}", text := _text(path))) != text:
            made[path] = new
    return {path: text for path, text in made.items() if text != _text(path)}


def notes(changelog: str, version: str) -> str:
    """What the changelog says of a version. ValueError when it says nothing."""
    found = re.search(rf"^## \[{re.escape(version)}\] - \d{{4}}-\d\d-\d\d\n", changelog, re.MULTILINE)
    text = _section(changelog, found[0]).strip() if found else ""
    if not text:
        raise ValueError(f"CHANGELOG.md says nothing of {version}")
    return text


def _section(changelog: str, heading: str) -> str:
    return changelog.partition(heading)[2].partition("\n## [")[0]


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
