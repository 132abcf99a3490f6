"""Restrictive clauses made by the grammars of `clause_tables`, and the places they are put in."""

from __future__ import annotations

import re
import unicodedata
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from clause_tables import GRAMMARS, SHARED, Grammar

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

SLOT = re.compile(r"\{(\w+)\}")
LANGUAGES = tuple(GRAMMARS)


class Clause(NamedTuple):
    """A sentence or a telegraphic phrase that takes some right away."""

    language: str
    text: str


def clause(rng: random.Random, language: str = "") -> Clause:
    """A restrictive clause of a language; of English one time in three where none is asked for."""
    language = language or ("English" if rng.random() < 1 / 3 else rng.choice(LANGUAGES))
    grammar = GRAMMARS[language]
    text = _filled(grammar, rng.choice(grammar.forms), rng)
    return Clause(language, text[:1].upper() + text[1:])


def _filled(grammar: Grammar, form: str, rng: random.Random) -> str:
    def phrase(found: re.Match[str]) -> str:
        return _filled(grammar, rng.choice(_phrases(grammar, found[1])), rng)

    return SLOT.sub(phrase, form)


def _phrases(grammar: Grammar, slot: str) -> tuple[str, ...]:
    return grammar.slots.get(slot) or SHARED[slot]


def count(language: str) -> int:
    """How many clauses the grammar of a language makes."""
    grammar = GRAMMARS[language]

    def ways(form: str) -> int:
        return prod(sum(ways(phrase) for phrase in _phrases(grammar, slot)) for slot in SLOT.findall(form))

    return sum(ways(form) for form in grammar.forms)


def slug(text: str) -> str:
    """The words of a text joined by hyphens, as an address holds them."""
    parts = unicodedata.normalize("NFC", text).lower().split()
    return "-".join(filter(None, (part.strip(".,:;!?\"'()。।") for part in parts)))


# Places: each takes a license text and a clause and gives the text with the clause in it, or "" where the
# text has no such place. The texts begin with a title (or none) and a copyright line; see `tampering.base`.

COPYRIGHT = re.compile(r"^(?P<mark>Copyright \(c\) )(?P<year>\d{4}) (?P<holder>[^\n]*?)$", re.MULTILINE)
GAPS = (" ", ", ", ". ", " - ", "; ", ": ", " / ", " | ")


def _bare(words: str) -> str:
    """A clause without its last period, as it stands within a sentence."""
    return words.rstrip(".。।")


def _paragraph(text: str, block: str, rng: random.Random) -> str:
    """A block put between two paragraphs."""
    ends = [found.start() for found in re.finditer(r"\n[ \t]*\n", text)]
    at = rng.choice(ends)
    return f"{text[:at]}\n\n{block}{text[at:]}"


def _start(text: str, words: str, rng: random.Random) -> str:
    return f"{words}\n\n{text}"


def _end(text: str, words: str, rng: random.Random) -> str:
    return f"{text.rstrip()}{rng.choice(('', chr(10)))}\n{words}\n"


def _between(text: str, words: str, rng: random.Random) -> str:
    return _paragraph(text, words, rng)


def _in_line(form: str) -> Callable[[str, str, random.Random], str]:
    """A place in the copyright line: the form is filled with its parts, the clause and a gap."""

    def put(text: str, words: str, rng: random.Random) -> str:
        found = COPYRIGHT.search(text)
        if not found:
            return ""
        bracketed = rng.random() < 0.2
        new = form.format(
            mark=found["mark"],
            year=found["year"],
            holder=found["holder"],
            gap=" " if bracketed else rng.choice(GAPS),
            clause=f"({_bare(words)})" if bracketed else words,
        )
        return text[: found.start()] + new + text[found.end() :]

    return put


def _late_copyright(text: str, words: str, rng: random.Random) -> str:
    holder = rng.choice(("Ann Lee", "Foo Labs GmbH", "the authors", ""))
    year = rng.choice(("2017 ", "2021 ", "2022-2024 "))
    mark = rng.choice(("Copyright (c) ", "Copyright ", "© ", "(c) "))
    return _paragraph(text, f"{mark}{year}{holder}{rng.choice(GAPS) if holder else ''}{words}", rng)


SLOTS = (
    r"SHALL\s+(THE\s+[A-Z\s]+?)\s+BE\s+LIABLE",
    r"PROVIDED\s+BY\s+(THE\s+[A-Z\s]+?)\s+[\"“]AS\s+IS",
    r"Neither\s+the\s+name\s+of\s+(the\s+copyright\s+holder)\s+nor",
    r"the\s+names\s+of\s+(its\s+contributors)\s+may",
    r"AND\s+(THE\s+AUTHOR)\s+DISCLAIMS",
)


def _holder_slot(text: str, words: str, rng: random.Random) -> str:
    slots = [found for slot in SLOTS for found in re.finditer(slot, text)]
    if not slots:
        return ""
    found = rng.choice(slots)
    new = _bare(words)
    if found[1].isupper():
        new = new.upper()
    form = rng.choice(("{new}", "THE {new}", "{old} ({new})", "{old}, {new},", "JANE DOE ({new})"))
    return text[: found.start(1)] + form.format(new=new, old=found[1]) + text[found.end(1) :]


def operative(text: str) -> tuple[int, int]:
    """Where the terms begin and end: between the head and what tells how to apply them."""
    begin = re.search(
        r"(?m)^\s*(?:Permission (?:is|to)|Redistribution and use|1\. Definitions|TERMS AND CONDITIONS$"
        r"|By exercising|Anyone is free)",
        text,
    )
    start = begin.start() if begin else 0
    end = re.search(r"END OF TERMS|Exhibit A - |Creative Commons is not a party|For more information", text)
    return start, end.start() if end else len(text.rstrip())


def _in_sentence(text: str, words: str, rng: random.Random) -> str:
    start, end = operative(text)
    gaps = [found.start() for found in re.finditer(r"(?<=[a-zA-Z]) (?=[a-zA-Z])", text[:end])]
    at = rng.choice([gap for gap in gaps if gap > start])
    form = rng.choice((" {}", ", {},", " ({})", " - {} -", " [{}]"))
    return text[:at] + form.format(_bare(words)) + text[at:]


def _after_sentence(text: str, words: str, rng: random.Random) -> str:
    start, end = operative(text)
    stops = [found.end() for found in re.finditer(r"[a-zA-Z)][.;](?=\s)", text[:end]) if found.end() > start]
    if not stops:
        return ""
    at = rng.choice(stops)
    return f"{text[:at]} {words}{text[at:]}"


def _list_item(text: str, words: str, rng: random.Random) -> str:
    mark = rng.choice(("1.", "3.", "4.", "(d)", "*", "-", "•", "iv.", "§ 7"))
    return _paragraph(text, f"{rng.choice(('', '  '))}{mark} {words}", rng)


def _footnote(text: str, words: str, rng: random.Random) -> str:
    mark, note = rng.choice((("[1]", "[1]"), ("¹", "¹"), ("*", "*"), ("[^1]", "[^1]:"), ("†", "†")))
    start, end = operative(text)
    stops = [found.end() for found in re.finditer(r"[a-z](?=[ ,;.])", text[:end]) if found.end() > start]
    at = rng.choice(stops)
    return f"{text[:at]}{mark}{text[at:].rstrip()}\n\n{note} {words}\n"


def _table_row(text: str, words: str, rng: random.Random) -> str:
    table = rng.choice(
        (
            f"| Topic | Rule |\n|---|---|\n| Use | {words} |",
            f"| {words} |",
            f"<table><tr><td>{words}</td></tr></table>",
            f"+------+\n| {words}\n+------+",
        )
    )
    return rng.choice((_start, _end, _paragraph))(text, table, rng)


def _code_fence(text: str, words: str, rng: random.Random) -> str:
    fence = rng.choice(("```\n{}\n```", "~~~\n{}\n~~~", "```text\n{}\n```", "    {}", "`{}`"))
    return rng.choice((_start, _end, _paragraph))(text, fence.format(words), rng)


def _heading(text: str, words: str, rng: random.Random) -> str:
    heading = rng.choice(("# {}", "## {}", "{}\n=====", "{}\n-----", "*** {} ***", "<h2>{}</h2>", "== {} =="))
    return rng.choice((_start, _paragraph))(text, heading.format(_bare(words)), rng)


def _tag(text: str, words: str, rng: random.Random) -> str:
    name = re.sub(r"[^A-Za-z0-9]+", "-", words).strip("-")
    forms = ["{spdx} ({words})", "{spdx}, {words}", "{spdx}; {words}", "{spdx} // {words}"]
    if len(name) > 8 and words.isascii():
        forms += ["{spdx} WITH {name}", "{spdx} AND LicenseRef-{name}", "LicenseRef-{name}"]
    spdx = next((one for mark, one in TAGS if mark in text), "MIT")
    value = rng.choice(forms).format(spdx=spdx, name=name, words=_bare(words))
    line = f"{rng.choice(('SPDX-License-Identifier', 'License'))}: {value}"
    return rng.choice((_start, _end))(text, line, rng)


#: What a text is known by, and its id, for the tag that goes with it.
TAGS = (
    ("Permission is hereby granted", "MIT"),
    ("Neither the name", "BSD-3-Clause"),
    ("Redistributions of source", "BSD-2-Clause"),
    ("Permission to use", "ISC"),
    ("Apache License", "Apache-2.0"),
    ("GNU GENERAL", "GPL-3.0-only"),
    ("Attribution 4.0", "CC-BY-4.0"),
    ("Mozilla", "MPL-2.0"),
    ("unencumbered", "Unlicense"),
)


def _address(text: str, words: str, rng: random.Random) -> str:
    form = rng.choice(("https://example.org/{}", "<https://example.org/{}>", "www.example.org/{}.html"))
    address = form.format(slug(words))
    kind = rng.randrange(4)
    if kind == 0:
        return _in_line("{mark}{year} {holder} {clause}")(text, address, rng)
    if kind == 1:
        return _paragraph(
            text, rng.choice(("See {}", "{}", "Terms: {}", "[{}]({})")).format(address, address), rng
        )
    return _after_sentence(text, address, rng) if kind == 2 else _end(text, address, rng)


TITLE = re.compile(r"(?im)^(?=.*(?:license|creative commons))[^\n.;]{3,60}(?:\.0[^\n]{0,20})?$")


def _title(text: str, words: str, rng: random.Random) -> str:
    found = TITLE.search(text)
    if not found:
        return ""
    gap = rng.choice((" ", ", ", ": ", " - ", " — "))
    added = f" ({_bare(words)})" if rng.random() < 0.25 else f"{gap}{_bare(words)}"
    return text[: found.end()] + added + text[found.end() :]


def _quote(text: str, words: str, rng: random.Random) -> str:
    form = rng.choice(
        ("> {}", "NB: {}", "Note: {}", "**{}**", '"{}"', "[{}](https://example.org)", "P.S. {}")
    )
    return _paragraph(text, form.format(words), rng)


PLACES: dict[str, Callable[[str, str, random.Random], str]] = {
    "start": _start,
    "end": _end,
    "between paragraphs": _between,
    "after the year": _in_line("{mark}{year} {clause} {holder}"),
    "after the holder": _in_line("{mark}{year} {holder}{gap}{clause}"),
    "after the mail": _in_line("{mark}{year} {holder} <jane@example.org>{gap}{clause}"),
    "after the reserve": _in_line("{mark}{year} {holder}. All rights reserved. {clause}"),
    "as the holder": _in_line("{mark}{year} {clause}"),
    "next line": _in_line("{mark}{year} {holder}\n{clause}"),
    "as (c)": _in_line("{mark}{year} {holder}\n(c) {clause}"),
    "second copyright": _in_line("{mark}{year} {holder}\nCopyright (c) 2019 {clause}"),
    "late copyright": _late_copyright,
    "holder slot": _holder_slot,
    "in a sentence": _in_sentence,
    "after a sentence": _after_sentence,
    "list item": _list_item,
    "footnote": _footnote,
    "table row": _table_row,
    "code fence": _code_fence,
    "heading": _heading,
    "tag": _tag,
    "address": _address,
    "after the title": _title,
    "quote": _quote,
}


def inserted(text: str, words: str, place: str, rng: random.Random) -> str:
    """A license text with a clause in a place, or nothing where the text has no such place."""
    return PLACES[place](text, words, rng)
