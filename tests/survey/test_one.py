"""A target and its line: what it says, when it is made anew, and what is wrong with a target."""

from __future__ import annotations

import json
import pickle
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from standins import Fault, Hub
from surveyed import DAY, line
from systems import whole

from osaid_action import schema
from osaid_action.flow import targets
from osaid_action.schema.holds import holds
from osaid_action.survey.line import stands, text
from osaid_action.survey.one import Asked, survey_one
from osaid_action.system import net

if TYPE_CHECKING:
    from gitrepo import Repo

    from osaid_action.survey.line import Line

ASKED = Asked(DAY, cached=False)
SCHEMA = schema.load("survey")
WAIVER = '\n[[waivers]]\nitem = "D2"\nreason = "talks"\nby = "Ada"\nuntil = {}\n'


def made(target: object, asked: Asked = ASKED) -> Line:
    """The line on a target, valid and complete."""
    found = survey_one(str(target), asked).line
    assert found is not None
    Draft202012Validator(SCHEMA).validate(found)
    assert holds(found, SCHEMA)
    if not found["error"]:
        assert found.keys() == SCHEMA["properties"].keys()
    return found


def with_waiver(repo: Repo, until: str) -> None:
    files = whole()
    repo.commit({**files, "osaid.toml": f"{files['osaid.toml']}{WAIVER.format(until)}"})


def test_a_line_says_what_the_report_says(repo: Repo) -> None:
    commit = repo.commit(whole())
    repo.git("remote", "add", "origin", "git@github.com:acme/glass.git")
    found = made(repo.path)
    assert (found["target"], found["commit"], found["checked"]) == (str(repo.path), commit, DAY)
    assert (found["url"], found["date"]) == ("https://github.com/acme/glass.git", "2024-01-01T00:00:00Z")
    assert (found["subject"], found["result"], found["error"]) == ("model", "complete", "")
    assert found["items"]["P1"] == "met" and found["terms"]["parameters"]["licenses"] == ["MIT"]
    assert len(text(found).encode()) < 3_000 and "\n" not in text(found)
    assert pickle.loads(pickle.dumps(survey_one)) is survey_one


def test_a_target_at_a_commit_whose_line_stands_has_none(repo: Repo) -> None:
    commit = repo.commit(whole())
    assert survey_one(str(repo.path), ASKED, commit).line is None
    assert survey_one(str(repo.path), ASKED, "0" * 40).line is not None
    repo.write("train.py", "changed\n")
    found = survey_one(str(repo.path), ASKED, commit).line
    assert found and found["dirty"] and not stands(found, DAY, None)


def test_a_repository_elsewhere_that_is_as_it_was_is_asked_for_its_commit_alone(
    repo: Repo, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = repo.commit(whole())

    def opened(*_: object, **__: object) -> None:
        raise AssertionError("it was opened")

    monkeypatch.setattr(targets, "open_target", opened)
    assert survey_one(repo.url, ASKED, commit) == (None, None)
    assert survey_one(f"{repo.url}", ASKED, "0" * 40).line["why"].startswith("could not go on")  # type: ignore[index]


def test_a_line_stands_until_something_else_would_be_said(repo: Repo) -> None:
    with_waiver(repo, "2026-12-24")
    found = made(repo.path)
    assert found["until"] == "2026-12-24" and found["waivers"][0]["item"] == "D2"
    assert stands(found, DAY, None) and stands(found, "2026-12-24", None)
    assert not stands(found, "2026-12-25", None)
    assert not stands(found, "2026-11-22", None)
    assert not stands(found, DAY, "strict")
    assert stands(made(repo.path, Asked(DAY, "strict", cached=False)), DAY, "strict")
    for other in (
        {"format": 0},
        {"rules": "x"},
        {"commit": ""},
        {"dirty": True},
        {"again": True},
        {"error": "time"},
    ):
        assert not stands({**found, **other}, DAY, None)
    # One that had ended is told as such, and ends nothing more.
    with_waiver(repo, "2026-11-01")
    assert stands(made(repo.path), "2027-11-23", None)


@pytest.mark.parametrize(
    ("target", "error", "why"),
    [
        ("nowhere/at/all", "usage", "nowhere/at/all"),
        ("github:", "usage", ""),
        ("hf:a/b/c/d", "usage", ""),
        ("ftp://example.org/x", "usage", ""),
        ("a\0b", "usage", ""),
        ("x" * 5_000, "unreadable", ""),
        ("file:///nowhere/x.git", "unreadable", "could not be fetched"),
        ("\udcff\udcfe", "usage", ""),
    ],
)
def test_a_bad_target_is_told_in_its_line(target: str, error: str, why: str) -> None:
    found = made(target)
    assert found["error"] == error and why in found["why"] and found["why"]
    json.loads(text(found).encode("utf-8"))


def test_a_password_is_in_no_line() -> None:
    found = made("https://ada:SECRET@127.0.0.1:1/acme/x.git?token=SECRET")
    assert found["error"] and "SECRET" not in text(found) and "127.0.0.1" in found["target"]


def test_a_manifest_with_faults_is_the_targets_own(repo: Repo) -> None:
    commit = repo.commit({"osaid.toml": "nonsense = ["})
    found = made(repo.path)
    assert (found["error"], found["commit"]) == ("usage", commit)


def test_what_nobody_foresaw_is_told_with_its_place(repo: Repo, monkeypatch: pytest.MonkeyPatch) -> None:
    repo.commit(whole())
    monkeypatch.setattr("osaid_action.flow.recall.examine", lambda *_, **__: {}["x"])
    found = made(repo.path)
    assert found["error"] == "crashed" and "KeyError" in found["why"]


def test_names_from_a_repository_are_fit_to_print(repo: Repo) -> None:
    repo.commit({**whole(), "osaid.toml": '[[data]]\nname = "a\\u202eb"\naccess = "public"\nwhere = "x"\n'})
    found = made(repo.path)
    assert "a\\u202eb" in found["why"] + "".join(found.get("data", {}).get("names", ()))
    assert "\u202e" not in text(found)


def test_a_server_that_says_to_wait_is_heard(hub: Hub) -> None:
    hub.faults.append(Fault("/api/models/acme/tiny", status=429, headers={"Retry-After": "61"}))
    found = survey_one("hf:acme/tiny", ASKED)
    assert found.wait == 61.0 and found.line and found.line["error"] == "unreadable"
    hub.faults.clear()
    found = survey_one("hf:acme/tiny", ASKED)
    assert found.wait is None and found.line and not found.line["error"] and not found.line["again"]
    assert survey_one("hf:acme/tiny", ASKED, found.line["commit"]).line is None
    # What its server did not give this time is asked for again.
    hub.faults.append(Fault("/resolve/.*/README.md", status=404))
    found = survey_one("hf:acme/tiny", ASKED)
    assert found.line and found.line["again"]


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ({"retry-after": "7"}, 7.0),
        ({"retry-after": "²"}, None),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "1000090"}, 90.0),
        ({"x-ratelimit-remaining": "0", "x-ratelimit-reset": "10"}, 0.0),
        ({"x-ratelimit-remaining": "9", "x-ratelimit-reset": "1000090"}, None),
        ({"ratelimit": '"api";r=0;t=123'}, 123.0),
        ({"ratelimit": '"api";r=12;t=123'}, None),
        ({}, None),
    ],
)
def test_servers_say_in_three_ways_how_long_to_wait(
    said: dict[str, str], wait: float | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(net.time, "time", lambda: 1_000_000.0)
    assert net.wait_of(said) == wait


def test_the_lines_of_these_tests_are_valid() -> None:
    whole_one: dict[str, Any] = line("github:acme/glass")
    Draft202012Validator(SCHEMA).validate(whole_one)
    assert whole_one.keys() == SCHEMA["properties"].keys()
