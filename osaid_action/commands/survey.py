"""`osaid survey`: many targets, a line each; and what all lines come to."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import TreeError, UsageError
from ..flow import exits
from ..model import POLICIES
from .shared import say, width

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator

    from ..survey.line import Line
    from ..survey.run import Counts

#: The names that may stand behind options as well.
REST = "targets"
_FORMATS = ("text", "html", "csv", "json")


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = (
        "Check many targets side by side and write a line of JSON on each; then: osaid survey report FILE. "
        "Exit codes: 0 all were checked, 1 some could not be, 3 none could be."
    )
    command.add_argument(
        "targets",
        nargs="+",
        metavar="TARGETS",
        help="a file with a target on each line, a folder of repositories, github:OWNER, hf:OWNER or "
        "hf:datasets:OWNER for all of theirs, or a target as for osaid check; "
        "or the word report and the files of surveys",
    )
    command.add_argument(
        "--output",
        metavar="FILE",
        help="where lines go as they are made (.jsonl), and a table of them at the end (.parquet, which takes "
        'pip install "osaid[survey]"); of a report, the file to write (default: standard output)',
    )
    command.add_argument("--resume", action="store_true", help="go on with FILE: what did not change keeps its line")
    command.add_argument("--jobs", type=_jobs, metavar="N", help="processes (default: one for each core)")
    command.add_argument("--policy", choices=POLICIES, help="terms accepted for data and parameters")
    command.add_argument("--format", choices=_FORMATS, default="text", help="of a report (default: text)")
    command.add_argument("--no-cache", dest="cache", action="store_false", help="as for osaid check")
    command.add_argument("--quiet", action="store_true", help="say nothing of how far it is")


def _jobs(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 256:
        raise ValueError
    return number


def run(options: argparse.Namespace) -> int:
    """Survey, or report."""
    first, *files = options.targets
    return _report(files, options) if first == "report" else _survey(options)


def _survey(options: argparse.Namespace) -> int:
    from ..flow.clock import today
    from ..survey.one import Asked
    from ..survey.run import latest, survey, whole

    asked = Asked(today(), options.policy, options.cache)
    target = Path(options.output) if options.output else None
    path = target.with_suffix(".jsonl") if target else None
    if target and target.suffix not in {".jsonl", ".parquet"}:
        raise UsageError(f"--output {target}: expected a name that ends with .jsonl or .parquet")
    known: dict[str, Line] = {}
    if path and path.exists() and path.stat().st_size:
        if not options.resume:
            raise UsageError(f"{path} is there already: --resume goes on with it, or name another file")
        whole(path)
        known = latest(path)
    elif options.resume and not path:
        raise UsageError("--resume needs the --output to go on with")
    told = _Told(options.quiet)
    jobs = options.jobs or len(_cores())
    if path is None:
        counts = survey(_named(options.targets), asked, _to_stdout, jobs=jobs, tell=told.tell)
    else:
        with path.open("a", encoding="utf-8", newline="\n") as file:

            def write(line: str) -> None:
                file.write(line)
                file.flush()

            counts = survey(
                _named(options.targets), asked, write, jobs=jobs, known=known, tell=told.tell
            )
    told.end(counts)
    if target and path and target.suffix == ".parquet":
        from ..survey.table import write_parquet

        write_parquet(path, target)
    if counts.failed:
        return exits.COULD_NOT if counts.failed == counts.done else exits.NOT_MET
    return exits.OK if counts.done else exits.COULD_NOT


def _named(texts: list[str]) -> Iterator[str]:
    from ..survey.targets import named

    for text in texts:
        yield from named(text, say)


def _to_stdout(line: str) -> None:
    sys.stdout.write(line)
    sys.stdout.flush()


def _cores() -> range:
    return range(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)


class _Told:
    """How far it is, for who watches; and a line at the end."""

    def __init__(self, quiet: bool, clock: Callable[[], float] = time.monotonic) -> None:
        self._watched = sys.stderr.isatty() and not quiet
        self._quiet, self._clock, self._began, self._last = quiet, clock, clock(), 0.0

    def tell(self, counts: Counts) -> None:
        now = self._clock()
        if self._watched and now - self._last >= 0.5:
            self._last = now
            sys.stderr.write(f"\r{_words(counts, now - self._began)}\x1b[K")
            sys.stderr.flush()

    def end(self, counts: Counts) -> None:
        if self._watched:
            sys.stderr.write("\r\x1b[K")
        if not self._quiet:
            say(_words(counts, self._clock() - self._began))


def _words(counts: Counts, seconds: float) -> str:
    rate = counts.done / seconds if seconds else 0.0
    words = f"{counts.done:,} targets in {seconds:,.0f} s, {rate:.1f} a second"
    words += f", {counts.unchanged:,} unchanged" if counts.unchanged else ""
    return words + (f", {counts.failed:,} could not be checked" if counts.failed else "")


def _report(files: list[str], options: argparse.Namespace) -> int:
    import json

    from ..flow.clock import today
    from ..survey import shown
    from ..survey.figures import figures
    from ..survey.run import latest, lines

    if not files:
        raise UsageError("name the file of a survey: osaid survey report survey.jsonl")
    paths = [Path(name) for name in files]
    try:
        if options.format == "csv":
            last: dict[str, Line] = {}
            for path in paths:
                last |= latest(path)
            text = shown.as_csv(last.values())
        else:
            made = figures((line for path in paths for line in lines(path)), today())
            if options.format == "html":
                from ..survey.page import render

                text = render(made)
            elif options.format == "json":
                text = json.dumps(shown.as_dict(made), ensure_ascii=False, indent=2) + "\n"
            else:
                text = shown.text(made, width())
    except OSError as error:
        raise UsageError(f"{error.filename}: {error.strerror}") from error
    if options.output:
        from ..repository.writing import write_whole

        write_whole(options.output, text)
    else:
        sys.stdout.write(text)
    return exits.OK
