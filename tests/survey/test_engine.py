"""The same work on Dask: workers that are killed and that hang, and the same lines as from the pool."""

from __future__ import annotations

import logging
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import surveyed
from surveyed import DAY, is_gone
from systems import whole

from osaid_action.errors import TreeError
from osaid_action.survey import engine, pool
from osaid_action.survey.one import Asked
from osaid_action.survey.run import survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from gitrepo import Repo

pytest.importorskip("distributed")
pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc"),
    pytest.mark.filterwarnings("ignore::Warning"),
]


@pytest.fixture(autouse=True)
def _quiet(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    # Its workers import what the tests share.
    monkeypatch.setenv("PYTHONPATH", ":".join(sys.path))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    level = logging.getLogger("distributed").level
    yield
    logging.getLogger("distributed").setLevel(level)


def test_a_worker_that_is_killed_in_the_middle_loses_nothing_and_tells_nothing_twice(tmp_path: Path) -> None:
    what = ["", "dies once", "", "leaves", "", "hangs", "", ""]
    tasks = [{"folder": str(tmp_path), "number": number, "what": one} for number, one in enumerate(what)]
    answers = list(engine.dask(surveyed.work, tasks, address="", jobs=2, seconds=15.0))
    assert sorted(task["number"] for task, _ in answers) == list(range(len(what)))
    found = {task["number"]: answer for task, answer in answers}
    assert isinstance(found[3], pool.Failed) and found[3].kind == "crashed"
    assert found[5] == pool.Failed("time", "not done within 15 seconds")
    assert all(found[number]["number"] == number for number in (0, 1, 2, 4, 6, 7))
    began = Counter({path.stem: len(path.read_text()) for path in tmp_path.glob("*.began")})
    # Dask may do again what was done where a worker goes with it; it is told once.
    assert began["1"] >= 2
    # Nothing that a worker had started or kept is left.
    folder, process = (tmp_path / "left").read_text().split()
    assert is_gone(int(process)) and not Path(folder).exists()
    assert not list((tmp_path / "temporary").iterdir())
    assert all(is_gone(found[number]["process"]) for number in (0, 7))


def test_its_lines_are_those_of_the_pool(make_repo: Callable[..., Repo], tmp_path: Path) -> None:
    targets = [str(tmp_path / "nowhere")]
    for name in ("one", "two", "three"):
        repo = make_repo(name)
        repo.commit({**whole(), "name.txt": name})
        targets.append(str(repo))

    def lines(run: Callable[..., Any]) -> list[str]:
        rows: list[str] = []
        survey(targets, Asked(DAY, cached=False), rows.append, engine=run)
        return sorted(row.partition('"seconds":')[0] + row.partition(',"name"')[2] for row in rows)

    by_dask = lines(lambda work, tasks: engine.dask(work, tasks, address="", jobs=2, seconds=60.0))
    by_pool = lines(lambda work, tasks: pool.run(work, tasks, jobs=2, seconds=60.0))
    assert by_dask == by_pool and len(by_pool) == 4


def test_a_scheduler_that_is_not_there_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "_PATIENCE", 1.0)
    with pytest.raises(TreeError, match="no Dask scheduler answers at tcp"):
        next(engine.dask(surveyed.work, [], address="tcp://127.0.0.1:9", jobs=1, seconds=1.0))
