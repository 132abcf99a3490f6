"""Terms that package metadata, REUSE files and SPDX tags state. Pure reading of known formats.

What a field says is told by `fields`; here it is found, and nothing is run.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from configparser import Error, RawConfigParser
from typing import Any

from ..evidence.survey import Survey
from ..licenses import identify
from ..manifest.lines import TooDeepError, lines_of
from ..model import License
from ..patterns import lazy
from ..repository.values import load_json, load_yaml
from . import reuse
from .fields import any_of, meaning

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib


MOST_BYTES = 200_000
MOST_FIELDS = 100
_TEXTS = lazy(r"(?:^|/)LICENSES/([^/]+?)(?:\.(?:txt|md|rst))?$")
#: Strings, comments and the argument of a call; a string that is never closed still is one token.
_TOKEN = lazy(
    r"#[^\n]*"
    r"|(?:\blicense(?:_expression)?|[\"']license[\"'])\s{0,40}[=:]\s{0,40}[rubRUB]?"
    r"(?:\"([^\"\\\n]{1,200})\"|'([^'\\\n]{1,200})')"
    r'|"""(?:[^"\\]|\\[\s\S]|"(?!""))*(?:""")?'
    r"|'''(?:[^'\\]|\\[\s\S]|'(?!''))*(?:''')?"
    r'|"((?:[^"\\\n]|\\.)*)"?'
    r"|'((?:[^'\\\n]|\\.)*)'?"
)
_R_FIELD = lazy(r"(?m)^License:[ \t]*([^\n]*(?:\n[ \t]+[^\n]*)*)")
_R_NAME = lazy(r"([A-Za-z][\w.-]*(?: [\w.-]+)*) ?(?:\(([<>=~]{1,2}) ?([\d.]{1,9})(?:,[^()]*)?\))?")
#: What R names otherwise than SPDX; the license of the ACM is for no commercial use.
_R_NAMES = {
    "ACM": "LicenseRef-ACM-non-commercial",
    "BSD_2_clause": "BSD-2-Clause",
    "BSD_3_clause": "BSD-3-Clause",
    "CC0": "CC0-1.0",
    "Apache License": "Apache",
    "GNU General Public License": "GPL",
}


def read(survey: Survey, texts: Iterable[License] = ()) -> Iterator[License]:
    """What every known metadata file at the root, and every SPDX tag beside a file, states.

    texts: the license files of the tree, which a name of a family may mean.
    """
    rows = list(texts)
    general = {
        r.expression for r in rows if r.expression and not r.folder and (not r.scope or "code" in r.scope)
    }
    for name, reader in _READERS.items():
        if name not in survey.by_path:
            continue
        text = survey.text(name, MOST_BYTES)
        if name in survey.unreadable:
            yield License(path=name, state="unreadable", note=survey.unreadable[name], scope=("code",))
        elif text:
            yield from _rows(name, text, list(reader(text))[:MOST_FIELDS], general)
    by_id = {found[1]: row for row in rows if (found := _TEXTS.search(row.path))}
    tables: dict[str, tuple[str, dict[str, Any]]] = {}
    for path, content in reuse.tables(survey, MOST_BYTES):
        if path in survey.unreadable:
            yield License(path=path, state="unreadable", note=survey.unreadable[path])
        tables[path] = (content or "", _table(content or ""))
    yield from reuse.read(survey, tables, by_id)
    yield from _headers(survey, by_id)
    yield from _notes(survey)


def _headers(survey: Survey, texts: Mapping[str, License]) -> Iterator[License]:
    """One row for each license that SPDX tags in code state, at the first file that has it."""
    seen: dict[str, tuple[str, int, int, str]] = {}
    for file in (*survey.code, *survey.shell):
        for line, stated in file.tags:
            if found := meaning(stated, texts=texts):
                path, first, count, verdict = seen.get(found.expression, (file.path, line, 0, found.verdict))
                seen[found.expression] = (path, first, count + 1, verdict)
    for expression, (path, line, count, verdict) in seen.items():
        yield License(
            path=path,
            line=line,
            expression=expression,
            state="stated",
            verdict=verdict,
            scope=("code",),
            note=f"SPDX tags in {count} file{'s' if count > 1 else ''} state {expression}",
        )


def _notes(survey: Survey) -> Iterator[License]:
    """One row for each restriction that comments at the head of the project's own code state."""
    seen: dict[str, License] = {}
    for file in (*survey.code, *survey.shell):
        for line, words in file.notes if file.place == "main" else ():
            key = " ".join(words.split())
            if key in seen or len(seen) >= MOST_FIELDS:
                continue
            found = identify(words)
            if found.verdict == "restricted" and found.clauses:
                clauses = tuple((c.category, c.line + line - 1, c.quote) for c in found.clauses)
                seen[key] = License(
                    path=file.path,
                    line=clauses[0][1],
                    expression=found.expression,
                    state="stated",
                    verdict="restricted",
                    scope=("code",),
                    clauses=clauses,
                    note=f"a comment at the head of {file.path}",
                )
    yield from seen.values()


def _rows(name: str, text: str, fields: list[str], known: Collection[str]) -> Iterator[License]:
    """One row for each license that the fields of a file name."""
    scope = _scope_of(name, text)
    if scope is None:
        return
    read = [(field, found) for field in fields if (found := meaning(field))]
    clear = {found.expression for _, found in read if found.verdict != "undetermined"}
    seen = {}
    for field, found in read:
        # Only what leaves something open may mean what is known.
        one = meaning(field, {*known, *clear}) if found.verdict == "undetermined" else found
        if one and one not in seen:
            seen[one] = field
    for found, field in seen.items():
        yield License(
            path=name,
            line=_line_of(text, field),
            expression=found.expression,
            state="stated",
            verdict=found.verdict,
            scope=scope,
            note=f"{name.rpartition('/')[2]} states {_quoted(field, found.expression)}",
        )


def _quoted(field: str, expression: str) -> str:
    words = " ".join(field.split())[:120]
    return f"“{words}”" if expression.startswith("LicenseRef-") else expression


def _line_of(text: str, field: str) -> int:
    """The line on which a field stands: of those that have its words, the first that speaks of a license."""
    start = field.strip().split("\n")[0]
    having = [number for number, line in enumerate(text.split("\n"), 1) if start in line]
    lines = text.split("\n") if having else []
    return next((n for n in having if "licen" in lines[n - 1].lower()), having[0] if having else 1)


def _scope_of(name: str, text: str) -> tuple[str, ...] | None:
    """The element that a metadata file is about; None for a paper."""
    if name == "CITATION.cff" and re.search(r"(?m)^type:\s*[\"']?dataset", text):
        return ("data",)
    if name.endswith("croissant.json"):
        return ("data",)
    if name in {"codemeta.json", ".zenodo.json"}:
        data = load_json(text)
        kind = str((data.get("upload_type") or data.get("@type")) if isinstance(data, dict) else "").lower()
        if kind.endswith("dataset"):
            return ("data",)
        return (
            None
            if kind in {"publication", "poster", "presentation", "image", "video", "lesson"}
            else ("code",)
        )
    return ("code",)


def _pyproject(text: str) -> Iterator[str]:
    data = _table(text)
    tool = _dict(data.get("tool"))
    for project in (data.get("project"), tool.get("poetry"), _dict(tool.get("flit")).get("metadata")):
        value = _dict(project).get("license")
        value = value.get("text") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value
        yield from _classifiers(_dict(project).get("classifiers"))


def _classifiers(value: object) -> Iterator[str]:
    for name in value if isinstance(value, list) else ():
        if isinstance(name, str) and name.startswith("License ::"):
            yield name


def _cargo(text: str) -> Iterator[str]:
    data = _table(text)
    for package in (data.get("package"), _dict(data.get("workspace")).get("package")):
        if isinstance(value := _dict(package).get("license"), str):
            yield value.replace("/", " OR ")


def _setup_py(text: str) -> Iterator[str]:
    for found in _TOKEN.finditer(text):
        word = found[3] or found[4] or ""
        if field := found[1] or found[2]:
            yield field
        elif word.startswith("License ::") and len(word) < 200:
            yield word


def _setup_cfg(text: str) -> Iterator[str]:
    parser = RawConfigParser(strict=False)
    try:
        parser.read_string(text)
    except Error:
        return
    if parser.has_section("metadata"):
        metadata = parser["metadata"]
        yield from filter(None, (metadata.get("license"), metadata.get("license_expression")))
        for key in ("classifiers", "classifier"):
            yield from _classifiers([line.strip() for line in metadata.get(key, "").split("\n")])


def _json(text: str) -> Iterator[str]:
    data = _dict(load_json(text))
    value = data.get("license")
    yield from filter(None, map(_named, value if isinstance(value, list) else [value]))
    # One of those that an old package names may be chosen.
    several = data.get("licenses")
    if isinstance(several, list) and several:
        yield from any_of([name for name in map(_named, several) if name])


def _named(value: object) -> str:
    """The license of a JSON value: a name, an address, or a table that has one."""
    if isinstance(value, dict):
        value = next(
            (value[key] for key in ("type", "id", "name", "url", "@id") if _tells(key, value.get(key))), None
        )
    return value if isinstance(value, str) else ""


def _tells(key: str, value: object) -> bool:
    return isinstance(value, str) and bool(value) and (key != "type" or value != "CreativeWork")


def _citation(text: str) -> Iterator[str]:
    """One of several may be chosen, as the format says; an address is for what has no id."""
    data = _dict(load_yaml(text)[0])
    value = data.get("license")
    names = [name for name in (value if isinstance(value, list) else [value]) if isinstance(name, str)]
    if names:
        yield from any_of(names)
    elif isinstance(url := data.get("license-url"), str):
        yield url


def _r_package(text: str) -> Iterator[str]:
    """The alternatives of an R package's field; a file that it adds is read where it is."""
    found = _R_FIELD.search(text)
    if not found or not re.search(r"(?m)^Package:", text):
        return
    names = []
    for part in " ".join(found[1].split())[:2_000].split("|"):
        name = part.partition("+")[0].strip()
        if name and not re.match(r"file\b", name):
            names.append(_r_name(name))
    if names:
        yield from any_of(names)


def _r_name(written: str) -> str:
    found = _R_NAME.fullmatch(written)
    if not found:
        return written
    name, relation, version = found.groups()
    name = _R_NAMES.get(name, name)
    if not version:
        return name
    if name in {"GPL", "LGPL", "AGPL"}:
        later = "-or-later" if relation in {">=", ">"} else "-only"
        return f"{name}-{version if '.' in version else version + '.0'}{later}"
    return f"{name} {version}"


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _table(text: str) -> dict[str, Any]:
    try:
        # Parsers take very long over deep keys, which this refuses first.
        lines_of(text)
        return tomllib.loads(text)
    except (TooDeepError, ValueError, RecursionError):
        return {}


_READERS = {
    "pyproject.toml": _pyproject,
    "setup.cfg": _setup_cfg,
    "setup.py": _setup_py,
    "Cargo.toml": _cargo,
    "package.json": _json,
    "codemeta.json": _json,
    ".zenodo.json": _json,
    "croissant.json": _json,
    "data/croissant.json": _json,
    "CITATION.cff": _citation,
    "DESCRIPTION": _r_package,
}
