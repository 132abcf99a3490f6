"""A GitHub on loopback: remembers comments and releases, and holds every request and answer against
GitHub's own OpenAPI description (tests/contract/openapi.json). Also serves git repositories over HTTP.

    with FakeGitHub() as github:
        github.faults.append(Fault("POST", "/comments$", 502))
        ...
        assert not github.violations

What the description does not say is written out here: the length of a body, locked conversations,
tokens that only read, GraphQL's viewer.
"""

from __future__ import annotations

import base64
import copy
import hashlib
import http.server
import json
import os
import re
import subprocess
import threading
import urllib.parse
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openapi_schema_validator import OAS30Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4
from typing_extensions import Self

if TYPE_CHECKING:
    from gitrepo import Repo

CONTRACT = Path(__file__).parents[1] / "contract"
BOT = "github-actions[bot]"
MOST_CHARACTERS = 65_536


def absolute(value: Any) -> Any:
    """The same schema with references that name the description."""
    if isinstance(value, dict):
        return {
            key: f"urn:github{inner}" if key == "$ref" and isinstance(inner, str) else absolute(inner)
            for key, inner in value.items()
        }
    return [absolute(inner) for inner in value] if isinstance(value, list) else value


def validator(description: dict[str, Any], schema: dict[str, Any]) -> OAS30Validator:
    """What checks a value against a schema of the description."""
    resource = Resource(contents=absolute(description), specification=DRAFT4)
    return OAS30Validator(absolute(schema), registry=Registry().with_resource("urn:github", resource))


def followed(description: dict[str, Any], value: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in value:
        _, _, kind, name = value["$ref"].split("/", 3)
        value = description["components"][kind][name]
    return value


def answer_schema(description: dict[str, Any], path: str, method: str, status: str) -> dict[str, Any]:
    """The schema of one answer; an empty one, which takes everything, for an answer without a body."""
    answers = description["paths"][path][method]["responses"]
    if status not in answers:
        raise KeyError(f"{method} {path} never answers {status}")
    content = followed(description, answers[status]).get("content", {})
    schema: dict[str, Any] = content.get("application/json", {}).get("schema", {})
    return schema


@cache
def description() -> dict[str, Any]:
    value: dict[str, Any] = json.loads((CONTRACT / "openapi.json").read_text("utf-8"))
    return value


@cache
def checker(path: str, method: str, part: str) -> OAS30Validator:
    """Checks the request (part "request") or the answer with a status."""
    if part != "request":
        return validator(description(), answer_schema(description(), path, method, part))
    body = description()["paths"][path][method].get("requestBody")
    content = followed(description(), body).get("content", {}) if body else {}
    return validator(description(), content.get("application/json", {}).get("schema", {}))


def faults_of(path: str, method: str, part: str, value: Any) -> list[str]:
    errors = checker(path, method, part).iter_errors(value)
    return [
        f"{method} {path} {part}: {'/'.join(map(str, e.absolute_path))} {e.message[:200]}" for e in errors
    ]


@dataclass
class Fault:
    """What happens instead of an answer, `times` times. done: the request works, but nobody hears of it."""

    method: str
    path: str
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    message: str = "fault"
    times: int = 1
    done: bool = False
    kind: str = "answer"  # or "reset", "silence"


@dataclass
class Request:
    method: str
    path: str
    body: Any
    token: str


class FakeGitHub:
    """One GitHub. `comments` are those of all issues, oldest first; `repositories` a folder of bare ones."""

    def __init__(self, repositories: Path | None = None) -> None:
        self.repositories = repositories
        self.comments: dict[int, dict[str, Any]] = {}
        self.releases: dict[str, list[dict[str, Any]]] = {}
        self.pulls: list[dict[str, Any]] = []
        self.requests: list[Request] = []
        self.violations: list[str] = []
        self.faults: list[Fault] = []
        self.merge_base = ""
        self.reads_only = False
        self.login = BOT
        self.viewer: str | None = BOT
        self.lock = threading.RLock()
        self.number = 1000
        self.release = threading.Event()
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        self.server.daemon_threads = True
        self.server.fake = self  # type: ignore[attr-defined]
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self) -> Self:
        threading.Thread(
            target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        ).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.release.set()
        self.server.shutdown()
        self.server.server_close()

    def example(self, operation: str) -> Any:
        """A fresh copy of GitHub's own example."""
        text = (CONTRACT / "examples.json").read_text("utf-8").replace("{api}", self.url)
        return copy.deepcopy(json.loads(text)[operation])

    def add_comment(self, body: str, login: str | None = None, issue: int = 7) -> dict[str, Any]:
        """A comment as it would be if `login` had written it."""
        self.number += 1
        one = self.example("get /repos/{owner}/{repo}/issues/comments/{comment_id}")
        base = f"{self.url}/repos/acme/model"
        one.update(
            id=self.number,
            body=body,
            url=f"{base}/issues/comments/{self.number}",
            html_url=f"https://github.com/acme/model/pull/{issue}#issuecomment-{self.number}",
            issue_url=f"{base}/issues/{issue}",
        )
        one["user"]["login"] = login or self.login
        self.comments[self.number] = one
        return one  # type: ignore[no-any-return]

    def add_release(self, tag: str, *names: str) -> None:
        self.releases[tag] = []
        for name in names:
            self.add_asset(tag, name, b"")

    def add_asset(self, tag: str, name: str, data: bytes) -> dict[str, Any]:
        self.number += 1
        one = self.example("post /repos/{owner}/{repo}/releases/{release_id}/assets")
        one.update(
            id=self.number,
            name=name,
            size=len(data),
            digest=f"sha256:{hashlib.sha256(data).hexdigest()}",
            url=f"{self.url}/repos/acme/model/releases/assets/{self.number}",
        )
        self.releases[tag].append(one)
        return one  # type: ignore[no-any-return]

    def serve(self, repo: Repo) -> None:
        """Serve a copy of a repository as acme/model."""
        assert self.repositories is not None
        copy_of = self.repositories / "acme" / "model.git"
        repo.git("clone", "--quiet", "--bare", "--no-local", str(repo.path), str(copy_of))

    def writes(self) -> list[Request]:
        return [
            request for request in self.requests if request.method != "GET" and request.path != "/graphql"
        ]


def _routes() -> list[tuple[re.Pattern[str], str, str]]:
    rows = []
    for path, methods in description()["paths"].items():
        for method in methods:
            pattern = re.sub(r"\\\{(\w+)\\\}", lambda name: f"(?P<{name[1]}>[^/]+)", re.escape(path))
            rows.append((re.compile(f"(?:/api/v3)?{pattern}$"), path, method))
    return rows


ROUTES = _routes()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = 65_536
    disable_nagle_algorithm = True

    def log_message(self, *_: object) -> None:
        """Tests say what they need themselves."""

    def do_GET(self) -> None:
        self._handle()

    do_POST = do_PATCH = do_DELETE = do_GET  # noqa: N815  # the names http.server asks for

    @property
    def fake(self) -> FakeGitHub:
        return self.server.fake  # type: ignore[attr-defined,no-any-return]

    def _handle(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        address = urllib.parse.urlsplit(self.path)
        if (
            ".git/" in address.path
            or address.query.startswith("service=git")
            or "/git-upload-pack" in address.path
        ):
            return self._git(address, data)
        path = urllib.parse.unquote(address.path)
        is_json = "json" in (self.headers.get("Content-Type") or "") and "/assets" not in path
        body = json.loads(data) if data and is_json else data or None
        token = (self.headers.get("Authorization") or "").rpartition(" ")[2]
        with self.fake.lock:
            self.fake.requests.append(Request(self.command, path, body, token))
            fault = next(
                (
                    f
                    for f in self.fake.faults
                    if f.times and f.method == self.command and re.search(f.path, path)
                ),
                None,
            )
            if fault is not None:
                fault.times -= 1
                if fault.done:
                    self._answer(path, address.query, body, quiet=True)
        if fault is None:
            with self.fake.lock:
                return self._answer(path, address.query, body)
        if fault.kind == "silence":
            self.fake.release.wait(20)
            self.close_connection = True
            return None
        if fault.kind == "reset":
            self.close_connection = True
            return None
        text = fault.body if fault.body is not None else json.dumps({"message": fault.message})
        return self._raw(fault.status, text.encode(), fault.headers)

    def _raw(self, status: int, data: bytes, headers: dict[str, str] | None = None, kind: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind or "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        for key, value in (headers or {}).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)

    def _answer(self, path: str, query: str, body: Any, *, quiet: bool = False) -> None:
        status, value, headers = self._act(path, dict(urllib.parse.parse_qsl(query)), body)
        if not quiet:
            self._raw(status, b"" if value is None else json.dumps(value).encode(), headers)

    def _act(self, path: str, query: dict[str, str], body: Any) -> tuple[int, Any, dict[str, str]]:
        fake = self.fake
        if path in {"/graphql", "/api/graphql"}:
            if fake.viewer is None:
                return 200, {"data": None, "errors": [{"type": "FORBIDDEN", "message": "no"}]}, {}
            return 200, {"data": {"viewer": {"login": fake.viewer}}}, {}
        method = self.command.lower()
        hits = [
            (m, known) for pattern, known, verb in ROUTES if verb == method and (m := pattern.match(path))
        ]
        if not hits:
            fake.violations.append(f"{self.command} {path} is not in the description")
            return 404, {"message": "Not Found"}, {}
        found, known = min(hits, key=lambda hit: hit[1].count("{"))
        if isinstance(body, dict) or (body is None and method in {"post", "patch"}):
            wrong = faults_of(known, method, "request", body)
            fake.violations += wrong
            if wrong:
                return 422, {"message": "Validation Failed", "errors": wrong}, {}
        if method != "get" and fake.reads_only:
            return 403, {"message": "Resource not accessible by integration"}, {}
        name = f"{method} {known.removeprefix('/repos/{owner}/{repo}/')}"
        status, value, headers = getattr(self, _ACTS[name])(found.groupdict(), query, body)
        if status < 400:
            fake.violations += [f"the fake itself: {f}" for f in faults_of(known, method, str(status), value)]
        return status, value, headers

    def _page(self, rows: list[Any], query: dict[str, str]) -> tuple[int, Any, dict[str, str]]:
        size, page = min(int(query.get("per_page", 30)), 100), int(query.get("page", 1))
        headers = {}
        if page * size < len(rows):
            address = f"{self.fake.url}{urllib.parse.urlsplit(self.path).path}"
            headers["Link"] = f'<{address}?per_page={size}&page={page + 1}>; rel="next"'
        return 200, rows[(page - 1) * size : page * size], headers

    def _comments(
        self, names: dict[str, str], query: dict[str, str], _: Any
    ) -> tuple[int, Any, dict[str, str]]:
        end = f"/issues/{names['issue_number']}"
        return self._page([c for c in self.fake.comments.values() if c["issue_url"].endswith(end)], query)

    def _new_comment(self, names: dict[str, str], _: Any, body: Any) -> tuple[int, Any, dict[str, str]]:
        if len(body["body"]) > MOST_CHARACTERS:
            return 422, {"message": "Validation Failed: Body is too long (maximum is 65536 characters)"}, {}
        return 201, self.fake.add_comment(body["body"], issue=int(names["issue_number"])), {}

    def _edit_comment(self, names: dict[str, str], _: Any, body: Any) -> tuple[int, Any, dict[str, str]]:
        one = self.fake.comments.get(int(names["comment_id"]))
        if one is None:
            return 404, {"message": "Not Found"}, {}
        if len(body["body"]) > MOST_CHARACTERS:
            return 422, {"message": "Validation Failed: Body is too long (maximum is 65536 characters)"}, {}
        one["body"] = body["body"]
        return 200, one, {}

    def _get_comment(self, names: dict[str, str], *_: Any) -> tuple[int, Any, dict[str, str]]:
        return 200, self.fake.comments[int(names["comment_id"])], {}

    def _delete_comment(self, names: dict[str, str], *_: Any) -> tuple[int, Any, dict[str, str]]:
        gone = self.fake.comments.pop(int(names["comment_id"]), None)
        return (204, None, {}) if gone else (404, {"message": "Not Found"}, {})

    def _compare(self, *_: Any) -> tuple[int, Any, dict[str, str]]:
        one = self.fake.example("get /repos/{owner}/{repo}/compare/{basehead}")
        one["merge_base_commit"]["sha"] = self.fake.merge_base
        return 200, one, {}

    def _pulls(self, _: Any, query: dict[str, str], __: Any) -> tuple[int, Any, dict[str, str]]:
        return self._page(
            [pull for pull in self.fake.pulls if query.get("head") == pull["head"]["label"]], query
        )

    def _release(self, names: dict[str, str], *_: Any) -> tuple[int, Any, dict[str, str]]:
        tag = names["tag"]
        if tag not in self.fake.releases:
            return 404, {"message": "Not Found"}, {}
        one = self.fake.example("get /repos/{owner}/{repo}/releases/tags/{tag}")
        identity = list(self.fake.releases).index(tag) + 1
        address = f"{self.fake.url}/repos/{names['owner']}/{names['repo']}/releases/{identity}"
        one.update(
            id=identity,
            tag_name=tag,
            url=address,
            assets_url=f"{address}/assets",
            upload_url=f"{address}/assets{{?name,label}}",
            assets=self.fake.releases[tag],
        )
        return 200, one, {}

    def _assets(
        self, names: dict[str, str], query: dict[str, str], _: Any
    ) -> tuple[int, Any, dict[str, str]]:
        return self._page(list(self.fake.releases.values())[int(names["release_id"]) - 1], query)

    def _upload(
        self, names: dict[str, str], query: dict[str, str], body: Any
    ) -> tuple[int, Any, dict[str, str]]:
        tag = list(self.fake.releases)[int(names["release_id"]) - 1]
        if any(asset["name"] == query["name"] for asset in self.fake.releases[tag]):
            return 422, {"message": "Validation Failed", "errors": [{"code": "already_exists"}]}, {}
        return 201, self.fake.add_asset(tag, query["name"], body), {}

    def _asset(self, names: dict[str, str], *_: Any) -> tuple[int, Any, dict[str, str]]:
        every = (asset for assets in self.fake.releases.values() for asset in assets)
        return 200, next(asset for asset in every if asset["id"] == int(names["asset_id"])), {}

    def _delete_asset(self, names: dict[str, str], *_: Any) -> tuple[int, Any, dict[str, str]]:
        for assets in self.fake.releases.values():
            assets[:] = [asset for asset in assets if asset["id"] != int(names["asset_id"])]
        return 204, None, {}

    def _git(self, address: urllib.parse.SplitResult, data: bytes) -> None:
        """git's own HTTP server, started as the program it is."""
        assert self.fake.repositories is not None
        header = self.headers.get("Authorization") or ""
        token = ""
        if header.lower().startswith("basic "):
            token = base64.b64decode(header.split(" ")[1]).decode().partition(":")[2]
        self.fake.requests.append(Request(self.command, address.path, None, token))
        path = re.sub(r"^(/[^/]+/[^/.]+)(?=/)", r"\1.git", address.path)
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.fake.repositories),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_COUNT": "3",
            "GIT_CONFIG_KEY_0": "uploadpack.allowFilter",
            "GIT_CONFIG_VALUE_0": "true",
            "GIT_CONFIG_KEY_1": "uploadpack.allowAnySHA1InWant",
            "GIT_CONFIG_VALUE_1": "true",
            "GIT_CONFIG_KEY_2": "safe.directory",
            "GIT_CONFIG_VALUE_2": "*",
            "PATH_INFO": path,
            "QUERY_STRING": address.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type") or "",
            "CONTENT_LENGTH": str(len(data)),
            "GIT_PROTOCOL": self.headers.get("Git-Protocol") or "",
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding") or "",
        }
        done = subprocess.run(
            ["git", "http-backend"], env=environment, input=data, capture_output=True, check=False
        )
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        status = int(headers.pop("Status", "200").split()[0])
        kind = headers.pop("Content-Type", "text/plain")
        self._raw(status, body, headers, kind)


_ACTS = {
    "get issues/{issue_number}/comments": "_comments",
    "post issues/{issue_number}/comments": "_new_comment",
    "get issues/comments/{comment_id}": "_get_comment",
    "patch issues/comments/{comment_id}": "_edit_comment",
    "delete issues/comments/{comment_id}": "_delete_comment",
    "get compare/{basehead}": "_compare",
    "get pulls": "_pulls",
    "get releases/tags/{tag}": "_release",
    "get releases/{release_id}/assets": "_assets",
    "post releases/{release_id}/assets": "_upload",
    "get releases/assets/{asset_id}": "_asset",
    "delete releases/assets/{asset_id}": "_delete_asset",
}
