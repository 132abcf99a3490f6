"""What the value of a license field means: an id, an expression, a classifier, or words that restrict.

Pure. What is stated and not known still counts, as a license that nobody can judge: it never gives way to an
open one. Only what points to a file, or says nothing at all, means nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from ..licenses import identify, judge, normalize_id
from ..licenses.expression import ExpressionError, Group, Node, parse
from ..licenses.names import is_closed
from ..model import License
from ..patterns import lazy
from .named import RANK, worst

#: Longer values, and those of several lines, are texts.
_LONGEST = 200
#: Names of what gives only some.
_LIMITED = lazy(
    r"(?i)\bnon[ -]?commercial|\bother-(?:nc|closed)$|^free to use but restricted$"
    r"|^free for (?:educational|home|academic|research|personal) use$|\binternal use only\b"
)
_NOTHING = lazy(
    r"(?i)(?:please )?(?:see|refer to|read)\b.*|file\b.*|none|null|noassertion|notspecified|unknown|n/?a"
    r"|tbd|todo"
    r"|(?:osi|dfsg) approved|open[ -]source|.*(?:\{\{|\$\{|%\().*"
    r"|(?:the )?(?:\S*/)?(?:licen[cs]e|copying)(?:-\w+)?(?:\.\w+)?(?: file)?"
)
#: Words around a name that only say where its text is or from when, and its abbreviation in brackets.
_AROUND = lazy(
    r"(?i)^(?:released|licensed|distributed|available) under (?:the )?(?:terms of (?:the )?)?"
    r"|,? january 2004$|[ ,;:.(–-]{1,5}(?:please )?(?:see|refer to|(?:as )?found in)\b.*$"
    r"| \((?-i:[^()]{0,20}(?:\d|[A-Z][^()]{0,20}[A-Z])[^()]{0,20})\)(?=$| public domain dedication$)"
)
#: Names that leave open which license of a family is meant.
_FAMILIES = (
    (lazy(r"(?i)(?:the )?bsd(?:[ -](?:style|like))?(?: licen[cs]e)?"), "BSD-"),
    (lazy(r"(?i)(?:the )?apache(?: software)?(?: licen[cs]e)?"), "Apache-"),
    (lazy(r"(?i)(?:gnu )?(?:affero general public licen[cs]e|agpl)"), "AGPL-"),
    (lazy(r"(?i)(?:gnu )?(?:(?:library or )?lesser general public licen[cs]e|lgpl)"), "LGPL-"),
    (lazy(r"(?i)(?:gnu )?(?:general public licen[cs]e|gpl)"), "GPL-"),
    (lazy(r"(?i)(?:gnu )?(?:free documentation licen[cs]e|fdl|gfdl)"), "GFDL-"),
    (lazy(r"(?i)mozilla public licen[cs]e|mpl"), "MPL-"),
    (lazy(r"(?i)(?:the )?artistic licen[cs]e"), "Artistic-"),
    (lazy(r"(?i)academic free licen[cs]e|afl"), "AFL-"),
    (lazy(r"(?i)eclipse public licen[cs]e|epl"), "EPL-"),
    (lazy(r"(?i)zope public licen[cs]e|zpl"), "ZPL-"),
)
#: Names of classifiers, and of fields that many have, that the license data do not know.
_NAMES = {
    "mit/x11": "MIT",
    "isc license": "ISC",
    "the unlicense (unlicense)": "Unlicense",
    "universal permissive license": "UPL-1.0",
    "zlib/libpng license": "Zlib",
    "python software foundation license": "PSF-2.0",
    "python license": "Python-2.0",
    "boost software license 1.0": "BSL-1.0",
    "blue oak model license": "BlueOak-1.0.0",
    "eclipse public license 1.0": "EPL-1.0",
    "eclipse public license 2.0": "EPL-2.0",
    "european union public licence 1.1": "EUPL-1.1",
    "european union public licence 1.2": "EUPL-1.2",
    "gnu lesser general public license v2": "LGPL-2.0-only",
    "gnu lesser general public license v2 or later": "LGPL-2.0-or-later",
    "mozilla public license 1.0": "MPL-1.0",
    "mozilla public license 1.1": "MPL-1.1",
    "mulan permissive software license v2": "MulanPSL-2.0",
    "historical permission notice and disclaimer": "HPND",
    "sil open font license 1.1": "OFL-1.1",
    "common development and distribution license 1.0": "CDDL-1.0",
    "cecill-b free software license agreement": "CECILL-B",
    "cecill-c free software license agreement": "CECILL-C",
    "university of illinois/ncsa open source license": "NCSA",
    "zero-clause bsd": "0BSD",
    "cc0 1.0 universal public domain dedication": "CC0-1.0",
    "creative commons zero, cc-0": "CC0-1.0",
}


class Meaning(NamedTuple):
    """The license that a field names, in SPDX terms, and what it allows."""

    expression: str
    verdict: str


def meaning(
    stated: str, known: Collection[str] = (), texts: Mapping[str, License] | None = None
) -> Meaning | None:
    """What a field means, or None where it states nothing or only repeats the family of a known license.

    texts: those that the project has of its licenses, by id.
    """
    stated = stated.strip()
    if len(stated) > _LONGEST or "\n" in stated:
        seen = identify(stated)
        return Meaning(seen.expression or _reference(stated), seen.verdict)
    name = _address(" ".join(stated.rpartition("::")[2].split()))
    if found := _NAMES.get(name.lower()) or normalize_id(name):
        return Meaning(found, _verdict(parse(found), texts or {}))
    if "://" in name and (linked := identify(name).expression):
        return Meaning(linked, judge(linked).verdict)
    if node := _expression(name):
        return Meaning(str(node), _verdict(node, texts or {}))
    if _closed(name):
        return Meaning(_reference(name), "restricted")
    if not name or _NOTHING.fullmatch(name):
        return None
    short = _AROUND.sub("", name)
    if found := _NAMES.get(short.lower()) or normalize_id(short):
        return Meaning(found, judge(found).verdict)
    if prefix := family(short):
        ids = (part for expression in known for part in re.findall(r"[\w.+-]+", expression))
        if any(part.startswith(prefix) for part in ids):
            return None
    return Meaning(_reference(name), "undetermined")


def family(name: str) -> str:
    """How the ids of a family begin, of which a name leaves open the member; "" for other names."""
    return next((prefix for pattern, prefix in _FAMILIES if pattern.fullmatch(name)), "")


def any_of(names: list[str]) -> list[str]:
    """Licenses of which one may be chosen, as one expression where each is an id."""
    ids = [normalize_id(name) or name for name in names]
    return [" OR ".join(ids)] if all(re.fullmatch(r"[\w.+-]+", one) for one in ids) else names


def _address(name: str) -> str:
    """The id that the address of a license has in it, or the name as it is."""
    name = re.sub(r"^https?://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)(?:/.*)?$", r"CC-\1-\2", name)
    return re.sub(r"^https?://spdx\.org/licenses/(.*?)(?:\.html|\.json)?$", r"\1", name)


def _closed(name: str) -> bool:
    return is_closed(name) or bool(_LIMITED.search(name) or identify(name).clauses)


def _expression(name: str) -> Node | None:
    """An expression of several licenses, or a reference; names of one word are told otherwise."""
    either = name.split("/")
    if len(either) > 1 and all(map(normalize_id, either)):
        name = " OR ".join(either)
    try:
        node = parse(name)
    except ExpressionError:
        return None
    several = isinstance(node, Group) or node.exception is not None or node.id.startswith("LicenseRef-")
    return node if several else None


def _verdict(node: Node, texts: Mapping[str, License]) -> str:
    if isinstance(node, Group):
        parts = [_verdict(part, texts) for part in node.parts]
        return worst(parts) if node.operator == "AND" else min(parts, key=RANK.index)
    verdict = judge(str(node)).verdict
    text = texts.get(node.id)
    if verdict == "undetermined" and text:
        return text.verdict  # a reference is what its text is
    if verdict == "undetermined" and _LIMITED.search(node.id):
        return "restricted"
    changed = text is not None and text.state not in {"clean", "extra-text", "named", "unreadable"}
    return worst([verdict, text.verdict]) if text and changed else verdict


def _reference(name: str) -> str:
    """The id of a license that has none, as SPDX writes them."""
    words = re.sub(r"[^A-Za-z0-9.]+", "-", name[:60]).strip("-.")
    return name if name.startswith("LicenseRef-") else f"LicenseRef-{words or 'Unknown'}"
