"""Prose of a PDF, extracted by pypdf in a process of its own: bounded in pages, time and memory.

pypdf is the extra `pdf`; without it no PDF is read.
"""

from __future__ import annotations

import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from ..patterns import lazy
from .processes import inherited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .documents import Document

MOST_PAGES, MOST_CHARACTERS, SECONDS, BYTES = 60, 400_000, 20, 2 << 30
_CHILD = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]) + sys.path; "
    "from osaid_action.repository.pdf import main; raise SystemExit(main())"
)
_HEADING = lazy(r"(?:(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?\s{1,4})?(?P<title>[A-Z][^.!?]{2,70})$")
_HYPHEN = lazy(r"(?<=[a-z])-\n(?=[a-z])")


@cache
def is_readable() -> bool:
    """Whether pypdf is installed."""
    from importlib.util import find_spec

    try:
        return find_spec("pypdf") is not None
    except ValueError:  # a stand-in without a spec
        return False


def read(data: bytes) -> tuple[Document | None, str]:
    """(the prose, each line numbered by its page; what cut the reading short)."""
    import json
    import subprocess
    from pathlib import Path

    # Isolated, and without the current folder: it may be the repository that is checked.
    home = str(Path(__file__).parent.parent.parent)
    search = [home, *(path for path in sys.path if path and Path(path) != Path.cwd())]
    command = [sys.executable, "-I", "-c", _CHILD, json.dumps(search)]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=SECONDS, check=False, env=inherited()
        )
        pages, more = json.loads(done.stdout.decode("utf-8", "replace"))
    except subprocess.TimeoutExpired:
        return None, f"a PDF that took more than {SECONDS} seconds, not read"
    except (OSError, ValueError, TypeError):
        return None, "a PDF that can't be read"
    limit = f"a PDF, only its first {len(pages)} pages read" if more else ""
    return document([str(page) for page in pages]), limit


def document(pages: list[str]) -> Document:
    """Pages of extracted text as sections; a short line that stands like a heading is one."""
    from .documents import Document, Section

    sections: list[Section] = []
    prose: list[tuple[int, str]] = []
    heading = ("", 0, 1)
    for number, page in enumerate(pages, 1):
        for block in _blocks(page):
            found = _HEADING.fullmatch(block)
            if found and (found["number"] or len(block.split()) <= 6):
                sections.append(Section(*heading, tuple(prose)))
                level = 1 + (found["number"] or "").count(".")
                heading, prose = (found["title"], level, number), []
            else:
                prose.append((number, block))
    sections.append(Section(*heading, tuple(prose)))
    return Document(tuple(sections), (), {})


def _blocks(page: str) -> Iterator[str]:
    """Headings and paragraphs of a page, lines joined."""
    lines: list[str] = []
    every = [" ".join(line.split()) for line in _HYPHEN.sub("", page).split("\n")]
    for plain, following in zip(every, [*every[1:], ""], strict=True):
        heads = bool(plain) and len(plain) <= 80 and bool(_HEADING.fullmatch(plain))
        # A line in the middle of a paragraph may look like a heading; one after a full stop is none's part.
        ends = (not lines or lines[-1].endswith((".", "!", "?", ":"))) and not following[:1].islower()
        if not plain or (heads and ends):
            yield from [" ".join(lines)] * bool(lines)
            lines = []
            yield from [plain] * heads
        else:
            lines.append(plain)
    yield from [" ".join(lines)] * bool(lines)


def main() -> int:
    """Print the pages of the PDF on standard input, and whether there are more, as JSON."""
    import io
    import json
    import logging
    from contextlib import suppress
    from importlib import import_module

    with suppress(ImportError, ValueError, OSError):
        resource = import_module("resource")  # not on every system
        resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    logging.disable(logging.CRITICAL)
    reader = import_module("pypdf").PdfReader(io.BytesIO(sys.stdin.buffer.read()))
    pages: list[str] = []
    left = MOST_CHARACTERS
    for page in reader.pages:
        if len(pages) == MOST_PAGES or left <= 0:
            break
        pages.append(re.sub(r"[\x00-\x08\x0b-\x1f]", " ", page.extract_text())[:left])
        left -= len(pages[-1])
    sys.stdout.write(json.dumps([pages, len(reader.pages) > len(pages)]))
    return 0
