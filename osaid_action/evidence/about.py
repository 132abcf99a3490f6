"""What a project says of itself in the first lines of its README."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from ..patterns import either, lazy
from ..repository.locate import TELLS_NOTHING
from ..repository.places import words
from . import phrases
from .holders import holders, plain

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..repository.documents import Document

_MARKUP = either(
    r"<!--(?:(?!<!--).){0,4000}?-->",
    r"<[^<>]{0,2000}>",
    r"!\[[^\]\[]{0,300}\]\([^()]{0,500}\)",
    flags=re.DOTALL,
)
_LINK = lazy(r"\[([^\]\[]{0,300})\](?:\([^()]{0,500}\)|\[[^\]\[]{0,200}\])")
_CLAUSE = lazy(r"[.:\n–—]")
_WORD = lazy(r"[a-z]{1,40}|\d{1,20}")
#: What a name is told by, but for the words that any project's name may hold.
_TELLING = lazy(r"[a-z]{4,}|[a-z]{2,}\d+")
_HOST = lazy(r"^https?://[^/]{0,300}/?")
#: Whose a place is, where its address says so: on hubs, forges, and in buckets.
_HOLDER = lazy(
    r"(?i)^(?:hf|github|gitlab|kaggle):(?:models/|datasets/|spaces/)?([\w.-]{1,100})"
    r"|^https?://(?:www\.)?(?:huggingface\.co|hf\.co|github\.com|gitlab\.com|ollama\.com"
    r"|(?:www\.)?modelscope\.cn/(?:models|organization))/(?:collections/)?([\w.-]{1,100})"
    r"|^https?://(?:[\w-]{1,80}\.){0,3}([\w-]{4,80})\.(?:github\.io|com|org|net|ai|io|edu)(?:[:/]|$)"
)
_ANYBODYS = words(
    "model models language this code that with from base large small tiny chat instruct open paper repo "
    "official implementation training inference pytorch using data neural network networks learning deep "
    "transformer released vision text speech image project research simple fast"
)


class About:
    """Title and opening of a README, and what they say; each answer is worked out when it is asked for.

    introduction: title and opening prose without markup, at most 1,500 characters; tree: the tree's name;
    holders: who holds the repository, in plain letters.
    """

    def __init__(
        self, title: str, introduction: str, tree: str, holders: frozenset[str] = frozenset()
    ) -> None:
        self.title, self.introduction, self.tree, self.holders = title, introduction, tree, holders

    @cached_property
    def library(self) -> bool:
        """True when it calls the project a library, framework or the like at once."""
        opening = self.introduction[:700]
        if not phrases.NAMED_SO.search(opening) and (
            phrases.PAPER.search(opening) or phrases.PROPOSED.search(opening)
        ):
            return False
        return bool(
            phrases.LIBRARY_TITLE.search(self.title)
            or phrases.PURPOSE.search(opening)
            or phrases.OFFERS.search(opening)
            or _has_subject(phrases.LIBRARY, opening)
        )

    @property
    def recognizes(self) -> bool:
        """True when the first words are of a library of machine learning."""
        return bool(phrases.RECOGNIZES.search(self.introduction[:300]))

    @cached_property
    def datasets(self) -> int:
        """How often it speaks of a dataset."""
        return len(phrases.DATASET.findall(self.introduction))

    @cached_property
    def of_data(self) -> bool:
        """True when title and opening say that the project is a dataset or makes one."""
        opening = self.introduction[:700]
        named = phrases.DATASET_TITLE.search(self.title) and phrases.DATASET_IS.search(opening)
        return bool(named or phrases.MAKES_DATA.search(opening)) and self.datasets >= 2

    @cached_property
    def application(self) -> bool:
        """True when it calls the project something that a person runs: an app, a client, a plug-in."""
        opening = self.introduction[:500]
        return _has_subject(phrases.APP, opening) or bool(
            phrases.APP_DOES.search(opening[len(self.title) :][:200])
        )

    @property
    def client(self) -> bool:
        """True when it speaks of what calls models that others run."""
        return bool(phrases.CLIENT.search(self.introduction))

    @cached_property
    def engine(self) -> bool:
        """True when it calls the project what runs models in some language, not a model."""
        return bool(phrases.ENGINE.search(self.introduction[:500]))

    @cached_property
    def benchmark(self) -> bool:
        """True when title and opening say that the project is there to measure models."""
        opening = self.introduction[:700]
        named = bool(phrases.BENCH.search(self.title) or phrases.BENCH_TITLE.search(self.title))
        return (named and bool(phrases.BENCH.search(opening))) or bool(phrases.BENCH_IS.search(opening))

    @property
    def harness(self) -> bool:
        """True when it speaks of a tool or a harness."""
        return bool(phrases.HARNESS.search(self.introduction))

    @property
    def evaluation(self) -> bool:
        """True when the first words are of evaluating models, whatever else the project does."""
        return bool(phrases.BENCH.search(self.introduction[:300]))

    @property
    def tokenizer(self) -> bool:
        """True when the first words are of a tokenizer."""
        return bool(phrases.TOKENIZER.search(self.introduction[:200]))

    @property
    def model(self) -> bool:
        """True when it speaks of a model."""
        return bool(phrases.MODEL.search(self.introduction))

    @cached_property
    def learning(self) -> bool:
        """True when it speaks of models or datasets in any way."""
        return bool(phrases.LEARNS.search(self.introduction))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the project's own name."""
        return frozenset(_WORD.findall(f"{self.title} {self.tree}".lower()))

    @cached_property
    def _telling(self) -> frozenset[str]:
        """Words that the project is known by: the start of its title, and the tree's name."""
        said = phrases.WORKS_ON.split(self.title or self.introduction[:40])[0]
        if not self.introduction.startswith(self.title):
            said += " " + self.introduction.partition(" ")[0]  # the title is a later section's
        return frozenset(_TELLING.findall(f"{said} {self.tree}".lower())) - _ANYBODYS

    def owns(self, url: str) -> bool:
        """True when a Hub id has a name in common with the project; the host of an address says nothing."""
        return not self._telling.isdisjoint(_names(url))

    def holds(self, url: str) -> bool:
        """True for a place that who holds the repository holds as well."""
        found = _HOLDER.match(url)
        return found is not None and plain(next(filter(None, found.groups()), "")) in self.holders

    def is_called(self, name: str) -> bool:
        """True where a name is a part of the title or the tree's name."""
        return plain(name) in plain(f"{self.title} {self.tree}")

    def names(self, urls: Iterable[str]) -> bool:
        """True when the opening speaks of what these Hub ids are named after."""
        spoken = set(_TELLING.findall(self.introduction.lower())) - _ANYBODYS
        return any(not spoken.isdisjoint(_names(url)) for url in urls)

    @property
    def listing(self) -> bool:
        """True when it calls the project a list of what others made."""
        return bool(phrases.LISTING.search(f"{self.title}\n{self.introduction[:500]}"))


def read(readme: Document | None, tree: str) -> About:
    """What a README says at its head; nothing where there is none."""
    # Where a folder lies helps a reader to know it, and says nothing of whose a model is.
    own = tree.rpartition("/")[2]
    tree = own if own.lower() in TELLS_NOTHING else tree
    sections = readme.sections if readme is not None else ()
    text = ""
    for section in sections[:4]:
        text += section.title + "\n" + _LINK.sub(r"\1", _MARKUP.sub(" ", section.text[:6_000])) + "\n"
        if len(text) > 3_000:
            break
    introduction = re.sub(r"[ \t]+", " ", text).strip()[:1_500]
    title = next((s.title for s in sections if s.title), "")
    return About(title, introduction, tree, holders(readme, tree, title))


def _names(url: str) -> list[str]:
    return _TELLING.findall(_HOST.sub("", url.removeprefix("hf:").lower()))


def _has_subject(nouns: re.Pattern[str], opening: str) -> bool:
    """True when one of the nouns is what the project is, not what it is written with."""
    return any(_is_subject(opening[: found.start()]) for found in nouns.finditer(opening))


def _is_subject(before: str) -> bool:
    predicate = phrases.VERB.split(_CLAUSE.split(before)[-1])[-1]
    return len(predicate.split()) <= 7 and not phrases.MODIFIES.search(predicate)
