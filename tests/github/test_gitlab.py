"""The note on a merge request, against a stand-in with the paths and fields of GitLab's documentation."""

from __future__ import annotations

import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import threading
import urllib.parse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from gitrepo import Repo
from program import called
from systems import ROOT, whole

from osaid_action.github import gitlab

TOKEN = "glpat-secret"


class FakeGitLab:
    """Notes of merge request 4 in project 12, twenty a page at most."""

    def __init__(self) -> None:
        self.notes: dict[int, dict[str, Any]] = {}
        self.seen: list[str] = []
        self.status = 0
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_: object) -> None:
                """Quiet."""

            def do_GET(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers.get("Content-Length") or 0)) or "null")
                outer.seen.append(f"{self.command} {self.path}")
                status, value, headers = outer.answer(self.command, self.path, body, self.headers)
                data = b"" if value is None else json.dumps(value).encode()
                self.send_response(status)
                for name, said in {"Content-Length": str(len(data)), **headers}.items():
                    self.send_header(name, said)
                self.end_headers()
                self.wfile.write(data)

            do_POST = do_PUT = do_DELETE = do_GET  # noqa: N815  # the names http.server asks for

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/api/v4"

    def add(self, body: str, username: str = "project_12_bot", *, system: bool = False) -> dict[str, Any]:
        number = 300 + len(self.notes)
        author = {"id": 1, "username": username, "name": username, "state": "active"}
        self.notes[number] = {
            "id": number,
            "body": body,
            "author": author,
            "created_at": "2026-11-20T10:00:00Z",
            "system": system,
            "noteable_iid": 4,
            "noteable_type": "MergeRequest",
        }
        return self.notes[number]

    def answer(self, method: str, path: str, body: Any, headers: Any) -> tuple[int, Any, dict[str, str]]:
        if self.status:
            return self.status, {"message": f"{self.status} Forbidden"}, {}
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, {"message": "401 Unauthorized"}, {}
        address = urllib.parse.urlsplit(path)
        if (method, address.path) == ("GET", "/api/v4/user"):
            return 200, {"id": 1, "username": "project_12_bot"}, {}
        found = re.fullmatch(r"/api/v4/projects/12/merge_requests/4/notes(?:/(\d+))?", address.path)
        if not found:
            return 404, {"message": "404 Not found"}, {}
        number = int(found[1] or 0)
        if method == "GET":
            query = dict(urllib.parse.parse_qsl(address.query))
            page, size = int(query.get("page", 1)), min(int(query["per_page"]), 20)
            rows = list(self.notes.values())
            there = f"{self.url}{address.path.removeprefix('/api/v4')}"
            more = (
                {"Link": f'<{there}?per_page={size}&page={page + 1}>; rel="next"'}
                if page * size < len(rows)
                else {}
            )
            return 200, rows[(page - 1) * size : page * size], more
        if method == "POST" and not number:
            return 201, self.add(body["body"]), {}
        if number not in self.notes:
            return 404, {"message": "404 Not found"}, {}
        if method == "PUT":
            self.notes[number]["body"] = body["body"]
            return 200, self.notes[number], {}
        del self.notes[number]
        return 204, None, {}


@pytest.fixture
def fake() -> Iterator[FakeGitLab]:
    one = FakeGitLab()
    threading.Thread(target=one.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield one
    one.server.shutdown()
    one.server.server_close()


@pytest.fixture
def job(fake: FakeGitLab, repo: Repo, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Any:
    """What the job of the component does after a change to a whole system: the check, then the note."""
    base = repo.commit(whole())
    report = tmp_path / "osaid-report.json"

    def once(*gone: str, files: dict[str, str] | None = None, **environment: str) -> tuple[int, str]:
        if gone:
            repo.git("rm", "--quiet", *gone)
        repo.commit(files or {})
        report.unlink(missing_ok=True)
        called(capsys, "check", str(repo.path), f"--base={base}", f"--output=json:{report}", "--no-cache")
        settings = {
            "OSAID_GITLAB_TOKEN": TOKEN,
            "CI_API_V4_URL": fake.url,
            "CI_MERGE_REQUEST_IID": "4",
            "CI_MERGE_REQUEST_PROJECT_ID": "12",
            "CI_MERGE_REQUEST_PROJECT_URL": "https://gitlab.example.org/acme/model",
            "CI_JOB_NAME": "osaid",
        }
        code = gitlab.main([str(report)], {**settings, **environment})
        said = capsys.readouterr()
        return code, said.out + said.err

    return once


def test_a_note_is_made_once_and_edited_in_place(fake: FakeGitLab, job: Any) -> None:
    for number in range(30):
        fake.add(f"talk {number}", "ada", system=number % 3 == 0)
    assert job(files={"notes.md": "x"}) == (0, "Note: none\n")
    code, said = job("evaluate.py")
    [note] = [one for one in fake.notes.values() if one["body"].startswith("<!-- osaid ")]
    assert (code, said) == (
        0,
        f"Note: created https://gitlab.example.org/acme/model/-/merge_requests/4#note_{note['id']}\n",
    )
    assert "### What this merge request changes" in note["body"] and "**[C3](" in note["body"]
    forged = fake.add(note["body"], "mallory")
    kept = dict(forged)
    assert "edited" in job("train.py")[1]
    assert "**[C2](" in note["body"] and forged == kept
    assert "edited" in job(files={"more.md": "x"})[1]
    assert "created" in job(files={}, CI_JOB_NAME="another")[1]
    assert job(files={"osaid.toml": "[broken"})[0] == 0
    assert "could not be judged" in note["body"] and "has left no report" in note["body"]


def test_without_a_token_or_a_merge_request_nobody_is_asked(fake: FakeGitLab, job: Any) -> None:
    assert job("evaluate.py", OSAID_GITLAB_TOKEN="") == (0, "")
    assert job(files={}, CI_MERGE_REQUEST_IID="") == (0, "")
    assert not fake.seen


def test_what_gitlab_refuses_is_said_and_fails_nothing(fake: FakeGitLab, job: Any) -> None:
    code, said = job("evaluate.py", OSAID_GITLAB_TOKEN="wrong")
    assert code == 0
    assert "the note could not be written: GitLab does not take the token" in said
    fake.status = 403
    code, said = job(files={})
    assert (code, "does the token have the scope api" in said) == (0, True)
    assert TOKEN not in said


def test_no_line_of_strangers_is_a_command(
    fake: FakeGitLab, job: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gitlab, "render", lambda _, frame: f"<!-- osaid {frame.key} x -->\n/close\n /x\n")
    job("evaluate.py")
    [note] = fake.notes.values()
    assert note["body"].endswith("\n\\/close\n /x\n")


@pytest.mark.skipif(sys.platform == "win32" or shutil.which("bash") is None, reason="needs a POSIX bash")
def test_the_script_of_the_component(fake: FakeGitLab, repo: Repo, tmp_path: Path) -> None:
    """As a runner of GitLab has it run, in a checkout whose files would like to have a say."""
    base = repo.commit(whole())
    hostile = dict.fromkeys(
        ("json.py", "osaid_action.py"), "raise SystemExit('imported from the checkout')\n"
    )
    repo.git("rm", "--quiet", "evaluate.py")
    repo.commit({**hostile, "osaid-report.json": "{}"})
    there = tmp_path / "bin"
    there.mkdir()
    for name, command in {"osaid": "-I -m osaid_action", "python3": ""}.items():
        (there / name).write_text(f'#!/bin/sh\nexec {sys.executable} {command} "$@"\n')
        (there / name).chmod(0o755)
    _, jobs = yaml.safe_load_all((ROOT / "templates" / "osaid.yml").read_text("utf-8"))

    def job(**environment: str) -> subprocess.CompletedProcess[str]:
        settings = {
            "PATH": f"{there}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(tmp_path),
            "OSAID_PATH": ".",
            "OSAID_FAIL_ON": "regression",
            "OSAID_POLICY": "working",
            "OSAID_GITLAB_TOKEN": TOKEN,
            "CI_API_V4_URL": fake.url,
            "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
            "CI_MERGE_REQUEST_IID": "4",
            "CI_MERGE_REQUEST_PROJECT_ID": "12",
        }
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", "\n".join(jobs["osaid"]["script"])],
            cwd=repo.path,
            env={**settings, **environment},
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    done = job()
    assert done.returncode == 1, done.stderr
    assert "imported from the checkout" not in done.stdout + done.stderr
    [note] = fake.notes.values()
    assert "**[C3](" in note["body"]
    assert (repo.path / "osaid-code-quality.json").is_file()
    repo.write("osaid.toml", "[broken")
    repo.write("osaid-report.json", (repo.path / "osaid-report.json").read_text("utf-8"))
    assert job().returncode == 2
    assert "has left no report" in note["body"]
    assert job(OSAID_GITLAB_TOKEN="wrong").returncode == 2
