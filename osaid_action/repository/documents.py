"""Documents of Markdown, reStructuredText, HTML and the like: sections of prose, code, front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, NamedTuple

from ..patterns import lazy
from .sentences import sentences
from .values import load_yaml

#: A fence stands alone on its line but for a language; in a list it is indented.
_FENCE = lazy(r"\s{0,12}(```+|~~~+)([^`]*)$")
_HEADING = lazy(r"\s{0,3}(#{1,6})\s{1,20}(.*)$")
#: Headings of AsciiDoc, and of Org where the file is known to be one.
_ADOC_HEADING = lazy(r"(={1,6})\s{1,20}(\S.*)$")
_ORG_HEADING = lazy(r"(\*{1,6})\s{1,20}(\S.*)$")
_ORG = lazy(r"(?i)(?:\s{0,99}#[+ ].*\n){0,20}\s{0,99}#\+(?:title|author|date|options):|\* ")
_DIRECTIVE = lazy(
    r"\s{0,12}\.\. (?:code|code-block|sourcecode|parsed-literal|prompt|console|highlight|literalinclude)::"
)
_UNDERLINE = lazy(r"\s{0,3}(=+|-+|~+|\^+)\s{0,20}$")
_HTML_HEADING = lazy(r"(?i)<h([1-6])[^<>]*>((?:(?!<h[1-6]).)*?)</h\1>")
#: A link or an image; group 1: its words. Nothing in it starts another one, so each part is read once.
LINK = lazy(r"!?\[([^\[\]]*)\]\((?:[^()]|\([^()]*\))*\)")
_TAG = lazy(r"<[^<>]{0,500}>")
MAX_LINE = 4_000
MAX_FRONT = 65_536


class Section(NamedTuple):
    """A heading with the prose under it, up to the next heading. Lines count from 1."""

    title: str
    level: int
    line: int
    prose: tuple[tuple[int, str], ...]

    @property
    def text(self) -> str:
        """The prose in one string."""
        return "\n".join(line for _, line in self.prose)

    @property
    def sentences(self) -> Iterator[tuple[int, str]]:
        """Sentences with the line each starts on; wrapped lines are joined, items are not."""
        return sentences(self.prose)


class Document:
    """Prose of a Markdown, reStructuredText, HTML or plain text file, apart from its code.

    front_lines: where each key of the front matter stands.
    linked: headings with an address in them, as they are written.
    """

    def __init__(
        self,
        sections: tuple[Section, ...],
        code: tuple[tuple[int, str], ...],
        front: dict[str, Any],
        front_error: str = "",
        front_lines: dict[str, int] | None = None,
        linked: tuple[tuple[int, str], ...] = (),
    ) -> None:
        self.sections, self.code, self.front = sections, code, front
        self.front_error, self.front_lines, self.linked = front_error, front_lines or {}, linked

    @cached_property
    def prose(self) -> tuple[tuple[int, str], ...]:
        """All prose lines with their numbers."""
        return tuple(line for section in self.sections for line in section.prose)

    @cached_property
    def lower(self) -> str:
        """Prose and code in lower case, to see quickly whether a word stands anywhere."""
        return "\n".join(line for _, line in (*self.prose, *self.code)).lower()


def document(text: str) -> Document:
    """Split a document into sections of prose, code blocks and front matter."""
    front, start, error = front_matter(text)
    sections: list[Section] = []
    code: list[tuple[int, str]] = []
    prose: list[tuple[int, str]] = []
    linked: list[tuple[int, str]] = []
    heading = ("", 0, 1)
    previous = ""
    org = bool(_ORG.match(text[:4_000]))
    for number, line, is_code in _lines(text, start):
        if is_code:
            code.append((number, line))
        elif following := _heading(line, previous, number, org=org):
            if following[2] < number and prose:
                prose.pop()
            sections.append(Section(*heading, tuple(prose)))
            written = previous if following[2] < number else line
            if "://" in written:
                linked.append((following[2], written))
            heading, prose, previous = following, [], ""
        else:
            if line.strip():
                prose.append((number, line))
            previous = line
    sections.append(Section(*heading, tuple(prose)))
    lines = _keys(text, start) if front else {}
    return Document(tuple(sections), tuple(code), front, error, lines, tuple(linked))


def _lines(text: str, start: int) -> Iterator[tuple[int, str, bool]]:
    """(number, line, whether it is code) of each line that is not a fence, from line `start` + 1."""
    fence = ""
    directive = -1
    for number, raw in enumerate(_shown(text).split("\n")[start:], start + 1):
        line = raw.rstrip("\r")[:MAX_LINE]
        if directive >= 0 and line.strip() and len(line) - len(line.lstrip()) <= directive:
            directive = -1
        if directive < 0 and (found := _FENCE.match(line)):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence) and not found[2].strip():
                fence = ""
            else:
                yield number, line, True
            continue
        yield number, line, bool(fence) or (directive >= 0 and bool(line.strip()))
        if not fence and directive < 0 and _DIRECTIVE.match(line):
            directive = len(line) - len(line.lstrip())


def _shown(text: str) -> str:
    """A text with what no reader sees put in blanks: comments, and a page's scripts and styles."""
    hidden = [("<!--", "-->")]
    if "<html" in text[:2_000].lower():
        hidden += [("<script", "</script>"), ("<style", "</style>")]
    for begin, end in hidden:
        parts = []
        at = seen = 0
        ticked = False
        while (first := text.find(begin, at)) >= 0 and (last := text.find(end, first)) >= 0:
            last += len(end)
            # What shows a comment, as code between backticks does, hides nothing.
            above = text.rfind("\n", seen, first)
            ticked = "`" in text[max(above, seen) : first] or (ticked and above < 0)
            seen = first
            if ticked:
                parts.append(text[at:last])
            else:
                parts += text[at:first], "\n".join(" " * len(row) for row in text[first:last].split("\n"))
            at = last
        text = "".join(parts) + text[at:]
    return text


def _heading(line: str, previous: str, number: int, *, org: bool = False) -> tuple[str, int, int] | None:
    """(title, level, line) when this line is a heading, or underlines the one before as one."""
    if org:
        head = _ORG_HEADING.match(line)
        return (_plain(head[2]), len(head[1]), number) if head else None
    if line.startswith("=") and (head := _ADOC_HEADING.match(line)):
        return _plain(head[2]), len(head[1]), number
    if head := _HEADING.match(line):
        return _plain(head[2]), len(head[1]), number
    if "<" in line and (html := _HTML_HEADING.search(line)):
        return _plain(html[2]), int(html[1]), number
    if len(line.strip()) >= 3 and previous.strip() and "|" not in previous and _UNDERLINE.match(line):
        return _plain(previous), 1 if line.strip()[0] == "=" else 2, number - 1
    return None


def _plain(text: str) -> str:
    """A heading without markup."""
    text = LINK.sub(r"\1", _TAG.sub("", text))
    return text.strip(" *_`:#")


def front_matter(text: str) -> tuple[dict[str, Any], int, str]:
    """(YAML front matter, number of lines it takes, what is wrong with it)."""
    found = re.match(r"---[ \t]*\r?\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|$)", text, re.DOTALL)
    if not found:
        return {}, 0, ""
    height = found[0].rstrip("\n").count("\n") + 1
    block = found[1]
    if len(block) > MAX_FRONT:
        # Cards of models that were measured often carry the measurements there, and they fill it.
        block = _without_results(block)
        if len(block) > MAX_FRONT:
            return {}, height, f"longer than {MAX_FRONT:,} characters"
    value, error = load_yaml(block)
    return (value if isinstance(value, dict) else {}), height, error


def _keys(text: str, height: int) -> dict[str, int]:
    """The line of each key of the front matter, which is so many lines high."""
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n", height)[:height], 1):
        key = line.partition(":")[0]
        if key != line and key == key.strip():
            lines.setdefault(key.strip("\"'"), number)
    return lines


def _without_results(block: str) -> str:
    """Front matter without its `model-index`."""
    kept = []
    inside = False
    for line in block.split("\n"):
        if line[:1] not in {" ", "-", "", "\t", "\r", "#"}:
            inside = line.startswith("model-index")
        if not inside:
            kept.append(line)
    return "\n".join(kept) + "\nmodel-index: []\n"
