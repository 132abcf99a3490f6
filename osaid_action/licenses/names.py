"""Names of licenses: written names, titles and ids to the one id that they stand for."""

from __future__ import annotations

from functools import cache

from ..patterns import lazy
from .text import words

_OPEN_ENDED = lazy(r"\b(?:or later|or any later version|or newer|and later)$")
_NOISE = frozenset(
    {"the", "a", "license", "licence", "licensed", "under", "version", "v", "agreement", "software"}
)
_VERSION = lazy(r"\bv ?(\d)")
#: As R has it: "GPL (>= 2)"; no id says more than a version, or less.
_AT_LEAST, _RELATION = lazy(r"\(? ?>= ?(v?\d[\d.]*) ?\)?$"), lazy(r"(?<!=)[<>!]=?")
#: Names of what gives no rights.
_CLOSED = lazy(
    r"(?i)(?<!non[ -])(?<!not )\bproprietary\b|\bunlicensed$|^(?:LicenseRef-)?commercial(?: licen[cs]e)?$"
    r"|\bclosed[ -]source\b"
)
_RESERVED = lazy(r"(?i)all[ -]rights[ -]reserved")
_OPEN_NAME = lazy(r"(?i)\b(?:mit|bsd|apache|[al]?gpl|mpl|isc)")


def key(name: str) -> str:
    """The form in which names are compared: words, ``v`` before a number dropped."""
    return _VERSION.sub(r"\1", " ".join(words(name.replace("+", " plus ").replace("++", " plus plus "))))


def compact(name: str) -> str:
    """A looser form: the words that say nothing are left out too."""
    return " ".join(word for word in key(name).split() if word not in _NOISE)


@cache
def table(name: str) -> dict[str, str]:
    """Names to ids: ``ids`` in lower case, ``exact`` and ``compact`` forms, ``titles`` as words of a text."""
    from .index import index

    return index().table(name)


def normalize_id(name: str) -> str | None:
    """Return the one id that a written name stands for, or None when it stands for several or none."""
    name = _AT_LEAST.sub(r" \1 or later", name[:200].rpartition("::")[2].strip())
    if _RELATION.search(name):
        return None
    by_id = table("ids").get(name.lower())
    if by_id is not None and by_id in SUCCESSORS:
        return SUCCESSORS[by_id]
    if by_id is not None:
        return by_id
    exact = table("exact")
    written = key(name)
    if written in exact:
        return exact[written]
    short = compact(name)
    result = exact.get(short) or table("compact").get(short)
    if result is None and _OPEN_ENDED.search(written):
        base = exact.get(_OPEN_ENDED.sub("", written).strip())
        return base[: -len("only")] + "or-later" if base and base.endswith("-only") else base
    return result


def is_closed(name: str) -> bool:
    """Whether a name says that no rights are given."""
    return bool(_CLOSED.search(name) or (_RESERVED.search(name) and not _OPEN_NAME.search(name)))


#: Deprecated ids to the id that says the same; the bare GNU ids mean "only" (the family rule).
SUCCESSORS = {
    "GPL-1.0": "GPL-1.0-only",
    "GPL-1.0+": "GPL-1.0-or-later",
    "GPL-2.0": "GPL-2.0-only",
    "GPL-2.0+": "GPL-2.0-or-later",
    "GPL-3.0": "GPL-3.0-only",
    "GPL-3.0+": "GPL-3.0-or-later",
    "LGPL-2.0": "LGPL-2.0-only",
    "LGPL-2.0+": "LGPL-2.0-or-later",
    "LGPL-2.1": "LGPL-2.1-only",
    "LGPL-2.1+": "LGPL-2.1-or-later",
    "LGPL-3.0": "LGPL-3.0-only",
    "LGPL-3.0+": "LGPL-3.0-or-later",
    "AGPL-1.0": "AGPL-1.0-only",
    "AGPL-3.0": "AGPL-3.0-only",
    "GFDL-1.1": "GFDL-1.1-only",
    "GFDL-1.2": "GFDL-1.2-only",
    "GFDL-1.3": "GFDL-1.3-only",
    "StandardML-NJ": "SMLNJ",
    "BSD-2-Clause-FreeBSD": "BSD-2-Clause-Views",
    "BSD-2-Clause-NetBSD": "BSD-2-Clause",
    "eCos-2.0": "GPL-2.0-or-later WITH eCos-exception-2.0",
    "bzip2-1.0.5": "bzip2-1.0.6",
    "Net-SNMP": "MIT-CMU AND BSD-3-Clause",
    "GPL-2.0-with-GCC-exception": "GPL-2.0-or-later WITH GCC-exception-2.0",
    "GPL-2.0-with-autoconf-exception": "GPL-2.0-or-later WITH Autoconf-exception-2.0",
    "GPL-2.0-with-bison-exception": "GPL-2.0-or-later WITH Bison-exception-2.2",
    "GPL-2.0-with-classpath-exception": "GPL-2.0-only WITH Classpath-exception-2.0",
    "GPL-2.0-with-font-exception": "GPL-2.0-only WITH Font-exception-2.0",
    "GPL-3.0-with-GCC-exception": "GPL-3.0-only WITH GCC-exception-3.1",
    "GPL-3.0-with-autoconf-exception": "GPL-3.0-only WITH Autoconf-exception-3.0",
    "wxWindows": "GPL-2.0-or-later WITH WxWindows-exception-3.1",
}
