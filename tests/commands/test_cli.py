"""The command line as a user meets it: what all subcommands have in common."""

from __future__ import annotations

import subprocess
import sys

import pytest
from gitrepo import Repo
from program import run
from systems import ROOT

from osaid_action import __version__, definition
from osaid_action.commands import COMMANDS, main, parser
from osaid_action.schema import load

COMPLETE = ROOT / "examples" / "complete"


def test_version() -> None:
    done = run("--version")
    assert (done.returncode, done.stdout) == (0, f"osaid {__version__}\n")


def test_a_wrong_option_is_said_without_the_list_of_all() -> None:
    done = run("check", "--fail-on", "nothing")
    assert done.returncode == 2 and not done.stdout
    said, where = done.stderr.splitlines()
    assert said.startswith("osaid check: argument --fail-on: nothing is called 'nothing'; known: never,")
    assert where == "See: osaid check --help"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("check", "no/such/folder"), 2, "no such folder"),
        (("check", ".", "--rev", "no-such-rev"), 2, "no-such-rev"),
        (("check", ".", "--base", "no-such-rev"), 2, "no-such-rev"),
        (("check", "github:owner"), 2, "expected github:owner/name@rev#path"),
        (("check", "s3://bucket/key"), 2, "can be declared, not verified"),
        (("check", "hf:ada/x#part"), 2, "leave out what is behind #"),
        (("check", "github:ada/x@v1", "--rev", "v2"), 2, "leave out --rev"),
        (("check", "hf:ada/x", "--offline"), 2, "--offline"),
        (("check", "hf:ada/x", "--staged"), 2, "local repository"),
        (("declare",), 2, "name a component"),
        (("declare", "weights", "--add", "a.txt", "--what"), 2, "unrecognized arguments"),
        (("lock", ".", "--check", "more"), 2, "unrecognized arguments"),
        (("init", "one", "two"), 2, "expected one folder"),
        (("check", "github:ada/x", "--offline"), 2, "--offline"),
        (("check", "--fail-on", "maybe"), 2, "maybe"),
        (("check", ".", "--staged", "--rev", "HEAD"), 2, "not allowed"),
        (("check", "file:///no/such/repository"), 3, "could not be fetched"),
        (("check", str(COMPLETE), "--output", "no/such/folder/report.json"), 2, "no/such/folder"),
        (("explain", "C22"), 2, "did you mean C2"),
        (("license", "no-such-file"), 2, "no-such-file"),
        (("license",), 2, "--list"),
        (("chek",), 2, "did you mean check?"),
        (("declare", "trainig-code", "a.txt"), 2, "did you mean training-code"),
        (("check", "--format", "markdwon"), 2, "did you mean markdown?"),
        (("check", "--output", "markdwon:out.md"), 2, "did you mean markdown?"),
        (("explain", "C9"), 2, "did you mean C"),
        (("explain", "whatever-else"), 2, "osaid explain alone lists"),
    ],
)
def test_wrong_use_is_one_clear_line(repo: Repo, arguments: tuple[str, ...], code: int, words: str) -> None:
    repo.commit({"a.txt": "a"})
    done = run(*arguments, cwd=repo.path)
    assert done.returncode == code, done.stderr
    assert words in done.stderr
    assert "Traceback" not in done.stderr
    assert not done.stdout


def test_nothing_asked_for_is_help() -> None:
    done = run()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == run("--help").stdout


@pytest.mark.parametrize(
    ("variables", "colored"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"CLICOLOR_FORCE": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_color_where_it_is_asked_for(variables: dict[str, str], colored: bool) -> None:
    plain = dict.fromkeys(("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"), "")
    done = run("check", str(COMPLETE), **{**plain, **variables})
    assert ("\033[" in done.stdout) == colored


def test_the_closed_pipe_of_a_reader_is_no_error() -> None:
    command = f"{sys.executable} -m osaid_action check {COMPLETE} --format json | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command], capture_output=True, text=True, cwd=ROOT / "tests", check=False
    )
    assert done.stdout == "{\n"
    assert "Traceback" not in done.stderr


def test_the_schema_agrees_with_the_words_of_the_code() -> None:
    from osaid_action import model

    schema = load("report")
    defs, properties = schema["$defs"], schema["properties"]
    assert tuple(defs["component"]["properties"]["id"]["enum"]) == model.COMPONENTS
    assert tuple(defs["component"]["properties"]["here"]["enum"]) == model.HERE
    assert tuple(defs["item"]["properties"]["status"]["enum"]) == model.STATUSES
    assert tuple(defs["license"]["properties"]["verdict"]["enum"]) == model.VERDICTS
    assert tuple(properties["result"]["enum"]) == model.RESULTS
    assert tuple(properties["subject"]["enum"]) == model.SUBJECTS
    known = definition.load()
    assert tuple(defs["item"]["properties"]["id"]["enum"]) == tuple(item.id for item in known.items)
    assert set(known.components) == set(model.COMPONENTS)
    assert set(known.results) == set(model.RESULTS)
    assert set(known.statuses) == set(model.STATUSES)
    assert set(known.verdicts) == set(model.VERDICTS)
    waivable = load("manifest")["$defs"]["waiver"]["properties"]["item"]["enum"]
    assert set(waivable) == {item.id for item in known.items}


def test_every_exit_code_is_documented_in_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--help"])
    text = capsys.readouterr().out
    for words in ("0 gate met", "1 gate not met", "2 usage", "3 could not check"):
        assert words in " ".join(text.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_a_subcommand_alone_has_the_help_that_it_has_among_all(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = []
    for top in (parser(), parser(name)):
        with pytest.raises(SystemExit):
            top.parse_args([name, "--help"])
        said.append(capsys.readouterr().out)
    assert said[0] == said[1]
