"""Files are written whole or not at all, and nothing but a file is put in the place of anything."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from osaid_action.repository.writing import write_whole

posix = pytest.mark.skipif(sys.platform == "win32", reason="devices and pipes are those of POSIX")


@posix
def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write_whole(pipe, "all\n")
    reader.join(10)
    assert read == ["all\n"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


@posix
def test_a_device_stays_one() -> None:
    write_whole("/dev/null", "gone\n")
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)


@posix
@pytest.mark.skipif(not Path("/dev/stdout").is_symlink(), reason="needs /dev/stdout")
def test_standard_output_by_its_name_is_written_to(tmp_path: Path) -> None:
    script = "from osaid_action.repository.writing import write_whole; write_whole('/dev/stdout', 'all\\n')"
    with (tmp_path / "out").open("wb") as out:
        subprocess.run([sys.executable, "-c", script], stdout=out, check=True)
    assert (tmp_path / "out").read_text(encoding="utf-8") == "all\n"
    assert Path("/dev/stdout").is_symlink()


@posix
def test_a_link_that_a_stranger_left_is_replaced_and_not_followed(tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("mine\n", encoding="utf-8")
    for name, target in (("report.json", other), ("report.md", Path("/dev/null"))):
        link = tmp_path / name
        link.symlink_to(target)
        write_whole(link, "report\n")
        assert not link.is_symlink()
        assert link.read_text(encoding="utf-8") == "report\n"
    assert other.read_text(encoding="utf-8") == "mine\n"


def test_a_folder_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(OSError):
        write_whole(tmp_path / "folder", "report\n")
    assert [one.name for one in tmp_path.iterdir()] == ["folder"]
