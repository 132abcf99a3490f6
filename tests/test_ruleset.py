"""The number of the rules changes with whatever decides, and with nothing else."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from osaid_action import definition, ruleset

PACKAGE = Path(definition.__file__).parent
#: What decides. The package keeps no such list, only one of what does not.
DECIDING = {
    *("addresses", "evidence", "flow", "judgment", "licenses", "manifest", "model", "repository"),
    *("schema", "system", "terms", "definition.py", "definition.toml", "patterns.py", "yardsticks"),
}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A copy of the package that may be changed."""
    return shutil.copytree(PACKAGE, tmp_path / "osaid_action", ignore=shutil.ignore_patterns("prepared.*"))


def digest_of_program(package: Path) -> str:
    """What a program says that runs from there."""
    code = "from osaid_action import ruleset; print(ruleset.digest(), end='')"
    done = subprocess.run(
        [sys.executable, "-B", "-c", code], cwd=package.parent, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_it_is_the_same_for_the_same_rules(package: Path) -> None:
    assert re.fullmatch("[0-9a-f]{10}", ruleset.digest())
    assert ruleset.of(package) == ruleset.digest() == digest_of_program(package)


def test_what_decides_is_there() -> None:
    names = {path.name for path in PACKAGE.iterdir()}
    assert names > DECIDING
    assert names >= ruleset.APART
    assert not DECIDING & ruleset.APART


def test_every_byte_of_what_decides_counts(package: Path) -> None:
    files = [
        path
        for path in package.rglob("*")
        if path.relative_to(package).parts[0] in DECIDING and path.is_file() and path.suffix != ".pyc"
    ]
    assert len(files) > 150
    known = {ruleset.digest()}
    for path in files:
        contents = path.read_bytes()
        path.write_bytes(contents[:-1] + bytes([contents[-1] ^ 1]) if contents else b"#")
        known.add(ruleset.of(package))
        path.write_bytes(contents)
    assert len(known) == len(files) + 1


@pytest.mark.parametrize("name", ["evidence/new.py", "licenses/new.bin", "new_room/rules.csv", "new.py"])
def test_a_new_file_counts_unasked(package: Path, name: str) -> None:
    (package / name).parent.mkdir(exist_ok=True)
    (package / name).write_bytes(b"")
    added = ruleset.of(package)
    (package / name).rename(package / "evidence" / "renamed.py")
    assert len({ruleset.digest(), added, ruleset.of(package)}) == 3
    assert digest_of_program(package) == ruleset.of(package)


@pytest.mark.parametrize(
    "name",
    [
        *("report/new.py", "commands/check.py", "github/data/new.toml", "hooks/judged.py", "version.py"),
        *("prepared.cpython-27", "evidence/__pycache__/words.pyc", "evidence/.words.toml.swp"),
    ],
)
def test_what_decides_nothing_does_not_count(package: Path, name: str) -> None:
    path = package / name
    path.parent.mkdir(exist_ok=True)
    with path.open("ab") as file:
        file.write(b"\nMORE = 1\n")
    assert ruleset.of(package) == ruleset.digest()


def test_a_checkout_on_windows_has_the_same(package: Path) -> None:
    for path in package.rglob("*"):
        if path.suffix in {".py", ".toml", ".json"}:
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert ruleset.of(package) == ruleset.digest()


def test_what_a_build_has_stored_is_taken(package: Path) -> None:
    (package / ruleset.STORED.name).write_text("0123456789")
    assert digest_of_program(package) == "0123456789"
    assert ruleset.of(package) == ruleset.digest()
