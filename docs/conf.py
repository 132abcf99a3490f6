"""How Sphinx makes the documentation site of the Markdown in this folder: `make site`."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from osaid_action.definition import SITE  # noqa: E402  # the package beside us, installed or not
from osaid_action.version import __version__  # noqa: E402  # the package beside us, installed or not

project = "osaid"
author = "The osaid authors"
project_copyright = author
version = release = __version__

extensions = ["myst_parser"]
root_doc = "index"
html_theme = "furo"
html_title = "osaid"
html_baseurl = SITE
html_copy_source = False
html_show_sourcelink = False
html_show_sphinx = False
html_use_index = False
html_theme_options = {
    "source_repository": "https://github.com/osaid/osaid/",
    "source_branch": "main",
    "source_directory": "docs/",
}
myst_heading_anchors = 4
# A session in which a command goes on in the next line is none that the lexer of consoles knows.
suppress_warnings = ["misc.highlighting_failure"]
# Options in prose keep both of their hyphens.
smartquotes = False
nitpicky = True

linkcheck_timeout = 20
linkcheck_anchors = False  # pages that are drawn by scripts have none to be found

#: Links to files outside of this folder lead to the repository; on GitHub they are relative.
_OUTSIDE = re.compile(r"(?<=\]\()(?:\.\./)+[^)\s]+(?=\))")
_SOURCE = "https://github.com/osaid/osaid/blob/main/"
_PAGE = re.compile(r"\]\(([\w./-]+)\.md(?:#[\w-]+)?\)")


def _prepared(_: Any, name: str, source: list[str]) -> None:
    """The Markdown of a page as the site needs it, which GitHub shows as it is."""
    here = (ROOT / "docs" / name).parent

    def lead(found: re.Match[str]) -> str:
        path, mark, anchor = found[0].partition("#")
        target = (here / path).resolve()
        if target.is_relative_to(ROOT / "docs") or not target.is_relative_to(ROOT):
            return found[0]
        return _SOURCE + target.relative_to(ROOT).as_posix() + mark + anchor

    text = _OUTSIDE.sub(lead, source[0])
    if here.joinpath(name).name == "index":
        # What an index leads to is the table of contents.
        pages = [page for page in dict.fromkeys(_PAGE.findall(source[0])) if not page.startswith("../")]
        text += "\n\n```{toctree}\n:hidden:\n\n" + "\n".join(pages) + "\n```\n"
    source[0] = text


def setup(app: Any) -> None:
    """Called by Sphinx."""
    app.connect("source-read", _prepared)
