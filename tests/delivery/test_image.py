"""The container image, run: exit codes, a read-only mount of another user, no network.

OSAID_IMAGE is the command that runs the image on a folder, with {folder} in its place; `.ci/image` builds
the image and sets it. With Docker:

    OSAID_IMAGE='docker run --rm --network none -v {folder}:/repository:ro osaid' \\
        pytest tests/delivery/test_image.py
"""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from gitrepo import Repo

COMMAND = os.environ.get("OSAID_IMAGE", "")
ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.e2e,
    pytest.mark.skipif("{folder}" not in COMMAND, reason="OSAID_IMAGE names no image: see .ci/image"),
]


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [part.replace("{folder}", str(folder)) for part in shlex.split(COMMAND)]
    return subprocess.run(
        [*command, *arguments], capture_output=True, text=True, encoding="utf-8", check=False
    )


@pytest.fixture
def system(repo: Repo) -> Path:
    """The complete example as the only commit of a repository."""
    for path in (ROOT / "examples" / "complete").rglob("*"):
        if path.is_file():
            repo.write(path.relative_to(ROOT / "examples" / "complete").as_posix(), path.read_bytes())
    repo.commit()
    return repo.path


def test_checks_a_repository_of_another_user_that_it_cannot_write(system: Path) -> None:
    if os.geteuid() == 0:
        for path in [system, *system.rglob("*")]:
            os.chown(path, 12345, 12345)
    done = run(system)
    assert done.returncode == 0, done.stderr
    assert "Looking-Glass 1.0 at " in done.stdout
    assert not done.stderr


def test_exit_codes(system: Path) -> None:
    (system / "train.py").unlink()
    assert run(system, "check").returncode == 1
    assert run(system, "check", "--rev", "HEAD").returncode == 0
    assert run(system, "check", "--no-such-option").returncode == 2
    assert run(system, "check", "nowhere").returncode == 2
    assert run(system, "--version").stdout.startswith("osaid ")
