"""Restrictions in words that no known license explains: an explained warning, never a verdict of openness."""

from __future__ import annotations

import re
from bisect import bisect_right

from .model import Clause
from .text import Words

_W = r"(?: \w+)"
_NOT = (
    r"(?:may not|must not|shall not|should not|can not|cannot|will not|do not|does not|not be|agree not to|"
    r"agrees not to|prohibited from|not permitted to|not allowed to|forbidden to|barred from|not)"
)
_BAN = (
    r"(?:prohibit\w*|forbid\w*|not (?:be )?(?:permitted|allowed|authorized|licensed)|barred|banned|excluded)"
)
_SOURCES: dict[str, tuple[str, ...]] = {
    "non-commercial": (
        rf"\bnon ?commercial(?:ly)?{_W}{{0,4}}? (?:purposes?|uses?|basis|license|research|projects?|only)\b",
        rf"\b(?:only|solely|exclusively|limited to){_W}{{0,8}}? non ?commercial",
        r"\bnon ?commercial (?:sharealike|noderivs|noderivatives|community)\b|\battribution non ?commercial\b",
        rf"\b{_NOT}(?: be)? (?:use|used|exploit\w*|sell|sold|distributed?|reproduced?|copy|modify|exercise|deploy\w*)"
        rf"{_W}{{0,22}}? (?:for|in|under|within) (?:any |a |direct |other |your |the )*commercial"
        rf"{_W}{{0,3}}? (?:purposes?|uses?|products?|activit\w+|exploitation|manner|advantage|gain|services?|setting)",
        rf"\b{_NOT} (?:be )?(?:used?|exploit\w*|sell|sold|distributed?){_W}{{0,8}}? (?:commercially|for profit)\b",
        r"\bprimarily intended for or directed towards? commercial advantage",
        r"\bno (?:commercial|for profit) (?:use|usage|exploitation|purposes?|deployment)\b",
        r"\bexclud\w+ commercial (?:use|applications?|purposes?)",
        rf"\b(?:commercial|for profit) (?:use|usage|exploitation|purposes?|deployment|applications?){_W}{{0,8}}? "
        rf"(?:{_BAN}|not granted|requires?|must (?:obtain|apply|contact|register)|needs?)",
        rf"\b{_NOT} (?:be )?(?:sell|sold|resold|resell|monetiz\w+|rent\w*)\b",
        r"\bnot (?:include|grant|extend to)(?: \w+){0,6} right to (?:sell|resell|host|commercialize)\b",
        r"\b(?:not for|except for|other than) (?:commercial|profit)\b",
        r"\bprior written (?:permission|consent|authorization)(?: \w+){0,6}? commercial",
        rf"\b(?:must|shall|need to|required to){_W}{{0,4}}? (?:request|obtain|apply|purchase|buy){_W}{{0,10}}? "
        r"(?:commercial|paid) license\b",
    ),
    "research-only": (
        rf"\b(?:only|solely|exclusively|limited to|restricted to){_W}{{0,6}}? (?:for )?(?:\w+ ){{0,4}}?"
        r"(?:research|academic|educational|scholarly|evaluation|teaching|classroom|hobby|personal|private)\b",
        rf"\b(?:research|academic|educational|evaluation|personal|private)(?: (?:and|or) \w+)?{_W}{{0,2}}? "
        r"(?:purposes?|uses?|usage) only\b",
        r"\bfor (?:non ?commercial )?(?:academic )?(?:research|academic)(?: (?:and|or) \w+){0,2} (?:purposes?|uses?)\b",
        r"\bresearch (?:use )?only\b|\bnon ?commercial research\b|\bno production use\b|\bnon ?production\b",
        rf"\b{_NOT} (?:be )?(?:used?|deployed?|run){_W}{{0,6}}? (?:in|for) production\b",
    ),
    "field-of-use": (
        r"\b(?:acceptable|prohibited|permitted) uses? polic(?:y|ies)\b|\bacceptable use guidelines\b",
        r"\buse based restrictions?\b|\brestricted uses\b|\buse restrictions\b|\btrustworthy ai terms\b|\busage policy\b",
        rf"\b{_NOT}{_W}{{0,40}}? (?:military|weapons?|warfare|surveillance|human rights|discriminat\w+|gambling|"
        r"exploit\w* (?:\w+ ){0,3}(?:minors|children)|harass\w*|misinformation|disinformation|illegal|unlawful|"
        r"violat\w+ (?:of )?(?:any |all |applicable )*(?:law|laws|rights)|national security|cyberattack\w*|malware|"
        r"law enforcement|facial recognition|biometric|medical|clinical|fossil|tobacco|evil)",
        rf"\b{_BAN}{_W}{{0,20}}? (?:military|weapons?|surveillance|nuclear|human rights|unlawful|illegal)",
        rf"\b(?:military|weapons?|surveillance|police|law enforcement|biometric){_W}{{0,10}}? {_BAN}",
        r"\bfor good not evil\b|\bethical (?:use|standards|guidelines)\b",
    ),
    "threshold": (
        rf"\b(?:million|billion|hundred|thousand|\d{{2,}}|000){_W}{{0,5}}? (?:monthly |daily )?active users\b",
        r"\bmonthly (?:active|unique) users\b",
        rf"\b(?:million|billion|thousand|000){_W}{{0,2}}? (?:mau|maus|muu|muus|users|customers|employees)\b",
        rf"\b(?:annual|annually|monthly|total|gross|recurring|yearly){_W}{{0,6}}? (?:revenues?|turnover){_W}{{0,15}}? "
        r"(?:million|usd|dollars|euros?|000|less|exceed\w*|more|greater|above)",
        rf"\b(?:revenues?|turnover)\b{_W}{{0,12}}? (?:exceed\w*|less than|more than|greater than|in excess of|above)\b",
        rf"\b(?:million|usd|dollars|euros?|000)\b{_W}{{0,8}}? (?:annual|monthly|yearly|in)(?: \w+){{0,2}} "
        r"(?:revenues?|turnover)\b",
        r"\b(?:more|fewer|less|greater) than \w+(?: \w+){0,2} (?:users|employees|customers|seats)\b",
    ),
    "revocable": (
        r"(?<!non )(?<!ir)\brevocable\b(?! and non)",
        rf"\b(?:may|can|reserves? the right to) (?:\w+ ){{0,3}}?(?:terminate|revoke|withdraw|cancel|change|modify)\b"
        rf"{_W}{{0,8}}? (?:at any time|for any reason|with or without cause|without notice|at (?:its|our|their) "
        r"(?:sole )?discretion)",
        r"\bright to restrict remotely\b|\brestrict remotely or otherwise\b",
        r"\blicense (?:may|can) be (?:revoked|withdrawn|terminated)\b(?: \w+){0,6}? (?:any time|notice|reason)",
    ),
    "no-derivatives": (
        r"\bno derivatives?\b(?! of)|\bnoderivatives\b|\bnoderivs\b|\bno derivs\b",
        r"\bnot have permission(?: \w+){0,6}? (?:share|distribute) adapted material",
        r"\b(?:may not|must not|shall not|cannot|can not|will not)(?: be)? (?:modify|modified|alter|altered|adapt|"
        rf"adapted|translated?|fine tuned?)\b(?!{_W}{{0,6}}? (?:license|notice|notices|terms|copyright|except|unless|"
        r"rights|for|recipients))",
        r"\b(?:may not|must not|shall not|cannot|not)(?: \w+){0,5}? (?:create|prepare|make|distribute|publish)"
        rf"(?: \w+){{0,3}}? (?:derivative works?|modified versions?)\b(?!{_W}{{0,25}}? (?:except|unless))",
        r"\bproduce and reproduce but not share adapted\b",
    ),
    "no-training": (
        rf"\b{_NOT}{_W}{{0,30}}? (?:to )?(?:train|improve|develop|create|fine tune|distill){_W}{{0,12}}? (?:\w+ )?"
        r"(?:language models?|foundation\w* (?:\w+ ){0,3}models?|ai models?|(?:other|another|any|competing|competitive"
        r"|similar|rival) (?:\w+ ){0,4}models?|machine learning models?|artificial intelligence)",
        rf"\b(?:train\w*|fine tun\w*|distill\w*){_W}{{0,8}}? (?:models?|ai|intelligence){_W}{{0,5}}? (?:is |are )?{_BAN}",
        r"\bmay not be used to train\b|\bnot (?:to )?(?:be used|use|used) (?:\w+ ){0,6}?(?:to|for|in) (?:the )?"
        r"train(?:ing)?\b",
        rf"\b(?:compete|competes|competing) with{_W}{{0,4}}? (?:models?|products?|services?|licensor)\b",
    ),
    "territory": (
        rf"\b(?:domiciled|place of business|located|resid\w+|established) in{_W}{{0,12}}? (?:european union|united "
        rf"kingdom|china|russia|korea|iran){_W}{{0,25}}? (?:not granted|{_BAN}|no (?:rights?|license))",
        rf"\b(?:not granted|no rights?|not licensed|not permitted|{_NOT}){_W}{{0,25}}? (?:domiciled|principal place of "
        r"business|located|residing|outside|inside|within|in)(?: \w+){0,8}? (?:european union|united kingdom|south "
        r"korea|china|russia|united states|the territory)",
        r"\b(?:does|do|shall) not apply (?:in|to|within) (?:the )?(?:\w+ ){0,3}?(?:european union|united kingdom|"
        r"south korea|united states)\b",
        rf"\bterritory (?:shall mean|means){_W}{{0,8}}? (?:excluding|except)\b",
    ),
}
#: Wording that looks like a restriction and is none.
_HARMLESS = re.compile(
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
_TERMS = (
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


def _patterns() -> dict[str, re.Pattern[str]]:
    if not _COMPILED:
        _COMPILED.update({name: re.compile("|".join(found)) for name, found in _SOURCES.items()})
    return _COMPILED


_COMPILED: dict[str, re.Pattern[str]] = {}


def states_terms(words: Words, first: int, last: int) -> bool:
    """Whether words beside a license speak of what one may, must or must not do."""
    text = " ".join(words.tokens[first : min(last, first + _MAX_WORDS)])
    return re.search(_TERMS, text) is not None


def read_clauses(words: Words, runs: list[tuple[int, int]]) -> tuple[Clause, ...]:
    """The restrictions in some runs of words, in the order of the file."""
    found: list[tuple[int, str, Clause]] = []
    budget = _MAX_WORDS
    counts: dict[str, int] = {}
    for first, run_end in runs:
        last = min(run_end, first + budget)
        if last <= first:
            continue
        budget -= last - first
        offsets: list[int] = []
        place = 0
        for token in words.tokens[first:last]:
            offsets.append(place)
            place += len(token) + 1
        text = " ".join(words.tokens[first:last])
        text = _HARMLESS.sub(lambda match: "~" * len(match.group()), text)
        for category, pattern in _patterns().items():
            for match in pattern.finditer(text):
                if counts.get(category, 0) >= _MAX_EACH:
                    break
                counts[category] = counts.get(category, 0) + 1
                start = first + bisect_right(offsets, match.start()) - 1
                end = first + bisect_right(offsets, match.end() - 1)
                clause = Clause(category=category, line=words.line(start), quote=words.quote(start, end))
                found.append((start, category, clause))
    found.sort(key=lambda item: item[:2])
    return tuple(clause for _, _, clause in found)
