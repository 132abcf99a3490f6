"""Names of licenses: written names, titles and ids to the one id that they stand for."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from .text import words

_OPEN_ENDED = re.compile(r"\b(?:or later|or any later version|or newer|and later)$")
_NOISE = frozenset(
    {"the", "a", "license", "licence", "licensed", "under", "version", "v", "agreement", "software"}
)
_VERSION = re.compile(r"\bv ?(\d)")


def key(name: str) -> str:
    """The form in which names are compared: words, ``v`` before a number dropped."""
    return _VERSION.sub(r"\1", " ".join(words(name.replace("+", " plus ").replace("++", " plus plus "))))


def compact(name: str) -> str:
    """A looser form: the words that say nothing are left out too."""
    return " ".join(word for word in key(name).split() if word not in _NOISE)


def _spdx_names(entry: dict[str, Any]) -> list[str]:
    found = [entry["licenseId"], entry["name"]]
    name = entry["name"].replace('"', "")
    for ending in (" License", " only"):
        if name.endswith(ending):
            found.append(name.removesuffix(ending))
    if name.startswith("Creative Commons Attribution "):
        title = name.removeprefix("Creative Commons ")
        joined = title.replace("Non Commercial", "NonCommercial").replace("Share Alike", "ShareAlike")
        joined = joined.replace("No Derivatives", "NoDerivatives")
        for form in (title, joined):
            found += [
                form,
                f"Creative Commons {form}",
                f"CC {form}",
                f"Creative Commons {form} Public License",
            ]
        found += [re.sub(r" (?:International|Generic|Unported)\b", "", item) for item in found]
    found.append(re.sub(r'"[^"]*" ?', "", entry["name"]))
    found.append(re.sub(r'"[^"]*" or "[^"]*" ?', "", entry["name"]))
    return found


def compile_names(spdx: dict[str, Any], facts: dict[str, Any]) -> dict[str, Any]:
    """The table of names, for the data file: exact and compact forms, titles, families."""
    ambiguous = {key(name) for name in facts["ambiguous"]} | {compact(name) for name in facts["ambiguous"]}
    exact: dict[str, str] = {}
    loose: dict[str, set[str]] = {}
    current = [entry for entry in spdx["licenses"] if not entry["isDeprecatedLicenseId"]]
    titles: dict[str, str] = {}
    for identifier, names in facts["aliases"].items():
        for name in names:
            exact.setdefault(key(name), identifier)
    for identifier, entry in facts["licenses"].items():
        for name in (identifier, entry["name"], *entry.get("aliases", ())):
            exact.setdefault(key(name), identifier)
            for text in entry.get("texts", ()):
                exact.setdefault(key(f"LicenseRef-scancode-{text}"), identifier)
        for title in entry.get("titles", ()):
            titles.setdefault(key(title), identifier)
    for entry in current:
        exact.setdefault(key(entry["licenseId"]), entry["licenseId"])
    for entry in current:
        for name in _spdx_names(entry):
            exact.setdefault(key(name), entry["licenseId"])
            loose.setdefault(compact(name), set()).add(entry["licenseId"])
    kept = {name: next(iter(ids)) for name, ids in loose.items() if len(ids) == 1}
    for name, identifier in exact.items():
        kept.setdefault(compact(name), identifier)
    ids = [entry["licenseId"] for entry in spdx["licenses"]]
    return {
        "exact": {name: found for name, found in exact.items() if name not in ambiguous and name},
        "compact": {
            name: found
            for name, found in kept.items()
            if name and name not in ambiguous and name not in exact
        },
        "titles": titles,
        "ids": {identifier.lower(): identifier for identifier in [*ids, *facts["licenses"]]},
    }


def compile_facts(spdx: dict[str, Any], facts: dict[str, Any], ratings: dict[str, str]) -> dict[str, Any]:
    """The table of judgements, for the data file: id to ``[verdict, reasons, share-alike, name]``."""
    version = spdx["licenseListVersion"]
    by_reason: dict[str, dict[str, list[str]]] = {"restricted": {}, "undetermined": {}, "open": {}}
    for verdict, reasons in by_reason.items():
        for reason, ids in facts[verdict].items():
            for identifier in ids:
                reasons.setdefault(identifier, []).append(reason)
    prefixes = tuple(facts["share_alike"]["prefixes"])
    exempt = tuple(facts["share_alike"]["except"])
    table: dict[str, Any] = {}
    for entry in spdx["licenses"]:
        identifier = entry["licenseId"]
        reasons: list[str] = by_reason["restricted"].get(identifier, [])
        verdict = "restricted"
        if not reasons and re.match(r"CC-BY-(?:NC|ND)", identifier):
            reasons = [
                reason
                for mark, reason in (("NC", "non-commercial"), ("ND", "no derivatives"))
                if mark in identifier.split("-")
            ]
        if not reasons and identifier in by_reason["undetermined"]:
            verdict, reasons = "undetermined", by_reason["undetermined"][identifier]
        elif not reasons and entry["isOsiApproved"]:
            verdict, reasons = "osi-approved", [f"OSI-approved: SPDX license list {version}"]
        elif not reasons:
            verdict = "open"
            reasons = by_reason["open"].get(identifier, [])
            if not reasons and entry.get("isFsfLibre"):
                reasons = [f"free by the FSF: SPDX license list {version}"]
            elif not reasons and ratings.get(identifier):
                reasons = [f"rated {ratings[identifier]} by the Blue Oak Council"]
            elif not reasons:
                verdict, reasons = "undetermined", ["on no list of open licenses that the data knows"]
        if verdict != "restricted" and not entry["isOsiApproved"]:
            reasons = [*reasons, "not OSI-approved"]
        shared = identifier.startswith(prefixes) and not identifier.startswith(exempt)
        table[identifier] = [verdict, reasons, shared, entry["name"]]
    for identifier, entry in facts["licenses"].items():
        table[identifier] = [entry["verdict"], entry["terms"], entry.get("share_alike", False), entry["name"]]
    return table


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """The name tables of the data file."""
    from .index import index

    found: dict[str, Any] = index().table("names")
    return found


def normalize_id(name: str) -> str | None:
    """Return the one id that a written name stands for, or None when it stands for several or none."""
    name = name[:200].rpartition("::")[2].strip()
    found = tables()
    by_id: str | None = found["ids"].get(name.lower())
    if by_id is not None and by_id in SUCCESSORS:
        return SUCCESSORS[by_id]
    if by_id is not None:
        return by_id
    exact: dict[str, str] = found["exact"]
    loose: dict[str, str] = found["compact"]
    written = key(name)
    if written in exact:
        return exact[written]
    short = compact(name)
    result = exact.get(short) or loose.get(short)
    if result is None and _OPEN_ENDED.search(written):
        base = exact.get(_OPEN_ENDED.sub("", written).strip()) or ""
        if base.endswith("-only"):
            return base[: -len("only")] + "or-later"
    return result


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
