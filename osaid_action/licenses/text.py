"""Text to words: what is compared is words only, so markup, wrapping and punctuation cost nothing."""

from __future__ import annotations

import re
from bisect import bisect_right
from unicodedata import normalize

from ..frozen import dataclass
from ..patterns import lazy

MAX_CHARS = 1 << 20
MAX_WORDS = 40_000


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())


#: Spellings that the SPDX matching guidelines count as equal, plus ``https`` and two joined words.
EQUAL = _pairs(
    "acknowledgement=acknowledgment analogue=analog analyse=analyze artefact=artifact "
    "authorisation=authorization authorised=authorized calibre=caliber cancelled=canceled "
    "capitalisations=capitalizations catalogue=catalog categorise=categorize centre=center "
    "emphasised=emphasized favour=favor favourite=favorite fulfil=fulfill fulfilment=fulfillment "
    "initialise=initialize judgement=judgment labelling=labeling labour=labor licence=license "
    "licences=licenses licenced=licensed maximise=maximize modelled=modeled modelling=modeling "
    "offence=offense optimise=optimize organisation=organization organise=organize practise=practice "
    "programme=program realise=realize recognise=recognize signalling=signaling sublicence=sublicense "
    "utilisation=utilization whilst=while wilful=willful https=http"
)

_WORD = lazy(r"[^\W_]+")
_TAG = lazy(
    r"</?(?:p|br|div|span|a|b|i|u|em|strong|h[1-6]|ul|ol|li|html|head|body|title|pre|table|tr|td|th|tt|code"
    r"|center|hr|font|meta|blockquote|sup|sub|dl|dt|dd|link|small|section|article|main|header|footer|img|var"
    r"|cite|optional|bullet)(?:\s+(?:class|id|href|src|style|align|lang|dir|name|rel|type|charset|content|width"
    r"|height|border|color|size|face|target|media|http-equiv|start|colspan|rowspan|valign|xmlns|data-[\w-]{1,20})"
    r"\s*=\s*(?:\"[^\"<>]{0,200}\"|'[^'<>]{0,200}'|[^\s\"'<>]{1,100})){0,12}\s*/?>"
    r"|<!doctype html[^<>]{0,200}>|<\?xml[^<>]{0,200}\?>",
    re.IGNORECASE,
)
_ENTITY = lazy(r"&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_LINK = lazy(r"\]\((?:https?://|mailto:|\.?/)[^()\s]{1,300}\)")
_COMMENT = lazy(r"^([ \t]*)(?:dnl|rem)\b", re.IGNORECASE | re.MULTILINE)
#: The language that a block of code says to be in; how a page looks.
_FENCE = lazy(
    r"^([ \t]*(?:`{3,9}|~{3,9}))[ \t]?(?:te?xt|plain(?:text)?|md|markdown|license|none)(?=[ \t]*$)",
    re.IGNORECASE | re.MULTILINE,
)
_STYLE = lazy(r"<style\b[^<>]{0,200}>[^<]{0,20000}</style\s{0,9}>", re.IGNORECASE)
_BROKEN = lazy(r"-[ \t]{0,99}\n[ \t]{0,99}(?:[#*>|/;]{1,3}[ \t]{0,99})?")
#: Other shapes of the same letters: ligatures, full width, mathematical alphabets.
_SHAPES = lazy("[\ufb00-\ufb06\uff01-\uff5e\U0001d400-\U0001d7ff]{1,9999}")
_FIRST_CJK = "\u3000"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text, lower-case and normalized, with where each begins.

    ``starts`` and ``ends`` are offsets into ``source``, the text with markup blanked out but its line
    breaks kept; ``lines`` holds the offset of each line's first character.
    """

    tokens: list[str]
    starts: list[int]
    ends: list[int]
    source: str
    lines: list[int]
    cut: bool

    def line(self, index: int) -> int:
        """The 1-based line of a word."""
        if not self.starts:
            return 1
        return bisect_right(self.lines, self.starts[min(index, len(self.starts) - 1)])

    def quote(self, first: int, last: int, limit: int = 240) -> str:
        """The words ``first`` to ``last`` (exclusive) as written, on one line of ``limit`` characters."""
        if last <= first:
            return ""
        end = min(self.ends[last - 1], self.starts[first] + 4 * limit)
        text = " ".join(self.source[self.starts[first] : end].split())
        return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def _blank(match: re.Match[str]) -> str:
    """Spaces for what is taken out; line breaks stay, so that line numbers do."""
    found = match.group()
    return "\n" * found.count("\n") or " "


def _unescape(match: re.Match[str]) -> str:
    import html

    return html.unescape(match.group())


def visible(text: str) -> str:
    """The text without byte-order mark, tags, entities, link targets and comment words."""
    text = text[:MAX_CHARS].replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    if not text.isascii():
        text = _SHAPES.sub(lambda found: normalize("NFKC", found[0]), normalize("NFC", text))
    if "```" in text or "~~~" in text:
        text = _FENCE.sub(r"\1", text)
    if "<" in text:
        text = _STYLE.sub(_blank, text)
        text = _TAG.sub(_blank, text)
    if "&" in text:
        text = _ENTITY.sub(_unescape, text)
    if "](" in text:
        text = _LINK.sub("] ", text)
    lowered = text.lower()
    if "dnl" in lowered or "rem" in lowered:
        text = _COMMENT.sub(r"\1", text)
    return text.replace("©", " (c) ").replace("\u00ad", "").replace("\u200b", "").replace("\u2060", "")


def read(text: str) -> Words:
    """Read at most ``MAX_WORDS`` words; ``cut`` says that there were more characters or words."""
    cut = len(text) > MAX_CHARS
    source = visible(text)
    tokens: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    previous = ""
    for match in _WORD.finditer(source):
        word = match.group().lower()
        start, end = match.span()
        if word in EQUAL:
            word = EQUAL[word]
        elif word == "c" and previous == "copyright":
            continue
        if (
            tokens
            and source[ends[-1] : ends[-1] + 1] == "-"
            and word.isalpha()
            and tokens[-1].isalpha()
            and _BROKEN.fullmatch(source, ends[-1], start)
        ):
            # A word that the end of a line divides.
            word = tokens[-1] + word
            tokens[-1], ends[-1], previous = EQUAL.get(word, word), end, word
            continue
        if len(word) > 1 and word[0] > _FIRST_CJK and not word[0].isascii():
            # Chinese and Japanese run words together: one word a character.
            width = min(end - start, len(word), MAX_WORDS - len(tokens))
            tokens.extend(word[:width])
            starts.extend(range(start, start + width))
            ends.extend(range(start + 1, start + width + 1))
        else:
            tokens.append(word)
            starts.append(start)
            ends.append(end)
        previous = word
        if len(tokens) >= MAX_WORDS:
            cut = True
            break
    lines = [0]
    position = source.find("\n")
    while position >= 0:
        lines.append(position + 1)
        position = source.find("\n", position + 1)
    return Words(tokens, starts, ends, source, lines, cut)


def words(text: str) -> list[str]:
    """Only the words."""
    return read(text).tokens
