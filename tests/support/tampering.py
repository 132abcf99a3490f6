"""Cases by seed and number: license texts tampered with, and ordinary ones. Each can be made again alone."""

from __future__ import annotations

import random
import textwrap
from typing import TYPE_CHECKING, NamedTuple

from clauses import PLACES, clause, inserted
from disguises import DISGUISES, TRICKS, disguised, tricked
from heads import FORMS, formed, headed, heads

if TYPE_CHECKING:
    from collections.abc import Mapping

COMMON = (
    "MIT", "Apache-2.0", "BSD-3-Clause", "BSD-2-Clause", "ISC", "GPL-3.0-only", "CC-BY-4.0", "MPL-2.0",
    "Unlicense",
)  # fmt: skip
#: How often each is drawn: long texts take long to read.
WEIGHTS = (5, 2, 4, 3, 4, 1, 1, 1, 3)
TITLED = {
    "BSD-3-Clause": "BSD 3-Clause License\n\n",
    "BSD-2-Clause": "BSD 2-Clause License\n\n",
    "MIT": "MIT License\n\n",
    "ISC": "ISC License\n\n",
    "Unlicense": "The Unlicense\n\n",
}
HOLDERS = ("Jane Doe", "Foo Labs GmbH", "The Foo Authors", "Zhang Wei")


class Case(NamedTuple):
    """A text, and all that tells how it came about."""

    seed: str
    number: int
    license: str
    place: str
    disguise: str
    language: str
    clause: str
    form: str
    text: str

    def __str__(self) -> str:
        """Everything but the text, on one line."""
        fields = (self.license, self.place, self.disguise, self.language, self.form, repr(self.clause))
        return f"seed={self.seed} number={self.number} | " + " | ".join(fields)


def base(identifier: str, text: str, rng: random.Random) -> str:
    """An ordinary license file: a title, a copyright line and the license, wrapped at times."""
    line = f"Copyright (c) {rng.randrange(2005, 2026)} {rng.choice(HOLDERS)}"
    if rng.random() < 0.5:
        text = formed(text, "rewrapped", rng)
    return headed(text, TITLED.get(identifier, "") + line)


def case(texts: Mapping[str, str], seed: str, number: int) -> Case:
    """The tampered text of a seed and a number."""
    rng = random.Random(f"{seed} {number}")
    identifier = rng.choices(COMMON, WEIGHTS)[0]
    text = base(identifier, texts[identifier], rng)
    if rng.random() < 0.12:
        trick, done, new = "", "", ""
        while not new:
            trick = rng.choice(list(TRICKS))
            done, new = tricked(text, trick, rng)
        return Case(seed, number, identifier, "own words", trick, "-", done, "plain", new)
    made = clause(rng)
    words = ""
    while not words:
        disguise = "none" if rng.random() < 0.35 else rng.choice(list(DISGUISES))
        words = disguised(made.text, disguise, rng)
    new = ""
    while not new:
        place = rng.choice(list(PLACES))
        new = inserted(text, words, place, rng)
    form = "plain" if rng.random() < 0.85 else rng.choice(("indented", "commented", "line ends", "block"))
    return Case(seed, number, identifier, place, disguise, made.language, words, form, formed(new, form, rng))


def ordinary(texts: Mapping[str, str], seed: str, number: int) -> Case:
    """The ordinary text of a seed and a number: the clause is its head."""
    rng = random.Random(f"ordinary {seed} {number}")
    identifier = rng.choices(COMMON, WEIGHTS)[0]
    head = heads(rng, identifier)
    form = "plain" if rng.random() < 0.4 else rng.choice(list(FORMS))
    text = headed(texts[identifier], head)
    if rng.random() < 0.3:
        text = textwrap.dedent(formed(text, "rewrapped", rng))
    return Case(seed, number, identifier, "head", "none", "-", head, form, formed(text, form, rng))
