"""Workers that are killed, that hang and that are left alone: nothing is lost, nothing is done twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import surveyed
from surveyed import is_gone, within
from systems import ROOT

from osaid_action.survey import pool

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")


def tasks(folder: Path, *what: str) -> list[dict[str, Any]]:
    return [{"folder": str(folder), "number": number, "what": one} for number, one in enumerate(what)]


def done(folder: Path, *what: str, jobs: int = 2, seconds: float = 60.0) -> dict[int, Any]:
    """The answers by task, each there once."""
    answers = list(pool.run(surveyed.work, tasks(folder, *what), jobs=jobs, seconds=seconds))
    found = {task["number"]: answer for task, answer in answers}
    assert len(found) == len(answers) == len(what)
    return found


def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_does_nothing_twice(tmp_path: Path) -> None:
    answers = done(tmp_path, *["", "dies once", ""] * 3)
    assert all(answer["number"] == number for number, answer in answers.items())
    began = Counter({path.stem: len(path.read_text()) for path in tmp_path.glob("*.began")})
    assert began == {str(number): 1 + (number % 3 == 1) for number in range(9)}
    assert all(is_gone(answer["process"]) for answer in answers.values())


def test_one_that_is_killed_each_time_is_told_and_the_others_are_done(tmp_path: Path) -> None:
    answers = done(tmp_path, "", "dies", "")
    assert answers[1] == pool.Failed("crashed", "its process ended with -9, 2 times")
    assert [answers[number]["number"] for number in (0, 2)] == [0, 2]
    assert (tmp_path / "1.began").read_text() == "xx"


def test_one_that_hangs_is_ended_and_not_tried_again(tmp_path: Path) -> None:
    answers = done(tmp_path, "", "hangs", "", seconds=3.0)
    assert answers[1] == pool.Failed("time", "not done within 3 seconds")
    assert (tmp_path / "1.began").read_text() == "x" and answers[0] and answers[2]


def test_what_a_killed_worker_leaves_goes_with_it(tmp_path: Path) -> None:
    answers = done(tmp_path, "leaves", jobs=1)
    assert isinstance(answers[0], pool.Failed)
    folder, process = (tmp_path / "left").read_text().split()
    assert not Path(folder).exists() and not Path(folder).parent.exists()
    assert is_gone(int(process))


def test_who_stops_listening_ends_the_workers(tmp_path: Path) -> None:
    running = pool.run(surveyed.work, tasks(tmp_path, "", "hangs", ""), jobs=2, seconds=60.0)
    _, answer = next(running)
    assert within(20, (tmp_path / "1.began").exists)
    running.close()
    assert is_gone(answer["process"])
    assert not _workers_of(os.getpid())


def test_where_there_is_no_task_just_now_it_asks_again(tmp_path: Path) -> None:
    def slowly() -> Iterator[dict[str, Any] | None]:
        for task in tasks(tmp_path, "", ""):
            yield None
            yield task
        yield None

    found = [task["number"] for task, _ in pool.run(surveyed.work, slowly(), jobs=2, seconds=60.0)]
    assert found == [0, 1]
    assert list(pool.run(surveyed.work, [], jobs=2, seconds=60.0)) == []


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_a_survey_that_is_ended_leaves_no_worker_and_no_folder(tmp_path: Path, how: int) -> None:
    (tmp_path / "temporary").mkdir()
    script = (
        "import signal, sys, surveyed\nfrom osaid_action.survey import pool\n"
        "signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))\n"
        f"tasks = [{{'folder': {str(tmp_path)!r}, 'number': n, 'what': ''}} for n in range(100000)]\n"
        "if __name__ == '__main__':\n"
        "    for _, answer in pool.run(surveyed.work, tasks, jobs=2, seconds=60.0):\n"
        "        print(answer['process'], flush=True)\n"
    )
    (tmp_path / "script.py").write_text(script)
    path = os.pathsep.join((str(ROOT), str(ROOT / "tests" / "support")))
    env = {**os.environ, "PYTHONPATH": path, "TMPDIR": str(tmp_path / "temporary")}
    with subprocess.Popen(
        [sys.executable, str(tmp_path / "script.py")], env=env, stdout=subprocess.PIPE
    ) as one:
        assert one.stdout
        process = int(one.stdout.readline())
        one.send_signal(how)
        one.stdout.read()
    assert is_gone(process)
    assert within(5, lambda: not list((tmp_path / "temporary").iterdir()))


def _workers_of(process: int) -> list[str]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    told = {child: Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return [child for child, words in told.items() if b"spawn_main" in words]
