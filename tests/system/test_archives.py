"""Archives and files of the web looked at for real: against stand-ins."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest
from looking import look, part
from standins import Fault, Server
from systems import safetensors

from osaid_action.system import archive
from osaid_action.system.policy import Policy

if TYPE_CHECKING:
    pass


def record(**changes: Any) -> dict[str, Any]:
    files = [{"key": "model.safetensors", "size": len(safetensors()), "checksum": "md5:0"}]
    metadata = {"title": "Tiny", "license": {"id": "cc-by-4.0"}, "access_right": "open"}
    return {"id": 7, "metadata": metadata, "files": files, **changes}


def test_a_zenodo_record(archives: Server) -> None:
    archives.route(r"^/api/records/7$", record())
    archives.route(r"^/api/records/7/files/model.safetensors/content", safetensors())
    seen = look("zenodo:7")
    assert (seen.state, seen.resolved, seen.notes) == ("verified", "zenodo:7", ("titled: Tiny",)), seen.reason
    assert (part(seen).outcome, part(seen).license, part(seen).verdict) == ("found", "CC-BY-4.0", "open")


@pytest.mark.parametrize(
    "body",
    [{}, {"id": "x"}, {"id": 7, "files": "none"}, {"id": 7, "files": [{"key": "../../x"}, 5, {"key": 3}]},
     {"id": 7, "metadata": [], "files": [{"key": "a", "size": -1}]}],
)  # fmt: skip
def test_a_record_of_another_shape(archives: Server, body: dict[str, Any]) -> None:
    archives.route(r"^/api/records/7$", body)
    seen = look("zenodo:7")
    assert seen.state == "unverified" or part(seen).outcome in {"missing", "unreadable"}


def test_a_record_that_is_gone(archives: Server) -> None:
    archives.faults.append(Fault("/api/records/7", status=410))
    assert look("zenodo:7").state == "gone"


def test_a_closed_record(archives: Server) -> None:
    archives.route(r"^/api/records/7$", record(metadata={"access_right": "restricted"}, files=[]))
    assert look("zenodo:7").gated == "restricted"


def test_a_doi_names_no_files(archives: Server) -> None:
    attributes = {"titles": [{"title": "Tiny"}], "rightsList": [{"rightsIdentifier": "cc-by-4.0"}]}
    archives.route(r"^/dois/10.1000/182$", {"data": {"attributes": attributes}})
    seen = look("doi:10.1000/182")
    assert (seen.state, seen.parts) == ("unverified", ())
    assert "registered as “Tiny” under cc-by-4.0; a DOI does not say which files there are" in seen.reason


def test_a_file_with_a_digest(archives: Server) -> None:
    archives.route("^/model.safetensors", safetensors())
    digest = hashlib.sha256(safetensors()).hexdigest()
    url = f"{archives.url}/model.safetensors"
    seen = look(f"{url}#sha256={digest}")
    assert (seen.state, seen.resolved, part(seen).outcome) == ("verified", f"sha256:{digest}", "found"), (
        seen.reason
    )
    assert look(url).resolved == f"sha256:{digest}"
    wrong = look(f"{url}#sha256={'0' * 64}")
    assert wrong.state == "gone"
    assert "not the one declared" in wrong.reason


def test_a_file_too_large_to_be_read_whole(archives: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_HASHED", 100)
    archives.route("^/model.safetensors", safetensors())
    url = f"{archives.url}/model.safetensors"
    assert look(f"{url}#sha256={'0' * 64}").state == "unverified"
    seen = look(url)
    assert (seen.resolved, part(seen).outcome) == (f"size:{len(safetensors())}", "found")


def test_a_web_page_is_no_file(archives: Server) -> None:
    archives.faults.append(Fault("/w.bin", status=200, headers={"Content-Type": "text/html"}, body=b"<html>"))
    assert "a web page, not a file" in look(f"{archives.url}/w.bin").reason


def test_an_asset_of_a_release(archives: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = "sha256:" + hashlib.sha256(safetensors()).hexdigest()
    assets = [{"name": "w.safetensors", "size": len(safetensors()), "digest": digest}]
    archives.route(r"^/repos/o/n/releases/tags/v1$", {"assets": assets})
    seen = look("https://github.com/o/n/releases/download/v1/w.safetensors")
    assert (seen.state, seen.resolved) == ("verified", digest), seen.reason
    # The listing was read; the file's own host is out of reach here, so its contents were not.
    assert part(seen).outcome == "unreadable"
    assert look("https://github.com/o/n/releases/download/v1/other.bin").state == "gone"


@pytest.mark.parametrize("url", ["http://zenodo.org/records/7", "https://zenodo.org/record/7"])
def test_a_doi_leads_to_the_record_that_it_is_registered_for(archives: Server, url: str) -> None:
    archives.route(r"^/dois/10.1000/182$", {"data": {"attributes": {"url": url}}})
    archives.route(r"^/api/records/7$", record())
    archives.route(r"^/api/records/7/files/model.safetensors/content", safetensors())
    seen = look("doi:10.1000/182")
    assert (seen.place, seen.state, seen.resolved) == ("doi:10.1000/182", "verified", "zenodo:7"), seen.reason
    assert part(seen).license == "CC-BY-4.0"


@pytest.mark.parametrize(
    "url",
    [
        "https://doi.org/10.1000/182",
        "doi:10.1000/182",
        "https://127.0.0.1/a.bin",
        "file:///etc/passwd",
        7,
        "",
    ],
)
def test_a_doi_that_leads_to_no_record(archives: Server, url: object) -> None:
    archives.route(r"^/dois/10.1000/182$", {"data": {"attributes": {"url": url}}})
    assert "a DOI does not say which files there are" in look("doi:10.1000/182").reason


@pytest.mark.parametrize(
    "place", ["s3://b/k", "magnet:?xt=urn:btih:abc", "kaggle:models/o/m", "arxiv:2101.00027", "hf:spaces/o/s"]
)
def test_what_nobody_can_verify(place: str) -> None:
    seen = look(place, policy=Policy())
    assert (seen.state, seen.parts) == ("unverifiable", ())
