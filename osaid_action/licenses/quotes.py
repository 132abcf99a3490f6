"""Where a license that is known says what its facts tell of it: each freedom taken away, in its own words."""

# ruff: noqa: E501  (a pattern is read whole, on its line)

from __future__ import annotations

from typing import NamedTuple

from ..patterns import lazy
from .clauses import MACROS, Spoken
from .model import Clause

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from .text import Words

#: Letters of a quote, and of it before what it is quoted for.
_LONGEST, _BEFORE = 240, 140
_END = lazy(r"[.;:](?=\s)|\n\s*\n|\n\s*(?:[-*•]|\(?\w{1,3}[.)])(?=\s)")


class _Kind(NamedTuple):
    """A kind of reason, how the facts tell it, and the words of a license that give it."""

    category: str
    told: re.Pattern[str]
    said: re.Pattern[str]


def _kind(category: str, told: str, said: str) -> _Kind:
    """Of patterns of what is said, one a line, as in ``clauses``."""
    for macro, meaning in MACROS.items():
        said = said.replace(macro, meaning)
    return _Kind(category, lazy(told), lazy("|".join(said.split("\n")[1:-1])))


_KINDS = (
    _kind(
        "threshold",
        r"threshold|monthly users|US dollars",
        r"""
\b(?:million|billion|thousand|000)<W>{0,3}? users\b|\bmillion muus\b
\b(?:annual|monthly|yearly)<W>{0,3}? revenues?<W>{0,12}? (?:million|000)\b|\b(?:million|000)\b<W>{0,8}? (?:annual|monthly|yearly)(?: \w+)? revenues?\b
""",
    ),
    _kind(
        "non-commercial",
        r"non-commercial|commercial use needs|for commercial use|no production or commercial",
        r"""
\b(?:only|solely|exclusively|limited to)<W>{0,8}? non ?commercial|\bnon ?commercial<W>{0,4}? only\b
\b<NOT><W>{0,12}? (?:exercise|use|used|exploit|sell)<W>{0,24}? (?:for|in|under|toward) (?:any |a |direct |your |the )*commercial (?:purposes?|uses?|advantage|activit\w+|production)\b
\bcommercial(?:ly)?<W>{0,8}? (?:strictly |expressly )?(?:prohibited|forbidden|not permitted|requires)\b
\bany non ?commercial purpose is a permitted purpose\b
""",
    ),
    _kind(
        "production",
        r"no production",
        r"""
\bmake non production use\b|\b<NOT><W>{0,8}? production use\b
""",
    ),
    _kind(
        "research-only",
        r"research|evaluation",
        r"""
\b(?:only|solely|exclusively|limited to)<W>{0,8}? research\b|\bresearch<W>{0,4}? only\b
""",
    ),
    _kind(
        "no-derivatives",
        r"no derivatives",
        r"""
\bnot (?:have permission<W>{0,8}? (?:to )?)?share adapted material|\bno rights to make (?:derivative works|adaptations)\b
""",
    ),
    _kind(
        "no-training",
        r"no training|no competing models",
        r"""
\b<NOT><W>{0,4}? use<W>{0,26}? (?:train|improve|develop|create)<W>{0,10}? models?\b
""",
    ),
    _kind(
        "territory",
        r"territor|European Union",
        r"""
\bdoes not apply in<W>{0,4}? european union|\bterritory (?:shall mean|means)<W>{0,6}? excluding\b
\bnot being granted to you if<W>{0,24}? european union\b
""",
    ),
    _kind(
        "field-of-use",
        r"polic(?:y|ies)|restrictions|field of use|military|nuclear|surveillance|Trustworthy|prohibited uses|high-risk|ethical",
        r"""
\b(?:cannot|may not|must not|shall not|will not|agree not to) (?:use|be used)\b<W>{0,24}? (?:restricted uses|violat\w+|surveillance|military|weapons?|harm\w*|unlawful|illegal)\b
\b(?:must|shall|agree|agrees|required to|comply with|adhere to|consistent with)<W>{0,30}? (?:use polic(?:y|ies)|use restrictions|use based restrictions|restricted uses|trustworthy ai terms)\b
\brestrictions (?:set forth|referenced|contained|listed) in (?:attachment|paragraph|section|exhibit)\b
\b(?:you|licensee|recipients?) (?:may|must|shall|will|agree|can) ?not (?:to )?use<W>{0,12}? for<W>{0,6}? (?:purposes?|scenarios)\b|\bprohibited high risk use\b
\buse polic(?:y|ies)<W>{0,16}? incorporated by reference\b|\bnot use (?:n?or )?allow others to use\b
\bused for good not evil\b|\bnot be used by you or any third party<W>{0,6}? to\b
""",
    ),
    _kind(
        "display",
        r"display|named \"|attribution notice|statements on",
        r"""
\b(?:prominently|must|shall)<W>{0,8}? display\b|\bat the beginning of<W>{0,6}? name\b|\b(?:built|powered) (?:with|by) \w
\binclude prominently in any public statement\b|\bname<W>{0,16}? at the beginning\b
""",
    ),
    _kind(
        "outputs",
        r"outputs belong to the licensor",
        r"""
\brights title and interest in and to the outputs?\b
""",
    ),
    _kind(
        "registration",
        r"registration|notice to the licensor",
        r"""
\b(?:must|shall|need to|required to) register\b
""",
    ),
    _kind(
        "safeguards",
        r"guardrail|protections|safety features|content filters|safeguards",
        r"""
\b(?:bypass|disable|circumvent|remove|override)\b<W>{0,24}? (?:guardrails?|filters?|safety measures|usage restrictions|security or protection)\b
""",
    ),
    _kind(
        "revocable",
        r"^revocable|ended at|^use may be restricted",
        r"""
(?<!non )(?<!ir)\brevocable\b(?! and non)|\bright to restrict remotely\b
\bmay (?:terminate|revoke) this (?:license|agreement)<W>{0,8}? at any time\b
""",
    ),
    _kind(
        "changes",
        r"latest version|updated|may change|changeable",
        r"""
\buse the latest version\b|\breserves? the right to (?:modify|amend|change|update)\b
\bmay (?:be )?(?:updated?|modify|modified|amend|change)\b<W>{0,6}? (?:from time to time|at any time)\b
""",
    ),
    _kind(
        "service",
        r"hosted service|managed service|no distribution",
        r"""
\b<NOT> provide<W>{0,12}? (?:hosted|managed)\b
\bhosted (?:service|solution)<W>{0,4}? (?:for others|or via your)\b
""",
    ),
)


def category(reason: str) -> str:
    """The kind of a reason of the facts, or ""."""
    return next((kind.category for kind in _KINDS if kind.told.search(reason)), "")


def quoted(words: Words, reasons: Sequence[str]) -> tuple[Clause, ...]:
    """The first place for each kind of reason where a text gives it, in the order of the file."""
    text = Spoken(words, 0, len(words.tokens))
    found = {}
    for kind in _KINDS:
        if not any(map(kind.told.search, reasons)):
            continue
        at = 0
        while match := kind.said.search(text.plain, at):
            first, last = text.of(match)
            if not _END.search(words.source, words.starts[first], words.ends[last - 1]):
                found[kind.category] = _clause(words, kind.category, first, last - 1)
                break
            at = match.start() + 1  # what begins in one sentence and ends in another is not said
    return tuple(sorted(found.values(), key=lambda clause: (clause.line, clause.category)))


def _clause(words: Words, category: str, first: int, last: int) -> Clause:
    """The sentence in which some words stand, as far as it fits."""
    begin, end = words.starts[first], words.ends[last]
    low = max(0, begin - _BEFORE)
    stops = [stop.end() for stop in _END.finditer(words.source, low, begin)]
    low = stops[-1] if stops else low
    while first and words.starts[first - 1] >= low:
        first -= 1
    stop = _END.search(words.source, end, end + _LONGEST)
    high = stop.start() if stop else end + _LONGEST
    while last + 1 < len(words.tokens) and words.ends[last + 1] <= high:
        last += 1
    quote = words.quote(first, last + 1, _LONGEST)
    return Clause(category=category, line=words.line(first), quote=quote if stops or not low else "…" + quote)
