"""The note on a GitLab merge request: `python -I -m osaid_action.github.gitlab REPORT` in a job of it.

As on GitHub there is one for a job, edited in place, and what the API does changes no result.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from ..flow import received
from ..flow.clock import today
from ..flow.exits import OK
from ..guard import guarded
from ..report import refusal
from ..report.comment import Frame, render
from . import comment
from .api import GitHub, GitHubError
from .rest import Client

_NONE = "the job has left no report: its log says why"


class GitLab(GitHub):
    """One project, by its number. Notes have other paths and names than comments."""

    who = "GitLab"

    @property
    def _notes(self) -> str:
        return f"projects/{self._name}/merge_requests"

    def _connected(self) -> Client:
        return Client(self._token, self._api, self._timeout, scheme="Bearer")

    def _comments(self, number: int) -> Iterator[dict[str, Any]]:
        notes = self._client.rows(f"{self._notes}/{number}/notes", sort="asc", order_by="created_at")
        return (_as_comment(note) for note in notes if not note["system"])

    def _new(self, number: int, body: str) -> Any:
        return _as_comment(self._client.ask("POST", f"{self._notes}/{number}/notes", {"body": body}))

    def _edit(self, number: int, comment: int, body: str) -> None:
        self._client.ask("PUT", f"{self._notes}/{number}/notes/{comment}", {"body": body})

    def _delete(self, number: int, comment: int) -> None:
        self._client.ask("DELETE", f"{self._notes}/{number}/notes/{comment}")

    def _logins(self) -> frozenset[str]:
        return frozenset({self._client.ask("GET", "user")["username"]})


def _as_comment(note: Any) -> dict[str, Any]:
    there = f"#note_{note['id']}"
    return {**note, "user": {"login": note["author"]["username"]}, "html_url": there}


def main(arguments: list[str], environment: Mapping[str, str]) -> int:
    """Keep the note; 0 whatever becomes of it. UsageError where the report is none."""
    token, number = environment.get("OSAID_GITLAB_TOKEN", ""), environment.get("CI_MERGE_REQUEST_IID", "")
    if not token or not number:
        return OK
    names = ("CI_JOB_NAME", "OSAID_PATH", "OSAID_POLICY")
    key = hashlib.sha256("\0".join(environment.get(name, "") for name in names).encode()).hexdigest()[:16]
    frame = Frame(what="this merge request", unknown="the job names no base", date=today(), key=key)
    create, body = False, refusal.render([_NONE], frame, environment.get("CI_COMMIT_SHA", ""))
    if (report := received.from_file(arguments[0], arguments[0])) is not None:
        create, body = comment.wanted(report, "changes"), render(report, frame)
    # A line that starts with a slash is a command to GitLab.
    body = re.sub(r"(?m)^(?=/)", r"\\", body)
    client = GitLab(token, environment.get("CI_MERGE_REQUEST_PROJECT_ID", ""), environment["CI_API_V4_URL"])
    try:
        done = client.comment(int(number), key, body, create=create)
    except GitHubError as error:
        hint = "; does the token have the scope api and the role Reporter?" if error.denied else ""
        sys.stderr.write(f"osaid: the note could not be written: {error}{hint}\n")
        return OK
    address = f"{environment.get('CI_MERGE_REQUEST_PROJECT_URL', '')}/-/merge_requests/{number}{done.url}"
    sys.stdout.write(f"Note: {done.outcome} {address if done.url else ''}".rstrip() + "\n")
    return OK


if __name__ == "__main__":
    sys.exit(guarded(lambda: main(sys.argv[1:], os.environ)))
