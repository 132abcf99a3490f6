"""Records of archives looked at for real: against stand-ins that answer as the archives' documents say."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from looking import look, part
from program import called
from standins import Fault, Server
from systems import MIT, safetensors, whole

if TYPE_CHECKING:
    from pathlib import Path

    from osaid_action.model import Seen

WEIGHTS = "model.safetensors"


def article(server: Server, **changes: Any) -> dict[str, Any]:
    """A record as Figshare's API gives it: the model ArticleComplete of its documents."""
    file = {
        "id": 3,
        "name": WEIGHTS,
        "size": len(safetensors()),
        "is_link_only": False,
        "download_url": f"{server.url}/files/3",
        "supplied_md5": "0" * 32,
        "computed_md5": "1" * 32,
    }
    terms = {"value": 1, "name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}
    return {
        "id": 12,
        "title": "Tiny",
        "version": 2,
        "is_embargoed": False,
        "is_confidential": False,
        "license": terms,
        "files": [file],
        **changes,
    }


@pytest.fixture
def figshare(archives: Server) -> Server:
    archives.route(r"^/v2/articles/12(?:/versions/2)?$", article(archives))
    archives.route(r"^/v2/articles/12/versions/1$", article(archives, version=1, files=[]))
    archives.route(r"^/files/3$", safetensors())
    return archives


@pytest.mark.parametrize("place", ["figshare:12", "figshare:12.v2", "doi:10.6084/m9.figshare.12.v2"])
def test_a_record_of_figshare(figshare: Server, place: str) -> None:
    seen = look(place)
    assert (seen.state, seen.resolved, seen.notes) == ("verified", "figshare:12.v2", ("titled: Tiny",)), (
        seen.reason
    )
    assert (part(seen).outcome, part(seen).license, part(seen).verdict) == ("found", "CC-BY-4.0", "open")
    assert seen.gated == ""


def test_a_version_of_a_record_is_asked_for_by_its_number(figshare: Server) -> None:
    assert look("figshare:12.v1").resolved == "figshare:12.v1"
    assert look("figshare:12.v3").state == "gone"
    figshare.routes.insert(0, (r"versions/4$", lambda *_: article(figshare)))
    assert "not that record's" in look("figshare:12.v4").reason


def test_what_the_lock_pins_is_looked_at_again(figshare: Server) -> None:
    from osaid_action.system.lock import Lock

    before = Lock(entries=(look("figshare:12"),))
    figshare.log.clear()
    look("figshare:12", old=before, pinned=True)
    assert figshare.asked("/versions/2$")


@pytest.mark.parametrize(
    ("changes", "gated"),
    [
        ({"is_embargoed": True, "embargo_date": "2027-05-18T11:49:03Z"}, "embargoed until 2027-05-18"),
        ({"is_embargoed": True}, "embargoed"),
        ({"is_confidential": True}, "confidential"),
    ],
)
def test_a_record_that_is_not_open(archives: Server, changes: dict[str, Any], gated: str) -> None:
    archives.route(r"^/v2/articles/12$", article(archives, files=[], **changes))
    assert look("figshare:12").gated == gated


@pytest.mark.parametrize(
    ("terms", "expression", "verdict"),
    [
        ({"name": "MIT", "url": "https://opensource.org/licenses/MIT"}, "MIT", "osi-approved"),
        ({"name": "CC0", "url": None}, "CC0-1.0", "open"),
        ({"name": "Ours", "url": "https://creativecommons.org/licenses/by-nc/4.0/"},
         "CC-BY-NC-4.0", "restricted"),
        ({"name": "In Copyright", "url": ""}, "LicenseRef-In-Copyright", "undetermined"),
        ({"name": ["MIT"], "url": {}}, None, "none"),
        ("MIT", None, "none"),
        (None, None, "none"),
    ],
)  # fmt: skip
def test_terms_of_a_record(archives: Server, terms: Any, expression: str | None, verdict: str) -> None:
    archives.route(r"^/v2/articles/12$", article(archives, license=terms))
    archives.route(r"^/files/3$", safetensors())
    assert (part(look("figshare:12")).license, part(look("figshare:12")).verdict) == (expression, verdict)


def test_a_file_that_is_kept_where_nobody_is_asked(archives: Server) -> None:
    """Names, sizes, digests and terms stand; what is in the file is not known."""
    row = {**article(archives)["files"][0], "download_url": "https://elsewhere.example/3"}
    archives.route(r"^/v2/articles/12$", article(archives, files=[row]))
    seen = look("figshare:12")
    assert (seen.state, seen.files, part(seen).outcome) == ("verified", 1, "unreadable")
    assert any("elsewhere.example is not a host that is asked" in limit for limit in seen.limits)


def test_files_of_a_record_that_are_elsewhere_are_said(archives: Server) -> None:
    linked = {**article(archives)["files"][0], "is_link_only": True}
    archives.route(r"^/v2/articles/12$", article(archives, files=[linked]))
    seen = look("figshare:12")
    assert (seen.files, seen.limits) == (0, ("1 files are links to elsewhere, not looked at",))
    assert part(seen).outcome == "unreadable"


def test_a_record_that_a_clone_points_to(
    figshare: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The link in the README stays as it is written; init looks at the record that it leads to."""
    link = "https://figshare.com/articles/software/tiny/12/2"
    for name, data in whole().items():
        if not name.startswith(("weights/", "osaid.")):
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    with (tmp_path / "README.md").open("a", encoding="utf-8") as readme:
        readme.write(f"\n## Weights\n\nDownload the model weights from {link}\n")
    monkeypatch.chdir(tmp_path)
    before = json.loads(called(capsys, "check", "--format=json", "--fail-on=never").stdout)
    weights = next(one for one in before["components"] if one["id"] == "weights")
    assert [(one["kind"], one["url"]) for one in weights["references"]] == [("url", link)]
    assert not figshare.log
    assert called(capsys, "init", "--online").returncode == 0
    made = (tmp_path / "osaid.toml").read_text(encoding="utf-8")
    assert '"figshare:12.v2"' in made
    after = json.loads(called(capsys, "check", "--format=json", "--fail-on=never", "--offline").stdout)
    assert {item["id"]: item["status"] for item in after["items"]}["P1"] == "met"


#: Answers of another shape than the documents say, for any record.
ODD: list[Any] = [
    {},
    [],
    None,
    7,
    {"id": "12", "version": 2},
    {"id": 12},
    {"id": 12, "version": True},
    {"id": 13, "version": 2},
    {"id": 12, "version": 2, "files": "none", "license": [], "title": 3},
    {"id": 12, "version": 2, "files": [5, None, {"name": 3}, {"name": "a", "download_url": {}}]},
    {"id": 12, "version": 2, "files": [{"name": "a", "download_url": "file:///etc/passwd", "size": -1}]},
    {"id": 12, "version": 2, "files": [{"name": "../../x", "download_url": "x", "size": 10**30}]},
    {"id": 12, "version": 2, "files": [{"name": "a\x1b[2J\ud800.bin", "download_url": "x", "size": 1}]},
    {"id": 12, "version": 2, "title": "\ud800\x00" * 10_000,
     "license": {"name": "\ud800", "url": "x" * 10**6}},
]  # fmt: skip


@pytest.mark.parametrize("body", ODD)
def test_a_record_of_another_shape(archives: Server, body: Any) -> None:
    archives.route(r"^/v2/articles/12$", lambda handler, *_: handler.say(200, json.dumps(body).encode()))
    seen: Seen = look("figshare:12")
    assert seen.state == "unverified" or part(seen).outcome in {"missing", "unreadable"}
    assert all(name.isprintable() for name in (seen.reason, *seen.notes, *seen.limits))


def test_a_record_with_more_files_than_are_looked_at(
    archives: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("osaid_action.system.records.MOST_FILES", 3)
    row = article(archives)["files"][0]
    many = [{**row, "name": f"{number}.bin"} for number in range(5)]
    archives.route(r"^/v2/articles/12$", article(archives, files=many))
    seen = look("figshare:12")
    assert seen.files == 3
    assert "more than 3 files: the rest was not looked at" in seen.limits


def test_a_record_that_is_gone(archives: Server) -> None:
    archives.faults.append(Fault("/v2/articles/12", status=404))
    assert look("figshare:12").state == "gone"


@pytest.mark.parametrize(
    "target",
    ["figshare:12", "https://figshare.com/articles/software/Tiny/12/2", "doi:10.6084/m9.figshare.12"],
)
def test_a_record_is_a_target(figshare: Server, capsys: pytest.CaptureFixture[str], target: str) -> None:
    done = called(capsys, "check", "--format=json", "--fail-on=never", "--no-cache", target)
    assert (done.returncode, done.stderr) == (0, "")
    report = json.loads(done.stdout)
    assert report["target"]["name"] == "figshare:12.v2"
    assert {item["id"]: item["status"] for item in report["items"]}["T-P"] == "met"


def dataset(**changes: Any) -> dict[str, Any]:
    """A version of a dataset as the native API of Dataverse gives it, by its guide and its JsonPrinter."""
    file = {
        "label": WEIGHTS,
        "restricted": False,
        "directoryLabel": "out/final",
        "dataFile": {
            "id": 3,
            "filename": WEIGHTS,
            "filesize": len(safetensors()),
            "md5": "0" * 32,
            "checksum": {"type": "SHA-256", "value": "1" * 64},
            "tabularData": False,
        },
    }
    return {
        "datasetPersistentId": "doi:10.1234/TINY",
        "versionNumber": 2,
        "versionMinorNumber": 1,
        "versionState": "RELEASED",
        "license": {"name": "CC0 1.0", "uri": "http://creativecommons.org/publicdomain/zero/1.0"},
        "metadataBlocks": {"citation": {"fields": [{"typeName": "title", "value": "Tiny"}]}},
        "files": [file],
        **changes,
    }


def tabular() -> dict[str, Any]:
    """A file that Dataverse made a table of."""
    file = {"id": 4, "filename": "train.tab", "filesize": 9, "tabularData": True}
    return {"dataFile": {**file, "originalFileName": "train.csv", "originalFileSize": 4}}


@pytest.fixture
def dataverse(archives: Server) -> Server:
    archives.route(r"/versions/(?::latest-published|2\.1)\?", {"status": "OK", "data": dataset()})
    archives.route(r"^/api/access/datafile/3$", safetensors())
    archives.route(r"^/api/access/datafile/4\?format=original$", b"a,b\n")
    return archives


def at(server: Server, version: str = "") -> str:
    return f"dataverse:127.0.0.1:{server.port}/doi:10.1234/TINY{version}"


@pytest.mark.parametrize("version", ["", "@2.1"])
def test_a_dataset_of_dataverse(dataverse: Server, version: str) -> None:
    seen = look(at(dataverse, version))
    assert (seen.state, seen.resolved, seen.notes) == (
        "verified",
        "doi:10.1234/TINY@2.1",
        ("titled: Tiny",),
    ), seen.reason
    weights = part(seen)
    assert (weights.outcome, weights.license, weights.verdict) == ("found", "CC0-1.0", "open")
    assert weights.evidence[0].path == f"out/final/{WEIGHTS}"
    [asked] = dataverse.asked("/versions/")
    assert "persistentId=doi%3A10.1234%2FTINY" in asked["path"]


def test_a_page_of_a_dataset(dataverse: Server) -> None:
    url = f"https://127.0.0.1:{dataverse.port}/dataset.xhtml?persistentId=doi:10.1234/TINY&version=2.1"
    assert look(url).resolved == "doi:10.1234/TINY@2.1"


def test_another_version_or_dataset_than_was_asked_for(dataverse: Server) -> None:
    dataverse.route(r"/versions/", {"data": dataset()})
    for version in ("@1.0", "@2"):
        assert "not that dataset's" in look(at(dataverse, version)).reason
    dataverse.routes.insert(0, (r"/versions/2\?", lambda *_: {"data": dataset(versionMinorNumber=0)}))
    assert look(at(dataverse, "@2")).resolved == "doi:10.1234/TINY@2.0"
    dataverse.routes.insert(
        0, (r"/versions/", lambda *_: {"data": dataset(datasetPersistentId="doi:10.1/x")})
    )
    assert "not that dataset's" in look(at(dataverse)).reason


def test_a_table_comes_as_it_was_given(dataverse: Server) -> None:
    dataverse.routes.insert(0, (r"/versions/", lambda *_: {"data": dataset(files=[tabular()])}))
    seen = look(at(dataverse), "dataset")
    assert (seen.files, seen.bytes, seen.limits) == (1, 4, ())


def test_files_that_are_restricted_or_under_embargo(dataverse: Server) -> None:
    [open_] = dataset()["files"]
    shut = {**open_, "restricted": True, "dataFile": {**open_["dataFile"], "id": 5}, "directoryLabel": "b"}
    later = {"dateAvailable": "2030-01-31", "reason": "a paper"}
    late = {**shut, "restricted": False, "dataFile": {**shut["dataFile"], "id": 6, "embargo": later}}
    late["directoryLabel"] = "c"
    dataverse.faults.append(Fault("/datafile/[56]", status=403))
    dataverse.routes.insert(0, (r"/versions/", lambda *_: {"data": dataset(files=[open_, shut, late])}))
    seen = look(at(dataverse))
    assert seen.gated == "2 of 3 files are embargoed until 2030-01-31, restricted"
    assert part(seen).outcome == "found"


@pytest.mark.parametrize(
    ("changes", "expression", "verdict"),
    [
        ({"license": {"uri": "http://creativecommons.org/licenses/by/4.0"}}, "CC-BY-4.0", "open"),
        ({"license": {"name": "x", "rightsIdentifier": "Apache-2.0"}}, "Apache-2.0", "osi-approved"),
        ({"license": "CC0"}, "CC0-1.0", "open"),
        ({"license": "NONE", "termsOfUse": "For research only; no commercial use."}, ..., "restricted"),
        ({"license": None, "termsOfUse": MIT}, "MIT", "osi-approved"),
        ({"license": None}, None, "none"),
    ],
)  # fmt: skip
def test_terms_of_a_dataset(
    dataverse: Server, changes: dict[str, Any], expression: object, verdict: str
) -> None:
    dataverse.routes.insert(0, (r"/versions/", lambda *_: {"data": dataset(**changes)}))
    weights = part(look(at(dataverse)))
    assert weights.verdict == verdict
    assert expression in {..., weights.license}


@pytest.mark.parametrize(
    "body",
    [
        {}, {"data": None}, {"data": []}, {"data": {"versionNumber": "2"}},
        {"data": dataset(versionNumber=True)},
        {"data": dataset(files={}, license=[3], metadataBlocks={"citation": {"fields": [3]}})},
        {"data": dataset(files=[3, {}, {"dataFile": 3}, {"dataFile": {"id": -1, "filename": "a"}}])},
        {"data": dataset(files=[{"dataFile": {"id": 1, "filename": "x"}, "directoryLabel": "../../.."}])},
        {"data": dataset(files=[{"dataFile": {"id": 1, "filename": "\x1b[2J\ud800"}, "directoryLabel": 3}])},
    ],
)  # fmt: skip
def test_a_dataset_of_another_shape(dataverse: Server, body: Any) -> None:
    dataverse.routes.insert(
        0, (r"/versions/", lambda handler, *_: handler.say(200, json.dumps(body).encode()))
    )
    seen = look(at(dataverse))
    assert seen.state == "unverified" or part(seen).outcome in {"missing", "unreadable"}


def test_an_installation_that_is_not_asked() -> None:
    seen = look("dataverse:data.example.org/doi:10.1234/x")
    assert "OSAID_HOSTS=data.example.org allows it" in seen.reason


def test_a_dataset_that_is_gone(dataverse: Server) -> None:
    dataverse.faults.append(Fault("/versions/", status=404))
    assert look(at(dataverse)).state == "gone"
