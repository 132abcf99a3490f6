"""What both bills of material list, as plain values: the model, its files, its parts, its data, and terms.

What is not known is "" or (): each bill says so in its own way, and nothing is made up.
"""

from __future__ import annotations

import json
import re
from hashlib import sha256
from itertools import count, starmap
from typing import TYPE_CHECKING, Any, NamedTuple

from ...definition import load
from ...errors import TreeError
from ...escape import shown
from ...licenses.expression import ExpressionError, License, licenses, parse
from ...licenses.facts import exceptions, known_ids
from ...model import CODE_COMPONENTS, WEIGHTS
from ...patterns import lazy
from ...terms.cover import element_of
from ..json import as_dict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from uuid import UUID

    from ...model import Artifact, Component, Dataset, Evidence, Report

PROJECT = "https://github.com/osaid/osaid"
NOTE = "What a checker saw in a repository. No certification, and no legal advice."
NAMED = "Documents name it where they tell of training data; no list of the data has it."
#: What CycloneDX takes for a version.
_MOST_VERSION = 1_024
#: What a bill lists besides the weights and the data.
_PARTS = (*CODE_COMPONENTS, "data-documentation", "model-card")
#: Verdicts on terms that say which they are.
_SETTLED = frozenset({"osi-approved", "open", "restricted"})
#: States of a license file whose text is not, or not only, the license that it bears the name of.
_CHANGED = frozenset({"modified", "extra-text", "additional-terms"})
_URI = lazy(r"[a-z][a-z0-9+.-]{0,20}:[\w!#$%&'()*+,./:;=?@~-]{1,2000}\Z", re.ASCII)
#: A reference to a license that SPDX does not list, and what can't stand in one.
_REF, _OTHER = lazy(r"LicenseRef-[^\s()]{1,300}"), lazy(r"[^A-Za-z0-9.-]+")
#: What a place begins with, and the page that shows it; the longest first.
_PAGES = (
    ("git+https://", "https://"),
    ("github:", "https://github.com/"),
    ("hf:", "https://huggingface.co/"),
    ("modelscope:datasets/", "https://www.modelscope.cn/datasets/"),
    ("modelscope:", "https://www.modelscope.cn/models/"),
    ("kaggle:", "https://www.kaggle.com/"),
    ("zenodo:", "https://zenodo.org/records/"),
    ("doi:", "https://doi.org/"),
    ("arxiv:", "https://arxiv.org/abs/"),
    ("swh:", "https://archive.softwareheritage.org/swh:"),
)


class Terms(NamedTuple):
    """SPDX expressions: what files say, what osaid takes to hold; "" for none that can be said.

    texts: by LicenseRef, where the text is.
    """

    declared: str = ""
    concluded: str = ""
    texts: tuple[tuple[str, str], ...] = ()


class Part(NamedTuple):
    """A component that was seen. id: as osaid names it; facts: what was seen of it, as values for JSON."""

    id: str
    title: str
    terms: Terms
    evidence: tuple[Evidence, ...]
    facts: dict[str, Any]


class Data(NamedTuple):
    """A body of training data. url: a page that shows it; way: how one gets at it, or "".

    listed: the manifest lists it; what documents alone name may be something else.
    """

    number: int
    name: str
    listed: bool
    url: str
    way: str
    terms: Terms
    evidence: tuple[Evidence, ...]
    facts: dict[str, Any]


class Bill(NamedTuple):
    """A system as a bill lists it. id: follows from all that is reported, and from nothing else.

    about: what its manifest says of it. weights: as a part, where any were seen; bases: names of models that
    they were made from. coverage: in words.
    """

    id: UUID
    name: str
    version: str
    created: str
    source: str
    about: dict[str, str]
    facts: dict[str, Any]
    weights: Part | None
    files: tuple[Artifact, ...]
    bases: tuple[str, ...]
    parts: tuple[Part, ...]
    data: tuple[Data, ...]
    coverage: str


def bill(report: Report) -> Bill:
    """The bill of a system. TreeError where there is none."""
    from uuid import NAMESPACE_URL, uuid5  # takes long to load

    if not report.judged:
        why = report.unjudged or report.subject_why
        raise TreeError(f"no bill of material: this is not known to be the release of an AI system ({why})")
    target = report.target
    values = as_dict(report)
    by_id = {one.id: one for one in report.components}
    weights = by_id.get("weights")
    commit = shown(target.commit or "")
    made = Bill(
        id=uuid5(NAMESPACE_URL, f"{PROJECT}\n{json.dumps(values)}"),
        name=shown(target.name) or "unnamed",
        version=(shown(target.version) or commit)[:_MOST_VERSION],
        created=target.dated or "1970-01-01T00:00:00Z",
        source=f"git+{target.origin}@{commit}" if target.origin and commit and not target.dirty else "",
        about={key: shown(value) for key, value in target.about},
        facts={
            "commit": commit or None,
            "dirty": target.dirty,
            **{key: values[key] for key in ("result", "policy", "definition", "subject")},
            "labels": {one["id"]: one["said"] for one in values["yardsticks"]},
        },
        weights=_part(weights, report, values) if weights and weights.standing != "missing" else None,
        files=report.artifacts,
        bases=tuple(dict.fromkeys(shown(base.url) for base in weights.bases)) if weights else (),
        parts=tuple(
            _part(by_id[name], report, values)
            for name in _PARTS
            if name in by_id and by_id[name].standing not in {"missing", "unreadable"}
        ),
        data=tuple(starmap(_data, zip(count(1), report.data, values["data"], strict=False))),
        coverage="",
    )
    return made._replace(coverage=_coverage(made))


def _part(component: Component, report: Report, values: dict[str, Any]) -> Part:
    row = next(one for one in values["components"] if one["id"] == component.id)
    facts = {key: row[key] for key in ("here", "there", "declared", "terms")}
    if row["terms"] and row["terms"]["verdict"] == "osi-approved":
        # The expression says it; out of context the word reads as if somebody approved the system.
        facts["terms"] = {**row["terms"], "verdict": "open"}
    return Part(
        component.id,
        load().components[component.id].title,
        _terms(component, report),
        component.evidence,
        {**facts, "evidence": row["evidence"]},
    )


def _data(number: int, row: Dataset, values: dict[str, Any]) -> Data:
    told = valid(row.license or "")
    return Data(
        number,
        shown(row.name) or "unnamed",
        bool(row.declared),
        next(filter(None, map(page, row.where)), ""),
        row.access,
        Terms(declared=told, texts=_texts(told, "what its own place states")),
        row.evidence,
        {key: value for key, value in values.items() if value and key != "name"},
    )


def _terms(component: Component, report: Report) -> Terms:
    """Terms of a component as expressions; a text that was changed is never called what it was made from."""
    terms = component.terms
    if terms is None:
        return Terms()
    element = element_of(component)
    rows = [
        row
        for row in (*report.licenses, *component.stated_there)
        if row.stated_at in terms.sources and (not row.scope or element in row.scope)
    ]
    said: dict[str, str] = {}
    for row in rows:
        if row.state in _CHANGED:
            said[_ref(row.path)] = row.path
        elif told := valid(row.expression or ""):
            said.setdefault(told, row.path)
    covering = valid(terms.expression or "")
    declared = _all(said) or covering
    settled = terms.verdict in _SETTLED and not terms.assumed and not terms.unread
    changed = {valid(row.expression or "") for row in rows if row.state in _CHANGED}
    concluded = _all(one for one in said if one not in changed) if changed else covering
    concluded = concluded if settled else ""
    where = {name: shown(path) for name, path in said.items() if name.startswith("LicenseRef-")}
    stated = ", ".join(map(shown, terms.sources))
    texts = dict(_texts(declared, stated)) | dict(_texts(concluded, stated))
    return Terms(declared, concluded, tuple(sorted((texts | where).items())))


def _all(expressions: Iterable[str]) -> str:
    """One expression of those that all count."""
    parts = list(expressions)
    return " AND ".join(f"({one})" if " OR " in one and len(parts) > 1 else one for one in parts)


def valid(text: str) -> str:
    """An expression as SPDX has it; "" for what is none, or has ids that SPDX does not list."""
    try:
        node = parse(text)
    except ExpressionError:
        return ""
    if not all(map(_is_known, licenses(node))):
        return ""
    return _REF.sub(lambda found: _OTHER.sub("-", found[0]), str(node))


def _is_known(one: License) -> bool:
    listed = one.id in known_ids() or (one.id.startswith("LicenseRef-") and not one.or_later)
    return listed and (one.exception is None or one.exception.lower() in exceptions())


def _texts(expression: str, where: str) -> tuple[tuple[str, str], ...]:
    """Where the text of each license is that SPDX does not list."""
    found = licenses(parse(expression)) if expression else ()
    return tuple((one.id, where) for one in found if one.id.startswith("LicenseRef-"))


def _ref(path: str) -> str:
    """A reference to the text in a file, another one for each path."""
    name = _OTHER.sub("-", path)[:100].strip("-.")
    if name != path:
        name = f"{name}-{sha256(path.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}".lstrip("-")
    return f"LicenseRef-{name}"


def page(place: str) -> str:
    """The URL of a place, or ""."""
    for prefix, start in _PAGES:
        if place.startswith(prefix):
            # Without its revision, and without the path in it.
            place = start + place[len(prefix) :].partition("#")[0].partition("@")[0]
            break
    return place if _URI.match(place) and place.startswith(("https:", "http:", "s3:", "ftp:")) else ""


def as_text(facts: dict[str, Any]) -> str:
    """Facts as JSON on one line."""
    return json.dumps(facts, ensure_ascii=False)


def kept(values: dict[str, Any]) -> dict[str, Any]:
    """Values without what is empty."""
    return {key: value for key, value in values.items() if value not in (None, "", [], {})}


def evidence(part: Part | Data) -> Iterator[tuple[str, int | None, str]]:
    """(path, line, what it shows) of each place."""
    for one in part.evidence:
        yield shown(one.path), one.line, shown(f"{one.why}: “{one.text}”" if one.text else one.why)


# ------------------------------------------------------------------ the minimum elements of an SBOM for AI

#: The title and day of the list that coverage is told of.
ELEMENTS = "G7 Cybersecurity Working Group, SBOM for AI - Minimum Elements (2026-05-12)"


def _coverage(bill: Bill) -> str:
    """Which elements of the clusters for models and datasets a bill fills."""
    known = [one for one in bill.files if one.sha256 and one.component in WEIGHTS]
    terms = bill.weights.terms if bill.weights else Terms()
    training = {"training-code", "training-configuration"} & {part.id for part in bill.parts}
    model = {
        "name": True,
        "identifier": True,
        "version": bool(bill.version),
        "timestamp": "date" in bill.about,
        "producer": "producer" in bill.about,
        "description": False,
        "hash value": bool(known),
        "hash algorithm": bool(known),
        "properties": "architecture" in bill.about,
        "input/output properties": False,
        "training properties": bool(training),
        "license": bool(terms.declared or terms.concluded),
        "external references": bool(bill.source or "url" in bill.about),
    }
    told = [{one["head"] for one in data.facts.get("told", ())} for data in bill.data]
    data = {
        "name": True,
        "description": all("scope" in heads for heads in told),
        "content": False,
        "identifier": all(data.url for data in bill.data),
        "hash": False,
        "provenance": all("provenance" in heads or "obtained" in heads for heads in told),
        "statistical properties": False,
        "sensitivity": False,
        "dependency relationship": True,
        "license": all(data.terms.declared for data in bill.data),
    }
    if not bill.data:
        data = dict.fromkeys(data, False)
    return f"{ELEMENTS}: {_counted('model', model)}; {_counted('dataset', data)}"


def _counted(what: str, elements: dict[str, bool]) -> str:
    lacking = [name for name, there in elements.items() if not there]
    said = f"{len(elements) - len(lacking)} of {len(elements)} {what} elements filled"
    return f"{said}, not {', '.join(lacking)}" if lacking else said
