"""Hosts of projects, models and sources: against stand-ins that answer as their documents say."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest
from looking import look, part
from program import called
from standins import Fault, Server
from systems import MIT, TRAIN, safetensors

from osaid_action.system import heritage, modelscope, osf

if TYPE_CHECKING:
    from collections.abc import Mapping

FILES = {"LICENSE": MIT, "src/train.py": TRAIN, "out/model.safetensors": safetensors()}
CODE = ("training-code", "weights")


def as_bytes(data: bytes | str) -> bytes:
    return data if isinstance(data, bytes) else data.encode()


def broken(server: Server, path: str, body: Any) -> None:
    """Answer a path with any JSON."""
    server.routes.insert(0, (path, lambda handler, *_: handler.say(200, json.dumps(body).encode())))


# Open Science Framework: swagger-spec of https://github.com/CenterForOpenScience/developer.osf.io


class Project:
    """A project with its folders, each listed one item a page."""

    def __init__(self, server: Server, files: Mapping[str, bytes | str], kind: str = "nodes") -> None:
        self.server, self.api = server, f"{server.url}/osf/v2"
        self.top = f"{self.api}/{kind}/ab3de/files/osfstorage/"
        self.folders: dict[str, list[dict[str, Any]]] = {"": []}
        for path, data in files.items():
            folder, _, name = path.rpartition("/")
            self.add(folder, name, as_bytes(data))
        about = {
            "id": "ab3de",
            "type": kind,
            "attributes": {"title": "Tiny", "public": True},
            "relationships": {"license": {"links": {"related": {"href": f"{self.api}/licenses/1/"}}}},
        }
        server.route(r"^/osf/v2/guids/ab3de/$", {"data": about})
        server.route(r"^/osf/v2/licenses/1/$", self.license("MIT License", MIT))
        server.route(rf"^/osf/v2/{kind}/ab3de/files/osfstorage/([^?]*)(?:\?page=(\d+))?$", self.page)

    @staticmethod
    def license(name: str, text: str) -> dict[str, Any]:
        return {"data": {"type": "licenses", "attributes": {"name": name, "text": text}}}

    def add(self, folder: str, name: str, data: bytes) -> None:
        if folder not in self.folders:
            self.folders[folder] = []
            href = f"{self.top}{folder}/"
            self.folders[""].append(
                {
                    "attributes": {"kind": "folder", "name": folder, "materialized_path": f"/{folder}/"},
                    "relationships": {"files": {"links": {"related": {"href": href, "meta": {}}}}},
                }
            )
        path = f"{folder}/{name}" if folder else name
        self.folders[folder].append(
            {
                "attributes": {
                    "kind": "file",
                    "name": name,
                    "materialized_path": f"/{path}",
                    "size": len(data),
                    "extra": {"hashes": {"sha256": hashlib.sha256(data).hexdigest(), "md5": "0"}},
                },
                "links": {"download": f"{self.server.url}/download/{path}"},
            }
        )
        self.server.route(f"^/download/{path}$", data)

    def page(self, _: Any, match: Any, __: bytes) -> dict[str, Any]:
        rows, number = self.folders[match[1].strip("/")], int(match[2] or 1)
        more = f"{self.top}{match[1]}?page={number + 1}" if number < len(rows) else None
        return {"data": rows[number - 1 : number], "links": {"next": more, "meta": {"per_page": 1}}}


@pytest.fixture
def osf_api(archives: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(osf, "API", f"{archives.url}/osf/v2")
    return archives


def test_a_project_of_the_osf(osf_api: Server) -> None:
    Project(osf_api, FILES)
    seen = look("osf:ab3de", *CODE)
    assert (seen.state, seen.notes, seen.files, seen.limits) == ("verified", ("titled: Tiny",), 3, ())
    assert seen.resolved.startswith("files:")
    assert [part(seen, name).outcome for name in CODE] == ["found", "found"]
    assert (part(seen).license, part(seen).verdict) == ("MIT", "osi-approved")


def test_a_project_that_changes_and_a_registration_that_does_not(osf_api: Server) -> None:
    project = Project(osf_api, FILES)
    before = look("osf:ab3de", *CODE).resolved
    project.add("", "more.txt", b"x")
    assert look("osf:ab3de", *CODE).resolved != before
    osf_api.routes.clear()
    Project(osf_api, FILES, "registrations")
    assert look("osf:ab3de", *CODE).resolved == "osf:ab3de"


def test_of_a_project_with_more_folders_nothing_is_missing(
    osf_api: Server, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(osf, "MOST_PAGES", 2)
    Project(osf_api, {"README.md": "# Tiny\n", "a/x.txt": "x", "b/train.py": TRAIN})
    seen = look("osf:ab3de", *CODE)
    assert [part(seen, name).outcome for name in CODE] == ["unreadable", "unreadable"]
    assert "more than 2 folders: the rest was not looked at" in seen.limits
    done = called(capsys, "check", "--format=json", "--fail-on=never", "--no-cache", "osf:ab3de")
    statuses = {item["id"]: item["status"] for item in json.loads(done.stdout)["items"]}
    assert (statuses["C2"], statuses["P1"]) == ("unknown", "unknown")


def test_pages_that_go_round_in_circles(osf_api: Server) -> None:
    project = Project(osf_api, FILES)
    round_ = {"kind": "folder", "materialized_path": "/a/"}
    again = {"attributes": round_, "relationships": {"files": {"links": {"related": {"href": project.top}}}}}
    broken(osf_api, "files/osfstorage/", {"data": [again] * 50, "links": {"next": project.top}})
    assert look("osf:ab3de", *CODE).files == 0
    assert len(osf_api.asked("files/osfstorage")) == 1


@pytest.mark.parametrize(
    "body",
    [
        {}, [], {"data": None}, {"data": [3, {}, {"attributes": 3}], "links": 3},
        {"data": [{"attributes": {"kind": "file", "materialized_path": "/../x"}, "links": {}}]},
        {"data": [], "links": {"next": "https://elsewhere.example/v2/"}},
        {"data": [{"attributes": {"kind": "folder"}, "relationships": {"files": {"links": {"related": 3}}}}]},
    ],
)  # fmt: skip
def test_a_project_of_another_shape(osf_api: Server, body: Any) -> None:
    Project(osf_api, FILES)
    broken(osf_api, "files/osfstorage/", body)
    seen = look("osf:ab3de", *CODE)
    assert seen.state == "unverified" or part(seen).outcome in {"missing", "unreadable"}


def test_what_is_no_project(osf_api: Server) -> None:
    broken(osf_api, "/guids/ab3de/", {"data": {"id": "ab3de", "type": "users"}})
    assert "not a project or a registration" in look("osf:ab3de").reason
    broken(osf_api, "/guids/ab3de/", {"data": {"id": "xxxxx", "type": "nodes"}})
    assert look("osf:ab3de").state == "unverified"


# ModelScope: modelscope.hub.api of https://github.com/modelscope/modelscope, release 1.20


@pytest.fixture
def scope(archives: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(modelscope, "API", f"{archives.url}/api/v1")
    return archives


CARD = "---\nlicense: apache-2.0\n---\n# Tiny\n\nA model.\n"


def listing(files: Mapping[str, bytes | str]) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = [{"Name": "out", "Path": "out", "Type": "tree", "Size": 0}]
    for path, data in files.items():
        told = hashlib.sha256(as_bytes(data)).hexdigest() if path.endswith(".safetensors") else ""
        rows.append({"Path": path, "Type": "blob", "Size": len(data), "Sha256": told, "Revision": "0" * 40})
    return rows


def keep(server: Server, group: str, files: Mapping[str, bytes | str]) -> None:
    for path, data in files.items():
        server.route(
            rf"^/api/v1/{group}/acme/tiny/repo\?Revision=(?:master|v1)&FilePath={path}$", as_bytes(data)
        )


@pytest.mark.parametrize(("place", "asked"), [("", "master"), ("@v1", "v1")])
def test_a_model_on_modelscope(scope: Server, place: str, asked: str) -> None:
    files = {"README.md": CARD, "model.safetensors": safetensors()}
    rows = {"Code": 200, "Data": {"Files": listing(files)}, "Success": True}
    scope.route(rf"^/api/v1/models/acme/tiny/repo/files\?Revision={asked}&Recursive=True$", rows)
    keep(scope, "models", files)
    seen = look(f"modelscope:acme/tiny{place}")
    assert (seen.state, seen.files) == ("verified", 2), seen.reason
    assert (part(seen).outcome, part(seen).license) == ("found", "Apache-2.0")
    from osaid_action.system.lock import Lock

    again = look(f"modelscope:acme/tiny{place}", old=Lock(entries=(seen,)), pinned=True)
    assert again.resolved == seen.resolved


def test_a_dataset_on_modelscope(scope: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modelscope, "_PAGE", 2)
    files = {"README.md": "---\nlicense: mit\n---\n# Words\n", "a.jsonl": '{"x": 1}\n', "b.jsonl": "{}\n"}
    rows = listing(files)
    scope.route(r"^/api/v1/datasets/acme/tiny$", {"Code": 200, "Data": {"Id": 5, "Type": 1}})
    scope.route(
        r"^/api/v1/datasets/5/repo/tree\?Revision=master&Root=/&Recursive=True&PageNumber=(\d+)&PageSize=2$",
        lambda _, match, __: {"Data": {"Files": rows[2 * int(match[1]) - 2 : 2 * int(match[1])]}},
    )
    keep(scope, "datasets", files)
    seen = look("modelscope:datasets/acme/tiny", "dataset")
    assert (seen.state, seen.files, part(seen, "dataset").outcome) == ("verified", 3, "found"), seen.reason


@pytest.mark.parametrize(
    "body",
    [{}, [], {"Data": None}, {"Data": {"Files": {}}}, {"Code": 404, "Message": "no\x1b[2J", "Data": None},
     {"Data": {"Files": [3, {}, {"Path": 3}, {"Path": "../x", "Size": -1}, {"Path": "\ud800"}]}}],
)  # fmt: skip
def test_a_model_of_another_shape(scope: Server, body: Any) -> None:
    broken(scope, "/models/acme/tiny/repo/files", body)
    seen = look("modelscope:acme/tiny")
    assert seen.state == "unverified" or part(seen).outcome == "unreadable"
    assert seen.reason.isprintable()


def test_pages_of_a_dataset_that_never_end(scope: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(modelscope, "_PAGE", 2)
    monkeypatch.setattr(modelscope, "MOST_PAGES", 5)
    scope.route(r"^/api/v1/datasets/acme/tiny$", {"Data": {"Id": 5}})
    scope.route(
        r"/repo/tree\?.*PageNumber=(\d+)",
        lambda _, match, __: {"Data": {"Files": [{"Path": match[1] + n, "Size": 0} for n in "ab"]}},
    )
    seen = look("modelscope:datasets/acme/tiny", "dataset")
    assert (len(scope.asked("/repo/tree")), part(seen, "dataset").outcome) == (5, "unreadable")
    broken(scope, "/repo/tree", {"Data": {"Files": [{"Path": "a"}, {"Path": "b"}]}})
    scope.log.clear()
    look("modelscope:datasets/acme/tiny", "dataset")
    assert len(scope.asked("/repo/tree")) == 2


# Software Heritage: swh/web/api/views of https://github.com/SoftwareHeritage/swh-web


def hashed(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()


class Kept:
    """A tree that Software Heritage keeps."""

    def __init__(self, server: Server, files: Mapping[str, bytes | str]) -> None:
        folders: dict[str, dict[str, dict[str, Any]]] = {"": {}}
        for path, data in files.items():
            parts = path.split("/")
            for depth in range(1, len(parts)):
                above, folder = "/".join(parts[: depth - 1]), "/".join(parts[:depth])
                folders.setdefault(folder, {})
                folders[above][folder] = {
                    "type": "dir", "name": parts[depth - 1], "perms": 16384, "target": hashed(folder)
                }  # fmt: skip
            folders["/".join(parts[:-1])][path] = {
                "type": "file", "name": parts[-1], "perms": 33188, "target": hashed("file " + path),
                "length": len(data),
            }  # fmt: skip
            server.route(f"^/api/1/content/sha1_git:{hashed('file ' + path)}/raw/$", as_bytes(data))
        for folder, rows in folders.items():
            server.route(f"^/api/1/directory/{hashed(folder)}/$", list(rows.values()))
        rev, rel, snp = hashed("rev"), hashed("rel"), hashed("snp")
        server.route(f"^/api/1/revision/{rev}/$", {"id": rev, "directory": hashed("")})
        server.route(f"^/api/1/release/{rel}/$", {"target": rev, "target_type": "revision"})
        branches = {
            "HEAD": {"target": "refs/heads/x", "target_type": "alias"},
            "refs/heads/x": {"target": rel, "target_type": "release"},
        }
        server.route(f"^/api/1/snapshot/{snp}/$", {"id": snp, "branches": branches})


@pytest.fixture
def swh(archives: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    monkeypatch.setattr(heritage, "API", f"{archives.url}/api/1")
    return archives


@pytest.mark.parametrize("kind", ["dir", "rev", "rel", "snp"])
def test_a_tree_in_software_heritage(swh: Server, kind: str) -> None:
    Kept(swh, FILES)
    place = f"swh:1:{kind}:{hashed('' if kind == 'dir' else kind)}"
    seen = look(f"{place};origin=https://a.example", *CODE)
    assert (seen.state, seen.place, seen.resolved) == ("verified", place, place), seen.reason
    assert (seen.files, seen.limits) == (3, ())
    assert [part(seen, name).outcome for name in CODE] == ["found", "found"]
    assert part(seen, "training-code").license == "MIT"


def test_a_file_in_software_heritage(swh: Server) -> None:
    Kept(swh, FILES)
    seen = look(f"swh:1:cnt:{hashed('file src/train.py')};path=/src/train.py", *CODE)
    assert (part(seen, "training-code").outcome, seen.files) == ("found", 1)


def test_a_part_of_a_tree(swh: Server) -> None:
    Kept(swh, FILES)
    seen = look(f"swh:1:rev:{hashed('rev')}#src", *CODE)
    assert (seen.files, part(seen).outcome) == (1, "missing")


def test_of_a_tree_with_more_folders_nothing_is_missing(swh: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heritage, "MOST_FOLDERS", 3)
    Kept(swh, {"README.md": "# Tiny\n", **{f"{name}/x.txt": "x" for name in "abcdef"}, "z/train.py": TRAIN})
    seen = look(f"swh:1:dir:{hashed('')}", *CODE)
    assert [part(seen, name).outcome for name in CODE] == ["unreadable", "unreadable"]
    assert "more than 3 folders: 5 and what is in them were not looked at" in seen.limits
    assert len(swh.asked("/directory/")) == 3


def test_a_folder_that_holds_itself(swh: Server) -> None:
    own = {"type": "dir", "name": "a", "target": hashed("")}
    broken(swh, "/directory/", [own])
    seen = look(f"swh:1:dir:{hashed('')}", *CODE)
    assert (len(swh.asked("/directory/")), part(seen).outcome) == (heritage.MOST_FOLDERS, "unreadable")


def test_a_release_that_leads_to_itself(swh: Server) -> None:
    own = hashed("rel")
    broken(swh, "/release/", {"target": own, "target_type": "release"})
    assert "leads to no folder" in look(f"swh:1:rel:{own}").reason


@pytest.mark.parametrize(
    "body",
    [{}, None, [3, {}, {"name": 3}, {"type": "dir", "name": "a", "target": "../../x"}],
     [{"type": "file", "name": "../x", "target": "0" * 40, "length": 1}],
     [{"type": "file", "name": "..", "target": "0" * 40, "length": 1}],
     [{"type": "file", "name": "\ud800\x1b", "target": "0" * 40, "length": True}],
     [{"type": "rev", "name": "lib", "target": "0" * 40}],
     [{"type": "file", "name": "l", "target": "0" * 40, "perms": 40960}]],
)  # fmt: skip
def test_a_folder_of_another_shape(swh: Server, body: Any) -> None:
    broken(swh, "/directory/", body)
    seen = look(f"swh:1:dir:{hashed('')}")
    assert seen.state == "unverified" or part(seen).outcome in {"missing", "unreadable"}


@pytest.mark.parametrize(
    "branches", [None, {}, {"HEAD": 3}, {"HEAD": {"target_type": "alias", "target": "HEAD"}},
                 {"HEAD": {"target_type": [], "target": "0" * 40}}]
)  # fmt: skip
def test_a_snapshot_without_a_head(swh: Server, branches: Any) -> None:
    broken(swh, "/snapshot/", {"branches": branches})
    assert "does not say what it leads to" in look(f"swh:1:snp:{hashed('snp')}").reason


def test_who_asks_too_often_is_told_so(swh: Server) -> None:
    Kept(swh, FILES)
    swh.faults.append(Fault("/content/", status=429, headers={"Retry-After": "3000"}))
    seen = look(f"swh:1:dir:{hashed('')}", *CODE)
    assert {part(seen, name).outcome for name in CODE} == {"unreadable"}
