"""The GitHub Action: event to options, one check, and the report to log, summary, files, outputs and comment.

Started as `python -I -m osaid_action.github.action`. Inputs come as OSAID_*. What GitHub's API does or
does not do never changes the result or the exit code.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import posixpath
import secrets
import sys
import tempfile
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..commands.cli import COULD_NOT, NOT_MET, OK, USAGE, _today
from ..definition import load
from ..errors import TreeError, UsageError
from ..flow import examine as check
from ..flow import recall
from ..judgment import verdict
from ..manifest.read import ConfigError
from ..model import GATES, POLICIES, Report
from ..report import commands, comment, markdown, sarif, shown, text
from ..report import json as as_json
from ..repository.cache import Cache
from ..repository.fetch import FETCHED, beside
from ..repository.listing import text_of
from ..repository.target import open_tree
from ..repository.tree import Tree
from ..repository.writing import write_whole
from . import events

if TYPE_CHECKING:
    from .api import GitHub

ONLINE = ("auto", "true", "false")
COMMENTS = ("changes", "always", "failure", "never")
#: What `require` takes besides the ids of items.
EVERYTHING = "osaid"
_MOST_PAYLOAD = 30_000_000


class Inputs(NamedTuple):
    """The inputs of the action, as they are in action.yml."""

    path: str = "."
    manifest: str = ""
    rev: str = ""
    base: str = ""
    policy: str = ""
    fail_on: str = ""
    require: tuple[str, ...] = ()
    comment: str = "changes"
    token: str = ""
    offline: bool = False
    online: str = "auto"
    json: str = ""
    sarif: str = ""
    summary: bool = True
    attach: bool = False
    report: str = ""


class Place(NamedTuple):
    """Where the action runs, from GITHUB_* and RUNNER_TEMP."""

    workspace: Path
    temporary: Path
    repository: str
    server: str
    api: str
    commit: str
    key: str


class Seen(NamedTuple):
    """A report with what is known about its base. unknown: why there is no delta."""

    report: Report
    unknown: str = ""
    default: bool = True


def main(environment: Mapping[str, str] | None = None) -> int:
    """Run the action once and return its exit code."""
    environment = os.environ if environment is None else environment
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    outputs = {"passed": "false"}
    try:
        code = _run(environment, outputs)
    except ConfigError as error:
        folder = _folder(environment.get("OSAID_PATH", ""))
        for problem in error.problems[: commands.MOST - 1]:
            path = posixpath.join(folder, problem.path)
            _say("error", str(problem), path=path, line=problem.line)
        code = USAGE
    except UsageError as error:
        code = _failed(USAGE, str(error))
    except TreeError as error:
        code = _failed(COULD_NOT, str(error))
    except Exception:
        with _no_commands():
            traceback.print_exc(file=sys.stdout)
        code = _failed(COULD_NOT, "osaid failed: see the log")
    outputs["exit-code"] = str(code)
    _put_outputs(environment, outputs)
    return code


def _run(environment: Mapping[str, str], outputs: dict[str, str]) -> int:
    inputs = _inputs(environment)
    place = _place(environment, inputs)
    context = events.read(environment, _payload(environment))
    if inputs.report:
        return _repost(inputs, place, context, environment, outputs)
    github = _github(inputs, place)
    seen = _look(inputs, place, context, github)
    report = _with_assets(seen.report, place, context, github)
    frame = comment.Frame(what=context.what, unknown=seen.unknown, date=_today(), key=place.key)
    _log(report, seen, inputs, context)
    _write_files(report, inputs, place, outputs)
    _annotate(report, seen, inputs)
    if inputs.summary:
        _summarize(report, frame, environment)
    code = OK if report.gate.passed else NOT_MET
    outputs |= {
        "result": report.result,
        "passed": "true" if report.gate.passed else "false",
        "missing": json.dumps(_missing(report)),
        "delta": _delta(report),
    }
    if not report.gate.passed:
        count = len(report.gate.reasons)
        reasons = f"{count} reason{'s' if count != 1 else ''}"
        _say("error", f"The gate {report.gate.fail_on} is not met, {reasons}: see the job summary")
    if context.pull is not None:
        outputs["comment-url"] = _comment(report, frame, inputs, context, github)
    if inputs.attach and context.tag:
        _attach(report, context, github)
    return code


# ------------------------------------------------------------------ what comes in


def _inputs(environment: Mapping[str, str]) -> Inputs:
    """The inputs from OSAID_*; UsageError names the one that is not as it should be."""

    def word(name: str, default: str = "") -> str:
        return environment.get(f"OSAID_{name}", "").strip() or default

    def choice(name: str, known: tuple[str, ...], default: str = "") -> str:
        value = word(name, default)
        if value and value not in known:
            shown_name = name.lower().replace("_", "-")
            raise UsageError(f"{shown_name}: {value!r} is none of {', '.join(known)}")
        return value

    def flag(name: str, default: str) -> bool:
        return choice(name, ("true", "false"), default) == "true"

    required = tuple(word("REQUIRE").replace(",", " ").split())
    known = (EVERYTHING, *(item.id for item in load().items))
    for name in required:
        if name not in known:
            raise UsageError(f"require: {name!r} is none of {', '.join(known)}")
    return Inputs(
        path=word("PATH", "."),
        manifest=word("MANIFEST"),
        rev=word("REV"),
        base=word("BASE"),
        policy=choice("POLICY", POLICIES),
        fail_on=choice("FAIL_ON", GATES),
        require=required,
        comment=choice("COMMENT", COMMENTS, "changes"),
        token=word("TOKEN"),
        offline=flag("OFFLINE", "false"),
        online=choice("ONLINE", ONLINE, "auto"),
        json=word("JSON"),
        sarif=word("SARIF"),
        summary=flag("SUMMARY", "true"),
        attach=flag("ATTACH", "false"),
        report=word("REPORT"),
    )


def _place(environment: Mapping[str, str], inputs: Inputs) -> Place:
    workspace = Path(environment.get("GITHUB_WORKSPACE") or Path.cwd())
    runner = environment.get("RUNNER_TEMP") or tempfile.gettempdir()
    temporary = Path(runner) / "osaid" / secrets.token_hex(8)
    temporary.mkdir(parents=True)
    # Jobs and systems of one repository each keep a comment of their own.
    parts = (
        environment.get("GITHUB_WORKFLOW", ""),
        environment.get("GITHUB_JOB", ""),
        inputs.path,
        inputs.manifest,
    )
    return Place(
        workspace=workspace.resolve(),
        temporary=temporary.resolve(),
        repository=environment.get("GITHUB_REPOSITORY", ""),
        server=environment.get("GITHUB_SERVER_URL", "https://github.com").rstrip("/"),
        api=environment.get("GITHUB_API_URL", "https://api.github.com"),
        commit=environment.get("GITHUB_SHA", ""),
        key=hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16],
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
        _say(
            "warning",
            "The event of this run could not be read: nothing is compared, and no comment is written",
        )
        return {}
    return value if isinstance(value, dict) else {}


def _github(inputs: Inputs, place: Place) -> GitHub | None:
    """GitHub, when there is a token and it may be asked."""
    if inputs.offline or not inputs.token or not place.repository:
        return None
    from .api import GitHub

    return GitHub(inputs.token, place.repository, place.api)


# ------------------------------------------------------------------ the check


def _look(inputs: Inputs, place: Place, context: events.Context, github: GitHub | None) -> Seen:
    """The report, against the base where that can be had."""
    folder = _inside(place, inputs.path, "path")
    today = _today()
    with contextlib.ExitStack() as stack:
        # In memory: base and head are mostly the same files.
        cache = stack.enter_context(Cache())
        tree = _open(stack, inputs, place, context, folder)

        asked: dict[str, Any] = {
            "policy": inputs.policy or None,
            "fail_on": inputs.fail_on or None,
            "default_fail_on": context.gate,
            "today": today,
            "cache": cache,
        }

        def examine(one: Tree, manifest: str) -> Report:
            return check.examine(one, manifest_at=manifest, **asked)

        if _looks_out(inputs, context):
            from ..flow import online  # what it needs is not installed for the other runs

            # The progress names places as the manifest spells them.
            with _no_commands():
                report = online.examine(tree, manifest_at=inputs.manifest, progress=_progress, **asked)
        else:
            report = examine(tree, inputs.manifest)
        default = not inputs.fail_on and report.gate.fail_on == context.gate
        unknown = context.unknown
        try:
            base = _base(stack, tree, inputs, place, context, folder, github)
            if base is not None:
                there = inputs.manifest and base.entries.find(inputs.manifest)
                report = recall.against(examine(base, inputs.manifest if there else ""), report)
                unknown = ""
        except TreeError as error:
            unknown = f"the base could not be read: {error}"
    return Seen(_required(report, inputs.require), unknown, default)


def _looks_out(inputs: Inputs, context: events.Context) -> bool:
    """Whether places elsewhere are looked at now, which takes time and can fail for others' reasons."""
    auto = context.event == "schedule" or bool(context.tag)
    return not inputs.offline and (inputs.online == "true" or (inputs.online == "auto" and auto))


def _progress(line: str) -> None:
    sys.stdout.write(shown(line) + "\n")


def _inside(place: Place, name: str, what: str) -> Path:
    """A path of the workspace, never one outside of it or the runner's temporary folder."""
    path = place.workspace / name
    roots = (place.workspace, place.temporary.parent.parent)
    if not any(path.resolve().is_relative_to(root) for root in roots):
        raise UsageError(f"{what}: {name!r} is not inside the workspace")
    return path


def _open(
    stack: contextlib.ExitStack, inputs: Inputs, place: Place, context: events.Context, folder: Path
) -> Tree:
    """The workspace; the tagged commit of a release; or the commit asked for."""
    if not folder.is_dir():
        hint = "; has the repository been checked out?" if inputs.path == "." else ""
        raise UsageError(f"path: there is no folder {inputs.path!r} in the workspace{hint}")
    revisions = [inputs.rev] if inputs.rev else []
    if context.tag and not inputs.rev:
        revisions = [f"refs/tags/{context.tag}", *filter(None, [place.commit])]
    for revision in revisions:
        with contextlib.suppress(UsageError):
            return stack.enter_context(open_tree(str(folder), revision=revision))
    if revisions:
        return _fetched(stack, revisions[0], inputs, place, folder)
    return stack.enter_context(open_tree(str(folder)))


def _fetched(
    stack: contextlib.ExitStack,
    revision: str,
    inputs: Inputs,
    place: Place,
    folder: Path,
    *,
    as_base: bool = False,
) -> Tree:
    if inputs.offline:
        raise TreeError(f"{revision} is not in this checkout, and offline asks for no fetch")
    if not place.repository:
        raise TreeError(f"{revision} is not in this checkout, and no repository is named to fetch it from")
    url = f"{place.server}/{place.repository}"
    there = stack.enter_context(beside(folder, revision, url, inputs.token))
    if as_base:
        # Through the empty work tree, so that a folder that was not there yet is an empty one.
        return stack.enter_context(stack.enter_context(open_tree(there)).at(FETCHED))
    return stack.enter_context(open_tree(there, revision=FETCHED))


def _base(
    stack: contextlib.ExitStack,
    tree: Tree,
    inputs: Inputs,
    place: Place,
    context: events.Context,
    folder: Path,
    github: GitHub | None,
) -> Tree | None:
    """The tree to compare with; None where there is none to look for."""
    revision = inputs.base or _base_of(tree, context, github)
    if not revision or revision == "none":
        return None
    if tree.git is None:
        raise TreeError("the folder is not in a git repository")
    if context.event == "pull_request_target" and context.head not in (tree.commit, *_parents(tree)[1:]):
        raise TreeError("pull_request_target checks out the base itself")
    # A partial clone has the commits, but not what their files hold.
    partial = any(key.endswith((".promisor", ".partialclonefilter")) for key in tree.git.settings)
    if inputs.offline or not partial:
        try:
            return stack.enter_context(tree.at(revision))
        except UsageError:
            pass
    return _fetched(stack, revision, inputs, place, folder, as_base=True)


def _base_of(tree: Tree, context: events.Context, github: GitHub | None) -> str:
    """The commit that this event's changes start from.

    Of a merge commit, as GitHub checks out for pull requests, it is the first parent. Else it is what
    base and head last had in common, so that what landed on the base since does not count.
    """
    if context.pull is None or not context.base:
        return context.base
    parents = _parents(tree)
    if len(parents) == 2 and parents[1] == context.head:
        return parents[0]
    if github is not None and context.head:
        from .api import GitHubError

        with contextlib.suppress(GitHubError):
            return github.merge_base(context.base, context.head)
    return context.base


def _parents(tree: Tree) -> list[str]:
    """Parents of the commit that is checked out; a shallow clone knows their names too."""
    if tree.git is None or tree.commit is None:
        return []
    head = text_of(tree.git.run("cat-file", "commit", tree.commit)).partition("\n\n")[0]
    return [line.removeprefix("parent ") for line in head.splitlines() if line.startswith("parent ")]


def _required(report: Report, names: tuple[str, ...]) -> Report:
    """The report with what `require` asks for counted by the gate."""
    if not names or report.result == "not-applicable":
        return report
    reasons = list(report.gate.reasons)
    if EVERYTHING in names:
        reasons += verdict.gate("terms", report.result, report.items, report.problems, None).reasons
    for item in report.items:
        if item.id in names and item.status not in {"met", "not-used", "waived"}:
            reasons.append(f"{item.id} {item.title}: {item.why or item.status}")
    unique = tuple(dict.fromkeys(reasons))
    return replace(report, gate=replace(report.gate, passed=not unique, reasons=unique))


def _with_assets(report: Report, place: Place, context: events.Context, github: GitHub | None) -> Report:
    """On a release: files that are named as its assets have to be among them."""
    if not context.tag:
        return report
    start = f"{place.server}/{place.repository}/releases/download/".lower()
    named = [
        (component.id, reference.url)
        for component in report.components
        for reference in component.references
        if reference.kind == "release-asset" and reference.url.lower().startswith(start)
    ]
    if not named:
        return report
    from .api import GitHubError

    reasons = []
    try:
        if github is None:
            raise GitHubError("there is no token, or offline is set")
        known: dict[str, list[str] | None] = {}
        for component, url in dict.fromkeys(named):
            tag, _, name = url[len(start) :].partition("/")
            tag = context.tag if tag == "latest" else tag
            if tag not in known:
                known[tag] = github.assets(tag)
            if name not in (known[tag] or ()):
                reasons.append(f"{component}: the release {tag} has no file {name}")
    except GitHubError as error:
        _say("warning", f"The files of the release could not be looked at: {error}")
        return report
    if report.gate.fail_on == "never" or not reasons:
        return report
    unique = tuple(dict.fromkeys((*report.gate.reasons, *reasons)))
    return replace(report, gate=replace(report.gate, passed=False, reasons=unique))


# ------------------------------------------------------------------ what goes out


def _log(report: Report, seen: Seen, inputs: Inputs, context: events.Context) -> None:
    why = (
        f"the default for {context.kind}"
        if seen.default
        else "the input"
        if inputs.fail_on
        else "the manifest's"
    )
    sys.stdout.write(f"Gate: {report.gate.fail_on}, {shown(why)}.\n")
    if inputs.require:
        sys.stdout.write(f"Required besides: {', '.join(inputs.require)}.\n")
    if seen.unknown:
        sys.stdout.write(f"What changed is not known: {shown(seen.unknown)}.\n")
    with _no_commands():
        sys.stdout.write(text.render(report))


def _annotate(report: Report, seen: Seen, inputs: Inputs) -> None:
    folder = _folder(inputs.path)
    # One place of each kind is kept for what the action itself has to say.
    sys.stdout.write(commands.render(report, folder, commands.MOST - 1))
    asked = report.gate.fail_on == "regression" and report.result != "not-applicable"
    if seen.unknown and asked:
        _say("warning", f"What got worse could not be established: {seen.unknown}")


def _write_files(report: Report, inputs: Inputs, place: Place, outputs: dict[str, str]) -> None:
    folder = _folder(inputs.path)
    made = (
        ("report", inputs.json, "osaid-report.json", as_json.render(report)),
        ("report-markdown", "", "osaid-report.md", markdown.render(report)),
        ("report-sarif", inputs.sarif, "osaid-report.sarif", sarif.render(report, folder)),
    )
    for output, asked, name, contents in made:
        path = _inside(place, asked, output) if asked else place.temporary / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            write_whole(path, contents)
        except OSError as error:
            raise UsageError(f"{asked or path}: {error.strerror}") from error
        outputs[output] = str(path)


def _summarize(report: Report, frame: comment.Frame, environment: Mapping[str, str]) -> None:
    path = environment.get("GITHUB_STEP_SUMMARY")
    if not path:
        return
    body = comment.render(report, frame._replace(key=""), limit=comment.SUMMARY_LIMIT)
    try:
        with Path(path).open("a", encoding="utf-8", newline="\n") as file:
            file.write(body)
    except OSError as error:
        _say("warning", f"The job summary could not be written: {error.strerror}")


def _comment(
    report: Report, frame: comment.Frame, inputs: Inputs, context: events.Context, github: GitHub | None
) -> str:
    """Keep the comment of the pull request up to date; its address, or "" when there is none."""
    if inputs.comment == "never" or github is None or context.pull is None:
        return ""
    from .api import GitHubError

    try:
        done = github.comment(
            context.pull, frame.key, comment.render(report, frame), create=_wanted(report, inputs.comment)
        )
    except GitHubError as error:
        if error.denied and context.reads_only:
            words = (
                "No comment is written: for forks and for Dependabot, GitHub gives a token that only reads"
            )
            _say("notice", f"{words}. The report is in the job summary")
        else:
            hint = "; does the job have the permission pull-requests: write?" if error.denied else ""
            _say("warning", f"The comment could not be written: {error}{hint}")
        return ""
    sys.stdout.write(f"Comment: {done.outcome} {shown(done.url)}\n")
    return done.url


def _wanted(report: Report, when: str) -> bool:
    """Whether a comment is worth starting; one that is there is always kept up to date."""
    if when == "failure":
        return not report.gate.passed
    if when == "always":
        return True
    if report.delta is None:
        return report.result != "not-applicable"
    return bool(report.delta.changes) or report.delta.result_before != report.delta.result_after


def _attach(report: Report, context: events.Context, github: GitHub | None) -> None:
    from .api import GitHubError

    files = {
        "osaid-report.json": as_json.render(report).encode(),
        "osaid-report.md": markdown.render(report).encode(),
    }
    try:
        if github is None:
            raise GitHubError("there is no token, or offline is set")
        changed = github.attach(context.tag, files)
    except GitHubError as error:
        hint = "; does the job have the permission contents: write?" if error.denied else ""
        _say("warning", f"The report could not be attached to the release: {error}{hint}")
        return
    sys.stdout.write(f"Attached to the release: {', '.join(changed) or 'nothing new'}.\n")


def _repost(
    inputs: Inputs,
    place: Place,
    context: events.Context,
    environment: Mapping[str, str],
    outputs: dict[str, str],
) -> int:
    """Post the report of a run that could not: the second workflow of the recipe for forks."""
    from . import received
    from .api import GitHubError

    try:
        with _inside(place, inputs.report, "report").open("rb") as file:
            data = file.read(received.MAX_BYTES + 1)
    except OSError as error:
        raise UsageError(f"report: {inputs.report}: {error.strerror}") from error
    report = received.read(data)
    origin = "Said by a run of the pull request's own code, and not checked again."
    frame = comment.Frame(
        what=context.what, unknown=context.unknown, origin=origin, date=_today(), key=place.key
    )
    if inputs.summary:
        _summarize(report, frame, environment)
    outputs |= {
        "result": report.result,
        "passed": "true" if report.gate.passed else "false",
        "missing": json.dumps(_missing(report)),
        "delta": _delta(report),
    }
    github = _github(inputs, place)
    number = None
    if github is not None and context.head and context.owner:
        try:
            number = github.pull(context.owner, context.branch, context.head)
        except GitHubError as error:
            _say("warning", f"The pull request could not be looked up: {error}")
            return OK
    if number is None:
        _say("notice", "No comment is written: no open pull request is at the commit of that run")
        return OK
    outputs["comment-url"] = _comment(report, frame, inputs, context._replace(pull=number), github)
    return OK


def _missing(report: Report) -> list[str]:
    if report.result == "not-applicable":
        return []
    return [item.id for item in report.items if item.required and item.status in {"unmet", "partial"}]


def _delta(report: Report) -> str:
    """What became of it against the base, in a word."""
    delta = report.delta
    if delta is None:
        return "unknown"
    if delta.worse:
        return "worse"
    return "better" if delta.changes else "none"


@contextlib.contextmanager
def _no_commands() -> Iterator[None]:
    """Nothing printed inside is a command to the runner, whatever it quotes."""
    word = secrets.token_hex(16)
    sys.stdout.write(f"::stop-commands::{word}\n")
    try:
        yield
    finally:
        sys.stdout.write(f"\n::{word}::\n")
        sys.stdout.flush()


def _folder(path: str) -> str:
    """The checked folder as a part of the repository's paths."""
    return "" if Path(path) == Path() else Path(path).as_posix()


def _say(kind: str, words: str, *, path: str = "", line: int | None = None) -> None:
    sys.stdout.write(commands.command(kind, words, title="osaid", path=path, line=line) + "\n")
    sys.stdout.flush()


def _failed(code: int, message: str) -> int:
    for line in message.splitlines()[:9]:
        _say("error", line)
    return code


def _put_outputs(environment: Mapping[str, str], outputs: Mapping[str, str]) -> None:
    """Outputs in the form that no value can break out of."""
    path = environment.get("GITHUB_OUTPUT")
    if not path:
        return
    lines = []
    for name, value in outputs.items():
        end = secrets.token_hex(16)
        lines.append(f"{name}<<{end}\n{value}\n{end}\n")
    with Path(path).open("a", encoding="utf-8", newline="\n") as file:
        file.write("".join(lines))


if __name__ == "__main__":
    sys.exit(main())
