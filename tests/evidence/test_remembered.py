"""What one document tells is worked out once: for the same bytes, and the same that is known around them."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from program import run

from osaid_action.evidence import probes
from osaid_action.evidence.data.told import reading
from osaid_action.repository.cache import Cache
from osaid_action.repository.target import open_tree
from osaid_action.terms import statements

if TYPE_CHECKING:
    from pathlib import Path

    from gitrepo import Repo

    from osaid_action.evidence.data.told.marks import Page

CARD = """---
license: mit
---
# Plover

A language model.

## Training data

Trained on 12 GB of news from [Corpus of Rivers](https://example.org/rivers), deduplicated.

## License

The weights are licensed under CC BY-NC 4.0. The code is under Apache-2.0.
"""
NOTES = "# Data\n\nWe trained on OpenWebText and on transcripts that we collected from radio.\n"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is worked out from now on, by question and path."""
    made: list[str] = []
    plain_told, plain_terms = reading._of, statements._sections

    def of_page(page: Page, most: int) -> object:
        made.append(f"told:{page.path}")
        return plain_told(page, most)

    def of_sections(path: str, *rest: Any) -> object:
        made.append(f"terms:{path}")
        return plain_terms(path, *rest)

    monkeypatch.setattr(reading, "_of", of_page)
    monkeypatch.setattr(statements, "_sections", of_sections)
    return made


def told(repo: Repo, cache: Cache | None) -> tuple[object, object, list[str]]:
    with open_tree(str(repo), revision="HEAD") as tree:
        survey = probes.survey(tree, cache=cache)
        account = survey.account
        return (account.lines, account.mentions), statements.read(survey), survey.limits


def test_only_the_document_that_changed_is_read_again(repo: Repo, tmp_path: Path, asked: list[str]) -> None:
    files = {"README.md": CARD, "DATA.md": NOTES, "train.py": "x = 1\n"}
    repo.commit(files)
    path = tmp_path / "kept" / "cache.sqlite"
    with Cache(path) as cache:
        first = told(repo, cache)
    assert asked == ["told:README.md", "told:DATA.md", "terms:README.md", "terms:DATA.md"]
    assert first[0] != ((), ()) and len(first[1]) == 3  # type: ignore[arg-type]
    asked.clear()
    repo.commit(files | {"train.py": "x = 2\n", "DATA.md": NOTES + "\nAnd on Wikipedia.\n"})
    with Cache(path) as cache:
        second = told(repo, cache)
    assert asked == ["told:DATA.md", "terms:DATA.md"]
    assert second == told(repo, None)


def test_what_is_known_around_a_document_is_a_part_of_the_question(
    repo: Repo, tmp_path: Path, asked: list[str]
) -> None:
    """The project's own name tells another's model from its own, and stands in the README alone."""
    repo.commit({"README.md": CARD, "DATA.md": NOTES})
    path = tmp_path / "kept" / "cache.sqlite"
    with Cache(path) as cache:
        told(repo, cache)
    asked.clear()
    repo.commit({"README.md": CARD.replace("Plover", "Radio"), "DATA.md": NOTES})
    with Cache(path) as cache:
        second = told(repo, cache)
    assert {"told:DATA.md", "terms:DATA.md"} <= set(asked)
    assert second == told(repo, None)


def test_without_an_object_of_git_nothing_is_kept(tmp_path: Path, asked: list[str]) -> None:
    (tmp_path / "README.md").write_text(CARD, encoding="utf-8")
    cache = Cache()
    for _ in range(2):
        with open_tree(str(tmp_path)) as tree:
            statements.read(probes.survey(tree, cache=cache))
    assert asked == ["terms:README.md"] * 2


def test_random_histories_are_told_as_without_a_cache(repo: Repo, tmp_path: Path) -> None:
    chance = random.Random(20)
    lines = [*CARD.splitlines(), *NOTES.splitlines(), "## Evaluation", "See COPYING.", "- `data/train.csv`"]
    path = tmp_path / "kept" / "cache.sqlite"
    for _ in range(12):
        repo.commit(
            {
                name: "\n".join(chance.sample(lines, chance.randint(3, len(lines)))) + "\n"
                for name in ("README.md", "DATA.md", "docs/card.md")
                if name == "README.md" or chance.random() < 0.8
            }
        )
        with Cache(path) as cache:
            assert told(repo, cache) == told(repo, None)


def test_every_process_asks_with_the_same_key(repo: Repo, tmp_path: Path) -> None:
    """Sets have another order in each."""
    repo.commit({"README.md": CARD, "DATA.md": NOTES})
    kept = []
    for seed in "123":
        repo.commit({"README.md": CARD, "DATA.md": NOTES, "train.py": f"x = {seed}\n"})
        run("check", str(repo), PYTHONHASHSEED=seed, XDG_CACHE_HOME=str(tmp_path))
        with closing(sqlite3.connect(tmp_path / "osaid" / "cache.sqlite")) as file:
            keys = {key for (key,) in file.execute("SELECT key FROM answers")}
        kept.append({key for key in keys if ":told:" in key or ":terms:" in key})
    assert len(kept[0]) == 4 and kept[0] == kept[1] == kept[2]
