"""Restrictions in words that no known license explains: an explained warning, never a verdict of openness."""

# ruff: noqa: E501  (a pattern is read whole, on its line)

from __future__ import annotations

import re
from bisect import bisect_right

from ..patterns import lazy
from .model import Clause

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from .text import Words

MACROS = {
    "<W>": r"(?: \w+)",
    "<NOT>": (
        r"(?:may not|must not|shall not|should not|can not|cannot|will not|do not|does not|not be|agree not to|"
        r"agrees not to|prohibited from|not permitted to|not allowed to|forbidden to|barred from|not)"
    ),
    "<BAN>": (
        r"(?:prohibit\w*|forbid\w*|not (?:be )?(?:permitted|allowed|authorized|licensed)"
        r"|barred|banned|excluded)"
    ),
}
#: One pattern a line, over words in lower case with single spaces; ``<W>`` is one word.
_SOURCES = {
    "non-commercial": r"""
\bnon ?commercial(?:ly)?<W>{0,4}? (?:purposes?|uses?|basis|license|research|projects?|only)\b
\b(?:only|solely|exclusively|limited to)<W>{0,8}? non ?commercial
\bnon ?commercial (?:sharealike|noderivs|noderivatives|community)\b|\battribution non ?commercial\b
\b<NOT>(?: be)? (?:use|used|exploit\w*|sell|sold|distributed?|reproduced?|copy|modify|exercise|deploy\w*)<W>{0,22}? (?:for|in|under|within) (?:any |a |direct |other |your |the )*commercial<W>{0,3}? (?:purposes?|uses?|products?|activit\w+|exploitation|manner|advantage|gain|services?|setting)
\b<NOT> (?:be )?(?:used?|exploit\w*|sell|sold|distributed?)<W>{0,8}? (?:commercially|for profit)\b
\bprimarily intended for or directed towards? commercial advantage
\bno (?:commercial|for profit) (?:use|usage|exploitation|purposes?|deployment)\b
\bexclud\w+ commercial (?:use|applications?|purposes?)
\b(?:commercial|for profit) (?:use|usage|exploitation|purposes?|deployment|applications?)<W>{0,8}? (?:<BAN>|not granted|requires?|must (?:obtain|apply|contact|register)|needs?)
\b<NOT> (?:be )?(?:sell|sold|resold|resell|monetiz\w+|rent\w*)\b
\bcc by(?: sa| nd)? nc\b|\bby nc(?: sa| nd)?\b
\bnot (?:include|grant|extend to)(?: \w+){0,6} right to (?:sell|resell|host|commercialize)\b
\b(?:not for|except for|other than) (?:commercial|profit)\b
\bprior written (?:permission|consent|authorization)(?: \w+){0,6}? commercial
\b(?:must|shall|need to|required to)<W>{0,4}? (?:request|obtain|apply|purchase|buy)<W>{0,10}? (?:commercial|paid) license\b
""",
    "research-only": r"""
\b(?:only|solely|exclusively|limited to|restricted to)<W>{0,6}? (?:for )?(?:\w+ ){0,4}?(?:research|academic|educational|scholarly|evaluation|teaching|classroom|hobby|personal|private)\b
\b(?:research|academic|educational|evaluation|personal|private)(?: (?:and|or) \w+)?<W>{0,2}? (?:purposes?|uses?|usage) only\b
\bfor (?:non ?commercial )?(?:academic )?(?:research|academic)(?: (?:and|or) \w+){0,2} (?:purposes?|uses?)\b
\bresearch (?:use )?only\b|\bnon ?commercial research\b|\bno production use\b|\bnon ?production\b
\b<NOT> (?:be )?(?:used?|deployed?|run)<W>{0,6}? (?:in|for) production\b
""",
    "field-of-use": r"""
\b(?:acceptable|prohibited|permitted) uses? polic(?:y|ies)\b|\bacceptable use guidelines\b
\buse based restrictions?\b|\brestricted uses\b|\buse restrictions\b|\btrustworthy ai terms\b|\busage policy\b
\b<NOT><W>{0,40}? (?:military|weapons?|warfare|surveillance|human rights|discriminat\w+|gambling|exploit\w* (?:\w+ ){0,3}(?:minors|children)|harass\w*|misinformation|disinformation|illegal|unlawful|violat\w+ (?:of )?(?:any |all |applicable )*(?:law|laws|rights)|national security|cyberattack\w*|malware|law enforcement|facial recognition|biometric|medical|clinical|fossil|tobacco|evil)
\b<BAN><W>{0,20}? (?:military|weapons?|surveillance|nuclear|human rights|unlawful|illegal)
\b(?:military|weapons?|surveillance|police|law enforcement|biometric)<W>{0,10}? <BAN>
\bfor good not evil\b|\bethical (?:use|standards|guidelines)\b
""",
    "threshold": r"""
\b(?:million|billion|hundred|thousand|\d{2,}|000)<W>{0,5}? (?:monthly |daily )?active users\b
\bmonthly (?:active|unique) users\b
\b(?:million|billion|thousand|000)<W>{0,2}? (?:mau|maus|muu|muus|users|customers|employees)\b
\b(?:annual|annually|monthly|total|gross|recurring|yearly)<W>{0,6}? (?:revenues?|turnover)<W>{0,15}? (?:million|usd|dollars|euros?|000|less|exceed\w*|more|greater|above)
\b(?:revenues?|turnover)\b<W>{0,12}? (?:exceed\w*|less than|more than|greater than|in excess of|above)\b
\b(?:million|usd|dollars|euros?|000)\b<W>{0,8}? (?:annual|monthly|yearly|in)(?: \w+){0,2} (?:revenues?|turnover)\b
\b(?:more|fewer|less|greater) than \w+(?: \w+){0,2} (?:users|employees|customers|seats)\b
""",
    "revocable": r"""
(?<!non )(?<!ir)\brevocable\b(?! and non)
\b(?:may|can|reserves? the right to) (?:\w+ ){0,3}?(?:terminate|revoke|withdraw|cancel|change|modify)\b<W>{0,8}? (?:at any time|for any reason|with or without cause|without notice|at (?:its|our|their) (?:sole )?discretion)
\bright to restrict remotely\b|\brestrict remotely or otherwise\b
\blicense (?:may|can) be (?:revoked|withdrawn|terminated)\b(?: \w+){0,6}? (?:any time|notice|reason)
""",
    "no-derivatives": r"""
\bby(?: nc)? nd\b|\bno derivatives?\b(?! of)|\bnoderivatives\b|\bnoderivs\b|\bno derivs\b
\bnot have permission(?: \w+){0,6}? (?:share|distribute) adapted material
\b(?:may not|must not|shall not|cannot|can not|will not)(?: be)? (?:modify|modified|alter|altered|adapt|adapted|translated?|fine tuned?)\b(?!<W>{0,6}? (?:license|notice|notices|terms|copyright|except|unless|rights|for|recipients))
\b(?:may not|must not|shall not|cannot|not)(?: \w+){0,5}? (?:create|prepare|make|distribute|publish)(?: \w+){0,3}? (?:derivative works?|modified versions?)\b(?!<W>{0,25}? (?:except|unless))
\bproduce and reproduce but not share adapted\b
""",
    "no-training": r"""
\b<NOT><W>{0,30}? (?:to )?(?:train|improve|develop|create|fine tune|distill)<W>{0,12}? (?:\w+ )?(?:language models?|foundation\w* (?:\w+ ){0,3}models?|ai models?|(?:other|another|any|competing|competitive|similar|rival) (?:\w+ ){0,4}models?|machine learning models?|artificial intelligence)
\b(?:train\w*|fine tun\w*|distill\w*)<W>{0,8}? (?:models?|ai|intelligence)<W>{0,5}? (?:is |are )?<BAN>
\bmay not be used to train\b|\bnot (?:to )?(?:be used|use|used) (?:\w+ ){0,6}?(?:to|for|in) (?:the )?train(?:ing)?\b
\b(?:compete|competes|competing) with<W>{0,4}? (?:models?|products?|services?|licensor)\b
""",
    "territory": r"""
\b(?:domiciled|place of business|located|resid\w+|established) in<W>{0,12}? (?:european union|united kingdom|china|russia|korea|iran)<W>{0,25}? (?:not granted|<BAN>|no (?:rights?|license))
\b(?:not granted|no rights?|not licensed|not permitted|<NOT>)<W>{0,25}? (?:domiciled|principal place of business|located|residing|outside|inside|within|in)(?: \w+){0,8}? (?:european union|united kingdom|south korea|china|russia|united states|the territory)
\b(?:does|do|shall) not apply (?:in|to|within) (?:the )?(?:\w+ ){0,3}?(?:european union|united kingdom|south korea|united states)\b
\bterritory (?:shall mean|means)<W>{0,8}? (?:excluding|except)\b
""",
}
#: Wording that looks like a restriction and is none.
_HARMLESS = lazy(
    r"(?:is|are|was|were) not (?:fault tolerant|specifically )?(?:and is not )?(?:designed|intended|licensed|"
    r"specifically|manufactured)(?: \w+){0,40}? nuclear(?: \w+)?|not (?:intended|designed)(?: \w+){0,20}? (?:high risk"
    r"|hazardous|nuclear|aircraft)(?: \w+){0,15}|export (?:control |administration )?(?:laws?|regulations?)"
    r"(?: \w+){0,40}? (?:nuclear|weapons?|military)|(?:nuclear chemical or biological|chemical or biological|"
    r"nuclear missile)(?: \w+){0,3}? (?:weapons?|proliferation)|(?:this|original|the) license (?:itself )?may not be "
    r"modified|(?:license|agreement) (?:\w+ ){0,3}?may not be (?:modified|amended|altered)|private and non commercial "
    r"purposes|commercial (?:or|and|and or) non ?commercial|non ?commercial (?:or|and|and or) commercial|"
    r"allowed only (?:occasionally and )?(?:for )?non ?commercial|changing it is not allowed|"
    r"(?:commercial|profit) (?:or|and) (?:non ?commercial|otherwise)"
)
_MAX_EACH = 3
_MAX_WORDS = 12_000

#: Words that state a term; text beside a license that has one is more than a remark.
_TERMS = lazy(
    r"\b(?:must|shall|may not|can not|cannot|only|except|excluding|excluded|exempt\w*|prohibit\w*|restrict\w*|"
    r"forbid\w*|forbidden|unless|revo[ck]\w*|withdraw\w*|terminat\w*|expire\w*|non ?commercial\w*|commercial\w*|"
    r"academic|military|weapon\w*|surveillance|revenue|turnover|acceptable use|polic(?:y|ies)|comply|consent|"
    r"permission|permitted|approval|approved|allowed|fees?|royalt\w*|paid|pay|payment|compet\w*|illegal|unlawful|"
    r"harmful|territor\w*|countr\w*|domiciled|conditions?|provided that|obligat\w*|entitle\w*|additional terms|"
    r"sells?|sold|selling|resell\w*|sale|purchase|subscription|obtain|grants?|granted|sublicens\w*|"
    r"derivatives?|rights|void|not be used|do not use|never|nobody|no one|without|subject to|ban\w*|barred|den(?:y|ied)|"
    r"nothing|nowhere|automatically|reserves?|owes?|payable|costs?|due|voids?|prior to|your use|permissions?|"
    r"modified|amended|custom|customized|addendum|supplement|rider|commons clause|exceptions?|additional|"
    r"this license|no license|licensors?|breach|agree\w*|oblig\w*|required?|requires|needs? to|have to|has to|limited|off limits|ceases?|lapses?|not "
    r"(?:extend|cover|apply|include|permit|allow|authorize|authorise|be|for|available|licensed|granted|use|to))\b"
)


def _pattern(source: str) -> re.Pattern[str]:
    for macro, meaning in MACROS.items():
        source = source.replace(macro, meaning)
    return lazy("|".join(source.split("\n")[1:-1]))


_PATTERNS = {category: _pattern(source) for category, source in _SOURCES.items()}


class Spoken:
    """A run of words as a text of them with single spaces, and which words a match in it is."""

    def __init__(self, words: Words, first: int, last: int) -> None:
        self.first = first
        self.offsets: list[int] = []
        place = 0
        for token in words.tokens[first:last]:
            self.offsets.append(place)
            place += len(token) + 1
        text = " ".join(words.tokens[first:last])
        self.plain = _HARMLESS.sub(lambda match: "~" * len(match.group()), text)

    def of(self, match: re.Match[str]) -> tuple[int, int]:
        """The first word of a match, and the word after its last."""
        start = self.first + bisect_right(self.offsets, match.start()) - 1
        return start, self.first + bisect_right(self.offsets, match.end() - 1)


def states_terms(words: Words, first: int, last: int) -> bool:
    """Whether words beside a license speak of what one may, must or must not do."""
    text = " ".join(words.tokens[first : min(last, first + _MAX_WORDS)])
    return _TERMS.search(text) is not None


def read_clauses(
    words: Words, runs: list[tuple[int, int]], changed: Sequence[tuple[int, int]] | None = None
) -> tuple[Clause, ...]:
    """The restrictions in some runs of words, in the order of the file.

    changed: only those that a change touches, where the rest are words of a license that has none.
    """
    found: list[tuple[int, str, Clause]] = []
    budget = _MAX_WORDS
    counts: dict[str, int] = {}
    for first, run_end in runs:
        last = min(run_end, first + budget)
        if last <= first:
            continue
        budget -= last - first
        text = Spoken(words, first, last)
        for category, pattern in _PATTERNS.items():
            for match in pattern.finditer(text.plain):
                if counts.get(category, 0) >= _MAX_EACH:
                    break
                start, end = text.of(match)
                if changed is not None and not any(one <= end and start <= other for one, other in changed):
                    continue
                counts[category] = counts.get(category, 0) + 1
                clause = Clause(category=category, line=words.line(start), quote=words.quote(start, end))
                found.append((start, category, clause))
    found.sort(key=lambda item: item[:2])
    return tuple(clause for _, _, clause in found)
