"""Arguments to options, options through the flow, report to files and an exit code. No logic of its own.

Exit codes: 0 gate met, 1 gate not met, 2 usage or configuration, 3 could not check.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from . import __version__
from .model import GATES, POLICIES

if TYPE_CHECKING:
    from .model import Report

FORMATS = ("text", "json", "markdown")
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
    explain = commands.add_parser("explain", help="what an item, a component or a result means")
    explain.add_argument(
        "id", metavar="ID", help="an item (C2), a component (training-code), a result or a status"
    )
    _license_arguments(
        commands.add_parser("license", help="say what a license file is, and what was changed in it")
    )
    _review_arguments(commands.add_parser("review", help="a worksheet for a person who judges the data"))
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
    check.add_argument("--offline", action="store_true", help="refuse targets that need the network")
    check.add_argument(
        "--no-cache", dest="cache", action="store_false", help="neither use nor keep what earlier runs saw"
    )
    check.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="color in text (default: auto)"
    )
    loud = check.add_mutually_exclusive_group()
    loud.add_argument("--quiet", action="store_true", help="the result and what fails the gate")
    loud.add_argument("--verbose", action="store_true", help="all evidence and all limits")


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


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError):  # A stand-in for a stream may be of any kind.
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    try:
        if options.command == "check":
            return _check(options)
        if options.command == "explain":
            return _explain(options)
        if options.command == "review":
            return _review(options)
        return _license(options)
    except BrokenPipeError:
        # The reader of a pipe went away; what was asked for was done.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except KeyboardInterrupt:
        return 130


def _say(message: str) -> None:
    from .render import shown

    for line in message.splitlines():
        sys.stderr.write(f"osaid: {shown(line)}\n")


def _fail(code: int, message: str) -> int:
    _say(message)
    return code


def _check(options: argparse.Namespace) -> int:
    from .git import TreeError, UsageError
    from .tree import is_remote

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
            _write(path, _render(report, form, options, color=False))
    except OSError as error:
        return _fail(USAGE, f"{error.filename}: {error.strerror}")
    if all(beside for _, _, beside in outputs):
        sys.stdout.write(_render(report, options.format, options, color=_colored(options.color)))
        sys.stdout.flush()
    return OK if report.gate.passed else NOT_MET


def _examine(options: argparse.Namespace) -> Report:
    from . import recall
    from .cache import Cache, default_path
    from .tree import open_tree

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
        report = recall.examine(tree, **asked, cache=cache)
        # Before the first commit there is nothing to compare with.
        if options.base and not (options.base == "HEAD" and tree.commit is None):
            with tree.at(options.base) as before:
                report = recall.against(recall.examine(before, **asked, cache=cache), report)
    if cache.trouble and options.verbose:
        _say(f"cache not used: {cache.trouble}")
    return report


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
        from .render import json

        return json.render(report)
    if form == "markdown":
        from .render import markdown

        return markdown.render(report)
    from .render import text

    return text.render(report, color=color, verbose=options.verbose, quiet=options.quiet)


def _write(path: str, text: str) -> None:
    """Write a file whole or not at all."""
    import tempfile
    from pathlib import Path

    target = Path(path)
    handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        Path(temporary).chmod(0o666 & ~mask)
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _colored(choice: str) -> bool:
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _explain(options: argparse.Namespace) -> int:
    from .explain import explain

    text = explain(options.id)
    if text is None:
        import difflib

        from .explain import known

        close = difflib.get_close_matches(options.id, known(), 3, 0.4)
        hint = f"; did you mean {', '.join(close)}?" if close else ""
        return _fail(USAGE, f"nothing is called {options.id!r}{hint} Known: {', '.join(known())}")
    sys.stdout.write(text)
    return OK


def _license(options: argparse.Namespace) -> int:
    from .render import license as render

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

    from . import check, review
    from .git import TreeError, UsageError
    from .model import Review
    from .render import worksheet
    from .tree import is_remote, open_tree

    folder, today = Path(options.target), _today()
    if options.record and (not options.by or is_remote(options.target) or not folder.is_dir()):
        return _fail(USAGE, "--record needs --by NAME, and a folder for TARGET")
    try:
        with open_tree(options.target) as tree:
            report = check.examine(tree, today=today)
            files = review.documents(report.components, report.data)
            digest = review.digest(tree, files)
        if not options.record:
            page = worksheet.render(report, files, digest)
            if options.output:
                _write(options.output, page)
            else:
                sys.stdout.write(page)
            return OK
        if not files:
            return _fail(USAGE, "no document tells of training data: there is nothing to review")
        ticks = Path(options.worksheet).read_text("utf-8") if options.worksheet else None
        lacking = review.ticked(ticks, digest) if ticks is not None else ()
        by, commit = " ".join(options.by.split()), report.target.commit or ""
        made = Review(by=by, on=today, commit=commit, files=files, digest=digest, lacking=lacking)
        name, text = review.find(folder)
        _write(str(folder / name), review.recorded(name, text, made))
    except UsageError as error:
        return _fail(USAGE, str(error))
    except TreeError as error:
        return _fail(COULD_NOT, str(error))
    except (OSError, UnicodeError) as error:
        return _fail(USAGE, str(error))
    words = f"lacking: {', '.join(lacking)}" if lacking else "nothing lacking"
    sys.stdout.write(f"recorded in {name}: reviewed by {_plain(by)}, {words}\n")
    return OK


def _plain(text: str) -> str:
    from .render import shown

    return shown(text)
