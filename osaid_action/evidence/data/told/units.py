"""A document in units that are judged one by one: titles, sentences, items, rows of tables, lines that fetch.

Sections in which no word of data or of training stands, nor in a title above, are passed over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from ....patterns import either, lazy
from ....repository.sentences import spans
from ..paragraph import ITEM as MARKER
from ..paragraph import LEAD
from ..prose import clean, grids

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....repository.documents import Document, Section

TITLE, TEXT, ITEM, ROW, CODE = "title", "text", "item", "row", "code"
#: Units and sections of one document that are judged, and characters of one unit.
MOST_UNITS, MOST_SECTIONS, MOST_TEXT = 1_200, 1_500, 1_000

_TABLE = lazy(r"(?i)\s{0,99}(?:\||</?t[adhrbf]|</?table)")
_FETCHES = lazy(r"https?://|load_dataset\(|\b(?:wget|curl|kaggle|gdown|aws s3|gsutil|download\w{0,10})\b")
#: A word of training or of data, in some language; cheaper than reading the sentence.
_SPEAKS = either(
    r"train|tun(?:ed|ing)|learn(?:s|ed) from|\b(?:sft|dpo)\b",
    r"data|corp(?:us|ora)|korpus|samples|images|recordings|annotat|label",
    r"entra[iî]n|entren|trein|обуч|训练|訓練|学習|微调|학습|훈련",
    r"датасет|данны|корпус|数据|資料|语料|語料|データ|コーパス|데이터|말뭉치|코퍼스",
    r"dados|datos|donn[ée]es|daten|\bdane\b|zbi[óo]r|dữ liệu",
    flags=re.IGNORECASE,
)


class Unit(NamedTuple):
    """One piece of a document that says something, and where it stands.

    line, last: its lines; section: the number of its section; block: of its paragraph, list or table, -1 for
    code; lead: what opens its list, or the header of its table.
    """

    line: int
    last: int
    text: str
    kind: str
    section: int
    block: int
    lead: str = ""


def units(document: Document, most: int = MOST_UNITS, *, everything: bool = False) -> tuple[list[Unit], bool]:
    """The units of a document in the order of its lines, and whether these are all.

    most: how many at most; everything: no section is passed over.
    """
    most = min(most, MOST_UNITS)
    found: list[Unit] = []
    titles = dict(document.linked)
    fetches = [line for line in document.code if _FETCHES.search(line[1][:MOST_TEXT])]
    numbers = [number for number, _ in fetches]
    sections = document.sections[:MOST_SECTIONS]
    block = 0
    above: list[tuple[int, bool]] = []
    for number, section in enumerate(sections):
        end = sections[number + 1].line if number + 1 < len(sections) else 1 << 60
        code = fetches[bisect_right(numbers, section.line - 1) : bisect_right(numbers, end - 1)]
        above = [one for one in above if one[0] < section.level]
        titled = bool(_SPEAKS.search(section.title)) or any(spoken for _, spoken in above)
        above.append((section.level, titled))
        # A project's first words say what it is, whatever they are.
        wanted = everything or titled or number < 2 or bool(_SPEAKS.search(section.text))
        if not (wanted or any(_SPEAKS.search(line[:MOST_TEXT]) for _, line in code)):
            continue
        some = list(_of_section(section, number, titles.get(section.line, section.title)))
        some += [Unit(line, line, text.strip()[:MOST_TEXT], CODE, number, -1) for line, text in code]
        for unit in sorted(some, key=lambda unit: unit.line):
            if len(found) >= most:
                return found, False
            found.append(unit._replace(block=block + unit.block) if unit.block >= 0 else unit)
        block += max((unit.block for unit in some), default=0) + 1
    return found, len(document.sections) <= MOST_SECTIONS


def _of_section(section: Section, number: int, title: str) -> Iterator[Unit]:
    if title.strip():
        plain = " ".join(line for _, line in clean(((1, title),)))
        yield Unit(section.line, section.line, plain[:MOST_TEXT], TITLE, number, 0)
    block = 1
    for rows in grids(section):
        header = " | ".join(rows[0][1])
        for line, cells in rows[1:]:
            yield Unit(line, line, " | ".join(cells)[:MOST_TEXT], ROW, number, block, header[:MOST_TEXT])
        block += 1
    yield from _sentences(section, number, block)


def _sentences(section: Section, number: int, block: int) -> Iterator[Unit]:
    prose = tuple(line for line in clean(section.prose) if not _TABLE.match(line[1]))
    there = {line for line, _ in prose}
    lead = ""
    before = 0
    listed = False
    for line, last, sentence in spans(prose):
        item = bool(MARKER.match(sentence))
        broken = line - before > 1 and any(n not in there for n in range(before + 1, min(line, before + 50)))
        if broken and not (item and (listed or lead)):
            block += 1
        if broken and not item:
            lead = ""
        yield Unit(line, last, sentence[:MOST_TEXT], ITEM if item else TEXT, number, block, lead)
        if not item and LEAD.search(sentence[-200:]):
            lead = sentence[:MOST_TEXT]
        listed = item
        before = last
