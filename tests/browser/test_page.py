"""What the page runs in Pyodide, here in Python itself: with what the worker gives, good and bad."""

from __future__ import annotations

import importlib.util
import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from systems import ROOT, whole

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_SPEC = importlib.util.spec_from_file_location("page", ROOT / "site" / "check" / "page.py")
assert _SPEC and _SPEC.loader
page = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(page)

HOSTS = json.dumps({"api": "https://api.example", "raw": "https://raw.example", "hub": "https://hub.example"})
COMMIT, OID = "c0ffee" + "0" * 34, "a" * 40


def row(data: bytes, status: int = 200, **headers: str) -> Any:
    told = {"content-type": "application/json", **{k.replace("_", "-"): v for k, v in headers.items()}}
    given = SimpleNamespace(to_bytes=lambda: data)
    return SimpleNamespace(status=status, headers=json.dumps(told), data=given, why="")


def asked(answers: dict[str, Any]) -> Callable[[str], Any]:
    """What the worker gives: answers by how an address ends, else that nobody was reached."""

    def ask(wanted: str) -> list[Any]:
        nobody = SimpleNamespace(status=0, headers="{}", data=None, why="not reached")
        return [
            next((one for end, one in answers.items() if url.endswith(end)), nobody)
            for url, *_ in json.loads(wanted)
        ]

    return ask


def of_place(address: str, answers: dict[str, Any]) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(page.of_place(address, HOSTS, asked(answers)))
    return told


def listing(*rows: object, truncated: object = False) -> dict[str, Any]:
    value = json.dumps({"sha": COMMIT, "tree": list(rows), "truncated": truncated}).encode()
    return {"/commits/HEAD": row(COMMIT.encode()), "?recursive=1": row(value)}


def file(path: str, text: str) -> dict[str, Any]:
    return {"path": path, "mode": "100644", "type": "blob", "sha": OID, "size": len(text.encode())}


def test_a_folder_that_was_a_repository_says_how_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "train.py").write_text(whole()["train.py"])
    report = json.loads(json.loads(page.of_folder(str(tmp_path / "src"), True))["json"])
    assert report["target"]["name"] == "src"
    assert report["target"]["fallback"] == "read without git: files that git ignores count too"


def test_a_file_that_comes_shorter_than_it_is_listed_is_not_read() -> None:
    files = {"README.md": "# A model\n", "train.py": whole()["train.py"]}
    answers = listing(*(file(path, text) for path, text in files.items()))
    answers |= {"README.md": row(files["README.md"].encode()), "train.py": row(b"import torch\n")}
    told = of_place("github.com/acme/tiny", answers)
    assert told["unread"] == 1
    report = json.loads(told["json"])
    said = f"train.py: unreadable, 13 bytes, its listing says {len(files['train.py'])}"
    assert said in report["limits"]
    assert {item["id"]: item["status"] for item in report["items"]}["C2"] == "unknown"


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({}, "api.example: not reached"),
        ({"/commits/HEAD": row(b"<p>")}, "what it answers is no commit"),
        (listing({"path": "a", "type": "blob"}), "a row of its listing names no file"),
        (listing({**file("a", ""), "sha": "zz"}), "a row of its listing names no file"),
        ({**listing(), "?recursive=1": row(b'{"tree": null}')}, "the answer is no listing"),
        ({**listing(), "?recursive=1": row(b"{}", content_type="text/html")}, "expected JSON"),
    ],
)
def test_what_is_no_listing_is_refused(answers: dict[str, Any], words: str) -> None:
    told = of_place("https://github.com/acme/tiny", answers)
    assert words in told["refused"]
    assert set(told) == {"refused"}


def test_a_listing_that_does_not_say_that_it_is_whole_is_none() -> None:
    report = json.loads(of_place("github.com/acme/tiny", listing(truncated=None))["json"])
    assert "GitHub's listing was cut: the rest of the files was not looked at" in report["limits"]


def test_names_that_no_file_can_have_are_left_out_and_links_and_submodules_are_what_they_are() -> None:
    rows = [
        file("../out.py", ""),
        file(".git/config", ""),
        {**file("link", ""), "mode": "120000"},
        {"path": "libs/a", "mode": "160000", "type": "commit", "sha": COMMIT},
        {"path": "libs", "mode": "040000", "type": "tree", "sha": OID},
    ]
    report = json.loads(of_place("github.com/acme/tiny", listing(*rows))["json"])
    assert "2 names in the listing that no file can have, not looked at" in report["limits"]


def test_the_next_page_of_a_listing_is_one_of_the_hub() -> None:
    about = row(json.dumps({"id": "acme/tiny", "sha": COMMIT, "cardData": None}).encode())
    first = row(b"[]", link='<https://evil.example/more>; rel="next"')
    told = of_place("hf:acme/tiny", {"models/acme/tiny": about, "?recursive=true": first})
    assert "refused" not in told


@pytest.mark.parametrize(
    "address", ["gitlab.com/a/b", "file:///etc/passwd", "hf:spaces/a/b", "zenodo:1", " "]
)
def test_who_is_not_asked(address: str) -> None:
    assert "refused" in of_place(address, {})
