"""Terms that package metadata, REUSE files and SPDX tags state. Pure reading of known formats.

A field that cannot be told (`license = "see file"`) states nothing; only what names a license counts.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import Any

from ..evidence.survey import Survey
from ..licenses import judge, normalize_id
from ..manifest.lines import TooDeepError, lines_of
from ..model import License
from ..patterns import lazy
from ..repository.spdx import spdx_tags
from ..repository.values import load_json, load_yaml

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


_LICENSE_FIELD = lazy(r"(?m)^[ \t]*[\"']?license[\"']?[ \t]*[:=][ \t]*[\"']?([^\"'\n,#}{]{2,120})")
_CLASSIFIER = lazy(r"License :: (?:OSI Approved :: )?([^\"'\n]+)")
MOST_BYTES = 200_000
MOST_SIDE_FILES = 200


def read(survey: Survey) -> Iterator[License]:
    """What every known metadata file at the root, and every SPDX tag beside a file, states."""
    for name, reader in _READERS.items():
        if name not in survey.by_path:
            continue
        text = survey.text(name, MOST_BYTES)
        if name in survey.unreadable:
            yield License(path=name, state="unreadable", note=survey.unreadable[name], scope=("code",))
        elif text:
            for path, stated in reader(text):
                yield from _row(name, text, stated, path, _scope_of(name, text))
    files = survey.by_path
    sides = [
        file.path
        for file in survey.with_suffix("license".__eq__)
        if file.path.removesuffix(".license") in files
    ]
    if len(sides) > MOST_SIDE_FILES:
        survey.limits.append(f"{len(sides) - MOST_SIDE_FILES} of {len(sides)} .license files not read")
    for path in sides[:MOST_SIDE_FILES]:
        text = survey.text(path, 4_096) or ""
        for _, stated in spdx_tags(text):
            yield from _row(path, text, stated, path.removesuffix(".license"), ())
    yield from _headers(survey)


def _headers(survey: Survey) -> Iterator[License]:
    """One row for each license that SPDX tags in code state, at the first file that has it."""
    seen: dict[str, tuple[str, int, int]] = {}
    for file in (*survey.code, *survey.shell):
        for line, stated in file.tags:
            expression = _expression(stated)
            if expression is not None:
                path, first, count = seen.get(expression, (file.path, line, 0))
                seen[expression] = (path, first, count + 1)
    for expression, (path, line, count) in seen.items():
        yield License(
            path=path,
            line=line,
            expression=expression,
            state="stated",
            verdict=judge(expression).verdict,
            scope=("code",),
            note=f"SPDX tags in {count} file{'s' if count > 1 else ''} state {expression}",
        )


def _scope_of(name: str, text: str) -> tuple[str, ...]:
    if name == "CITATION.cff" and re.search(r"(?m)^type:\s*[\"']?dataset", text):
        return ("data",)
    if name.endswith("croissant.json"):
        return ("data",)
    return ("code",) if name != "REUSE.toml" else ()


def _row(path: str, text: str, stated: str, covers: str, scope: tuple[str, ...]) -> Iterator[License]:
    expression = _expression(stated)
    if expression is None:
        return
    at = text.find(stated)
    yield License(
        path=path,
        line=text.count("\n", 0, at) + 1 if at >= 0 else 1,
        expression=expression,
        state="stated",
        verdict=judge(expression).verdict,
        scope=scope,
        folder=covers,
        note=f"{path.rpartition('/')[2]} states {expression}",
    )


def _expression(stated: str) -> str | None:
    """The SPDX expression or id that a field means, or None when that can't be told."""
    stated = stated.strip()
    if known := normalize_id(stated):
        return known
    words = re.split(r"(?<!\s)\s+(?:AND|OR|WITH)\s+", stated.strip("()"))
    spdx_like = len(words) > 1 and all(re.fullmatch(r"\(*[A-Za-z0-9.+-]+\)*", word) for word in words)
    return stated if spdx_like or stated.startswith("LicenseRef-") else None


Stated = Iterator[tuple[str, str]]


def _pyproject(text: str) -> Stated:
    project = _table(text).get("project")
    if not isinstance(project, dict):
        return
    value = project.get("license")
    if isinstance(value, dict):
        value = value.get("text")
    if isinstance(value, str):
        yield "", value
        return
    classifiers = project.get("classifiers")
    for classifier in classifiers if isinstance(classifiers, list) else ():
        if isinstance(classifier, str) and (found := _CLASSIFIER.match(classifier)):
            yield "", found[1]


def _cargo(text: str) -> Stated:
    data = _table(text)
    workspace = data.get("workspace")
    shared = workspace.get("package") if isinstance(workspace, dict) else None
    package = data.get("package") or shared
    value = package.get("license") if isinstance(package, dict) else None
    if isinstance(value, str):
        yield "", value.replace("/", " OR ")


def _reuse(text: str) -> Stated:
    rows = _table(text).get("annotations")
    for row in rows if isinstance(rows, list) else ():
        if not isinstance(row, dict) or not isinstance(row.get("SPDX-License-Identifier"), str):
            continue
        paths = row.get("path")
        for path in paths if isinstance(paths, list) else [paths]:
            if isinstance(path, str):
                yield re.split(r"[*?\[]", path)[0].rstrip("/"), row["SPDX-License-Identifier"]


def _json(text: str) -> Stated:
    data = load_json(text)
    value = data.get("license") if isinstance(data, dict) else None
    if isinstance(value, dict):
        value = value.get("type") or value.get("url") or value.get("id")
    if isinstance(value, str):
        value = re.sub(r"^https?://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)/?.*$", r"CC-\1-\2", value)
        yield "", re.sub(r"^https?://spdx\.org/licenses/(.*?)(?:\.html)?$", r"\1", value)


def _citation(text: str) -> Stated:
    data, _ = load_yaml(text)
    value = data.get("license") if isinstance(data, dict) else None
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, str):
            yield "", name


def _lines(text: str) -> Stated:
    if found := _LICENSE_FIELD.search(text):
        yield "", found[1].strip()


def _table(text: str) -> dict[str, Any]:
    try:
        # Parsers take very long over deep keys, which this refuses first.
        lines_of(text)
        return tomllib.loads(text)
    except (TooDeepError, ValueError, RecursionError):
        return {}


_READERS = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _lines,
    "setup.py": _lines,
    "Cargo.toml": _cargo,
    "package.json": _json,
    "codemeta.json": _json,
    ".zenodo.json": _json,
    "croissant.json": _json,
    "data/croissant.json": _json,
    "CITATION.cff": _citation,
    "DESCRIPTION": _lines,
    "REUSE.toml": _reuse,
}
