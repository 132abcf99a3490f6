"""Targets of the room `manifest`: what a manifest and a lock say, and what edits make of them."""

from __future__ import annotations

import contextlib
import re
import sys
from datetime import date

import yaml
from fuzzing import Target
from seeds import texts
from systems import ROOT

from osaid_action.errors import UsageError
from osaid_action.manifest import edit, wiring
from osaid_action.manifest.lines import TooDeepError, lines_of
from osaid_action.manifest.problems import ConfigError
from osaid_action.manifest.read import parse
from osaid_action.model import COMPONENTS, Manifest, Review
from osaid_action.repository.listing import text_of
from osaid_action.repository.text import decode
from osaid_action.system import lock

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

TOML = (
    r"[ ] [[ ]] { } = , . # ' \x22 \x22\x22\x22 ''' \\ \\u0041 \\ud800 \n\n "
    r"[components] [components.weights] "
    r"[[components.weights]] [not-used] [[data]] [[waivers]] [review] [policy] "
    r"[tool.osaid] weights path at license "
    r"name access where until item reason by exclude fail-on 'hf:a/b' 'MIT' "
    r"['x'] 2027-06-30 1979-05-27T07:32:00 "
    r"0x1 1_0 nan true 9223372036854775808 weights.path = {path='a'} [system] "
    r"version subject 'data/*' '!' '[z-a]'"
)


def _read(data: bytes, path: str = "osaid.toml") -> Manifest | None:
    try:
        found = parse(path, data)
    except ConfigError as error:
        height = data.count(b"\n") + 2
        assert error.problems
        assert all(one.line is None or 1 <= one.line <= height for one in error.problems)
        assert all(line.isprintable() for line in str(error).split("\n"))
        raise
    if found is None:
        return None
    text = data.decode("utf-8-sig")
    lines = text.split("\n")
    for one in found.declarations:
        assert one.line is not None and 1 <= one.line <= len(lines)
        if "[" not in one.key and "\\" not in text and '"""' not in text:
            assert one.component in lines[one.line - 1]
    for row in (*(found.data or ()), *found.waivers):
        assert row.line is not None and 1 <= row.line <= len(lines)
    return found


def _manifest(data: bytes) -> None:
    _read(data)


def _pyproject(data: bytes) -> None:
    _read(data, "pyproject.toml")


def _lines(data: bytes) -> None:
    text = decode(data)
    found = lines_of(text)
    assert all(1 <= line <= text.count("\n") + 1 for line in found.values())
    try:
        table = tomllib.loads(text.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return
    if "\\" not in text:
        assert table.keys() <= {path[0] for path in found}


def _lock(data: bytes) -> None:
    found = lock.parse("osaid.lock", data)
    text = lock.render(found.entries)
    again = lock.parse("osaid.lock", text.encode())
    assert lock.render(again.entries) == text
    assert [lock.key_of(one) for one in again.entries] == [lock.key_of(one) for one in found.entries]


def _edit(data: bytes) -> None:
    """The last line says what is asked for: a digit for the edit, and words for what it writes."""
    whole, _, asked = data.rpartition(b"\n")
    name = "pyproject.toml" if b"[tool.osaid" in whole else "osaid.toml"
    old = _read(whole, name)
    if old is None:
        return
    place = edit.Place(ROOT, name, whole.decode("utf-8-sig"))
    kind, words = asked[:1], text_of(asked[1:]) or "a"
    component = COMPONENTS[len(words) % len(COMPONENTS)]
    if kind in b"0123":
        new = edit.declare(place, component, [words], [], "MIT" if kind in b"02" else None, add=kind in b"23")
        said = [one for one in _again(new, name).declarations if one.component == component]
        assert any(words in one.paths for one in said)
        others = [(one.component, one.paths, one.places, one.license) for one in old.declarations]
        kept = [(one.component, one.paths, one.places, one.license) for one in _again(new, name).declarations]
        assert all(row in kept for row in others if row[0] != component)
    elif kind in b"456":
        new = edit.waive(place, "C1", words, "Ada", date(2030, 1, 2))
        said = [one for one in _again(new, name).waivers if one.item == "C1"]
        assert [(one.reason, one.until) for one in said] == [(" ".join(words.split()), "2030-01-02")]
        assert _again(new, name).declarations == old.declarations or len(said) == 1
    else:
        made = Review(by=words, on="2026-11-01", files=("DATA.md", words), digest="sha256:" + "0" * 64)
        new = edit.review(place, made)
        now = _again(new, name).review
        assert now is not None and now.by == " ".join(words.split()) and now.files == made.files
    comments = [line for line in place.text.splitlines() if line.startswith("#")]
    rest = iter(new.splitlines())
    assert '"""' in place.text or "'''" in place.text or all(line in rest for line in comments)


def _again(text: str, name: str) -> Manifest:
    found = parse(name, text.encode())
    assert found is not None
    return found


def _wiring(data: bytes) -> None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return
    with contextlib.suppress(UsageError):
        name, new = wiring.workflow({".github/workflows/ci.yml": text})
        assert name == wiring.WORKFLOW or wiring.REPOSITORY in new
        yaml.compose(new, Loader=yaml.SafeLoader)
    made = yaml.compose(wiring.pre_commit(text), Loader=yaml.SafeLoader)
    repositories = {key.value: value for key, value in made.value}["repos"].value
    entries = [
        {key.value: value.value for key, value in one.value} for one in repositories if one.id == "mapping"
    ]
    ours = [
        one
        for one in entries
        if str(one.get("repo")).lower().rstrip("/").removesuffix(".git").endswith("osaid/osaid")
    ]
    assert any(one["rev"] == wiring.PIN or re.search("[0-9a-f]{40}$", one["rev"]) for one in ours)


def _valid() -> list[bytes]:
    return [*texts("tests/manifests/valid/*.toml", most=99), *texts("examples/**/osaid.toml")]


def _embedded() -> list[bytes]:
    return [
        (
            b'[project]\nname = "a"\n\n[tool.osaid.components.weights]\npath = '
            b'"w"\n\n[tool.ruff]\nline-length = 1\n'
        ),
        (
            b'[tool.osaid]\nexclude = ["a"]\n[[tool.osaid.waivers]]\nitem = "C1"\nreason '
            b'= "r"\nby = "b"\nuntil = 2030-01-01\n'
        ),
    ]


def _locks() -> list[bytes]:
    return [
        path.read_bytes()[:6_000].rpartition(b"\n[[references]]")[0]
        for path in ROOT.glob("examples/systems/*/osaid.lock")
    ]


_PRE_COMMIT = [
    b"repos:\n- repo: https://github.com/a/b\n  rev: v1\n  hooks:\n  - id: c # d\n",
    (
        b"# x\nrepos:\n    -   repo: local\n        hooks:\n        -   id: c\n        "
        b"    args: [a, 'b']\nci: {skip: [c]}\n"
    ),
    b"repos: []\n",
    b"repos:\n  - repo: https://github.com/osaid/osaid\n    rev: 'v0.0.1'\n    hooks: [{id: osaid-check}]\n",
    b'on: push\njobs:\n  a:\n    steps:\n      - uses: osaid/osaid@v0\n      - uses: "osaid/osaid@'
    + b"a" * 40
    + b'"\n',
]
TARGETS = (
    Target("manifest", _manifest, _valid, TOML, (ConfigError,), runs=900),
    Target("pyproject", _pyproject, _embedded, TOML, (ConfigError,), runs=900),
    Target("toml-lines", _lines, lambda: [*_valid(), *_embedded()], TOML, (TooDeepError,), runs=3_000),
    Target(
        "lock",
        _lock,
        _locks,
        TOML + r" references parts evidence heads place state verified",
        (ConfigError,),
        runs=120,
    ),
    Target(
        "edit",
        _edit,
        lambda: [one + b"\n%dab" % (n % 10) for n, one in enumerate([*_valid(), *_embedded()])],
        TOML,
        (UsageError,),
        runs=150,
    ),
    Target(
        "wiring",
        _wiring,
        lambda: _PRE_COMMIT,
        r"repos: repo: rev: hooks: - id: [ ] { } & * !!int !!bool ' \x22 # | > "
        r"osaid/osaid@ \n\x20\x20 <<:",
        (UsageError,),
        runs=250,
        pace=5,
    ),
)
