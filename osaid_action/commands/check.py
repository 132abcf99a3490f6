"""`osaid check`: what a repository, a commit, the index or a folder holds, as a report and an exit code."""

from __future__ import annotations

import contextlib
import sys
from typing import TYPE_CHECKING, Any

from ..errors import TreeError, UsageError
from ..flow import exits
from ..model import GATES, POLICIES
from ..yardsticks import NAMES as YARDSTICKS
from .formats import FORMATS, Output, View, output
from .shared import colored, fail, say, width
from .watched import watched

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from ..model import Report


#: The names that may stand behind options as well.
REST = "targets"
#: The formats that tell of several targets.
_SEVERAL = " or ".join(name for name, one in FORMATS.items() if one.several)


def arguments(command: argparse.ArgumentParser) -> None:
    """What it takes."""
    command.description = "Check TARGET and report what was found, where, and under which terms."
    command.add_argument(
        "targets",
        nargs="*",
        metavar="TARGET",
        help="a folder, a bare repository, a zip or tar file, or a place elsewhere: github:OWNER/NAME[@REF], "
        "hf:OWNER/MODEL, zenodo:ID, a git URL; of several, a report each and a table (default: .)",
    )
    command.add_argument(
        "--all", action="store_true", help="check each folder at or below TARGET that has an osaid.toml"
    )
    where = command.add_mutually_exclusive_group()
    where.add_argument("--staged", action="store_true", help="check the git index as it would be committed")
    where.add_argument("--rev", metavar="REV", help="check a commit, read without a checkout")
    command.add_argument("--base", metavar="REV", help="also say what changed since this commit")
    command.add_argument(
        "--format", choices=FORMATS, default="text", help="format of standard output (default: text)"
    )
    command.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="[FORMAT:]FILE",
        help="write to FILE instead of standard output; with a format, besides it; may be repeated",
    )
    command.add_argument(
        "--fail-on",
        choices=GATES,
        help="what makes the exit code 1; each includes those before it (default: terms)",
    )
    command.add_argument(
        "--require",
        action="append",
        default=[],
        metavar="ID[,ID...]",
        help="what has to be met whatever --fail-on says: items by their ids, osaid (the result is "
        "complete), subject (the release of a system was judged), labels (g7:open-weights); may be repeated",
    )
    command.add_argument(
        "--yardstick",
        choices=("osaid", *YARDSTICKS),
        default="osaid",
        help="by which to say all in text and Markdown: the Definition, or besides it the labels of the G7, "
        "the classes of the Model Openness Framework or Article 53(2) of the EU's AI Act (default: osaid)",
    )
    command.add_argument(
        "--policy",
        choices=POLICIES,
        help="terms accepted for data information and parameters (default: working)",
    )
    network = command.add_mutually_exclusive_group()
    network.add_argument("--offline", action="store_true", help="refuse targets that need the network")
    network.add_argument(
        "--online", action="store_true", help="look at the places elsewhere now; osaid.lock stays as it is"
    )
    command.add_argument(
        "--no-cache", dest="cache", action="store_false", help="neither use nor keep what earlier runs saw"
    )
    command.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="color in text (default: auto)"
    )
    loud = command.add_mutually_exclusive_group()
    loud.add_argument("--quiet", action="store_true", help="the result and what fails the gate")
    loud.add_argument("--verbose", action="store_true", help="all evidence and all limits")


def run(options: argparse.Namespace) -> int:
    """Examine, write the files, then standard output where it is wanted."""
    from ..repository.remote import is_remote

    require = _required(options.require)
    outputs = [output(text, options.format) for text in options.output]
    targets = list(dict.fromkeys(options.targets)) or ["."]
    for target in targets:
        if options.offline and is_remote(target):
            return fail(exits.USAGE, f"{target} needs the network, which --offline refuses")
    if len(targets) > 1 or options.all:
        return _several(targets, options, require, outputs)
    report = _examined(targets[0], options, require, outputs)
    _write(outputs, options, targets, lambda form, view: FORMATS[form].report(report, view))
    return exits.of_gate(report)


def _forms(options: argparse.Namespace, outputs: list[Output]) -> list[str]:
    """The formats that are written, or may be."""
    return [options.format, *(one.form for one in outputs)]


def _several(
    targets: list[str], options: argparse.Namespace, require: tuple[str, ...], outputs: list[Output]
) -> int:
    """A report on each target and a table; what is wrong with one does not stop the others. UsageError."""
    from ..report.systems import System

    for form in _forms(options, outputs):
        if FORMATS[form].several is None:
            raise UsageError(f"--format {form} takes one TARGET: run it for each, or use {_SEVERAL}")
    if options.all:
        targets = [below for target in targets for below in _systems_of(target, options)]
    codes, systems = [], []
    for target in targets:
        try:
            report = _examined(target, options, require, outputs)
        except (UsageError, TreeError) as error:
            lines = str(error).splitlines()
            say("\n".join(line if target in line else f"{target}: {line}" for line in lines))
            codes.append(exits.USAGE if isinstance(error, UsageError) else exits.COULD_NOT)
            systems.append(System(target, None, str(error).partition("\n")[0]))
        else:
            codes.append(exits.of_gate(report))
            systems.append(System(target, report))

    def rendered(form: str, view: View) -> str:
        several = FORMATS[form].several
        return several(systems, view) if several else ""

    _write(outputs, options, targets, rendered)
    return exits.worst(codes)


def _systems_of(target: str, options: argparse.Namespace) -> list[str]:
    """The folders at or below a target that have a manifest. UsageError where there is none, or too many."""
    from ..flow.examine import MOST_SYSTEMS
    from ..manifest.of_tree import read_manifest, system_of
    from ..manifest.problems import ConfigError
    from ..repository.remote import is_remote
    from ..repository.target import open_tree

    if is_remote(target):
        raise UsageError(f"{target}: --all takes a folder; clone it first, or name its folders with #")
    here = [target]
    with open_tree(target, staged=options.staged, revision=options.rev) as tree:
        found = {below for path, _ in tree.entries.names() if (below := system_of(path))}
        # What is wrong with its own manifest is said when it is checked.
        with contextlib.suppress(ConfigError):
            here = [target] if read_manifest(tree).path else []
    if not (here or found):
        raise UsageError(f"{target}: no osaid.toml here or below")
    if len(found) > MOST_SYSTEMS:
        raise UsageError(f"{target}: {len(found)} systems below, more than {MOST_SYSTEMS}: name some of them")
    return here + [below if target == "." else f"{target.rstrip('/')}/{below}" for below in sorted(found)]


def _examined(
    target: str, options: argparse.Namespace, require: tuple[str, ...], outputs: list[Output]
) -> Report:
    """The report on a target as the options ask for it."""
    formats = [FORMATS[form] for form in _forms(options, outputs)]
    report = examine(
        target,
        staged=options.staged,
        revision=options.rev,
        base=options.base,
        policy=options.policy,
        fail_on=options.fail_on,
        online=options.online,
        cached=options.cache,
        quiet=options.quiet,
        verbose=options.verbose,
        tied=any(one.bound for one in formats),
        placed=any(one.placed for one in formats),
    )
    if require:
        from ..judgment import gate

        report = gate.again(report, require=require)
    return report


def _write(
    outputs: list[Output],
    options: argparse.Namespace,
    targets: list[str],
    rendered: Callable[[str, View], str],
) -> None:
    """Write the files, then standard output where it is wanted. rendered: takes a format and a view."""
    from ..repository.writing import refuse_links, write_whole

    view = View(
        targets[0],
        verbose=options.verbose,
        quiet=options.quiet,
        yardstick="" if options.yardstick == "osaid" else options.yardstick,
    )
    for form, path, _ in outputs:
        for target in targets:
            refuse_links(path, target)
        write_whole(path, rendered(form, view))
    if all(one.beside for one in outputs):
        view = view._replace(color=colored(options.color), width=width())
        sys.stdout.write(rendered(options.format, view))
        sys.stdout.flush()


def _required(options: list[str]) -> tuple[str, ...]:
    """What --require names. UsageError."""
    if not options:
        return ()
    from ..judgment import gate  # a plain check that was remembered does without

    return tuple(name for words in options for name in gate.wanted(words, "--require"))


def examine(
    target: str,
    *,
    staged: bool = False,
    revision: str | None = None,
    base: str | None = None,
    policy: str | None = None,
    fail_on: str | None = None,
    online: bool = False,
    cached: bool = True,
    quiet: bool = False,
    verbose: bool = False,
    tied: bool = False,
    placed: bool = False,
) -> Report:
    """The report on a target, held against its base where it has one. UsageError, TreeError.

    policy, fail_on: None leaves it to the manifest. quiet, verbose: what is said on standard error.
    tied: with the digests of what is released. placed: with where it was fetched from.
    """
    from ..flow import recall
    from ..flow.clock import today
    from ..flow.targets import open_target
    from ..repository.cache import Cache, default_path

    asked: dict[str, Any] = {"policy": policy, "fail_on": fail_on, "today": today()}
    with (
        watched(quiet=quiet),
        Cache(default_path() if cached else None) as cache,
        open_target(target, staged=staged, revision=revision) as tree,
    ):
        # Before the first commit there is nothing to compare with.
        against = None if base == "HEAD" and tree.commit is None else base
        with tree.at(against) if against else contextlib.nullcontext() as before:
            if online:
                from ..flow import online as looking

                report = looking.examine(tree, **asked, cache=cache, before=before)
            else:
                report = recall.examine(tree, **asked, before=before, cache=cache)
            if before is not None:
                report = recall.against(recall.examine(before, **asked, cache=cache), report, before, tree)
        if tied or placed:
            from ..flow import bound

            report = bound.bound(report, tree) if tied else bound.placed(report, tree)
    if cache.trouble and verbose:
        say(f"cache not used: {cache.trouble}")
    return report
