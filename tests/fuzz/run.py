"""Fuzz the parsers: `python tests/fuzz/run.py --seconds 3600`, or one input again: `--input FILE`."""

from __future__ import annotations

import argparse
import hashlib
import sys
from pathlib import Path

HERE = Path(__file__).parent
CORPUS = HERE / "corpus"
sys.path[:0] = [str(HERE), str(HERE.parent / "support"), str(HERE.parents[1])]

from fuzzing import Failure, Target, fuzz, once, shrunk, slow  # noqa: E402 - found by the paths above
from targets import TARGETS  # noqa: E402


def main() -> int:
    """Exit code 1 where an input fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--target", action="append", choices=list(TARGETS), help="one (default: each in turn)"
    )
    parser.add_argument("--seconds", type=float, default=60, help="for all of them together (default: 60)")
    parser.add_argument("--seed", default="0", help="of the random numbers (default: 0)")
    parser.add_argument("--output", type=Path, default=CORPUS, help="where failing inputs are written")
    parser.add_argument("--input", type=Path, help="give the target this file, and nothing else")
    options = parser.parse_args()
    chosen = [TARGETS[name] for name in options.target or TARGETS]
    if options.input:
        data = options.input.read_bytes()
        failures = [found for one in chosen for look in (once, slow) if (found := look(one, data))]
        print("\n".join(failure.told for failure in failures) or "no failure")
        return bool(failures)
    failed = False
    for target in chosen:
        outcome = fuzz(target, options.seed, seconds=options.seconds / len(chosen))
        print(outcome, flush=True)
        for failure in outcome.failures:
            failed = True
            _keep(target, shrunk(target, failure), options.output)
    return failed


def _keep(target: Target, failure: Failure, folder: Path) -> None:
    """Write a failing input, and say how to run it again."""
    digest = hashlib.sha256(failure.data).hexdigest()[:8]
    path = folder / target.name / f"{failure.kind}-{digest}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(failure.data)
    print(failure.told)
    print(f"again: {sys.executable} {Path(__file__)} --target {target.name} --input {path}\n", flush=True)


if __name__ == "__main__":
    sys.exit(main())
