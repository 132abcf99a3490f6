"""Disguises of a clause, all still legible to a person, and tricks played on the license's own words."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from clauses import operative

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

LOOKALIKES = dict(
    zip("acehijopsxyABCEHIKMOPTXYZ", "асеһіјорѕхуАВСЕНІКМОРТХΥΖ", strict=True),
) | {"v": "ν", "u": "υ", "n": "ո", "а": "a", "е": "e", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x"}
DIGITS = dict(zip("aeiostAEIOST", "431057431057", strict=True))
EMOJI = (
    (r"\b(?:students?|pupils?)\b", "🎓"), (r"\b(?:schools?|universit\w+|teach\w+|class\w+)\b", "🏫"),
    (r"\b(?:sell\w*|sold|resale|profit|money|paid|pays?|fee)\b", "💰"), (r"\b(?:dollars|USD|euros)\b", "💵"),
    (r"\b(?:military|army|weapons?|war|veterans)\b", "🪖"), (r"\b(?:home|household)\b", "🏠"),
    (r"\b(?:compan(?:y|ies)|banks?|business|firms)\b", "🏦"), (r"\b(?:no|not|don't|never|forbidden)\b", "🚫"),
    (r"\b(?:prohibited|banned|not allowed)\b", "⛔"), (r"\bonly\b", "☝️"), (r"\b(?:copies|copy)\b", "📄"),
    (r"\b(?:computer|machines|servers)\b", "🖥️"), (r"\b(?:free)\b", "🆓"),
)  # fmt: skip


def _each(form: Callable[[str], str]) -> Callable[[str, random.Random], str]:
    """A disguise that changes one letter after another."""
    return lambda words, _: "".join(map(form, words))


def _after_letters(*marks: str) -> Callable[[str, random.Random], str]:
    """A disguise that puts one of some characters after each letter."""

    def disguise(words: str, rng: random.Random) -> str:
        mark = rng.choice(marks)
        return "".join(letter + mark if letter.isalpha() else letter for letter in words)

    return disguise


def _between_letters(*marks: str) -> Callable[[str, random.Random], str]:
    """A disguise that puts one of some characters into each longer word, at two places or more."""

    def disguise(words: str, rng: random.Random) -> str:
        mark = rng.choice(marks)
        return re.sub(r"(?<=[^\W\d_])(?=[^\W\d_])", lambda _: mark if rng.random() < 0.6 else "", words)

    return disguise


def _spaced(words: str, rng: random.Random) -> str:
    return "   ".join(" ".join(word) for word in words.split())


def _wide(letter: str) -> str:
    return chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter


def _bold(letter: str) -> str:
    if "a" <= letter <= "z":
        return chr(0x1D41A + ord(letter) - ord("a"))
    return chr(0x1D400 + ord(letter) - ord("A")) if "A" <= letter <= "Z" else letter


def _backwards(words: str, rng: random.Random) -> str:
    return f"\u202e{words[::-1]}\u202c"


def _hyphenated(words: str, rng: random.Random) -> str:
    return re.sub(r"(?<=[^\W\d_]{3})(?=[^\W\d_]{3})", lambda _: "-\n" if rng.random() < 0.4 else "", words)


def _pictured(words: str, rng: random.Random) -> str:
    for word, picture in EMOJI:
        words = re.sub(word, picture, words, flags=re.IGNORECASE)
    return words


def _marked_up(words: str, rng: random.Random) -> str:
    mark = rng.choice(("**{}**", "<b>{}</b>", "_{}_", "`{}`", "[{}](#)"))
    return re.sub(r"[^\W\d_]{4,}", lambda found: found[0][:2] + mark.format(found[0][2:]), words)


def _entities(words: str, rng: random.Random) -> str:
    return "".join(f"&#{ord(letter)};" if letter.isalpha() else letter for letter in words)


def _joined(words: str, rng: random.Random) -> str:
    return rng.choice(("_", ".", "", "-", "\u00a0", "/")).join(words.title().split())


def _accented(words: str, rng: random.Random) -> str:
    changed = re.sub(r"[aeiou]", lambda found: found[0] + rng.choice("\u0308\u0301\u0302"), words)
    return unicodedata.normalize("NFC", changed)


DISGUISES: dict[str, Callable[[str, random.Random], str]] = {
    "none": lambda words, _: words,
    "upper case": lambda words, _: words.upper(),
    "lower case": lambda words, _: words.lower(),
    "title case": lambda words, _: words.title(),
    "mixed case": lambda words, _: "".join(
        letter.upper() if place % 2 else letter.lower() for place, letter in enumerate(words)
    ),
    "letter-spaced": _spaced,
    "look-alikes": _each(lambda letter: LOOKALIKES.get(letter, letter)),
    "full width": _each(_wide),
    "bold letters": _each(_bold),
    "zero width": _between_letters("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u180e"),
    "soft hyphens": _between_letters("\u00ad"),
    "backwards": _backwards,
    "overlay": _after_letters("\u0332", "\u0305", "\u0307", "\u20dd", "\ufe0f", "\u0323"),
    "hyphenated": _hyphenated,
    "digits": _each(lambda letter: DIGITS.get(letter, letter)),
    "emoji": _pictured,
    "marked up": _marked_up,
    "entities": _entities,
    "joined": _joined,
    "accents": _accented,
}


def disguised(words: str, disguise: str, rng: random.Random) -> str:
    """A clause in a disguise, or nothing where the disguise does not change it."""
    new = DISGUISES[disguise](words, rng)
    return new if disguise == "none" or new != words else ""


# Tricks: no clause is added, but the license's own words say something else than they did.

#: Words that grant; struck out or hidden, they grant no more.
GRANTS = (
    "free of charge", "without restriction", "to any person", "sublicense", "publish", "distribute", "modify",
    "and/or sell", "permit persons", "Redistribution and use", "with or without modification",
    "are permitted",
    "for any purpose", "with or without fee", "Anyone is free", "commercial or non-commercial", "any means",
    "perpetual", "irrevocable", "royalty-free", "worldwide", "non-exclusive", "no-charge", "reproduce",
    "Derivative Works", "in any medium", "with or without modifications", "make, have made", "offer to sell",
    "run the unmodified Program", "propagate", "make available", "display", "perform",
)  # fmt: skip
STRIKES = (
    "~~{}~~", "<del>{}</del>", "<s>{}</s>", "<strike>{}</strike>", "<!-- {} -->",
    '<span style="text-decoration: line-through">{}</span>', '<span style="display:none">{}</span>',
    "<p hidden>{}</p>", "U+0336",
)  # fmt: skip

#: A word, and one that says the opposite or less.
ANTONYMS = (
    ("irrevocable", "revocable"), ("royalty-free", "royalty-fee"), ("non-exclusive", "exclusive"),
    ("no-charge", "on-charge"), ("without", "within"), ("free", "fee"), ("permitted", "omitted"),
    ("permitted", "prohibited"), ("granted", "denied"), ("or", "nor"), ("include", "exclude"),
    ("including", "excluding"), ("included", "excluded"), ("unlimited", "limited"), ("sublicense", "license"),
    ("commercial", "noncommercial"), ("permission", "prohibition"), ("perpetual", "temporary"),
    ("worldwide", "nationwide"), ("any", "some"), ("all", "certain"), ("modified", "unmodified"),
    ("conditions", "payments"), ("with", "without"), ("person", "student"), ("may", "mayn't"),
)  # fmt: skip
#: A word, and another word a letter or two away.
NEAR = (
    ("with", "wish"), ("not", "now"), ("no", "so"), ("granted", "ranted"), ("granted", "grafted"),
    ("sell", "spell"), ("sell", "smell"), ("use", "muse"), ("use", "fuse"), ("copy", "cope"),
    ("modify", "codify"), ("merge", "emerge"), ("and", "any"), ("all", "ill"), ("may", "nay"),
    ("must", "just"), ("limitation", "imitation"), ("person", "parson"), ("persons", "parsons"),
    ("charge", "change"), ("publish", "polish"), ("perpetual", "perceptual"), ("permission", "omission"),
    ("modification", "codification"), ("each", "teach"), ("any", "many"), ("prepare", "repair"),
    ("distribute", "attribute"), ("Redistribution", "Retribution"), ("fee", "feed"), ("copies", "copiers"),
    ("exercise", "excise"), ("free", "flee"), ("right", "tight"), ("work", "word"), ("form", "firm"),
)  # fmt: skip
NEGATED = r"(?:is|are|be|may|shall|must|hereby|can|to|does|do|will)"


def _spot(text: str, words: str, rng: random.Random) -> re.Match[str] | None:
    start, end = operative(text)
    pattern = r"\s+".join(map(re.escape, words.split()))
    found = [
        one
        for one in re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", text[:end], re.IGNORECASE)
        if one.start() >= start
    ]
    return rng.choice(found) if found else None


def _struck(text: str, rng: random.Random) -> tuple[str, str]:
    grants = [grant for grant in GRANTS if _spot(text, grant, rng)]
    found = _spot(text, rng.choice(grants), rng)
    assert found
    strike = rng.choice(STRIKES)
    new = "".join(f"{c}\u0336" for c in found[0]) if strike == "U+0336" else strike.format(found[0])
    return f"{strike} {' '.join(found[0].split())}", text[: found.start()] + new + text[found.end() :]


def _swapped(pairs: tuple[tuple[str, str], ...]) -> Callable[[str, random.Random], tuple[str, str]]:
    """A trick that puts one word for another."""

    def trick(text: str, rng: random.Random) -> tuple[str, str]:
        old, new = rng.choice([pair for pair in pairs if _spot(text, pair[0], rng)])
        found = _spot(text, old, rng)
        assert found
        shown = new.upper() if found[0].isupper() else new.capitalize() if found[0][0].isupper() else new
        return f"{old}>{shown}", text[: found.start()] + shown + text[found.end() :]

    return trick


def _negated(text: str, rng: random.Random) -> tuple[str, str]:
    start, end = operative(text)
    spots = [one for one in re.finditer(rf"\b{NEGATED}\b(?=\s)", text[:end]) if one.start() >= start]
    found = rng.choice(spots)
    word = rng.choice(("not", "never", "NOT", "n't", "(not)", "not not not"))
    gap = "" if word == "n't" else " "
    return f"{found[0]}+{word}", text[: found.end()] + gap + word + text[found.end() :]


def _numbered(text: str, rng: random.Random) -> tuple[str, str]:
    """A number that limits, in brackets or bare, as if it were one of a list."""
    spots = [
        (word, number)
        for word, number in (
            ("copies", "(5)"), ("copies", "5"), ("copies", "at most 5"), ("persons", "(2)"),
            ("persons", "two (2)"), ("works", "(2)"),
        )
        if _spot(text, word, rng)
    ]  # fmt: skip
    if not spots:
        return "", ""
    word, number = rng.choice(spots)
    found = _spot(text, word, rng)
    assert found
    return f"+{number} {word}", f"{text[: found.start()]}{number} {text[found.start() :]}"


TRICKS: dict[str, Callable[[str, random.Random], tuple[str, str]]] = {
    "struck out": _struck,
    "antonym": _swapped(ANTONYMS),
    "near word": _swapped(NEAR),
    "negated": _negated,
    "numbered": _numbered,
}


def tricked(text: str, trick: str, rng: random.Random) -> tuple[str, str]:
    """A license text with a trick played on its terms: what was done, and the text, or two empty strings."""
    return TRICKS[trick](text, rng)
