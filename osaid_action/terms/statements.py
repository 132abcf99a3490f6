"""What the documents of a project say about terms: front matter, sentences, badges.

A statement is weaker than a license text, but it alone can say what a license covers: "the code
is MIT, the weights are CC BY-NC". Pure.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from ..evidence.data.prose import Row, grids
from ..evidence.license_files import is_license
from ..evidence.remembered import of_document
from ..evidence.survey import Survey
from ..frozen import replace
from ..licenses import identify, judge, normalize_id
from ..model import License
from ..patterns import lazy
from ..repository.documents import LINK, Document, Section
from . import grammar, reuse, wording
from .named import named_in
from .spoken import elements, words_of

#: The card of a repository on the Hub, and what stands for it where its keeper tells what is at its head.
CARD, KEPT = "README.md", "card data of the API"
#: A sentence is read up to here; no honest one is longer, and the cost stays bounded.
MOST_CHARACTERS = 2_000
#: Characters of sentences that may state terms, of one document and of all, that are read.
MOST_IN_ONE, MOST_IN_ALL = 50_000, 150_000
#: Characters of a license's text in a document that are read.
_MOST_INLINED = 20_000
#: Keys that only the card of a dataset has, and folders that hold one.
_DATA_PATH = lazy(
    r"(?i)(?:^|/)(?:(?:data|datasets?|corpus)/[^/]{1,80}|data[-_ ]?(?:sheet|card|set)?s?\.\w{2,4})$"
)
_BADGE = lazy(r"(?i)img\.shields\.io/badge/[^\s)\"'/]*licen[cs]e[-_:]")
_PICTURED = lazy(r"!\[([^\[\]]*)\]")
#: Documents whose sentences are read for terms.
_OF_OTHERS = lazy(r"(?i)third|open.?source|dependenc|notice")
_TELLING = lazy(r"(?i)readme|card|data|licen")
#: Words that name what every system has, and no model in particular.
_ELEMENT = lazy(
    r"(?i)\b(?:the|our|all|pre-?trained|trained|released|model|network|weights?|parameters?|checkpoints?|models)\b"
)
_HEADER = lazy(
    r"(?i)^\W{0,4}(?:licen[cs]es?|terms|lizenz|licencia|licença|licenza|许可证|许可|ライセンス|라이선스|лицензия)"
    r"(?: of (?:the )?\w{1,12})?\W{0,4}$"
)


class _Left:
    """Characters of sentences that are still read for terms."""

    def __init__(self, characters: int) -> None:
        self.characters = characters

    def take(self, characters: int) -> bool:
        """Whether there are as many left, which are then spent."""
        self.characters -= characters
        return self.characters >= 0


def read(survey: Survey) -> list[License]:
    """Every statement of terms in the documents, or of a card that can't be read by its keeper's words."""
    stated: list[License] = []
    own = survey.about.words | words_of(survey.tree.name.rpartition("/")[2])
    title = survey.about.title
    begins = grammar.Around(own=own, nameless=not title or bool(wording.TERMS_TITLE.search(title)))
    left = MOST_IN_ALL
    known = (sorted(own), begins.nameless)
    for path, document in survey.documents.items():
        if survey.by_path[path].place != "main" or is_license(path):
            continue
        stated += _front(survey, path, document)
        if not _may_state(path):
            continue
        most = max(0, min(left, MOST_IN_ONE))
        work = partial(_sections, path, document, begins, most)
        rows, spent = of_document(survey, "terms", path, (*known, most), work, _kept)
        stated += rows
        left -= spent
        if spent > most:
            survey.limits.append(f"{path}: sentences on terms read in part, being many")
    unread = list(_unreadable(survey))
    card = survey.tree.card
    if card and any(row.path == CARD for row in unread):
        told = [
            replace(row, path=KEPT, line=None) for row in _front(survey, CARD, Document((), (), dict(card)))
        ]
        # What else the card says is not known: this is the best there is, and no more.
        unread = [row for row in unread if row.path != CARD or not told] + told
    return [*stated, *unread]


def _sections(
    path: str, document: Document, begins: grammar.Around, most: int
) -> tuple[tuple[License, ...], int]:
    """(what the sections of a document say, characters read: more than the most where that cut it short)."""
    left = _Left(most)
    every = [
        one for section, code in _with_code(document) for one in _section(path, section, code, begins, left)
    ]
    return tuple(every), most - left.characters


def _kept(answer: Any) -> tuple[tuple[License, ...], int]:
    """What `_sections` gave. ValueError, TypeError for anything else."""
    rows, spent = answer
    if not all(isinstance(row, License) for row in rows):
        raise TypeError("rows on terms")
    return tuple(rows), int(spent)


def _may_state(path: str) -> bool:
    return path.count("/") <= 1 and bool(_TELLING.search(path)) and not _OF_OTHERS.search(path)


def _unreadable(survey: Survey) -> Iterator[License]:
    """Documents that may state terms, and can't be read."""
    for path, reason in sorted(survey.unreadable.items()):
        file = survey.by_path.get(path)
        if file and file.role == "doc" and file.place == "main" and _may_state(path) and not is_license(path):
            yield License(path=path, state="unreadable", note=reason, folder=_folder(path))


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _front(survey: Survey, path: str, document: Document) -> Iterator[License]:
    """Terms in the front matter of a card."""
    front = document.front
    if front.keys().isdisjoint({"license", "license_name", "extra_gated_prompt"}):
        return
    value = front.get("license")
    names = value if isinstance(value, list) else [value]
    key = "license"
    if isinstance(front.get("license_name"), str) and names in (["other"], [None]):
        key = "license_name"
        names = [front[key]]
    of_data = path in survey.data_cards or bool(_DATA_PATH.search(path))
    scope = ("data",) if of_data else ("parameters",)
    prompt = front.get("extra_gated_prompt")
    prompted = document.front_lines.get("extra_gated_prompt", 1)
    if isinstance(prompt, str) and len(prompt) > 200:
        seen = identify(prompt)
        yield License(
            path=path,
            line=prompted,
            expression=seen.expression,
            state=seen.state,
            verdict=seen.verdict,
            scope=scope,
            folder=_folder(path),
            clauses=tuple((clause.category, prompted, clause.quote) for clause in seen.clauses),
            note="the text that people must accept before access (extra_gated_prompt)",
        )
    elif isinstance(prompt, str):
        # A short prompt says in a sentence what a long one says as a license does.
        for said in grammar.read(prompt, grammar.Around("License")):
            if said.verdict == "restricted":
                yield _stated(path, prompted, prompt, said._replace(scope=scope))
    for name in names:
        if isinstance(name, str) and name:
            spdx = normalize_id(name) or name
            yield License(
                path=path,
                line=document.front_lines.get(key, 1),
                expression=spdx,
                state="stated",
                verdict=judge(spdx).verdict,
                scope=scope,
                folder=_folder(path),
                note="front matter of a card",
                front=True,
                of_all=not of_data and _has_weights(survey, _folder(path)),
            )


def _has_weights(survey: Survey, folder: str) -> bool:
    """Whether files named like weights lie in a folder or below it, as in a repository on the Hub."""
    inside = f"{folder}/" if folder else ""
    files = survey.with_suffix(reuse.WEIGHTS.__contains__, lambda path: path.startswith(inside))
    return any(reuse.element_of(file) == "parameters" for file in files)


def _section(
    path: str, section: Section, code: Sequence[str], around: grammar.Around, left: _Left
) -> Iterator[License]:
    around = around._replace(title=section.title)
    for number, line in section.prose:
        if _is_badge(line):
            yield from _badges(path, number, line)
    if around.of_others:
        return
    yield from _inlined(path, section)
    titled = around.titled
    rows = [row for grid in grids(section) for row in _rows(grid, section.title, around.own)]
    tabled = {row[0] for row in rows}
    for number, said, cell, told in rows:
        yield replace(_stated(path, number, f"{cell}: {told}", said), model=_model(said, cell))
    if titled:
        around = around._replace(named=named_in(f"{section.text} {' '.join(code)}"))
    title = [(section.line, section.title)] if titled else []
    asked = ""
    passed: list[str] = []
    for number, sentence in (*title, *section.sentences):
        sentence = sentence[:MOST_CHARACTERS]
        # A question is the title of its answer.
        answers, asked = asked, sentence if _asks(sentence) else ""
        if number in tabled or not (titled or answers or wording.WORTH.search(sentence)):
            passed.append(sentence)
            continue
        if not left.take(len(sentence)):
            break
        # What these speak of matters only to what is read after them.
        for before in passed:
            around = around.after(before, ())
        passed.clear()
        plain = _without_markup(sentence)
        every = grammar.read(plain, around._replace(title=answers) if answers else around)
        yield from (_stated(path, number, plain, one) for one in every if one.scope)
        around = around.after(plain, every)


def _inlined(path: str, section: Section) -> Iterator[License]:
    """The text of a license that stands in a document, where nothing else follows it."""
    at = next((at for at, (_, line) in enumerate(section.prose) if wording.GRANT_TEXT.match(line)), -1)
    if at < 0:
        return
    seen = identify("\n".join(line for _, line in section.prose[at:])[:_MOST_INLINED])
    if seen.state != "clean" and seen.verdict != "restricted":
        return
    yield License(
        path=path,
        line=section.prose[at][0],
        expression=seen.expression,
        state="stated",
        verdict=seen.verdict,
        scope=elements(section.title) or ("code",),
        folder=_folder(path),
        clauses=tuple((clause.category, clause.line, clause.quote) for clause in seen.clauses),
        note="the text of a license in a document",
    )


def _model(said: grammar.Said, cell: str) -> str:
    """The model that the first cell of a row on its terms names; "" where it names an element of a system."""
    named = re.search(r"\w", _ELEMENT.sub("", cell))
    return cell.strip()[:80] if named and said.scope == ("parameters",) else ""


def _rows(rows: list[Row], title: str, own: frozenset[str]) -> Iterator[tuple[int, grammar.Said, str, str]]:
    """What a table with a column of licenses says, of what the first cell names or the table lists."""
    _, header = rows[0]
    column = next((at for at, cell in enumerate(header) if _HEADER.match(_without_markup(cell))), -1)
    if column < 0:
        return
    ours = [bool(own & words_of(cells[0])) or bool(wording.HERE.search(cells[0])) for _, cells in rows[1:]]
    for (number, cells), of_ours in zip(rows[1:], ours, strict=True):
        # Others' models stand beside ours to be compared.
        if column < len(cells) and (of_ours or not any(ours)):
            words = _without_markup(cells[column])
            about = " ".join(cell for at, cell in enumerate(cells) if at != column and at < 2)
            said = grammar.of_cell(words, _without_markup(about), header[0], title)
            if said is not None:
                yield number, said, _without_markup(cells[0]), words


def _asks(sentence: str) -> bool:
    return sentence.rstrip(" *_`").endswith(("?", "？")) and bool(wording.TERMS_TITLE.search(sentence))


def _with_code(document: Document) -> Iterator[tuple[Section, list[str]]]:
    """Each section with its code blocks: a license is often shown in one."""
    starts = [section.line for section in document.sections]
    code: list[list[str]] = [[] for _ in starts]
    for number, line in document.code:
        if at := bisect_left(starts, number):
            code[at - 1].append(line)
    yield from zip(document.sections, code, strict=True)


def _is_badge(line: str) -> bool:
    """Whether a line shows a badge on terms, by its address or by its words."""
    return bool(_BADGE.search(line)) or any(
        re.search(r"(?i)licen[cs]e", words) or (elements(words) and named_in(words))
        for words in _PICTURED.findall(line)
    )


def _badges(path: str, number: int, line: str) -> Iterator[License]:
    """What badges say on terms: of an element where they name one, else of nothing in particular."""
    for shown in _PICTURED.findall(line):
        if elements(shown):
            for said in grammar.read(shown.replace("_", " "), grammar.Around()):
                if said.scope:
                    yield _stated(path, number, shown, said)
    plain = re.sub(r"%20|[_%]", " ", line.replace("--", "-"))
    if named := named_in(plain) or named_in(plain.replace("-", " ")):
        note = "a badge: it says nothing of what it covers"
        yield License(
            path=path, line=number, expression=named[0], state="badge", verdict="undetermined", note=note
        )


def _without_markup(sentence: str) -> str:
    plain = re.sub(r"<[^<>]*>", " ", sentence)
    # An image may stand in a link.
    for _ in range(2):
        plain = LINK.sub(lambda m: " " if m[0].startswith("!") else m[1], plain)
    return re.sub(r"[*_`]{1,3}", "", plain)


def _stated(path: str, number: int, words: str, said: grammar.Said) -> License:
    return License(
        path=path,
        line=number,
        expression=said.expression,
        state="stated",
        verdict=said.verdict,
        scope=said.scope,
        folder=_folder(path),
        clauses=tuple((kind, number, quote) for kind, quote in said.clauses),
        note=" ".join(words.split())[:240],
    )
