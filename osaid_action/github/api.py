"""What the action asks of GitHub: a comment kept up to date, a merge base, release assets.

Whatever goes wrong becomes a GitHubError in plain words. Every request may be repeated: each
attempt looks first at what is there, so a request that worked without an answer does no harm.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ..report.comment import digest, marker

if TYPE_CHECKING:
    from .rest import Client

T = TypeVar("T")

#: Seconds for one answer, and for everything together: waiting must not cost more than the check.
TIMEOUT = 10
PATIENCE = 60.0
_ATTEMPTS = 6
#: More comments than this are not looked through.
_MOST_COMMENTS = 3000
#: Whom the token of a workflow writes as: on GitHub, and where Gitea and Forgejo have their API.
_ACTIONS = frozenset({"github-actions[bot]"})
_GITEA = "/api/v1"
_GITEA_ACTIONS = frozenset({"gitea-actions", "forgejo-actions"})


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
    """One repository. api: where GitHub's REST API is, or what Gitea and Forgejo have of it."""

    who = "GitHub"

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
        return self._persist(lambda: self._merge_base(base, head))

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
    def _client(self) -> Client:
        return self._connected()

    def _connected(self) -> Client:
        from .rest import Client  # slow to load, and many runs ask nothing

        return Client(self._token, self._api, self._timeout)

    def _ask(self, method: str, path: str, value: Any = None, **query: str) -> Any:
        return self._client.ask(method, f"repos/{self._name}/{path}", value, **query)

    @cached_property
    def _end(self) -> float:
        """When patience ends, counted from the first request."""
        return time.monotonic() + self._patience

    def _comment(self, number: int, key: str, body: str, *, create: bool) -> Comment:
        from .rest import RefusedError

        if mine := self._mine(number, key):
            first, *others = mine
            self._remove(number, others)
            if digest(first["body"]) == digest(body):
                return Comment("unchanged", _url(first))
            try:
                self._edit(number, first["id"], body)
                return Comment("edited", _url(first))
            except RefusedError as error:
                if error.status != 404:  # Deleted a moment ago: write a new one.
                    raise
        if not create:
            return Comment("none")
        url = _url(self._new(number, body))
        # Another job, or an earlier attempt without an answer, may have been first.
        with contextlib.suppress(Exception):
            first, *others = self._mine(number, key)
            self._remove(number, others)
            url = _url(first)
        return Comment("created", url)

    def _mine(self, number: int, key: str) -> list[dict[str, Any]]:
        """Comments with our mark and by us, oldest first. Anyone can write the mark."""
        every = islice(self._comments(number), _MOST_COMMENTS)
        marked = [one for one in every if (one["body"] or "").startswith(marker(key))]
        if not marked:
            return []
        me = self._logins()
        # REST writes `name[bot]` where GraphQL may write `name`; a person can't have a name with brackets.
        me |= {f"{name}[bot]" for name in me}
        own = [one for one in marked if one["user"] and one["user"]["login"] in me]
        return sorted(own, key=lambda one: int(one["id"]))

    def _remove(self, number: int, comments: list[dict[str, Any]]) -> None:
        for one in comments:
            # One that is left is removed with the next push.
            with contextlib.suppress(Exception):
                self._delete(number, one["id"])

    def _comments(self, number: int) -> Iterator[dict[str, Any]]:
        return self._client.rows(f"repos/{self._name}/issues/{number}/comments")

    def _new(self, number: int, body: str) -> Any:
        return self._ask("POST", f"issues/{number}/comments", {"body": body})

    def _edit(self, _: int, comment: int, body: str) -> None:
        self._ask("PATCH", f"issues/comments/{comment}", {"body": body})

    def _delete(self, _: int, comment: int) -> None:
        self._ask("DELETE", f"issues/comments/{comment}")

    def _logins(self) -> frozenset[str]:
        """Whom this token writes as. On GitHub, only GraphQL tells it to the token of a workflow."""
        from . import faults

        gitea = self._client.api.endswith(_GITEA)
        try:
            if gitea:
                return frozenset({self._client.ask("GET", "user")["login"]})
            found = self._client.graphql("query { viewer { login } }")
            return frozenset({found["data"]["viewer"]["login"]})
        except Exception as error:
            if not isinstance(error, (KeyError, TypeError)) and faults.read(error).passing:
                raise
            return _GITEA_ACTIONS if gitea else _ACTIONS

    def _merge_base(self, base: str, head: str) -> str:
        return str(self._ask("GET", f"compare/{base}...{head}")["merge_base_commit"]["sha"])

    def _pull(self, owner: str, branch: str, commit: str) -> int | None:
        pulls = self._client.rows(f"repos/{self._name}/pulls", state="open", head=f"{owner}:{branch}")
        return next((int(one["number"]) for one in pulls if one["head"]["sha"] == commit), None)

    def _release(self, tag: str) -> Any:
        from .rest import RefusedError, quoted

        try:
            return self._ask("GET", f"releases/tags/{quoted(tag)}")
        except RefusedError as error:
            if error.status != 404:
                raise
            return None

    def _files(self, release: dict[str, Any]) -> list[dict[str, Any]]:
        return list(self._client.rows(f"repos/{self._name}/releases/{int(release['id'])}/assets"))

    def _assets(self, tag: str) -> list[str] | None:
        release = self._release(tag)
        return None if release is None else [one["name"] for one in self._files(release)]

    def _attach(self, tag: str, name: str, data: bytes) -> bool:
        release = self._release(tag)
        if release is None:
            raise GitHubError(f"there is no release of {tag}")
        for one in self._files(release):
            if one["name"] == name:
                if one.get("digest") == f"sha256:{hashlib.sha256(data).hexdigest()}":
                    return False
                self._ask("DELETE", f"releases/assets/{one['id']}")
        kind = "application/json" if name.endswith(".json") else "text/markdown"
        there = release["upload_url"].partition("{")[0]
        self._client.upload(f"{there}?name={name}", data, kind)
        return True

    def _persist(self, action: Callable[[], T]) -> T:
        """Do something until it works, it can't work, or patience ends."""
        from . import faults

        end = self._end
        for attempt in range(_ATTEMPTS):
            try:
                return action()
            except GitHubError:
                raise
            except Exception as error:
                fault = faults.read(error, self.who)
                wait = fault.wait if fault.wait is not None else self._pause * 2**attempt
                last = attempt + 1 == _ATTEMPTS or time.monotonic() + wait > end
                if not fault.passing or last:
                    raise GitHubError(fault.message, denied=fault.denied) from error
                time.sleep(wait)
        raise AssertionError("the last attempt returns or raises")


def _url(comment: Any) -> str:
    url = comment["html_url"]
    if not isinstance(url, str) or not url:
        raise ValueError("the answer holds no comment")
    return url
