"""Reading what files hold: text in any encoding, documents, front matter, notebooks. Pure and bounded."""

from __future__ import annotations

import json
import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from ..patterns import lazy

#: A fence stands alone on its line but for a language; in a list it is indented.
_FENCE = lazy(r"\s{0,12}(```+|~~~+)([^`]*)$")
_HEADING = lazy(r"\s{0,3}(#{1,6})\s{1,20}(.*?)\s{0,20}#*$")
#: Headings of AsciiDoc, and of Org where the file is known to be one.
_ADOC_HEADING = lazy(r"(={1,6})\s{1,20}(\S.*)$")
_ORG_HEADING = lazy(r"(\*{1,6})\s{1,20}(\S.*)$")
_ORG = lazy(r"(?i)(?:\s{0,99}#[+ ].*\n){0,20}\s{0,99}#\+(?:title|author|date|options):|\* ")
_DIRECTIVE = lazy(
    r"\s{0,12}\.\. (?:code|code-block|sourcecode|parsed-literal|prompt|console|highlight|literalinclude)::"
)
_UNDERLINE = lazy(r"\s{0,3}(=+|-+|~+|\^+)\s{0,20}$")
_HTML_HEADING = lazy(r"(?i)<h([1-6])[^>]*>(.*?)</h\1>")
_TAG = lazy(r"<[^<>]{0,500}>")
MAX_LINE = 4_000
MAX_FRONT = 65_536


def decode(data: bytes) -> str:
    """Text of a file in UTF-8, UTF-16 with a byte order mark, or bytes that are neither."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A bounded read may cut the last character; anything earlier means another encoding.
        if error.start >= len(data) - 4:
            return data[: error.start].decode("utf-8-sig")
        return data.decode("latin-1")


def is_binary(data: bytes) -> bool:
    """True for contents no text file has."""
    return b"\0" in data[:8000] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))


_ITEM = lazy(r"\s{0,20}(?:[-*+•]|\d{1,9}[.)]|\||>|<(?:li|tr|td|p)\b)")
_END = lazy(
    r"(?<=[.!?。！？])[\"')\]*]{0,9}\s{1,20}(?=[\"'(\[*`]{0,9}"
    r"(?:[A-Z0-9]|[^\x00-\x7f]))|(?<=[。！？])"
)
_NUMBER = lazy(r"\d{1,9}[.)]")


def _sentences(block: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Split joined lines at ends of sentences, keeping track of where each line began."""
    text, starts = "", []
    for number, line in block:
        starts.append((len(text), number))
        text += line.strip() + " "
    at = 0
    for end in [*(m.start() for m in _END.finditer(text)), len(text)]:
        sentence = text[at:end].strip()
        if _NUMBER.fullmatch(sentence) and end < len(text):
            continue  # the number of an item belongs to it
        if sentence:
            yield max(start for start in starts if start[0] <= at)[1], sentence
        at = end + len(text[end:]) - len(text[end:].lstrip())


_SPDX = lazy(
    r"SPDX-License-Identifier:\s*([^\s*/\"'<>#][^*\"'<>#\n]{0,200}?)\s*(?:\*/|-->|[\"'#]|$)",
    re.MULTILINE,
)


def spdx_tags(text: str, within: int = 4_096) -> tuple[tuple[int, str], ...]:
    """(line, license expression) of each SPDX tag at the head of a file."""
    if "SPDX-License-Identifier" not in text[:within]:
        return ()
    return tuple((text.count("\n", 0, m.start()) + 1, m[1]) for m in _SPDX.finditer(text[:within]))


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
        block: list[tuple[int, str]] = []
        for number, line in (*self.prose, (0, "")):
            if block and (number != block[-1][0] + 1 or _ITEM.match(line)):
                yield from _sentences(block)
                block = []
            block.append((number, line))


@dataclass(frozen=True)
class Document:
    """Prose of a Markdown, reStructuredText, HTML or plain text file, apart from its code."""

    sections: tuple[Section, ...]
    code: tuple[tuple[int, str], ...]
    front: dict[str, Any]
    front_error: str = ""

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
            heading, prose, previous = following, [], ""
        else:
            if line.strip():
                prose.append((number, line))
            previous = line
    sections.append(Section(*heading, tuple(prose)))
    return Document(tuple(sections), tuple(code), front, error)


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
        at = 0
        while (first := text.find(begin, at)) >= 0 and (last := text.find(end, first)) >= 0:
            last += len(end)
            # What shows a comment, as code between backticks does, hides nothing.
            line = text[text.rfind("\n", 0, first) + 1 : first]
            if "`" in line:
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
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", _TAG.sub("", text))
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


def load_yaml(text: str) -> tuple[Any, str]:
    """(value of a YAML text without aliases, what is wrong with it)."""
    import yaml  # imported here: most trees have no YAML that matters

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        # Aliases can make a few bytes into gigabytes; nothing read here needs them.
        if any(isinstance(event, yaml.events.AliasEvent) for event in yaml.parse(text, Loader=loader)):
            return None, "holds YAML aliases, which are not read"
        return yaml.load(text, Loader=loader), ""  # noqa: S506 - a safe loader, in C where there is one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        return None, f"not valid YAML: {str(error).splitlines()[0]}"


def load_json(text: str) -> Any:
    """The value of a JSON text, or None when it is not JSON."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def notebook_code(text: str) -> list[tuple[int, str]]:
    """Code lines of a Jupyter notebook, each with its line in the file."""
    data = load_json(text)
    cells = data.get("cells") if isinstance(data, dict) else None
    raw = text.split("\n")
    code = []
    at = 0
    for cell in cells if isinstance(cells, list) else ():
        if not isinstance(cell, dict) or cell.get("cell_type") != "code":
            continue
        source = cell.get("source")
        source = (
            "".join(part for part in source if isinstance(part, str)) if isinstance(source, list) else source
        )
        for line in source.split("\n") if isinstance(source, str) else ():
            if not line.strip():
                continue
            # Notebooks keep one source line a JSON line, so looking onwards finds its place.
            needle = json.dumps(line)[1:-1]
            there = next((n for n in range(at, min(at + 2_000, len(raw))) if needle in raw[n]), None)
            at = at if there is None else there
            code.append((at + 1, line))
    return code


#: Most lines of prose taken from a notebook.
MAX_NOTEBOOK_LINES = 5_000


def notebook_prose(text: str) -> Document | None:
    """The Markdown cells of a Jupyter notebook as a document, with lines of the file; None without any."""
    data = load_json(text)
    cells = data.get("cells") if isinstance(data, dict) else None
    places: dict[str, list[int]] = {}
    for number, raw in enumerate(text.split("\n"), 1):
        # Notebooks keep one source line a JSON line.
        if len(raw) <= MAX_LINE and (line := raw.strip().rstrip(",")).startswith('"'):
            places.setdefault(line, []).append(number)
    lines: list[tuple[int, str]] = []
    at = 1
    for cell in cells if isinstance(cells, list) else ():
        if not isinstance(cell, dict) or cell.get("cell_type") != "markdown":
            continue
        for line in _source(cell.get("source")):
            spelled = (
                json.dumps(end, ensure_ascii=plain) for end in (line + "\n", line) for plain in (True, False)
            )
            here = next((places[one] for one in spelled if one in places), [])
            following = bisect_left(here, at)
            at = here[following] if following < len(here) else at
            lines.append((at, line.rstrip("\r")))
        lines.append((at, ""))
        if len(lines) > MAX_NOTEBOOK_LINES:
            break
    if not lines:
        return None
    read = document("\n".join(line for _, line in lines[:MAX_NOTEBOOK_LINES]))

    def placed(rows: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
        return tuple((lines[number - 1][0], line) for number, line in rows)

    sections = (s._replace(line=lines[s.line - 1][0], prose=placed(s.prose)) for s in read.sections)
    return Document(tuple(sections), placed(read.code), read.front)


def _source(source: Any) -> Iterator[str]:
    """The lines of a cell."""
    whole = "".join(part for part in source if isinstance(part, str)) if isinstance(source, list) else source
    if isinstance(whole, str):
        yield from whole.split("\n")[:MAX_NOTEBOOK_LINES]
