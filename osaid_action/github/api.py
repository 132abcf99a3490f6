"""What the action asks of GitHub: a comment kept up to date, a merge base, release assets.

Whatever goes wrong becomes a GitHubError in plain words. Every request may be repeated: each
attempt looks first at what is there, so a request that worked without an answer does no harm.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..report.comment import digest, marker
from . import faults

if TYPE_CHECKING:
    from github import Github
    from github.IssueComment import IssueComment
    from github.Repository import Repository

T = TypeVar("T")

#: Seconds for one answer, and for everything together: waiting must not cost more than the check.
TIMEOUT = 10
PATIENCE = 60.0
_ATTEMPTS = 6
#: More comments than this are not looked through.
_MOST_COMMENTS = 3000
_ACTIONS = "github-actions[bot]"


class GitHubError(Exception):
    """GitHub did not do what was asked. denied: the token may not do it."""

    def __init__(self, message: str, *, denied: bool = False) -> None:
        super().__init__(message)
        self.denied = denied


class Comment(NamedTuple):
    """A comment as it is now. outcome: created, edited, unchanged or none."""

    outcome: str
    url: str = ""


class GitHub:
    """One repository, through PyGithub. api: where GitHub's REST API is."""

    def __init__(
        self,
        token: str,
        repository: str,
        api: str = "https://api.github.com",
        *,
        timeout: int = TIMEOUT,
        patience: float = PATIENCE,
        pause: float = 1.0,
    ) -> None:
        self._token, self._api, self._name = token, api, repository
        self._timeout, self._patience, self._pause = timeout, patience, pause

    def comment(self, number: int, key: str, body: str, *, create: bool = True) -> Comment:
        """Keep the one comment of this key as `body`; without `create` only where there is one already."""
        return self._persist(lambda: self._comment(number, key, body, create=create))

    def merge_base(self, base: str, head: str) -> str:
        """The commit that two commits last had in common."""
        return self._persist(lambda: self._repository.compare(base, head).merge_base_commit.sha)

    def pull(self, owner: str, branch: str, commit: str) -> int | None:
        """The open pull request whose branch is at this commit."""
        return self._persist(lambda: self._pull(owner, branch, commit))

    def assets(self, tag: str) -> list[str] | None:
        """Names of the files attached to a release; None when there is no release of this tag."""
        return self._persist(lambda: self._assets(tag))

    def attach(self, tag: str, files: dict[str, bytes]) -> list[str]:
        """Attach files to the release of a tag, in place of those of the same name; what was changed."""
        changed = []
        for name, data in files.items():
            if self._persist(partial(self._attach, tag, name, data)):
                changed.append(name)
        return changed

    @cached_property
    def _github(self) -> Github:
        import github  # slow to load, and many runs ask nothing

        return github.Github(
            auth=github.Auth.Token(self._token),
            base_url=self._api.rstrip("/"),
            timeout=self._timeout,
            per_page=100,
            lazy=True,
            retry=None,  # It would repeat a POST without looking; `_persist` is the only loop.
            seconds_between_requests=0,
            seconds_between_writes=0,
            user_agent="osaid",
        )

    @cached_property
    def _repository(self) -> Repository:
        return self._github.get_repo(self._name)

    @cached_property
    def _end(self) -> float:
        """When patience ends, counted from the first request."""
        return time.monotonic() + self._patience

    def _comment(self, number: int, key: str, body: str, *, create: bool) -> Comment:
        import github

        issue = self._repository.get_issue(number)
        mine = self._mine(issue.get_comments(), key)
        if mine:
            first, *others = mine
            _remove(others)
            if digest(first.body) == digest(body):
                return Comment("unchanged", first.html_url)
            with contextlib.suppress(github.UnknownObjectException):  # Deleted a moment ago: write a new one.
                first.edit(body)
                return Comment("edited", first.html_url)
        if not create:
            return Comment("none")
        made = issue.create_comment(body)
        url = _checked(made.html_url)
        # Another job, or an earlier attempt without an answer, may have been first.
        with contextlib.suppress(Exception):
            first, *others = self._mine(issue.get_comments(), key)
            _remove(others)
            url = first.html_url
        return Comment("created", url)

    def _mine(self, comments: Iterable[IssueComment], key: str) -> list[IssueComment]:
        """Comments with our mark and by us, oldest first. Anyone can write the mark."""
        marked = [c for c in _first(comments, _MOST_COMMENTS) if (c.body or "").startswith(marker(key))]
        if not marked:
            return []
        me = self._login()
        own = [c for c in marked if c.user and _same(c.user.login, me)]
        return sorted(own, key=lambda comment: comment.id)

    def _login(self) -> str:
        """Whom this token writes as. Only GraphQL tells it to the token of a workflow."""
        import github

        try:
            _, data = self._github.requester.graphql_query("query { viewer { login } }", {})
            return str(data["data"]["viewer"]["login"])
        except (github.GithubException, KeyError, TypeError) as error:
            fault = faults.read(error)
            if fault.passing and not isinstance(error, (KeyError, TypeError)):
                raise
            return _ACTIONS

    def _pull(self, owner: str, branch: str, commit: str) -> int | None:
        for pull in self._repository.get_pulls(state="open", head=f"{owner}:{branch}"):
            if pull.head.sha == commit:
                return pull.number
        return None

    def _release(self, tag: str) -> Any:
        import github

        try:
            return self._repository.get_release(tag)
        except github.UnknownObjectException:
            return None

    def _assets(self, tag: str) -> list[str] | None:
        release = self._release(tag)
        return None if release is None else [asset.name for asset in release.get_assets()]

    def _attach(self, tag: str, name: str, data: bytes) -> bool:
        release = self._release(tag)
        if release is None:
            raise GitHubError(f"there is no release of {tag}")
        for asset in release.get_assets():
            if asset.name == name:
                if asset.raw_data.get("digest") == f"sha256:{hashlib.sha256(data).hexdigest()}":
                    return False
                asset.delete_asset()
        kind = "application/json" if name.endswith(".json") else "text/markdown"
        release.upload_asset_from_memory(io.BytesIO(data), len(data), name, content_type=kind)
        return True

    def _persist(self, action: Callable[[], T]) -> T:
        """Do something until it works, it can't work, or patience ends."""
        end = self._end
        for attempt in range(_ATTEMPTS):
            try:
                return action()
            except GitHubError:
                raise
            except Exception as error:
                fault = faults.read(error)
                wait = fault.wait if fault.wait is not None else self._pause * 2**attempt
                last = attempt + 1 == _ATTEMPTS or time.monotonic() + wait > end
                if not fault.passing or last:
                    raise GitHubError(fault.message, denied=fault.denied) from error
                time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")


def _first(comments: Iterable[IssueComment], most: int) -> Iterator[IssueComment]:
    for _, comment in zip(range(most), comments, strict=False):
        yield comment


def _same(login: str, me: str) -> bool:
    """REST writes `name[bot]` where GraphQL may write `name`; a person can't have a name with brackets."""
    return login == me or login == f"{me}[bot]"


def _remove(comments: list[IssueComment]) -> None:
    for comment in comments:
        # One that is left is removed with the next push.
        with contextlib.suppress(Exception):
            comment.delete()


def _checked(url: object) -> str:
    if not isinstance(url, str) or not url:
        raise ValueError("the answer holds no comment")
    return url
