"""Says how right this tool is, by the labels and observations in `corpus/`, and writes `docs/accuracy.md`.

`make accuracy` prints and writes it; `--check` fails where the page is not up to date, or where a figure of
the validation half fell below the one kept in `corpus/figures.json` by more than chance.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import fit
import numpy as np

import corpus

PAGE = corpus.ROOT / "docs" / "accuracy.md"
FIGURES = corpus.CORPUS / "figures.json"
BATCHES = corpus.CORPUS / "batches.json"
LABELED = {"present": 2, "partial": 1, "absent": 0}
#: Kinds that fewer repositories have are left out of a mean.
FEWEST = 3
#: Draws of a bootstrap over repositories, and the quantile below which a figure is no chance.
DRAWS, CHANCE = 200, 0.05
_GROUPS = (("README in", "language"), ("code in", "code"), ("field", "field"))


class Counts(NamedTuple):
    """How often a kind was rightly found, found though absent, and overlooked."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        """How many of those found are there."""
        return self.right / max(1, self.right + self.false)

    @property
    def recall(self) -> float:
        """How many of those that are there were found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        return 2 * self.right / max(1, 2 * self.right + self.false + self.missed)

    @property
    def there(self) -> int:
        """How many are there."""
        return self.right + self.missed


class Labeled(NamedTuple):
    """Labels of a repository and this tool's answers: 0 absent, 1 partial, 2 present; doubtful left out.

    strengths: of the best evidence, 1 a hint, 2 likely, 3 certain; 0 without any.
    """

    repo: str
    labels: dict[str, int]
    answers: dict[str, int]
    strengths: dict[str, int]


def counts(rows: Iterable[Labeled], kind: str, least: int) -> Counts:
    """Of one kind; least: 2 to read strictly (present or not), 1 leniently (also partial)."""
    right = false = missed = 0
    for row in rows:
        if kind in row.labels:
            there, found = row.labels[kind] >= least, row.answers[kind] >= least
            right += there and found
            false += found and not there
            missed += there and not found
    return Counts(right, false, missed)


def macro(rows: list[Labeled], least: int) -> float:
    """The mean F1 of the kinds that at least a few have."""
    every = [counts(rows, kind, least) for kind in corpus.ANSWERED_BY]
    kept = [one.f1 for one in every if one.there >= FEWEST]
    return sum(kept) / max(1, len(kept))


def labeled() -> list[Labeled]:
    """Every fully labeled repository that was observed."""
    seen = corpus.observed()
    return [
        Labeled(
            row["repo"],
            {
                kind: LABELED[one["label"]]
                for kind, one in row["components"].items()
                if not one.get("doubtful")
            },
            seen[row["repo"]]["answers"],
            seen[row["repo"]].get("strengths", {}),
        )
        for row in corpus.lines(corpus.COMPONENTS)
        if "answers" in seen.get(row["repo"], {})
    ]


class Subjects(NamedTuple):
    """Subjects of the validation half, told by fits that had not seen their owners."""

    data: fit.Rows
    told: fit.Matrix
    keep: np.ndarray[Any, np.dtype[np.bool_]]

    def figures(self, keep: np.ndarray[Any, np.dtype[np.bool_]] | None = None) -> dict[str, float]:
        """How right they are; keep: of which."""
        some = self.keep if keep is None else keep
        return fit.figures(self.told[some], self.data.y[some])


def subjects() -> Subjects:
    """All subjects as told out of fold; kept: those of the validation half that are not doubtful."""
    data = fit.read()
    half = [corpus.part(row["repo"]) == "validation" and not row["doubtful"] for row in data.rows]
    return Subjects(data, fit.unseen(data), np.array(half))


def kept(rows: list[Labeled], known: Subjects) -> dict[str, float]:
    """The figures of the validation half that may not fall."""
    subject = known.figures()
    return {
        "components, strict": macro(rows, 2),
        "components, lenient": macro(rows, 1),
        "subject": subject["right"],
        "release or not": subject["release or not"],
        "right where sure": subject["right where sure"],
    }


def fallen(
    before: dict[str, float], now: dict[str, float], rows: list[Labeled], known: Subjects
) -> list[str]:
    """The figures that fell by more than chance would let them, in words."""
    lower = [name for name, value in before.items() if now[name] < value]
    noise = _noise(rows, known) if lower else {}
    return [
        f"{name}: {now[name]:.3f}, was {value:.3f}, chance explains {noise[name]:.3f}"
        for name, value in before.items()
        if name in lower and now[name] < value - noise[name]
    ]


def _noise(rows: list[Labeled], known: Subjects) -> dict[str, float]:
    """How far each figure falls below itself in one of twenty samples as large."""
    dice = np.random.default_rng(15)
    drawn = defaultdict(list)
    at = np.flatnonzero(known.keep)
    for _ in range(DRAWS):
        some = [rows[number] for number in dice.integers(len(rows), size=len(rows))]
        drawn["components, strict"].append(macro(some, 2))
        drawn["components, lenient"].append(macro(some, 1))
        subject = known.figures(dice.choice(at, size=len(at)))
        drawn["subject"].append(subject["right"])
        drawn["release or not"].append(subject["release or not"])
        drawn["right where sure"].append(subject["right where sure"])
    return {name: float(np.median(some) - np.quantile(some, CHANCE)) for name, some in drawn.items()}


def page(rows: list[Labeled], known: Subjects) -> str:
    """The document."""
    parts = [_HEAD, *_of_subjects(known), *_of_components(rows), *_of_strengths(rows), *_of_batches(), _TAIL]
    return "\n".join(parts)


def _of_subjects(known: Subjects) -> Iterator[str]:
    data, keep = known.data, known.keep
    rules = np.array([row["rules"] == row["label"] for row in data.rows])
    release = np.array([(row["rules"] == "model") == (row["label"] == "model") for row in data.rows])
    all_of = np.array([corpus.part(row["repo"]) == "validation" for row in data.rows])
    yield "## What a repository is\n"
    yield "| | n | right | release or not | false releases | releases unseen | sure | right where sure |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    yield _subject_row("validation half", known.figures())
    yield _subject_row("with doubtful ones", known.figures(all_of))
    yield (
        f"| the rules of before, same repositories | {keep.sum()} | {_percent(rules[keep].mean())} "
        f"| {_percent(release[keep].mean())} | | | | |\n"
    )
    yield "| kind | n | precision | recall |\n| --- | --- | --- | --- |"
    said = known.told.argmax(1)
    for number, kind in enumerate(corpus.KINDS):
        says, is_one = (said == number) & keep, (data.y == number) & keep
        both = (says & is_one).sum()
        precision, recall = both / max(1, says.sum()), both / max(1, is_one.sum())
        yield f"| {kind} | {is_one.sum()} | {precision:.2f} | {recall:.2f} |"
    yield "\nHow often the likeliest kind is right, by the share it is given:\n"
    yield "| share | n | mean share | right |\n| --- | --- | --- | --- |"
    best, right = known.told.max(1), said == data.y
    for low, high in ((0, 0.5), (0.5, 0.65), (0.65, 0.8), (0.8, 0.9), (0.9, 0.97), (0.97, 1.01)):
        some = keep & (best >= low) & (best < high)
        if some.any():
            name = f"{low:.0%} to {min(high, 1):.0%}"
            share, hits = _percent(best[some].mean()), _percent(right[some].mean())
            yield f"| {name} | {some.sum()} | {share} | {hits} |"
    yield "\nBy language of the README, language of the code and field (ten and more):\n"
    yield "| | | n | right | release or not |\n| --- | --- | --- | --- | --- |"
    for words, key in _GROUPS:
        yield from _by(words, [str(row.get(key, "")) for row in data.rows], known)
    yield from _by("year", [_years(row.get("year")) for row in data.rows], known)
    yield ""


def _by(words: str, values: list[str], known: Subjects) -> Iterator[str]:
    names = np.array(values)
    for name in sorted(set(values) - {""}):
        some = known.keep & (names == name)
        if some.sum() >= 10:
            seen = known.figures(some)
            yield (
                f"| {words} | {name} | {some.sum()} | {_percent(seen['right'])} "
                f"| {_percent(seen['release or not'])} |"
            )


def _years(year: int | None) -> str:
    if not year:
        return ""
    spans = ((2017, "to 2017"), (2020, "2018 to 2020"), (2023, "2021 to 2023"))
    return next((name for last, name in spans if year <= last), "from 2024")


def _subject_row(name: str, seen: dict[str, float]) -> str:
    return (
        f"| {name} | {seen['n']:.0f} | {_percent(seen['right'])} | {_percent(seen['release or not'])} "
        f"| {seen['false releases']:.0f} | {seen['releases unseen']:.0f} | {_percent(seen['sure'])} "
        f"| {_percent(seen['right where sure'])} |"
    )


def _of_components(rows: list[Labeled]) -> Iterator[str]:
    yield f"## What it holds\n\n{len(rows)} repositories of the validation half.\n"
    yield "| component | there | precision | recall | F1, strict | F1, lenient |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for kind in corpus.ANSWERED_BY:
        strict, lenient = counts(rows, kind, 2), counts(rows, kind, 1)
        name = kind.replace("licence", "license")
        yield (
            f"| {name} | {lenient.there} | {lenient.precision:.2f} | {lenient.recall:.2f} "
            f"| {_f1(strict)} | {_f1(lenient)} |"
        )
    yield f"| mean of kinds with {FEWEST} and more | | | | {macro(rows, 2):.3f} | {macro(rows, 1):.3f} |\n"
    yield "| | | n | mean F1, strict | mean F1, lenient |\n| --- | --- | --- | --- | --- |"
    about = {row["repo"]: row for row in corpus.lines(corpus.SUBJECTS)}
    yield from _grouped(rows, "code in", lambda row: str(about.get(row.repo, {}).get("code", "")))
    yield from _grouped(rows, "year", lambda row: _years(about.get(row.repo, {}).get("year")))
    yield ""


def _of_strengths(rows: list[Labeled]) -> Iterator[str]:
    """How often what is found or in part is there, by the strength of its best evidence."""
    yield "How often what was found, or found in part, is there, by the strength of its best evidence:\n"
    yield "| component | certain | likely | hint |\n| --- | --- | --- | --- |"
    every: dict[int, list[bool]] = defaultdict(list)
    for kind, (_, points) in corpus.ANSWERED_BY.items():
        if points:
            continue
        of_kind: dict[int, list[bool]] = defaultdict(list)
        for row in rows:
            if kind in row.labels and row.answers[kind] and row.strengths.get(kind):
                of_kind[row.strengths[kind]].append(row.labels[kind] > 0)
        for strength, some in of_kind.items():
            every[strength] += some
        yield f"| {kind.replace('licence', 'license')} | {' | '.join(_shares(of_kind))} |"
    yield f"| all of these | {' | '.join(_shares(every))} |\n"


def _shares(by_strength: dict[int, list[bool]]) -> Iterator[str]:
    for strength in (3, 2, 1):
        some = by_strength.get(strength, [])
        yield f"{_percent(sum(some) / len(some))} of {len(some)}" if some else ""


def _grouped(rows: list[Labeled], words: str, of: Callable[[Labeled], str]) -> Iterator[str]:
    groups: dict[str, list[Labeled]] = defaultdict(list)
    for row in rows:
        groups[of(row)].append(row)
    for name, some in sorted(groups.items()):
        if name and len(some) >= 10:
            yield f"| {words} | {name} | {len(some)} | {macro(some, 2):.2f} | {macro(some, 1):.2f} |"


def _f1(one: Counts) -> str:
    return f"{one.f1:.2f}" if one.there >= FEWEST else "too few"


def _of_batches() -> Iterator[str]:
    yield "## First runs\n"
    yield "Each batch was labeled before this tool was run on it, and is told as that first run was.\n"
    yield "| batch | repositories | what ran | result |\n| --- | --- | --- | --- |"
    for row in json.loads(BATCHES.read_text("utf-8")):
        yield f"| {row['batch']} | {row['n']} | {row['ran']} | {row['result']} |"
    yield ""


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"


_HEAD = """# How right it is

Written by `make accuracy` from the labels and observations in [`corpus/`](../corpus/README.md). Readers
labeled public repositories by written rules, before this tool was run on them; a hash of the owner's
name puts each in one of two halves. **Rules were made and tuned on the other half only**; what is told
here is the validation half. The weights of the subject are fitted anew for each fifth of the owners
without them. Labels of which two careful readers could differ count in no figure, but where it says so.
"""
_TAIL = """## What this does not say

The repositories are not drawn by chance from all there are: small, old, non-English and unusual ones are
more, and border cases were looked for. Who looks at well-known releases will see fewer faults than
these. Read strictly, a component has to be there as a whole; leniently, also in part.

The weights of lines on training data are learned from both halves, so the row `data-documentation` is not
blind here; `tools/fit_lines.py --figures` prints how right lines and heads are on owners it has not seen.
"""


def main() -> int:
    """Print and write the page, or check it."""
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("--check", action="store_true")
    options = command.parse_args()
    rows = [row for row in labeled() if corpus.part(row.repo) == "validation"]
    known = subjects()
    text, now = page(rows, known), kept(rows, known)
    if options.check:
        before = json.loads(FIGURES.read_text("utf-8"))
        faults = [f"a figure fell: {words}" for words in fallen(before, now, rows, known)]
        if PAGE.read_text("utf-8") != text:
            faults.append("docs/accuracy.md is not what the corpus says: run make accuracy")
        print(*faults, sep="\n")
        return 1 if faults else 0
    print(text)
    PAGE.write_text(text, "utf-8")
    FIGURES.write_text(
        json.dumps({name: round(value, 4) for name, value in now.items()}, indent=2) + "\n", "utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
