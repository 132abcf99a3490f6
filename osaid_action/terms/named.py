"""The names of licenses in a text: known ones by their ids, and what is named like one."""

# ruff: noqa: E501  (a pattern is read whole, on its line)

from __future__ import annotations

import re
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..licenses import judge, normalize_id
from ..patterns import either, lazy
from . import wording as say

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Behind a version, that later ones may be taken instead.
_LATER = (
    r",? ?\(?(?:or (?:any )?(?:later|newer)(?: version)?|oder (?:jede )?(?:spätere|neuere|später|neuer)r?|ou (?:version )?(?:ultérieure|posterior|superior)"
    r"|o (?:versi[oó]n(?:es)? )?(?:posterior(?:es)?|successiv[ae])|или (?:более поздн\w{1,4}|новее|выше)|或更(?:高|新)版本|またはそれ以降|以降)"
)
_OR_LATER = lazy(rf"(?i)(?<=\d){_LATER}$")
_CDLA = lazy(r"(?i)community data [\w ,–—-]{1,40}\b(permissive|sharing)\W[^\d]{0,20}(\d\.\d)")
_NAMES = (
    r"(?i:apache(?:[ -]li[cz]en[csz]e?)?,? ?(?:software )?(?:licen[cs]e,? ?)?(?:versi[oó]n |versione |versão |version |v)?[ .-]?[12](?:\.[01])?(?: with (?:the )?llvm[ -]exceptions?)?)",
    (
        r"(?<!\bat )MIT(?:[ -](?i:licen[cs]ed?|lizenz|0)\b)?(?![\w-]|\.\w|['’]s| (?:CSAIL|Media|Press|Lab|Lincoln|Tech|Sloan|Open|stud|res|prof))"
        r"|(?i:\bmit (?:open source )?licen[cs]e\b)"
    ),
    r"MIT(?=[-_ ]?(?:style|like|based|ähnlich|artig))",
    r"MIT(?=[ぁ-んァ-ヶ一-龠가-힣])|(?i:apache[ -]?(?:licen[cs]e|lizenz)\b)",
    (
        r"(?i:(?:gnu )?(?:affero |lesser )?general public licen[cs]e,? ?(?:version |v)?\d?(?:\.\d)?"
        rf"(?:{_LATER})?)"
    ),
    rf"(?i:(?:gnu )?(?:a|l)?gpl,?[ -]?(?:version |v)?[123](?:\.\d)?(?:-only|-or-later|\+|{_LATER})?|(?:gnu )?(?:a|l)?gpl\b)",
    r"(?i:bsd de [234] cláusulas)",
    r"(?i:polyform [a-z ]{3,20}\d\.\d\.\d|cecill(?:[ -](?:b|c|v?\d(?:\.\d)?))?\b|elastic licen[cs]e(?: v?2\.0)?)",
    (
        r"(?i:(?:(?:new|modified|simplified|revised) )?bsd[ -]?(?:\(?[0234](?:[ -]clause)?\)?)?(?: licen[cs]e|-lizenz)?"
        r"|(?:[0234]|zero|two|three)[ -]clause bsd(?: licen[cs]e)?|0bsd)"
    ),
    r"(?i:mozilla public licen[cs]e,? ?(?:version |v)?\d(?:\.\d)?|mpl[ -]?v?\d(?:\.\d)?)",
    r"(?i:eclipse public licen[cs]e,? ?(?:version |v)?\d(?:\.\d)?|epl[ -]v?\d(?:\.\d)?|eupl(?:[ -]v?\d\.\d)?)",
    r"(?i:european union public licen[cs]e,? ?(?:version |v)?\d?(?:\.\d)?)",
    r"\bISC(?: [Ll]icen[cs]e)?\b|(?i:\b(?:the )?unlicense\b|\bzlib(?: licen[cs]e)?\b|\bboost software licen[cs]e(?: 1\.0)?)",
    r"(?i:by-nc(?:-sa|-nd)?(?![\w-]))",
    r"(?i:cc0(?:[ -]1\.0)?(?: universal)?)",
    r"(?i:cc[ -]by(?:[ -](?:nc|sa|nd)){0,2}(?:[ -]v?\d(?:\.\d)?)?(?: international)?)",
    (
        r"(?i:creative commons(?: attribution)?(?:[ -–—]{1,3}(?:non[- ]?commercial|share[- ]?alike|no[- ]?derivatives|zero)){0,3}"
        r"(?:,? (?:version |v)?\d(?:\.\d)?)?(?: international)?(?: licen[cs]e)?)"
    ),
    r"(?i:odc-?by(?:[ -]v?1\.0)?|odbl(?:[ -]v?1\.0)?|pddl(?:[ -]v?1\.0)?|cdla-[a-z]{1,20}-\d\.\d|community data licen[cs]e agreement[ ,–—-]{1,3}(?:permissive|sharing)[ ,–—-]{1,3}(?:version |v)?\d\.\d|o-?uda(?:-1\.0)?)",
    r"(?i:(?:odc )?public domain dedication and licen[cs]e)",
    r"(?i:open data commons [a-z ]{1,40}licen[cs]e|open database licen[cs]e)",
    r"(?i:(?:meta )?llama[ -]?[234](?:\.\d)? (?:community )?licen[cs]e(?: agreement)?|llama[234](?:\.\d)? license)",
    r"(?i:(?:creativeml |bigscience |bigcode )?open ?rail(?:\+\+)?(?:-?[mds]\b)?(?: licen[cs]e)?)",
    r"(?i:licence ouverte(?: ?/ ?open licen[cs]e)?(?: ?[/-]? ?etalab)?(?: (?:version |v)?2\.0)?|etalab[ -]2\.0|open government licen[cs]e(?: v?\d\.\d)?|dl-de[/-]by-2[.-]0)",
    r"(?i:gemma (?:terms of use|licen[cs]e)|openmdw(?:-\d\.\d)?)",
    r"(?i:sspl\b|server side public licen[cs]e|\bbusl\b|business source licen[cs]e(?: (?:version |v)?\d\.\d)?)",
    r"(?i:deepseek(?: model)? licen[cs]e|qwen(?: research)? licen[cs]e(?: agreement)?)",
)
_NAMED = either(*(rf"(?<![A-Za-z0-9_/@.-])(?:{name})" for name in _NAMES))
#: A name that begins with capitals and ends as the names of licenses do, and is none known.
_UNKNOWN = lazy(
    r"(?<![\w-])(?:[A-Z][\w.+&'’-]{0,30} ){1,6}(?:Licen[cs]e|LICEN[CS]E|Agreement|Terms of Use|Terms of Service|Public Licen[cs]e)"
    r"(?: Agreement)?(?: (?:v|[Vv]ersion )?\d[\d.]{0,4})?"
)
_GRANTS = lazy(
    r"(?i)(?:\b(?:under|by|to|with|per|uses?|accept|is|are|of|sous|unter|bajo|sob|sotto)|[:|(]|^[^\w]*)\s{0,3}"
    r"(?:the |an? |our |its |la |der |die |el |il )?(?:terms of (?:the )?)?[\"“'*`]{0,3}$"
)
_NO_NAME = lazy(
    r"(?i)^(?:the|this|our|see|read|model|code|data|weights?|software|project|full|dual|open source) licen[cs]e"
)
#: What opens names that lead nowhere.
_CUT = lazy(r"^(?:The|A|An|This|Our|See|Read|Under|Use|All|Both|Licensed|License|Please|While|Its) ")
#: What stands between a written name and its short form in parentheses.
_SHORT_FORM = lazy(r"[\w\s.,–-]{0,40}[(\[][\"“]?")
#: How the notices of the GNU licenses tell the version, and within how many characters.
_VERSION = lazy(r"(?i)\bversion (\d(?:\.\d)?)(?: of the licen[cs]e)?,?( or \(?at your option\)? any later)?")
_GNU = frozenset(f"gnu {kind}general public license" for kind in ("", "affero ", "lesser ")) | {
    "general public license"
}
_NOTICE = 120
#: A license that is only pointed to.
_MENTION = lazy(r"(?i)\b(?:see|copy of|text of|read|visit|letter to)\s{1,3}(?:the |a )?$")
#: Names of one sentence that are read.
_MOST = 12
#: A name that forbids commerce, changes or some uses, whatever its version.
_NC = lazy(
    r"(?i)\bnon-? ?commercial\b|\bby[ -](?:nc|nd)\b|\bno-? ?derivatives?\b|\b(?:open ?)?rail(?:\+\+)?(?:-?[adms]{1,3})?\b"
    r"|\bbusl\b|\bbusiness source\b|\bsspl\b|\bserver side public\b"
)
_NEAR_BEFORE = 40
#: Most open first; the most restrictive of several is judged.
RANK = ("osi-approved", "open", "undetermined", "none", "restricted")


class Name(NamedTuple):
    """A license that a text names between two offsets: its id, or the name as written where nobody knows it."""

    start: int
    end: int
    id: str


def named_in(text: str) -> tuple[str, ...]:
    """Licenses a text names, as ids, without repeats."""
    return tuple(dict.fromkeys(name.id for name in islice(_known(text), _MOST)))[:3]


def _known(text: str) -> Iterator[Name]:
    for found in _NAMED.finditer(text):
        if _MENTION.search(text, max(0, found.start() - _NEAR_BEFORE), found.start()):
            continue
        name = found[0].strip(" ,.-–")
        if name.lower() in _GNU and (version := _VERSION.search(text, found.end(), found.end() + _NOTICE)):
            name = f"{name} version {version[1]}" + (" or later" if version[2] else "")
        yield Name(found.start(), found.start() + len(found[0].rstrip(" ,.-–")), _id(name))


def _id(name: str) -> str:
    """The id of a name in one of the languages that are read, or the name without what says nothing."""
    name = re.sub(r"(?i)versi[oó]n|versione|versão", "version", name)
    plain = re.sub(r"(?i)[ -]?lizenz|^meta |^gnu (?=[al]?gpl)| international| universal", "", name).strip()
    plain = re.sub(r"(?i)\bgpl,? version ", "GPL v", plain)
    plain = _OR_LATER.sub(" or later", plain)
    if base := re.fullmatch(r"(?i)(apache.*?) with (?:the )?llvm[ -]exceptions?", plain):
        return f"{normalize_id(base[1]) or base[1]} WITH LLVM-exception"
    plain = re.sub(r"(?i)^(?:licence ouverte|etalab)\b.*2\.0$", "etalab-2.0", plain)
    plain = re.sub(
        r"(?i)^(zero|two|three)(?=[ -]?clause)",
        lambda found: {"zero": "0", "two": "2"}.get(found[1].lower(), "3"),
        plain,
    )
    plain = re.sub(
        r"(?i)^([234])[ -]clause bsd.*$|^bsd[ -]\(([234])[ -]clause\).*$", r"BSD-\1\2-Clause", plain
    )
    plain = re.sub(r"(?i)^0[ -]clause bsd.*$", "0BSD", plain)
    plain = re.sub(r"(?i)\blicensed$", "license", plain).replace("–", "-")
    if cdla := _CDLA.fullmatch(plain):
        return f"CDLA-{cdla[1].title()}-{cdla[2]}"
    shorter = re.sub(r"(?i) model (?=licen[cs]e)", " ", plain)
    for one in (
        plain,
        f"{plain} license",
        shorter,
        re.sub(r"(?i),? ?licen[cs]e$", "", plain),
        plain.replace(",", ""),
    ):
        if known := normalize_id(one):
            return known
    if found := re.fullmatch(r"(?i)bsd de ([23]) cláusulas", plain):
        return f"BSD-{found[1]}-Clause"
    return plain


def worst(verdicts: list[str]) -> str:
    """The most restrictive of several verdicts."""
    return max(verdicts, key=RANK.index, default="none")


def verdict_on(name: str) -> str:
    """The verdict on a name; every version of a license that is not for commerce, or to be changed, restricts."""
    known = judge(name).verdict
    return "restricted" if known == "undetermined" and _NC.search(name) else known


def names_in(text: str) -> list[Name]:
    """The licenses that a sentence names, known or not, in order."""
    found = list(islice(_known(text), _MOST))
    for one in _UNKNOWN.finditer(text):
        start, words = one.start(), one[0]
        while cut := _CUT.match(words):
            start, words = start + cut.end(), words[cut.end() :]
        if " " not in words or _NO_NAME.match(words) or not _GRANTS.search(text, 0, start):
            continue
        if re.match(r" [A-Z]", text[one.end() :]):
            continue
        inside = [name for name in found if name.start < one.end() and start < name.end]
        if any(name.start <= start + 6 and name.end >= one.end() - 12 for name in inside):
            continue
        known = _id(words)
        behind = next(
            (name for name in found if _SHORT_FORM.fullmatch(text, one.end(), max(name.start, one.end()))),
            None,
        )
        if known == words and (inside or behind):
            continue
        found = [name for name in found if name not in inside]
        found.append(Name(start, one.end(), known))
    return sorted(found)[:_MOST]


def grouped(text: str, names: list[Name]) -> Iterator[list[Name]]:
    """Names that are given together: nothing stands between them but "and", "or" and the like."""
    group: list[Name] = []
    for name in names:
        if group and not say.JOINS.fullmatch(text[group[-1].end : name.start]):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def expression_of(text: str, group: list[Name]) -> tuple[str, str]:
    """(the expression of names that are given together, the verdict on it)."""
    ids = list(dict.fromkeys(name.id for name in group))
    gaps = " ".join(text[one.end : other.start] for one, other in pairwise(group))
    if len(ids) > 1 and say.EITHER.search(gaps) and "and/or" not in gaps:
        expression = " OR ".join(ids)
        verdicts = [verdict_on(one) for one in ids]
        # Whoever may choose takes what is more open.
        return expression, min(verdicts, key=RANK.index)
    return " AND ".join(ids), worst([verdict_on(one) for one in ids])
