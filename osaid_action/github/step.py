"""One step of a job: its inputs, the runner it runs on, the event that started it, and whom to ask."""

from __future__ import annotations

import hashlib
import json
import secrets
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from ..errors import UsageError
from . import api, events, log
from .inputs import Inputs
from .inputs import read as read_inputs

_MOST_PAYLOAD = 30_000_000


class Runner(NamedTuple):
    """Where the step runs, from GITHUB_* and RUNNER_TEMP.

    temporary: a folder of this step's own in the runner's. summary: the file of the job summary, or "".
    """

    workspace: Path
    temporary: Path
    summary: str
    repository: str
    server: str
    api: str
    commit: str

    def inside(self, name: str, what: str) -> Path:
        """A path of the workspace; UsageError for one outside of it and of the runner's temporary folder."""
        path = self.workspace / name
        roots = (self.workspace, self.temporary.parent.parent)
        if not any(path.resolve().is_relative_to(root) for root in roots):
            raise UsageError(f"{what}: {name!r} is not inside the workspace")
        return path


class Step(NamedTuple):
    """One run of the action. key: tells its comment from those of other jobs and systems.

    github: None where there is no token, or nobody may be asked.
    """

    inputs: Inputs
    runner: Runner
    context: events.Context
    key: str
    github: api.GitHub | None


def read(environment: Mapping[str, str]) -> Step:
    """The step that the runner has started. UsageError for an input that is not as it should be."""
    inputs = read_inputs(environment)
    runner = _runner(environment)
    context = events.read(environment, _payload(environment))
    asks = runner.repository and inputs.token and not inputs.offline
    github = api.GitHub(inputs.token, runner.repository, runner.api) if asks else None
    return Step(inputs, runner, context, _key(environment, inputs), github)


def _runner(environment: Mapping[str, str]) -> Runner:
    workspace = Path(environment.get("GITHUB_WORKSPACE") or Path.cwd())
    temporary = Path(environment.get("RUNNER_TEMP") or tempfile.gettempdir(), "osaid", secrets.token_hex(8))
    temporary.mkdir(parents=True)
    return Runner(
        workspace=workspace.resolve(),
        temporary=temporary.resolve(),
        summary=environment.get("GITHUB_STEP_SUMMARY", ""),
        repository=environment.get("GITHUB_REPOSITORY", ""),
        server=environment.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/"),
        api=environment.get("GITHUB_API_URL", "https://api.github.com"),
        commit=environment.get("GITHUB_SHA", ""),
    )


def _payload(environment: Mapping[str, str]) -> dict[str, Any]:
    """What the event brought; nothing when it can't be read."""
    path = environment.get("GITHUB_EVENT_PATH")
    if not path:
        return {}
    try:
        with Path(path).open("rb") as file:
            value = json.loads(file.read(_MOST_PAYLOAD))
    except (OSError, ValueError, RecursionError):
        words = "The event of this run could not be read: nothing is compared, and no comment is written"
        log.say("warning", words)
        return {}
    return value if isinstance(value, dict) else {}


def _key(environment: Mapping[str, str], inputs: Inputs) -> str:
    """Jobs, systems and policies of one repository each keep a comment of their own.

    The name of a job is the same in all of its matrix, and may change: comment-key stands in for it.
    """
    job = (environment.get("GITHUB_WORKFLOW", ""), environment.get("GITHUB_JOB", ""))
    who = (inputs.comment_key,) if inputs.comment_key else job
    what = (inputs.path, inputs.manifest, *filter(None, [inputs.policy]))
    return hashlib.sha256("\0".join((*who, *what)).encode()).hexdigest()[:16]
