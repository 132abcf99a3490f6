"""What the page runs in Pyodide: what was given to it is checked, and told in each form that is shown or saved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from osaid_action.errors import TreeError
from osaid_action.flow.clock import today
from osaid_action.flow.examine import examine
from osaid_action.report import html, markdown
from osaid_action.report import json as report_json
from osaid_action.report.words import headline, outcome, sentence
from osaid_action.repository.folder import plain_folder
from osaid_action.repository.packed import packed

if TYPE_CHECKING:
    from collections.abc import Callable

    from osaid_action.repository.tree import Tree

_NO_GIT = "read without git: files that git ignores count too"


def of_zip(path: str) -> str:
    """What `_told` gives for a zip file."""
    return _told(lambda: packed(Path(path)))


def of_folder(path: str, had_git: bool) -> str:
    """What `_told` gives for a folder. had_git: it is that of a repository, whose own folder was left out."""

    def opened() -> Tree:
        tree = plain_folder(Path(path), _NO_GIT if had_git else "")
        # What is above it here tells nothing.
        tree.name = Path(path).name
        return tree

    return _told(opened)


def _told(opened: Callable[[], Tree]) -> str:
    """JSON: the outcome in a line and the report by its forms, or in `refused` why there is none."""
    try:
        with opened() as tree:
            report = examine(tree, today=today())
    except TreeError as error:
        return json.dumps({"refused": str(error)})
    told = {
        "name": report.target.name,
        "outcome": outcome(report),
        "headline": sentence(headline(report)),
        "html": html.render(report),
        "json": report_json.render(report),
        "md": markdown.render(report),
    }
    return json.dumps(told)
