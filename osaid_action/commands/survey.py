"""`osaid survey`: many targets, a line each; and what all lines come to."""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import sys
import time
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from .. import progress
from ..errors import UsageError
from ..flow import exits
from ..model import POLICIES
from .shared import fail, say, width
from .watched import watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..survey.cards import Card
    from ..survey.line import Line
    from ..survey.run import Counts, Engine

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
        "hf:datasets:OWNER for all of theirs, a file of metadata (.parquet), or a target as for osaid check; "
        "or the word report and the files of surveys",
    )
    command.add_argument(
        "--output",
        metavar="FILE",
        help="where lines go as they are made (.jsonl), and a table of them at the end (.parquet, with "
        'pip install "osaid[survey]"); of a report, the file to write (default: standard output)',
    )
    command.add_argument(
        "--resume", action="store_true", help="go on with FILE: what is as it was keeps its line"
    )
    command.add_argument("--dry-run", action="store_true", help="print the targets, and check none")
    command.add_argument("--jobs", type=_jobs, metavar="N", help="processes (default: one for each core)")
    command.add_argument(
        "--engine",
        type=_engine_name,
        metavar="dask[:ADDRESS]",
        help="run by Dask, on the workers of the scheduler at ADDRESS (default: processes of this machine)",
    )
    command.add_argument("--policy", choices=POLICIES, help="terms accepted for data and parameters")
    command.add_argument("--no-cache", dest="cache", action="store_false", help="as for osaid check")
    command.add_argument("--quiet", action="store_true", help="say nothing of how far it is")
    command.add_argument("--format", choices=_FORMATS, help="of a report (default: text)")
    command.add_argument(
        "--since",
        type=_day,
        metavar="DATE",
        help="of a report: say what changed since then (default: since the line before the last)",
    )


def _jobs(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 256):
        raise argparse.ArgumentTypeError("expected a number from 1 to 256")
    return int(text)


def _engine_name(text: str) -> str:
    if text != "pool" and text.partition(":")[0] != "dask":
        raise argparse.ArgumentTypeError("expected dask, dask:tcp://HOST:8786 or pool")
    return text


def _day(text: str) -> str:
    from datetime import date

    with contextlib.suppress(ValueError):
        return date.fromisoformat(text).isoformat()
    raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-12-31")


def run(options: argparse.Namespace) -> int:
    """Survey, or report."""
    first, *files = options.targets
    reports = first == "report"
    foreign = ("resume", "jobs", "policy", "engine", "dry_run") if reports else ("format", "since")
    whose = "a survey, not for its report" if reports else "a report"
    for name in foreign:
        if getattr(options, name):
            raise UsageError(f"--{name.replace('_', '-')} is for {whose}")
    return _report([Path(name) for name in files], options) if reports else _survey(options)


def _survey(options: argparse.Namespace) -> int:
    from ..flow.clock import today
    from ..survey.one import Asked
    from ..survey.run import known, survey, whole
    from ..survey.table import connected, write_parquet

    if options.dry_run:
        return _listed(options.targets)
    asked = Asked(today(), options.policy, options.cache)
    path, table = _outputs(options)
    if table:
        # Who lacks it is to know before the work, not after.
        connected().close()
    have: dict[tuple[str, str], str] = {}
    if path and path.exists():
        have = known(path, asked)
        whole(path)
    # Who ends the program ends its workers too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with watched(quiet=options.quiet), _lines_to(path) as write:
            targets, number = _targets(options.targets)
            told = _Told(number)
            counts = survey(targets, asked, write, engine=_engine(options), known=have, tell=told)
    except (KeyboardInterrupt, SystemExit):
        if path:
            say(f"stopped: {path} has what was done, and --resume goes on with it")
        raise
    if not number:
        return fail(exits.COULD_NOT, "no targets are named there")
    if not options.quiet:
        say(told.end(counts))
    if table and path:
        write_parquet(path, table)
    if counts.failed:
        return exits.COULD_NOT if counts.failed == counts.done else exits.NOT_MET
    return exits.OK


def _listed(texts: list[str]) -> int:
    """Print the targets, as a file of them would name them."""
    targets, number = _targets(texts)
    for target in targets:
        name = target if isinstance(target, str) else target.target
        sys.stdout.buffer.write(os.fsencode(name) + b"\n")
    return exits.OK if number else exits.COULD_NOT


def _engine(options: argparse.Namespace) -> Engine:
    """What runs the work."""
    from ..survey import engine, pool
    from ..survey.run import MOST_SECONDS

    jobs = options.jobs or _cores()
    name, _, address = (options.engine or "pool").partition(":")
    if name == "dask":
        return partial(engine.dask, address=address, jobs=jobs, seconds=MOST_SECONDS)
    return partial(pool.run, jobs=jobs, seconds=MOST_SECONDS)


def _outputs(options: argparse.Namespace) -> tuple[Path | None, Path | None]:
    """The file for lines and the one for a table, where they are wanted. UsageError."""
    from ..repository.writing import refuse_links

    if not options.output:
        if options.resume:
            raise UsageError("--resume needs the --output to go on with")
        return None, None
    named = Path(options.output)
    if named.suffix not in {".jsonl", ".parquet"}:
        raise UsageError(f"--output {named}: expected a name that ends with .jsonl or .parquet")
    path = named.with_suffix(".jsonl")
    for target in options.targets:
        refuse_links(path, target)
    if path.exists():
        if not options.resume:
            raise UsageError(f"{path} is there already: --resume goes on with it, or name another file")
    elif named.exists():
        raise UsageError(f"{named} is there already, and {path} to go on with is not: name another file")
    return path, named if named.suffix == ".parquet" else None


@contextlib.contextmanager
def _lines_to(path: Path | None) -> Iterator[Callable[[str], None]]:
    """What takes lines: a file, or standard output."""
    with (
        path.open("a", encoding="utf-8", newline="\n") if path else contextlib.nullcontext(sys.stdout) as file
    ):

        def write(line: str) -> None:
            file.write(line)
            file.flush()

        yield write


def _targets(texts: list[str]) -> tuple[Iterable[str | Card], int]:
    """All targets, each once, and how many: all are known before the first is looked at. TreeError.

    Rows of metadata are counted then and read as they are needed.
    """
    from ..survey import cards
    from ..survey.targets import named

    tables = [Path(text) for text in texts if text.endswith(".parquet") and Path(text).is_file()]
    others = dict.fromkeys(
        target for text in texts if Path(text) not in tables for target in named(text, say)
    )
    number = len(others) + sum(map(cards.count, tables))
    return chain(others, chain.from_iterable(map(cards.cards, tables))), number


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Told:
    """How far it is, for who watches, and a sentence at the end."""

    def __init__(self, targets: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._targets, self._clock, self._began = targets, clock, clock()

    def __call__(self, counts: Counts) -> None:
        taken = self._clock() - self._began
        left = taken / counts.done * (self._targets - counts.done)
        words = f"{counts.done:,} of {self._targets:,} targets, {_rate(counts.done, taken)}"
        progress.tell(f"{words}, {_time(left)} left{_besides(counts)}")

    def end(self, counts: Counts) -> str:
        taken = self._clock() - self._began
        return f"{counts.done:,} targets in {_time(taken)}, {_rate(counts.done, taken)}{_besides(counts)}"


def _rate(done: int, seconds: float) -> str:
    rate = done / seconds if seconds else 0.0
    return f"{rate:,.1f} a second" if rate >= 0.1 else f"{rate * 60:,.1f} a minute"


def _time(seconds: float) -> str:
    whole = round(seconds)
    if whole < 120:
        return f"{whole} s"
    return f"{whole // 60} min" if whole < 7200 else f"{whole // 3600} h {whole % 3600 // 60} min"


def _besides(counts: Counts) -> str:
    words = f", {counts.unchanged:,} unchanged" if counts.unchanged else ""
    return words + (f", {counts.failed:,} could not be checked" if counts.failed else "")


def _report(paths: list[Path], options: argparse.Namespace) -> int:
    import json

    from ..flow.clock import today
    from ..repository.writing import write_whole
    from ..survey import shown
    from ..survey.figures import figures
    from ..survey.run import last, lines, standing

    if not paths:
        raise UsageError("name the file of a survey: osaid survey report survey.jsonl")

    seen: set[Path] = set()

    def read() -> Iterator[Line]:
        for path in paths:
            yield from lines(path, checked=path in seen)
            seen.add(path)

    if options.format == "csv":
        places = last(read())
        text = shown.as_csv(standing(read(), places))
    else:
        made = figures(read, today(), options.since or "")
        if options.format == "html":
            from ..survey.page import render

            text = render(made)
        elif options.format == "json":
            text = json.dumps(shown.as_dict(made), ensure_ascii=False, indent=2) + "\n"
        else:
            text = shown.text(made, width())
    if options.output:
        write_whole(options.output, text)
    else:
        sys.stdout.write(text)
    return exits.OK
