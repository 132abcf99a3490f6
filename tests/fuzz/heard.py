"""Targets of what comes from outside the repository: reports, events, "
"inputs, pushes, answers of archives."""

from __future__ import annotations

import contextlib
import html
import json
import os
import re
from unittest import mock

from fuzzing import Target
from seeds import CASES, files, named
from systems import ROOT
from texts import JSON, MARKUP

from osaid_action.api import check
from osaid_action.errors import UsageError
from osaid_action.flow import clock, received
from osaid_action.github import events, inputs
from osaid_action.hooks.judged import refs_of
from osaid_action.model import LISTED, Reference
from osaid_action.report import comment
from osaid_action.report import json as as_json
from osaid_action.report.markdown import code, escape
from osaid_action.repository.listing import text_of
from osaid_action.repository.text import decode
from osaid_action.system import archive, dataverse, figshare, heritage, modelscope, osf
from osaid_action.system.policy import PlaceError, is_public

LINKED = re.compile(r"@\w|#\w|://|(?i:www)\.|(?i:GH-)\d|\b(?=\d*[a-f])(?=[a-f]*\d)[0-9a-f]{7,40}\b")
_SPANS = re.compile(r"(?s)(`{3,}).*?^ *\1|(`+)(?!`).*?(?<!`)\2(?!`)", re.MULTILINE)


def _received(data: bytes) -> None:
    report = received.read(data)
    for limit in (comment.COMMENT_LIMIT, 4_000):
        text = comment.render(
            report, comment.Frame(what="this pull request", origin="a fork", key="k"), limit=limit
        )
        assert len(text.encode()) <= limit
        assert not any(ord(char) < 32 and char != "\n" for char in text)


def _escape(data: bytes) -> None:
    text = text_of(data)
    escaped = escape(text)
    bare = html.unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", escaped))
    assert not re.search(r"[<>|\n\x00-\x1f]", escaped)
    assert not LINKED.search(bare)
    span = code(text)
    assert "|" not in span and "\n" not in span
    ticks = re.match("`+", span)
    assert ticks and span.endswith(ticks[0])
    assert max(map(len, re.findall("`+", span[len(ticks[0]) : -len(ticks[0])])), default=0) < len(ticks[0])


def _event(data: bytes) -> None:
    name, _, payload = data.partition(b"\0")
    try:
        value = json.loads(payload)
    except (ValueError, RecursionError):
        return
    found = events.read({"GITHUB_EVENT_NAME": decode(name)}, value if isinstance(value, dict) else {})
    assert all(
        not commit or re.fullmatch("[0-9a-f]{40}|[0-9a-f]{64}", commit) for commit in (found.base, found.head)
    )
    assert found.pull is None or type(found.pull) is int
    assert bool(found.base) != bool(found.unknown)


def _inputs(data: bytes) -> None:
    pairs = (line.partition("=") for line in decode(data).split("\n"))
    found = inputs.read({f"OSAID_{key}": value for key, _, value in pairs})
    assert not found.folder.endswith("/")


def _pushed(data: bytes) -> None:
    for ref in refs_of({}, text_of(data).split("\n")):
        assert ref.name and ref.commit


def _day(data: bytes) -> None:
    epoch = decode(data).replace("\0", "")
    with mock.patch.dict(os.environ):
        os.environ["SOURCE_DATE_EPOCH"] = epoch.encode("utf-8", "replace").decode()
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", clock.today())


class _Said:
    """Answers every question with the same value, and has no file."""

    def __init__(self, value: object) -> None:
        self._value = value

    def get(self, *_: object, **__: object) -> object:
        raise PlaceError("gone", "no file")

    def json(self, _: str) -> object:
        return self._value


def _archive(data: bytes) -> None:
    is_public(decode(data[:60]))
    try:
        net = _Said(json.loads(data))
    except (ValueError, RecursionError):
        return
    with contextlib.suppress(PlaceError):
        assert archive.doi(Reference(url="doi:10.1/x", kind="doi"), net).kind in LISTED  # type: ignore[arg-type]
    for ask, url in (
        (archive.zenodo, "zenodo:1234"),
        (figshare.look, "figshare:1234"),
        (dataverse.look, "dataverse:a.example/doi:10.1234/x"),
        (osf.look, "osf:ab3de"),
        (modelscope.look, "modelscope:a/b"),
        (heritage.look, f"swh:1:snp:{'0' * 40}"),
        (heritage.look, f"swh:1:dir:{'0' * 40}"),
        (archive.asset, "https://github.com/a/b/releases/download/v1/w.bin"),
    ):
        try:
            found = ask(Reference(url=url, kind="url"), "", net)  # type: ignore[arg-type]
        except PlaceError as error:
            str(error).encode("utf-8", "surrogatepass")
            continue
        assert all(".." not in path.split("/") and not path.startswith("/") for path in found.tree.files)


def _reports() -> list[bytes]:
    cases = [CASES / "weights" / "found" / "gguf", CASES / "training-code" / "found"]
    trees = [files(case / "tree") for case in cases if (case / "tree").is_dir()]
    return [
        as_json.render(check(tree)).encode() for tree in (*trees, files(ROOT / "examples" / "incomplete"))
    ]


_ANSWERS = [
    (
        b'{"id": 1234, "files": [{"key": "a.bin", "size": 3, "checksum": "md5:0"}], '
        b'"metadata": {"title": "A", "license": {"id": "mit"}}}'
    ),
    (
        b'{"data": {"attributes": {"titles": [{"title": "A"}], "rightsList": '
        b'[{"rights": "CC"}, {"rightsIdentifier": "mit"}]}}}'
    ),
    (
        b'{"id": 1234, "version": 2, "title": "A", "license": {"name": "CC BY 4.0", "url": "x"}, '
        b'"files": [{"name": "a.bin", "size": 3, "download_url": "https://b.example", "computed_md5": "0"}]}'
    ),
    (
        b'{"data": {"datasetPersistentId": "doi:10.1234/x", "versionNumber": 1, "license": {"name": "MIT"}, '
        b'"files": [{"directoryLabel": "a", "restricted": true, "dataFile": {"id": 3, "filename": "b", '
        b'"filesize": 3, "checksum": {"type": "MD5", "value": "00"}, "embargo": {"dateAvailable": "x"}}}]}}'
    ),
    (
        b'{"data": {"id": "ab3de", "type": "nodes", "attributes": {"name": "MIT"}, '
        b'"relationships": {"license": {"links": {"related": {"href": "https://api.osf.io/v2/licenses/1"}}}}}}'
    ),
    (
        b'{"data": [{"attributes": {"kind": "file", "materialized_path": "/a", "size": 3, "extra": '
        b'{"hashes": {"sha256": "0"}}}, "links": {"download": "x"}}], "links": {"next": "https://api.osf.io/v2/x"}}'
    ),
    b'{"Data": {"Id": 3, "Files": [{"Path": "a/b", "Type": "blob", "Size": 3, "Sha256": "0"}]}}',
    b'[{"type": "file", "name": "a", "target": "' + b"0" * 40 + b'", "length": 3, "perms": 33188}]',
    b'{"branches": {"HEAD": {"target_type": "directory", "target": "' + b"0" * 40 + b'"}}}',
    b'{"assets": [{"name": "w.bin", "size": 3, "digest": "sha256:00"}, {"name": "b"}]}',
]
_INPUTS = [
    b"PATH=model\nFAIL_ON=regression\nPOLICY=strict\nCOMMENT=always",
    b"MANIFEST=a/osaid.toml\nONLINE=true\nJSON=r.json",
]
TARGETS = (
    Target(
        "received",
        _received,
        _reports,
        JSON + r" met unmet \x22line\x22: \x22path\x22: @octocat #1",
        (UsageError,),
        runs=25,
    ),
    Target(
        "escape",
        _escape,
        lambda: [
            b"@octocat #1 GH-1 www.a.example https://b :tada: a@b.c 4f5d1e2a",
            b"| `a` ``b`` <i> [x](y) &#64; \\@ 1. - +",
        ],
        MARKUP + r" @ # & ; &#64; &commat; : :// www. GH- 4f5d1e2a ` `` \xe2\x80\x8b",
        runs=1_000,
    ),
    Target(
        "event",
        _event,
        lambda: named("tests/contract/events/*.json") or [b'push\0{"ref": "refs/heads/a"}'],
        JSON + r" sha ref number true pull_request",
        runs=2_500,
    ),
    Target(
        "inputs",
        _inputs,
        lambda: _INPUTS,
        r"= \n PATH FAIL_ON POLICY .. / \\ : true false always",
        (UsageError,),
        runs=4_000,
    ),
    Target(
        "pushed",
        _pushed,
        lambda: [b"refs/heads/a " + b"1" * 40 + b" refs/heads/a " + b"0" * 40 + b"\n"],
        r"\n \x20 refs/tags/ (delete)",
        (UsageError,),
        runs=6_000,
    ),
    Target(
        "day",
        _day,
        lambda: [b"1795392000", b"0"],
        r"- + . e _ 253402300800 \xc2\xb2",
        (UsageError,),
        runs=4_000,
    ),
    Target("archive", _archive, lambda: _ANSWERS, JSON + r" files key .. / id size metadata", runs=2_500),
)
