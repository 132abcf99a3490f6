"""A report that somebody else made: held against its schema, then read back. Nothing in it is trusted."""

from __future__ import annotations

import json
from typing import Any

from .. import schema
from ..definition import load
from ..errors import UsageError
from ..model import (
    Answer,
    Change,
    Delta,
    Evidence,
    Gate,
    Item,
    License,
    Measured,
    Problem,
    Report,
    Target,
)
from ..repository.start import start_of
from ..yardsticks import NAMES
from ..yardsticks import load as yardstick

MAX_BYTES = 5_000_000


def from_file(path: str, called: str) -> Report | None:
    """The report in a file; None where there is none. called: the file, in an error. UsageError."""
    try:
        data = start_of(path, MAX_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise UsageError(f"{called}: {error.strerror}") from error
    return read(data)


def read(data: bytes) -> Report:
    """The report in JSON bytes, as far as a comment shows it. UsageError when it is none.

    What the Definition says of an item, or a yardstick of its labels, is taken from here, never from there.
    """
    if len(data) > MAX_BYTES:
        raise UsageError(f"the report has more than {MAX_BYTES:,} bytes")
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UsageError("the report is not JSON") from error
    from jsonschema import Draft202012Validator  # only here, and slow to load

    fault = next(iter(Draft202012Validator(schema.load("report")).iter_errors(values)), None)
    if fault is not None:
        place = "/".join(map(str, fault.absolute_path)) or "the whole"
        raise UsageError(f"the report does not hold to its schema: {place[:200]}")
    return _report(values)


def _report(values: dict[str, Any]) -> Report:
    given = {row["id"]: row for row in values["items"]}
    items = []
    for asked in load().items:
        row = given.get(asked.id)
        if row is None:
            raise UsageError(f"the report does not say anything on {asked.id}")
        open_item = row["status"] not in {"met", "not-used"}
        items.append(
            Item(
                id=asked.id,
                title=asked.title,
                short=asked.short,
                element=asked.element,
                required=asked.required,
                status=row["status"],
                why=row["why"],
                evidence=tuple(_evidence(e) for e in row["evidence"]),
                freedoms=asked.freedoms if open_item else (),
                components=asked.components,
                fix=asked.fix if open_item else "",
            )
        )
    measured = {row["id"]: row for row in values["yardsticks"]}
    target, gate, delta = values["target"], values["gate"], values["delta"]
    return Report(
        target=Target(
            name=target["name"],
            commit=target["commit"],
            dirty=target["dirty"],
            version=target["version"] or "",
            fallback=target["fallback"] or "",
            manifest=target["manifest"] or "",
            systems=tuple(target["systems"]),
        ),
        subject=values["subject"],
        subject_why=values["subject_why"],
        subject_certain=values["subject_certain"],
        subject_declared=values["subject_declared"],
        subject_shares=tuple(values["subject_shares"].items()),
        result=values["result"],
        unjudged=values["unjudged"] or "",
        policy=values["policy"],
        items=tuple(items),
        components=(),
        licenses=tuple(
            License(
                path=row["path"],
                line=row["line"],
                expression=row["expression"],
                state=row["state"],
                verdict=row["verdict"],
            )
            for row in values["licenses"]
        ),
        gate=Gate(
            fail_on=gate["fail_on"],
            passed=gate["passed"],
            reasons=tuple(gate["reasons"]),
            require=tuple(gate["require"]),
        ),
        delta=_delta(delta) if delta else None,
        limits=tuple(values["limits"]),
        problems=tuple(
            Problem(where=p["where"], line=p["line"], message=p["message"], kind=p["kind"])
            for p in values["problems"]
        ),
        yardsticks=tuple(_measured(measured[name]) for name in NAMES if name in measured),
    )


def _measured(values: dict[str, Any]) -> Measured:
    given = {row["id"]: row for row in values["asks"]}
    answers = []
    for ask in yardstick(values["id"]).asks:
        row = given.get(ask.id)
        if row is None:
            raise UsageError(f"the report does not say anything on {values['id']}: {ask.id}")
        seen = tuple(_evidence(e) for e in row["evidence"])
        answers.append(
            Answer(id=ask.id, state=row["state"], why=row["why"], doubt=row["doubt"] or "", evidence=seen)
        )
    return Measured(yardstick=values["id"], answers=tuple(answers))


def _evidence(row: dict[str, Any]) -> Evidence:
    return Evidence(
        path=row["path"], line=row["line"], why=row["why"], strength=row["strength"], text=row.get("text", "")
    )


def _delta(values: dict[str, Any]) -> Delta:
    titles = {item.id: item.title for item in load().items}
    return Delta(
        base=values["base"],
        result_before=values["result_before"],
        result_after=values["result_after"],
        changes=tuple(
            Change(
                id=row["id"],
                title=titles.get(row["id"], row["title"]),
                before=row["before"],
                after=row["after"],
                worse=row["worse"],
                mark=row["mark"],
                cause=row["cause"] or "",
                path=row["path"] or "",
                line=row["line"],
                note=row["note"] or "",
            )
            for row in values["changes"]
        ),
    )
