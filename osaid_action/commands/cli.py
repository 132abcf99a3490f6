"""Arguments to options, options through the flow, report to files and an exit code. No logic of its own.

Exit codes: 0 gate met, 1 gate not met, 2 usage or configuration, 3 could not check.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from .. import __version__
from ..model import COMPONENTS, GATES, POLICIES

if TYPE_CHECKING:
    from ..manifest.init import Edit
    from ..model import Report

FORMATS = ("text", "json", "markdown", "sarif", "codequality")
OK, NOT_MET, USAGE, COULD_NOT = 0, 1, 2, 3


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = argparse.ArgumentParser(
        prog="osaid",
        description="Report what an AI repository holds of what the Open Source AI Definition asks for.",
        epilog="Exit codes: 0 gate met, 1 gate not met, 2 usage or configuration, 3 could not check.",
    )
    top.add_argument("--version", action="version", version=f"osaid {__version__}")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _check_arguments(commands.add_parser("check", help="check a repository, a commit, the index or a folder"))
    _lock_arguments(commands.add_parser("lock", help="look at all places elsewhere, and write osaid.lock"))
    explain = commands.add_parser("explain", help="what an item, a component or a result means")
    explain.add_argument(
        "id", metavar="ID", help="an item (C2), a component (training-code), a result or a status"
    )
    _license_arguments(
        commands.add_parser("license", help="say what a license file is, and what was changed in it")
    )
    _review_arguments(commands.add_parser("review", help="a worksheet for a person who judges the data"))
    _diff_arguments(commands.add_parser("diff", help="say what changed between two commits, and no more"))
    _hook_arguments(commands.add_parser("hook", help="what the pre-commit hooks run"))
    _init_arguments(commands.add_parser("init", help="write a first manifest from what is found"))
    _declare_arguments(commands.add_parser("declare", help="say in the manifest where a component is"))
    _waive_arguments(commands.add_parser("waive", help="waive an item until a date"))
    completion = commands.add_parser("completion", help="print a script that completes osaid's options")
    completion.add_argument("shell", choices=("bash", "zsh", "tcsh"), help="for which shell")
    schema = commands.add_parser("schema", help="print a JSON schema")
    schema.add_argument("name", choices=("lock", "manifest", "report"), help="whose schema")
    return top


def _check_arguments(check: argparse.ArgumentParser) -> None:
    check.description = "Check TARGET and report what was found, where, and under which terms."
    check.add_argument(
        "target",
        nargs="?",
        default=".",
        metavar="TARGET",
        help="a folder, a bare repository, github:OWNER/NAME[@REF] or a git URL (default: .)",
    )
    where = check.add_mutually_exclusive_group()
    where.add_argument("--staged", action="store_true", help="check the git index as it would be committed")
    where.add_argument("--rev", metavar="REV", help="check a commit, read without a checkout")
    check.add_argument("--base", metavar="REV", help="also say what changed since this commit")
    check.add_argument(
        "--format", choices=FORMATS, default="text", help="format of standard output (default: text)"
    )
    check.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="[FORMAT:]FILE",
        help="write to FILE instead of standard output; with a format, besides it; may be repeated",
    )
    check.add_argument(
        "--fail-on",
        choices=GATES,
        help="what makes the exit code 1; each includes those before it (default: terms)",
    )
    check.add_argument(
        "--policy",
        choices=POLICIES,
        help="terms accepted for data information and parameters (default: working)",
    )
    network = check.add_mutually_exclusive_group()
    network.add_argument("--offline", action="store_true", help="refuse targets that need the network")
    network.add_argument(
        "--online", action="store_true", help="look at the places elsewhere now; osaid.lock stays as it is"
    )
    check.add_argument(
        "--no-cache", dest="cache", action="store_false", help="neither use nor keep what earlier runs saw"
    )
    check.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="color in text (default: auto)"
    )
    loud = check.add_mutually_exclusive_group()
    loud.add_argument("--quiet", action="store_true", help="the result and what fails the gate")
    loud.add_argument("--verbose", action="store_true", help="all evidence and all limits")


def _lock_arguments(lock: argparse.ArgumentParser) -> None:
    lock.description = (
        "Look at every place elsewhere that the manifest and the submodules of TARGET name, and write what "
        "was seen to osaid.lock. Exit codes: 0 done, 1 drift, 3 some places could not be looked at."
    )
    lock.add_argument("target", nargs="?", default=".", metavar="TARGET", help="a folder (default: .)")
    lock.add_argument(
        "--check", action="store_true", help="write nothing; list what changed since the lock was written"
    )


def _license_arguments(command: argparse.ArgumentParser) -> None:
    command.add_argument("files", nargs="*", metavar="FILE", help="license files")
    command.add_argument("--format", choices=("text", "json"), default="text")
    command.add_argument("--list", action="store_true", help="list the licenses known")
    command.add_argument("--explain", metavar="ID", help="what is known of one license")


def _review_arguments(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Write a worksheet for a person who judges the data information, or record what was judged."
    )
    command.add_argument("target", nargs="?", default=".", metavar="TARGET", help="as for check (default: .)")
    command.add_argument("--output", metavar="FILE", help="write the worksheet to FILE")
    command.add_argument(
        "--record", action="store_true", help="record the review in the manifest of the folder TARGET"
    )
    command.add_argument("--by", metavar="NAME", help="with --record: who judged")
    command.add_argument(
        "--worksheet",
        metavar="FILE",
        help="with --record: the worksheet; boxes left open are recorded as lacking (without it: none is)",
    )
    command.add_argument(
        "--dry-run", action="store_true", help="with --record: show the change as a diff, and write nothing"
    )


def _diff_arguments(command: argparse.ArgumentParser) -> None:
    command.description = "Say what changed since BASE. Exit code 1 when anything got worse."
    command.add_argument("base", metavar="BASE", help="the commit to compare with")
    command.add_argument("head", nargs="?", metavar="HEAD", help="a commit (default: the work tree)")
    command.add_argument("--staged", action="store_true", help="the git index instead of the work tree")
    command.add_argument("--format", choices=FORMATS[:3], default="text")
    command.add_argument("--policy", choices=POLICIES, help="terms accepted for data and parameters")
    command.add_argument("--no-cache", dest="cache", action="store_false", help="as for osaid check")
    command.add_argument("--color", choices=("auto", "always", "never"), default="auto")


def _hook_arguments(command: argparse.ArgumentParser) -> None:
    command.description = "What the hooks of .pre-commit-hooks.yaml run. They print nothing when all is well."
    kinds = command.add_subparsers(dest="hook", required=True, metavar="HOOK")
    check = kinds.add_parser("check", help="judge the git index against HEAD")
    push = kinds.add_parser("push", help="judge the commits that are pushed, as git's pre-push hook")
    for one in (check, push):
        one.add_argument(
            "--fail-on", choices=GATES, default="regression", help="what stops it (default: regression)"
        )
        one.add_argument("--policy", choices=POLICIES, help="terms accepted for data and parameters")
        one.add_argument("--no-cache", dest="cache", action="store_false", help="as for osaid check")
    push.add_argument("remote", nargs="?", default="", metavar="REMOTE", help="as git names it to the hook")
    push.add_argument("url", nargs="?", metavar="URL", help="as git names it to the hook")
    manifest = kinds.add_parser("manifest", help="validate manifests, and nothing else")
    manifest.add_argument("files", nargs="*", metavar="FILE", help="manifests (default: those that are here)")


def _init_arguments(command: argparse.ArgumentParser) -> None:
    command.description = (
        "Write osaid.toml: what was found, declared with its evidence; the rest as comments."
    )
    command.add_argument("target", nargs="?", default=".", metavar="FOLDER", help="default: .")
    command.add_argument("--update", action="store_true", help="add what the manifest does not declare yet")
    command.add_argument("--docs", action="store_true", help="also write DATA.md with what it has to tell")
    command.add_argument("--workflow", action="store_true", help="also the GitHub workflow")
    command.add_argument(
        "--pre-commit", action="store_true", help="also the entry in .pre-commit-config.yaml"
    )
    command.add_argument(
        "--dry-run", action="store_true", help="show the changes as a diff, and write nothing"
    )
    command.add_argument("--force", action="store_true", help="also where no AI system was seen")
    command.add_argument("--no-cache", dest="cache", action="store_false", help="as for osaid check")


def _declare_arguments(command: argparse.ArgumentParser) -> None:
    command.description = "Declare a component in the manifest. What it declared there before is replaced."
    command.add_argument("component", metavar="COMPONENT", choices=COMPONENTS, help=", ".join(COMPONENTS))
    command.add_argument(
        "paths", nargs="*", metavar="PATH", help="files and folders here, or places: github:OWNER/NAME@REV"
    )
    command.add_argument("--license", metavar="SPDX", help="its terms, such as Apache-2.0")
    command.add_argument("--add", action="store_true", help="add to what is declared already")
    command.add_argument(
        "--dry-run", action="store_true", help="show the change as a diff, and write nothing"
    )


def _waive_arguments(command: argparse.ArgumentParser) -> None:
    command.description = "Waive an item in the manifest: somebody answers for it until a date."
    command.add_argument("item", metavar="ITEM", help="such as C3")
    command.add_argument("--reason", required=True, help="why it is not met for now")
    command.add_argument("--by", required=True, help="who answers for it")
    command.add_argument("--until", required=True, metavar="DATE", help="the last day, such as 2027-06-30")
    command.add_argument(
        "--dry-run", action="store_true", help="show the change as a diff, and write nothing"
    )


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):  # A stand-in for a stream may be of any kind.
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        return _RUN[options.command](options)
    except BrokenPipeError:
        # The reader of a pipe went away; what was asked for was done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130


def _say(message: str) -> None:
    from ..report import shown

    for line in message.splitlines():
        sys.stderr.write(f"osaid: {shown(line)}\n")


def _fail(code: int, message: str) -> int:
    _say(message)
    return code


def _check(options: argparse.Namespace) -> int:
    from ..errors import TreeError, UsageError
    from ..repository.remote import is_remote
    from ..repository.writing import write_whole

    outputs = [_output(text, options.format) for text in options.output]
    if options.offline and is_remote(options.target):
        return _fail(USAGE, f"{options.target} needs the network, which --offline refuses")
    try:
        report = _examine(options)
    except UsageError as error:
        return _fail(USAGE, str(error))
    except TreeError as error:
        return _fail(COULD_NOT, str(error))
    try:
        for form, path, _ in outputs:
            write_whole(path, _render(report, form, options, color=False))
    except OSError as error:
        return _fail(USAGE, f"{error.filename}: {error.strerror}")
    if all(beside for _, _, beside in outputs):
        sys.stdout.write(_render(report, options.format, options, color=_colored(options.color)))
        sys.stdout.flush()
    return OK if report.gate.passed else NOT_MET


def _guarded(work: Callable[[argparse.Namespace], int], options: argparse.Namespace) -> int:
    """What a command returns, or the exit code of what kept it from being done."""
    from ..errors import TreeError, UsageError

    try:
        return work(options)
    except UsageError as error:
        return _fail(USAGE, str(error))
    except TreeError as error:
        return _fail(COULD_NOT, str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        return _fail(USAGE, f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _diff(options: argparse.Namespace) -> int:
    if options.staged and options.head:
        return _fail(USAGE, "--staged and HEAD contradict each other")
    asked = ["check", f"--base={options.base}", "--fail-on=regression"]
    asked += ["--staged"] * options.staged + ["--no-cache"] * (not options.cache)
    asked += [f"--rev={options.head}"] if options.head else []
    asked += [f"--policy={options.policy}"] if options.policy else []
    report = _examine(parser().parse_args(asked))
    if report.delta is None:
        return _fail(USAGE, "there is no commit yet to compare with")
    from ..report import json, markdown, text

    forms = {"json": json.delta, "markdown": markdown.delta}
    if options.format in forms:
        sys.stdout.write(forms[options.format](report))
    else:
        sys.stdout.write(text.delta(report, color=_colored(options.color)))
    return OK if report.gate.passed else NOT_MET


def _hook(options: argparse.Namespace) -> int:
    if options.hook == "manifest":
        return _hook_manifest(options.files)
    from functools import partial

    from ..flow import recall
    from ..hooks import judged as hooks
    from ..report import hook
    from ..repository.cache import Cache, default_path

    runner = os.environ.get("PRE_COMMIT")
    with Cache(default_path() if options.cache else None) as cache:
        examine = partial(
            recall.examine, policy=options.policy, fail_on=options.fail_on, today=_today(), cache=cache
        )
        if options.hook == "push" or (runner and os.environ.get("PRE_COMMIT_FROM_REF")):
            refs = hooks.refs_of(os.environ, [] if runner else _lines_of_git())
            remote = os.environ.get("PRE_COMMIT_REMOTE_NAME", "") if runner else options.remote
            judged = list(hooks.pushed(".", refs, remote, examine))
        else:
            judged = [hooks.staged(".", examine)]
        skip = {"check": "git commit", "push": "git push"}[options.hook]
        skip = f"SKIP=osaid-{options.hook} {skip}" if runner else f"{skip} --no-verify"
    for one in judged:
        if one.note:
            _say(one.note)
        sys.stdout.write(hook.render(one, skip))
    return OK if all(one.report.gate.passed for one in judged) else NOT_MET


def _lines_of_git() -> list[str]:
    """What git writes to a pre-push hook."""
    from ..errors import UsageError
    from ..repository.listing import text_of

    if sys.stdin is None or sys.stdin.isatty():
        raise UsageError("this is for git's pre-push hook, to which git names what is pushed")
    return text_of(sys.stdin.buffer.read()).split("\n")[:-1]


def _hook_manifest(files: Sequence[str]) -> int:
    from ..manifest import read as config

    faults: list[str] = []
    for folder in dict.fromkeys(config.folder_of(name) for name in files or ("osaid.toml",)):
        try:
            config.find(lambda name, folder=folder: config.on_disk(f"{folder}{name}"))  # type: ignore[misc]
        except config.ConfigError as error:
            faults += [f"{folder}{line}" for line in str(error).splitlines()]
    return _fail(USAGE, "\n".join(faults)) if faults else OK


def _init(options: argparse.Namespace) -> int:
    from pathlib import Path

    from ..errors import UsageError
    from ..flow import examine as check
    from ..manifest import init
    from ..repository.cache import Cache, default_path
    from ..repository.remote import is_remote
    from ..repository.target import open_tree

    if is_remote(options.target):
        raise UsageError(f"{options.target} is not a folder: clone it first")
    with Cache(default_path() if options.cache else None) as cache, open_tree(options.target) as tree:
        report = check.examine(tree, today=_today(), cache=cache)
    folder = Path(options.target)
    others = options.docs or options.workflow or options.pre_commit
    made = [
        init.manifest(folder, report, update=options.update, needed=not others, force=options.force),
        *([init.documents(folder, report)] if options.docs else []),
        *([init.workflow(folder)] if options.workflow else []),
        *([init.pre_commit(folder)] if options.pre_commit else []),
    ]
    edits = [one for one in made if isinstance(one, init.Edit)]
    for note in made:
        if isinstance(note, str):
            _say(note)
    for problem in report.problems:
        _say(f"{problem.where}{f':{problem.line}' if problem.line else ''}: {problem.message}")
    return _apply(edits, "Read it, correct it, then: osaid check", dry=options.dry_run)


def _apply(edits: list[Edit], then: str, *, dry: bool) -> int:
    from ..manifest import init
    from ..report import shown

    if dry:
        sys.stdout.write("".join(edit.diff() for edit in edits))
        return OK
    for line in init.apply(edits):
        sys.stdout.write(f"{shown(line)}\n")
    sys.stdout.write(f"{then}\n" if edits else "")
    return OK


def _declare(options: argparse.Namespace) -> int:
    from pathlib import Path

    from ..manifest import edit as manifest_edit
    from ..manifest import init

    place = manifest_edit.find(Path())
    paths, places = manifest_edit.sort_out(options.paths, Path(), place.folder)
    text = manifest_edit.declare(place, options.component, paths, places, options.license, add=options.add)
    words = f"{options.component} is {', '.join([*paths, *places]) or options.license}"
    edit = init.Edit(place.path, place.name, place.text, text, words)
    return _apply([edit], f"Then: git add {place.name} && osaid check --staged", dry=options.dry_run)


def _waive(options: argparse.Namespace) -> int:
    from datetime import date
    from pathlib import Path

    from ..errors import UsageError
    from ..manifest import edit as manifest_edit
    from ..manifest import init

    try:
        until = date.fromisoformat(options.until)
    except ValueError:
        raise UsageError(f"expected a date such as 2027-06-30, got {options.until!r}") from None
    if until.isoformat() < _today():
        raise UsageError(f"{until} has passed: a waiver ends on a day to come")
    place = manifest_edit.find(Path())
    text = manifest_edit.waive(place, options.item, options.reason, options.by, until)
    words = f"{options.item} is waived by {options.by} until {until}"
    edit = init.Edit(place.path, place.name, place.text, text, words)
    return _apply([edit], f"Then: git add {place.name} && osaid check --staged", dry=options.dry_run)


def _completion(options: argparse.Namespace) -> int:
    try:
        import shtab
    except ImportError:
        return _fail(USAGE, 'this needs shtab: pip install "osaid[completion]"')
    sys.stdout.write(shtab.complete(parser(), options.shell) + "\n")
    return OK


def _schema(options: argparse.Namespace) -> int:
    from ..schema import text

    sys.stdout.write(text(options.name))
    return OK


def _examine(options: argparse.Namespace) -> Report:
    from ..flow import recall
    from ..repository.cache import Cache, default_path
    from ..repository.target import open_tree

    asked = {"policy": options.policy, "fail_on": options.fail_on, "today": _today()}
    with (
        Cache(default_path() if options.cache else None) as cache,
        open_tree(
            options.target,
            staged=options.staged,
            revision=options.rev,
            progress=sys.stderr.isatty() and not options.quiet,
        ) as tree,
    ):
        if options.online:
            from ..flow import online

            report = online.examine(tree, **asked, progress=_progress)
        else:
            report = recall.examine(tree, **asked, cache=cache)
        # Before the first commit there is nothing to compare with.
        if options.base and not (options.base == "HEAD" and tree.commit is None):
            with tree.at(options.base) as before:
                report = recall.against(recall.examine(before, **asked, cache=cache), report)
    if cache.trouble and options.verbose:
        _say(f"cache not used: {cache.trouble}")
    return report


def _progress(line: str) -> None:
    """How far a long look has come, for who watches."""
    if sys.stderr.isatty():
        _say(line)


def _lock(options: argparse.Namespace) -> int:
    from ..errors import TreeError, UsageError
    from ..flow import online
    from ..repository.remote import is_remote
    from ..repository.target import open_tree
    from ..repository.writing import write_whole

    if is_remote(options.target):
        return _fail(USAGE, f"{options.target}: osaid.lock is written beside a manifest; name a folder")
    try:
        with open_tree(options.target) as tree:
            if not tree.on_disk:
                return _fail(USAGE, f"{options.target}: a bare repository has no place for osaid.lock")
            looked = online.look(tree, _today(), pinned=False, progress=_progress)
    except UsageError as error:
        return _fail(USAGE, str(error))
    except TreeError as error:
        return _fail(COULD_NOT, str(error))
    failed = looked.failed()
    if options.check:
        drift = list(looked.drift())
        lines = [f"- {line}" for line in drift] or ["No drift."]
        lines += ["", "Not looked at this time:", "", *(f"- {line}" for line in failed)] if failed else []
        _print(lines)
        return NOT_MET if drift else COULD_NOT if failed else OK
    if not looked.rows and not looked.old.path:
        return _fail(OK, "nothing elsewhere is named, so there is nothing to lock")
    try:
        text = looked.checked()
    except UsageError as error:
        return _fail(COULD_NOT, f"the lock would not be one that can be read: {error}")
    try:
        write_whole(os.path.join(options.target, looked.path), text)  # noqa: PTH118 - a name for messages
    except OSError as error:
        return _fail(USAGE, f"{error.filename}: {error.strerror}")
    _print(looked.said())
    return COULD_NOT if failed else OK


def _print(lines: Iterable[str]) -> None:
    from ..report import shown

    sys.stdout.write("".join(f"{shown(line)}\n" for line in lines))


def _today() -> str:
    """The date waivers are held against; SOURCE_DATE_EPOCH makes a run repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch) if epoch.isdigit() else None))


def _output(text: str, form: str) -> tuple[str, str, bool]:
    """(format, file, whether standard output is wanted too)."""
    named, colon, path = text.partition(":")
    if colon and named in FORMATS and path:
        return named, path, True
    return form, text, False


def _render(report: Report, form: str, options: argparse.Namespace, *, color: bool) -> str:
    if form == "json":
        from ..report import json

        return json.render(report)
    if form == "markdown":
        from ..report import markdown

        return markdown.render(report)
    if form in {"sarif", "codequality"}:
        from pathlib import PurePath

        from ..report import codequality, sarif
        from ..repository.remote import is_remote

        # Paths in these formats are those of the repository, so a folder named from its root is part of them.
        local = not is_remote(options.target) and not PurePath(options.target).is_absolute()
        folder = PurePath(options.target).as_posix() if local else ""
        return sarif.render(report, folder) if form == "sarif" else codequality.render(report, folder)
    from ..report import text

    return text.render(report, color=color, verbose=options.verbose, quiet=options.quiet)


def _colored(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _explain(options: argparse.Namespace) -> int:
    from ..judgment.explain import explain

    text = explain(options.id)
    if text is None:
        import difflib

        from ..judgment.explain import known

        close = difflib.get_close_matches(options.id, known(), 3, 0.4)
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        return _fail(USAGE, f"nothing is called {options.id!r}{hint} Known: {', '.join(known())}")
    sys.stdout.write(text)
    return OK


def _license(options: argparse.Namespace) -> int:
    from ..report import license as render

    if options.list:
        sys.stdout.write(render.listing())
        return OK
    if options.explain:
        sys.stdout.write(render.explanation(options.explain))
        return OK
    if not options.files:
        return _fail(USAGE, "name a license file, or use --list or --explain ID")
    rows = []
    for name in options.files:
        try:
            rows.append((name, render.read(name)))
        except OSError as error:
            return _fail(USAGE, f"{name}: {error.strerror}")
    sys.stdout.write(render.as_json(rows) if options.format == "json" else render.as_text(rows))
    return OK


def _review(options: argparse.Namespace) -> int:
    from pathlib import Path

    from ..flow import examine as check
    from ..judgment import review
    from ..manifest import edit as manifest_edit
    from ..manifest import init
    from ..model import Review
    from ..report import worksheet
    from ..repository.remote import is_remote
    from ..repository.target import open_tree
    from ..repository.writing import write_whole

    folder, today = Path(options.target), _today()
    if options.record and (not options.by or is_remote(options.target) or not folder.is_dir()):
        return _fail(USAGE, "--record needs --by NAME, and a folder for TARGET")
    with open_tree(options.target) as tree:
        report = check.examine(tree, today=today)
        files = review.documents(report.components, report.data)
        digest = review.digest(tree, files)
    if not options.record:
        page = worksheet.render(report, files, digest)
        if options.output:
            write_whole(options.output, page)
        else:
            sys.stdout.write(page)
        return OK
    if not files:
        return _fail(USAGE, "no document tells of training data: there is nothing to review")
    by = " ".join(options.by.split())
    if not by or not by.isprintable():
        return _fail(USAGE, "--by needs a name that can be printed")
    lacking: tuple[str, ...] = ()
    if options.worksheet:
        lacking = review.ticked(Path(options.worksheet).read_text("utf-8", "replace"), digest)
    commit = report.target.commit or ""
    made = Review(by=by, on=today, commit=commit, files=files, digest=digest, lacking=lacking)
    place = manifest_edit.find(folder)
    if place.folder != folder.resolve() and place.name != ".github/osaid.toml":
        place = manifest_edit.Place(folder.resolve())  # what was reviewed is this folder
    text = manifest_edit.review(place, made)
    words = f"reviewed by {by}, " + (f"lacking: {', '.join(lacking)}" if lacking else "nothing lacking")
    edit = init.Edit(place.path, place.name, place.text, text, words)
    return _apply([edit], f"Then: git add {place.name} && osaid check --staged", dry=options.dry_run)


_RUN: dict[str, Callable[[argparse.Namespace], int]] = {
    "check": _check,
    "lock": _lock,
    "explain": _explain,
    "license": _license,
    "review": lambda options: _guarded(_review, options),
    "diff": lambda options: _guarded(_diff, options),
    "hook": lambda options: _guarded(_hook, options),
    "init": lambda options: _guarded(_init, options),
    "declare": lambda options: _guarded(_declare, options),
    "waive": lambda options: _guarded(_waive, options),
    "completion": _completion,
    "schema": _schema,
}
