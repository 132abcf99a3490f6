"""No parser crashes, hangs, is slow or tells something false, whatever it is given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from fuzzing import Failure, Target, fuzz, once, shrunk, slow
from targets import SLOW, TARGETS

CORPUS = Path(__file__).parents[1] / "fuzz" / "corpus"
KEPT = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
#: Seconds for all parsers together; a longer run sets more.
SECONDS = float(os.environ.get("OSAID_FUZZ_SECONDS", "60"))
SEED = int(os.environ.get("OSAID_FUZZ_SEED", "0"))


def told(target: Target, failures: tuple[Failure, ...]) -> str:
    """What failed, with the smallest input that does; to be kept in the corpus."""
    least = [shrunk(target, failure) for failure in failures]
    return "\n".join(f"{target.name}/{one.kind}: {one.data!r}\n{one.told}" for one in least)


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_an_input_that_failed_once(path: Path) -> None:
    target, data = TARGETS[path.parent.name], path.read_bytes()
    failures = [found for look in (once, slow) if (found := look(target, data))]
    assert not failures, failures[0].told


@pytest.mark.parametrize("name", [name for name in TARGETS if name not in SLOW])
def test_some_inputs(name: str) -> None:
    target = TARGETS[name]
    outcome = fuzz(target, seed=1, runs=target.runs // 4)
    assert not outcome.failures, told(target, outcome.failures)


@pytest.mark.slow
@pytest.mark.parametrize("name", TARGETS)
def test_many_inputs(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    target = TARGETS[name]
    outcome = fuzz(target, SEED, seconds=SECONDS / len(TARGETS))
    with capsys.disabled():
        sys.stdout.write(f"\n{outcome}\n")
    assert not outcome.failures, told(target, outcome.failures)


def test_the_loop_finds_what_it_looks_for() -> None:
    """Each kind of failure, in a parser that has it."""

    def crashes(data: bytes) -> None:
        if b"!!" in data:
            raise IndexError

    def lies(data: bytes) -> None:
        assert not data.startswith(b"\xef\xbb\xbf")

    def slow_by_squares(data: bytes) -> None:
        for at in range(0, len(data), 24):
            sum(data[at:])

    for act, kind in ((crashes, "IndexError"), (lies, "AssertionError"), (slow_by_squares, "slow")):
        target = Target("bait", act, lambda: [b"a: b\n"], "!")
        found = fuzz(target, runs=3_000 if act is crashes else 120).failures
        assert found and found[0].kind.startswith(kind), act
        if kind != "slow":
            assert len(shrunk(target, found[0]).data) == {"IndexError": 2, "AssertionError": 3}[kind]


def test_the_same_seed_makes_the_same_inputs() -> None:
    seen: list[list[bytes]] = [[], []]
    for inputs in seen:
        fuzz(Target("bait", inputs.append, lambda: [b"a: b\n", b"c"], "x y"), seed=3, runs=50)
    assert seen[0] == seen[1]
