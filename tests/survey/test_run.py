"""A survey that is stopped and gone on with: each target once, a line where one is due, waits as asked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from surveyed import DAY, line
from systems import whole

from osaid_action.errors import UsageError
from osaid_action.schema import load
from osaid_action.schema.holds import checker, holds
from osaid_action.survey import run
from osaid_action.survey.line import failed, text
from osaid_action.survey.one import Asked
from osaid_action.survey.pool import Failed
from osaid_action.survey.run import known, last, lines, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from pathlib import Path

    from gitrepo import Repo

    from osaid_action.survey.line import Line

ASKED = Asked(DAY, cached=False)


def here(work: Callable[[Any], Any], tasks: Iterable[Any]) -> Generator[tuple[Any, Any]]:
    """An engine without workers."""
    for task in tasks:
        assert task is not None
        yield task, work(task)


def written(path: Path, *rows: Line, rest: str = "") -> Path:
    path.write_text("".join(f"{text(row)}\n" for row in rows) + rest, encoding="utf-8")
    return path


def test_what_is_there_has_no_second_line_until_it_changes(
    make_repo: Callable[..., Repo], tmp_path: Path
) -> None:
    repos = [make_repo(name) for name in ("a", "b")]
    for repo in repos:
        repo.commit(whole())
    targets = [str(repo) for repo in repos] + [str(tmp_path / "nothing")]
    path = tmp_path / "survey.jsonl"

    def surveyed(asked: Asked = ASKED) -> list[str]:
        before = path.read_text() if path.exists() else ""
        told: list[run.Counts] = []
        with path.open("a") as file:
            have = known(path, asked)
            counts = survey(targets, asked, file.write, engine=here, known=have, tell=told.append)
        assert told[-1] == counts and counts.done == len(targets) == len(told)
        new = [json.loads(row) for row in path.read_text().removeprefix(before).splitlines()]
        assert counts.unchanged == len(targets) - len(new)
        assert counts.failed == 1
        return [row["target"].rpartition("/")[2] for row in new]

    assert surveyed() == ["a", "b", "nothing"]
    # What could not be checked is tried each time.
    assert surveyed() == ["nothing"]
    repos[1].commit({"README.md": "# Other\n"})
    assert surveyed() == ["b", "nothing"]
    assert surveyed(ASKED._replace(policy="strict")) == ["a", "b", "nothing"]
    assert surveyed(ASKED._replace(policy="strict")) == ["nothing"]
    # A file that was made by other rules, all but one line of it.
    rows = [json.loads(row) for row in path.read_text().splitlines()]
    path.write_text("".join(f"{text({**row, 'rules': 'other'})}\n" for row in rows))
    assert surveyed() == ["a", "b", "nothing"]


@pytest.mark.parametrize("cut", range(1, 4))
def test_a_line_that_was_cut_is_made_again(tmp_path: Path, cut: int) -> None:
    one, two = line("a"), line("b")
    for rest in (text(two)[: len(text(two)) * cut // 4], text(two), "{", '{"format":1,"targ'):
        path = written(tmp_path / "survey.jsonl", one, rest=rest)
        assert list(lines(path)) == [one]
        run.whole(path)
        assert path.read_text() == f"{text(one)}\n"
    run.whole(written(path, one, two))
    assert list(lines(path)) == [one, two]


def test_a_file_of_another_kind_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.jsonl"
    for words in ("my notes", "my notes\nmore", '{"a": 1}\n', "x" * (1 << 17), '{"format":1,"target":3}\n'):
        path.write_text(words)
        with pytest.raises(UsageError):
            known(path, ASKED)
            run.whole(path)
        assert path.read_text() == words


@pytest.mark.parametrize(
    "other",
    [
        {"format": 2},
        {"target": 7},
        {"items": {"D1": "splendid"}},
        {"seconds": "1"},
        {"seconds": -1.0},
        {"waivers": [{}]},
        {"labels": {"g7": []}},
        {"unknown": 1},
        {"checked": "yesterday"},
    ],
)
def test_a_line_that_is_none_is_told_by_its_number(tmp_path: Path, other: dict[str, Any]) -> None:
    path = written(tmp_path / "survey.jsonl", line("a"), {**line("b"), **other}, line("c"))
    with pytest.raises(UsageError, match=r"survey.jsonl:2: not a line"):
        list(lines(path))


def test_a_line_that_is_too_long_ends_nothing_in_silence(tmp_path: Path) -> None:
    path = tmp_path / "survey.jsonl"
    path.write_text(f"{text(line('a'))}\n{text(line('b' * run.MOST_LINE))}\n{text(line('c'))}\n")
    with pytest.raises(UsageError, match=":2:"):
        list(lines(path))


def test_the_last_line_is_that_of_the_newest_day_wherever_it_stands() -> None:
    rows = [line("a"), line("a", checked="2026-11-01"), line("b"), line("b")]
    assert last(rows) == {"a": (DAY, 0), "b": (DAY, 3)}


def test_what_a_worker_could_not_do_is_a_line(tmp_path: Path) -> None:
    def engine(_: object, tasks: Iterable[Any]) -> Generator[tuple[Any, Any]]:
        for task in tasks:
            yield task, Failed("time", "not done within 5 seconds")

    rows: list[str] = []
    counts = survey(["a", "b"], ASKED, rows.append, engine=engine)
    assert (counts.done, counts.failed) == (2, 2)
    made = [json.loads(row) for row in rows]
    assert [(one["target"], one["error"], one["checked"]) for one in made] == [
        ("a", "time", DAY),
        ("b", "time", DAY),
    ]


class Keeper:
    """A host that says to wait: an engine, and the clock that both go by."""

    def __init__(self, *, free_at: float) -> None:
        self.now, self.free_at = 0.0, free_at
        self.asked: list[tuple[float, str]] = []

    def clock(self) -> float:
        return self.now

    def run(self, _: object, tasks: Iterable[Any]) -> Generator[tuple[Any, Any]]:
        for task in tasks:
            self.now += 1.0
            if task is None:
                continue
            target = task[0]
            self.asked.append((self.now, target))
            waits = target.startswith("hf:") and self.now < self.free_at
            yield task, [line(target, error="unreadable" if waits else ""), 50.0 if waits else None]


def test_who_says_to_wait_is_left_alone_meanwhile_and_the_others_are_done() -> None:
    keeper = Keeper(free_at=40.0)
    targets = ["hf:a/1", "hf:a/2", "github:a/1", "hf:a/3", "github:a/2"]
    rows: list[str] = []
    counts = survey(targets, ASKED, rows.append, engine=keeper.run, clock=keeper.clock)
    assert (counts.done, counts.failed) == (5, 0)
    made = [json.loads(row)["target"] for row in rows]
    assert made[:2] == ["github:a/1", "github:a/2"] and sorted(made) == sorted(targets)
    asked = [when for when, target in keeper.asked if target.startswith("hf:")]
    assert asked[0] == 1.0 and all(when > 50.0 for when in asked[1:]) and len(asked) == 4


def test_who_says_to_wait_again_and_again_is_given_up() -> None:
    keeper = Keeper(free_at=1e9)
    rows: list[str] = []
    counts = survey(["hf:a/1", "./b"], ASKED, rows.append, engine=keeper.run, clock=keeper.clock)
    assert (counts.done, counts.failed, len(rows)) == (2, 1, 2)
    assert len([1 for _, target in keeper.asked if target == "hf:a/1"]) == 4


def test_no_more_targets_wait_than_are_looked_through() -> None:
    keeper = Keeper(free_at=1e9)
    drawn = 0

    def many() -> Iterable[str]:
        nonlocal drawn
        for drawn in range(1, 100_000):
            yield f"hf:a/{drawn}"

    running = survey
    stop = 200

    class EnoughError(Exception):
        pass

    def tell(_: run.Counts) -> None:
        raise EnoughError

    def engine(work: object, tasks: Iterable[Any]) -> Generator[tuple[Any, Any]]:
        for number, (task, answer) in enumerate(keeper.run(work, tasks)):
            if number > stop:
                raise EnoughError
            yield task, answer

    with pytest.raises(EnoughError):
        running(many(), ASKED, [].append, engine=engine, tell=tell, clock=keeper.clock)
    assert drawn <= 2_000


@pytest.mark.parametrize(
    ("target", "keeper"),
    [
        ("hf:acme/tiny", "hf"),
        ("hf:datasets/acme/words", "hf"),
        ("github:acme/glass@v1", "github"),
        ("https://ada:x@example.org:8080/a.git", "example.org"),
        ("git+https://example.org/a.git", "example.org"),
        ("/work/a", ""),
        ("a/b", ""),
    ],
)
def test_targets_of_one_keeper(target: str, keeper: str) -> None:
    assert run._keeper(target) == keeper


def test_lines_are_checked_as_the_schema_has_it() -> None:
    schema = load("survey")
    is_line = checker(schema)
    odd: tuple[Any, ...] = (
        None,
        True,
        0,
        -1,
        1.5,
        "",
        "x",
        "complete",
        [],
        ["x"],
        [1],
        {},
        {"a": 1},
        {"a": "met"},
    )
    for whole_one in (line("a"), failed("a", "time", "late", checked=DAY)):
        assert is_line(whole_one) and holds(whole_one, schema)
        for name in schema["properties"]:
            without = {key: value for key, value in whole_one.items() if key != name}
            assert is_line(without) == holds(without, schema)
            for value in odd:
                other = {**whole_one, name: value}
                assert is_line(other) == holds(other, schema), (name, value)
    for value in odd:
        assert not is_line(value) and not holds(value, schema)
