"""A line on a target: what a report comes to, without its evidence, as a JSON object of fixed keys."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from ..escape import shown, without_secrets
from ..judgment.yardstick import bounds
from ..repository import pdf
from ..ruleset import digest
from ..version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ..model import Component, Manifest, Report

Line = dict[str, Any]

#: The format of a line; another meaning of a key, or another way to come to its value, gets another number.
FORMAT = 1
#: What of a list is kept: a line is to stay about two kilobytes.
MOST_NAMES, MOST_WAIVERS = 10, 50
#: Bytes that a name may have; what is longer is cut.
MOST_NAME = 200
#: The parts whose terms speak for an element, the most telling first.
_ELEMENTS = {
    "code": ("training-code", "inference-code", "model-architecture", "data-processing-code",
             "evaluation-code", "supporting-code"),
    "parameters": ("weights",),
    "data": ("data-documentation",),
}  # fmt: skip
#: Why there is no report: how a target is named or declared, what can't be had, time that ran out, and what
#: nobody foresaw.
ERRORS = ("usage", "unreadable", "time", "crashed")


def called(target: str) -> str:
    """What a target is called in its line: nothing hidden in it, and no password."""
    return shown(without_secrets(target))


def rules() -> str:
    """The rules that a line is made by here: what an extra can read is part of them."""
    return digest() + ("+pdf" if pdf.is_readable() else "")


def of_report(report: Report, manifest: Manifest, target: str, **known: object) -> Line:
    """The line on a report. known: what `_empty` has other values for."""
    required = [item for item in report.items if item.required]
    declared = sum(bool(row.declared) for row in report.data)
    line = _empty(target, **known)
    line |= {
        "until": _until(manifest, line["checked"]),
        "name": _short(report.target.name),
        "version": _short(report.target.version),
        "policy": report.policy,
        "subject": report.subject,
        "certain": report.subject_certain,
        "declared": report.subject_declared,
        "result": report.result,
        "unjudged": _short(report.unjudged),
        "met": sum(item.status in {"met", "not-used"} for item in required),
        "required": len(required),
        "items": {item.id: item.status for item in report.items},
        "labels": {one.yardstick: _labels(one) for one in report.yardsticks if one.yardstick != "eu-gpai"},
        "terms": {element: _terms(report.components, names) for element, names in _ELEMENTS.items()},
        "data": {
            "named": len(report.data),
            "declared": declared,
            "names": [_short(row.name) for row in report.data[:MOST_NAMES]],
        },
        "elsewhere": dict(sorted(Counter(place.state for place in report.elsewhere).items())),
        "waivers": [
            {"item": one.item, "until": one.until, "by": _short(one.by)}
            for one in manifest.waivers[:MOST_WAIVERS]
        ],
        "models": len(report.models),
        "problems": len(report.problems),
        "gaps": len(report.limits),
    }
    return line


def failed(target: str, kind: str, why: str, **known: object) -> Line:
    """The line on a target that there is no report on. kind: one of ERRORS."""
    return _empty(target, **known) | {"error": kind, "why": _short(without_secrets(why))}


def stands(line: Mapping[str, Any], today: str, policy: str | None) -> bool:
    """Whether a line still says what a check of the same commit would say today, asked the same way."""
    return bool(
        line["commit"]
        and not (line["error"] or line["dirty"] or line["again"])
        and (line["format"], line["rules"]) == (FORMAT, rules())
        and line["asked"] == (policy or "")
        and (not line["until"] or line["checked"] <= today <= line["until"])
    )


def text(line: Line) -> str:
    """A line as it is written: JSON of one line, without its end."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":"))


def _empty(target: str, **known: object) -> Line:
    return {
        "format": FORMAT,
        "target": called(target),
        "url": "",
        "commit": "",
        "dirty": False,
        "date": "",
        "checked": "",
        "asked": "",
        "read": "files",
        "osaid": __version__,
        "rules": rules(),
        "again": False,
        "until": "",
        "error": "",
        "why": "",
        "seconds": 0.0,
        **known,
    }


def _labels(measured: Any) -> list[str]:
    """The label that fits, and the highest that may; "" for none."""
    return [label.id if label else "" for label in bounds(measured)]


def _terms(components: Iterable[Component], names: tuple[str, ...]) -> dict[str, Any]:
    """The terms of an element: the worst verdict of its parts, and the licenses of all of them."""
    parts = [one for one in components if one.id in names and one.terms is not None and one.here != "missing"]
    parts += [one for one in components if one.id in names and one not in parts and one.references]
    stated = [one.terms for one in parts if one.terms is not None]
    worst = max(stated, key=lambda terms: _WORSE.index(terms.judged or terms.verdict), default=None)
    licenses = dict.fromkeys(terms.expression for terms in stated if terms.expression)
    return {
        "verdict": (worst.judged or worst.verdict) if worst else "",
        "licenses": [_short(one) for one in licenses][:MOST_NAMES],
        "assumed": any(terms.assumed for terms in stated),
    }


_WORSE = ("osi-approved", "open", "undetermined", "none", "conflict", "restricted")


def _until(manifest: Manifest, day: str) -> str:
    """The last day on which the same files are sure to give the same line, "" for ever."""
    days = [one.until for one in manifest.waivers if one.until >= day]
    if manifest.review is not None and manifest.review.on > day:
        days.append(day)  # it counts from its own day on
    return min(days, default="")


def _short(words: str) -> str:
    words = shown(words)
    return words if len(words) <= MOST_NAME else words[: MOST_NAME - 1] + "…"
