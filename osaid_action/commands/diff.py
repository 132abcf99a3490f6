"""`osaid diff`: what changed between two commits, and no more."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ..flow import exits
from ..model import POLICIES
from .check import examine
from .formats import FORMATS, View
from .shared import colored, fail, width

if TYPE_CHECKING:
    import argparse

_DELTAS = {name: one.delta for name, one in FORMATS.items() if one.delta}


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = "Say what changed since BASE. Exit code 1 when anything got worse."
    command.add_argument("base", metavar="BASE", help="the commit to compare with")
    command.add_argument("head", nargs="?", metavar="HEAD", help="a commit (default: the work tree)")
    command.add_argument("--staged", action="store_true", help="the git index instead of the work tree")
    command.add_argument("--format", choices=_DELTAS, default="text")
    command.add_argument("--policy", choices=POLICIES, help="terms accepted for data and parameters")
    command.add_argument("--no-cache", dest="cache", action="store_false", help="as for osaid check")
    command.add_argument("--color", choices=("auto", "always", "never"), default="auto")


def run(options: argparse.Namespace) -> int:
    """Check against the base, and show the delta alone."""
    if options.staged and options.head:
        return fail(exits.USAGE, "--staged and HEAD contradict each other")
    report = examine(
        ".",
        staged=options.staged,
        revision=options.head or None,
        base=options.base,
        policy=options.policy,
        fail_on="regression",
        cached=options.cache,
    )
    if report.delta is None:
        return fail(exits.USAGE, "there is no commit yet to compare with")
    sys.stdout.write(_DELTAS[options.format](report, View(color=colored(options.color), width=width())))
    return exits.of_gate(report)
