"""The words of `words.toml`, turned round: from a word to what it says."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from ...built import table
from ...patterns import lazy

_WORD = lazy(r"[^\W\d_]{1,30}")
_HAN, _KANA, _CYRILLIC = lazy(r"[\u3400-\u9fff]"), lazy(r"[\u3040-\u30ff]"), lazy(r"[\u0400-\u04ff]")
_HANGUL = lazy(r"[\uac00-\ud7a3]")


@cache
def _tables() -> dict[str, Any]:
    """The file, read once."""
    return table("evidence/data/words.toml")


def words() -> dict[str, dict[str, str]]:
    """Words by class and language, as they are written in the file."""
    tables: dict[str, dict[str, str]] = _tables()["words"]
    return tables


def weighed() -> dict[str, dict[str, str]]:
    """Words that only weigh, by class and language."""
    tables: dict[str, dict[str, str]] = _tables()["weighed"]
    return tables


@cache
def listed(name: str) -> frozenset[str]:
    """One of the lists that hold for every language."""
    return frozenset(_tables()["lists"][name].split())


class Vocabulary(NamedTuple):
    """Words of some languages: whole ones, beginnings, phrases by first word, terms without spaces."""

    whole: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    terms: dict[str, tuple[str, ...]]


@cache
def vocabulary(languages: tuple[str, ...]) -> Vocabulary:
    """The words of some languages, turned round: from a word to its classes."""
    return _turned(words(), languages)


@cache
def weighing(languages: tuple[str, ...]) -> Vocabulary:
    """The same of the words that only weigh."""
    return _turned(weighed(), languages)


def _turned(classes: dict[str, dict[str, str]], languages: tuple[str, ...]) -> Vocabulary:
    tables: tuple[dict[str, list[str]], ...] = ({}, {}, {})
    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for kind, by_language in classes.items():
        for language in languages:
            for entry in by_language.get(language, "").split():
                if "_" in entry:
                    first, *rest = entry.split("_")
                    phrases.setdefault(first.rstrip("*"), []).append(((first, *rest), kind))
                elif language in {"zh", "ja"} and not entry.isascii():
                    tables[2].setdefault(entry, []).append(kind)
                else:
                    tables[entry.endswith("*")].setdefault(entry.rstrip("*"), []).append(kind)
    whole, stems, terms = ({word: tuple(kinds) for word, kinds in table.items()} for table in tables)
    return Vocabulary(whole, stems, {word: tuple(found) for word, found in phrases.items()}, terms)


def languages(text: str) -> tuple[str, ...]:
    """The languages of a text: English, and the one that its letters or its commonest words show."""
    sample = text[:20_000]
    if len(_KANA.findall(sample)) > 10:
        return ("en", "ja")
    if len(_HANGUL.findall(sample)) > 20:
        return ("en", "ko")
    if len(_HAN.findall(sample)) > 10:
        return ("en", "zh")
    if len(_CYRILLIC.findall(sample)) > 20:
        return ("en", "ru")
    words = _WORD.findall(sample[:6_000].lower())
    counts = {
        language: sum(map(words.count, marks.split())) for language, marks in _tables()["marks"].items()
    }
    best = max(counts, key=counts.__getitem__)
    return ("en",) if best == "en" or counts[best] < 5 else ("en", best)
