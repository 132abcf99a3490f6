"""HTML: elements, in which all else is text, and a page that needs nothing besides and asks nobody."""

from __future__ import annotations

import base64
import hashlib
import html
import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..escape import shown
from ..version import __version__
from .words import NOTICE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: What would end the element that the JSON stands in, or begin another.
_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_VOID = frozenset({"meta"})


class Html(str):
    """Markup. What is none of it is text, and is escaped where it is put into markup."""

    __slots__ = ()


def page(
    title: str,
    header: Iterable[Html],
    body: Iterable[Html],
    told: object,
    *,
    notice: str = NOTICE,
    rules: str,
    sortable: bool,
) -> str:
    """A whole page. told: the same as a value, for programs. sortable: whether a table of it is.

    rules: by which what it says was judged.
    """
    style, script = _file("report.css"), _file("report.js")
    policy = f"default-src 'none'; style-src '{_hash(style)}'; img-src data:"
    policy += f"; script-src '{_hash(script)}'" if sortable else ""
    head = _lines(
        Html("<head>"),
        # What it is stands first, where a reader of its beginning can tell it from a page of the project.
        tag("meta", charset="utf-8"),
        tag("meta", name="generator", content=f"osaid {__version__}"),
        tag("meta", name="description", content=notice),
        tag(
            "meta",
            http_equiv="Content-Security-Policy",
            content=f"{policy}; base-uri 'none'; form-action 'none'",
        ),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("title", title),
        tag("style", Html(style)),
        Html("</head>"),
    )
    values = json.dumps(told, ensure_ascii=False).translate(_IN_SCRIPT)
    parts = _lines(
        tag("header", *header),
        tag("main", *body),
        tag("footer", tag("p", f"{notice} osaid {__version__}, rules {rules}.")),
        tag("script", Html(values), type="application/json", id="report"),
        *([tag("script", Html(script))] if sortable else []),
    )
    return f'<!doctype html>\n<html lang="en">\n{head}\n<body>\n{parts}\n</body>\n</html>\n'


def section(title: str, told: list[Html]) -> Iterator[Html]:
    """What is told, under a heading; nothing where nothing is."""
    if told:
        yield tag("section", tag("h2", title), *told)


def bullets(rows: Iterable[Html]) -> list[Html]:
    """A list; nothing where nothing is in it."""
    made = list(rows)
    return [tag("ul", *made)] if made else []


def table(
    title: str, heads: tuple[str, ...], rows: Iterable[Iterable[str]], *, class_: str = "plain"
) -> list[Html]:
    """A table that scrolls by itself where it is too wide; the first cell of a row is its head."""
    head = tag("thead", tag("tr", *(tag("th", words, scope="col") for words in heads)))
    body = []
    for first, *others in rows:
        cells = (tag("td", cell) for cell in others)
        body.append(tag("tr", tag("th", first, scope="row"), *cells))
    whole = tag("table", head, tag("tbody", *body), class_=class_)
    return [tag("div", whole, class_="scrolls", role="region", tabindex="0", aria_label=f"Table: {title}")]


def marked(mark: str, words: str = "") -> Html:
    """A mark, which says nothing to who can't see it, and its words where they don't stand beside it."""
    drawn = tag("span", mark, class_="mark", aria_hidden="true")
    heard = tag("span", f"{words}: ", class_="heard") if words else ""
    return joined((drawn, heard), "") if heard else drawn


def linked(address: str, words: str) -> Html:
    """Words as code, linked where there is a page."""
    code = coded(words)
    return tag("a", code, href=address) if address else code


def coded(words: str) -> Html:
    """Words as code, which may break after slashes."""
    return tag("code", Html(_text(words).replace("/", "/<wbr>").replace("/<wbr>/<wbr>", "//<wbr>")))


def joined(parts: Iterable[str], by: str = "<br>") -> Html:
    """Texts and markup one after another, with markup between them."""
    return Html(Html(by).join(map(_text, parts)))


def _lines(*parts: Html) -> Html:
    return joined(parts, "\n")


def tag(name: str, /, *inner: str, **attributes: str) -> Html:
    """An element. What is inside is text, but for what was made here."""
    told = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_text(value)}"' for key, value in attributes.items()
    )
    if name in _VOID:
        return Html(f"<{name}{told}>")
    return Html(f"<{name}{told}>{''.join(map(_text, inner))}</{name}>")


def _text(words: str) -> Html:
    return words if isinstance(words, Html) else Html(html.escape(shown(words)))


@cache
def _file(name: str) -> str:
    """A file of the package beside this one."""
    return Path(__file__).with_name(name).read_text("utf-8")


def _hash(text: str) -> str:
    """How a Content Security Policy names the text of an element."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
