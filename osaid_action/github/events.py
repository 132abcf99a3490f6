"""What an event of GitHub asks for: what is compared with what, where to say it, how strict to be. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple


class Context(NamedTuple):
    """One event.

    what: whose changes are looked at, in words. pull: number of the pull request.
    base, head: commits; base "" with the reason in `unknown`. merge_base: where the event names it.
    tag: the tag that is released.
    gate: the strictness where nobody names one, and `kind` the words for why.
    reads_only: GitHub gives such runs a token that can't write.
    owner, branch: where the head of a workflow run is.
    """

    event: str = ""
    what: str = "this run"
    pull: int | None = None
    base: str = ""
    unknown: str = ""
    merge_base: str = ""
    head: str = ""
    tag: str = ""
    gate: str = "never"
    kind: str = ""
    reads_only: bool = False
    owner: str = ""
    branch: str = ""


def read(environment: Mapping[str, str], payload: Mapping[str, Any]) -> Context:
    """The context of a run from GITHUB_* and the event's payload, of which nothing is taken for granted."""
    event = environment.get("GITHUB_EVENT_NAME", "")
    reader = {
        "pull_request": _pull_request,
        "pull_request_target": _pull_request,
        "push": _push,
        "merge_group": _merge_group,
        "release": _release,
        "workflow_run": _workflow_run,
    }.get(event)
    context = reader(payload) if reader else Context(unknown=f"a {event or 'local'} run has no base")
    return context._replace(event=event, kind=context.kind or event or "a local run")


def _pull_request(payload: Mapping[str, Any]) -> Context:
    pull = _table(payload, "pull_request")
    base, head = _table(pull, "base"), _table(pull, "head")
    number = pull.get("number")
    fork = _text(_table(head, "repo"), "full_name") != _text(_table(base, "repo"), "full_name")
    commit = _commit(base, "sha")
    return Context(
        what="this pull request",
        pull=number if isinstance(number, int) else None,
        base=commit,
        unknown="" if commit else "the event names no base",
        merge_base=_commit(pull, "merge_base"),  # by Gitea and Forgejo
        head=_commit(head, "sha"),
        gate="regression",
        kind="pull requests",
        reads_only=fork,
    )


def _push(payload: Mapping[str, Any]) -> Context:
    ref = _text(payload, "ref")
    if ref.startswith("refs/tags/"):
        return _tagged(ref.removeprefix("refs/tags/"), "tags")
    before = _commit(payload, "before")
    unknown = "" if before else "nothing was on this branch before"
    if payload.get("deleted") is True:
        before, unknown = "", "the branch was deleted"
    return Context(what="this push", base=before, unknown=unknown, head=_commit(payload, "after"))


def _merge_group(payload: Mapping[str, Any]) -> Context:
    group = _table(payload, "merge_group")
    base = _commit(group, "base_sha")
    unknown = "" if base else "the event names no base"
    return Context(
        what="this merge group",
        base=base,
        unknown=unknown,
        head=_commit(group, "head_sha"),
        gate="regression",
        kind="merge groups",
    )


def _release(payload: Mapping[str, Any]) -> Context:
    return _tagged(_text(_table(payload, "release"), "tag_name"), "releases")


def _tagged(tag: str, kind: str) -> Context:
    return Context(what="this release", tag=tag, unknown="a release has no base", gate="terms", kind=kind)


def _workflow_run(payload: Mapping[str, Any]) -> Context:
    run = _table(payload, "workflow_run")
    return Context(
        what="this pull request",
        unknown="the report does not say",
        head=_commit(run, "head_sha"),
        owner=_text(_table(_table(run, "head_repository"), "owner"), "login"),
        branch=_text(run, "head_branch"),
        kind="workflow runs",
    )


def _table(value: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    inner = value.get(key)
    return inner if isinstance(inner, dict) else {}


def _text(value: Mapping[str, Any], key: str) -> str:
    inner = value.get(key)
    return inner if isinstance(inner, str) else ""


def _commit(value: Mapping[str, Any], key: str) -> str:
    """A commit's id; "" for anything else, and for the zeros that stand for none."""
    text = _text(value, key)
    return text if re.fullmatch(r"[0-9a-f]{40}|[0-9a-f]{64}", text) and text.strip("0") else ""
