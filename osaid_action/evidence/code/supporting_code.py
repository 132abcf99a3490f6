"""Supporting code: does the tree hold the tokenizer or a hyperparameter search?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...patterns import either, lazy
from ...repository.places import words
from ..links import unique
from ..rank import Sighting, finding, rate, unreadable
from ..stand_ins import stand_in
from ..used import shown, told, used
from .signals.supporting import SIGNALS

if TYPE_CHECKING:
    from ...model import Evidence, Finding, Reference
    from ..file import File
    from ..survey import Survey

__all__ = ["COMPONENT", "HOLDS", "SIGNALS", "probe", "uses"]

COMPONENT = "supporting-code"
HOLDS = words("code")
_FILES = lazy(
    r"(?i)\A(?:(?:[\w.-]{0,80}[_-])?(?:tokenizer\w{0,30}\.(?:json|model|bin)|vocab\.(?:json|bpe)|merges\.txt"
    r"|spiece\.model"
    r"|sentencepiece\S{0,60}\.model)|.*\.tiktoken)"
)
_FILES_LIKE = lazy(
    r"(?i)token|vocab|merges|spiece|sentencepiece|lexicon|phonemes|charset|alphabet|(?:char|word)2id"
)
_SUFFIXES = words("json model bin bpe txt tiktoken pkl pickle dic vocab")
#: Tables of words, characters and sounds, of models that have no tokenizer by a package.
_TABLE = lazy(
    r"(?i)(?:[\w.-]{0,60}[_-])?(?:vocab|vocabulary|lexicon|phonemes|charset|alphabet|char2id|char2idx|word2id|word2idx)"
    r"(?:[_-]\w{1,40})?\.(?:txt|json|pkl|pickle|dic|vocab)"
)
#: How a model of SentencePiece begins: its first pieces.
_PIECES = lazy(rb"(?s)\A\n.{1,4}\n.{1,2}(?:<unk>|<pad>|<s>)")
_MOST_MODELS = 50
_WORDPIECE = lazy(r"(?i)(?:[\w.-]{0,80}[_-])?vocab\.txt")
_NAMED = words("tokenizer tokenizers tokenization bpe vocab vocabulary tokenize subword subwords")
_EVALUATION = words("eval evaluate evaluation probe probing")
_TUNES = words("search tune tuning hyperparameter hyperparameters hpo sweep")
_SEARCH = words("sweep search tune tuning hyperparameter hyperparameters optuna train hpo")
_MAKES = lazy(r"(?i)\btoken(?:iz|is)(?:ers?|ation)\b")
MIN_BYTES = 64
_SPEAKS = either(
    r"\btokeni[sz]|\bvocab(?:ulary)?\b|\bsentencepiece\b|\bbpe\b|\bbyte[- ]pair\b|\bwordpiece\b",
    r"\blanguage models?\b|\bllms?\b",
    r"\bhyper-?parameter(?:s)? (?:search|tuning|sweep|optimi[sz]ation)|\bgrid search\b|\boptuna\b",
    r"\bhyper-?parameters (?:were|was|are) (?:tuned|searched|optimi[sz]ed|selected|chosen by)",
    r"分词|词表|语言模型|トークナイザ|言語モデル|토크나이저|언어 ?모델",
    flags=re.IGNORECASE,
)


def probe(survey: Survey) -> list[Finding]:
    """A tokenizer's files or its code; a wrapper without one is partial."""
    seen: list[Sighting] = []
    closed: list[Evidence] = []
    references: list[Reference] = []
    files = [f for f in survey.with_suffix(_SUFFIXES.__contains__, _FILES_LIKE.search) if _is_vocabulary(f)]
    pieces = [f for f in survey.with_suffix("model".__eq__) if f.own and f not in files][:_MOST_MODELS]
    for file, head in zip(pieces, survey.heads(pieces), strict=True):
        if head is not None and _PIECES.search(head):
            seen.append(rate(file, 88, None, "a tokenizer's vocabulary"))
    for file, head in zip(files, survey.heads(files), strict=True):
        if head is None:
            closed.append(unreadable(file, survey.unreadable[file.path]))
        elif pointer := stand_in(file.path, head):
            references.append(pointer.reference)
            seen.append(rate(file, 40, 1, f"{pointer.why}, not the vocabulary itself"))
        elif len(head) >= MIN_BYTES:
            plain = file.name.lower().endswith("_config.json") or not _FILES.fullmatch(file.name)
            seen.append(rate(file, 75 if plain else 88, None, "a tokenizer's vocabulary"))
    library = survey.library
    makes = survey.about.tokenizer or (library and bool(_MAKES.search(survey.about.introduction[:400])))
    seen += [
        judged
        for file in survey.code
        if survey.learns and (judged := _code(file, makes=makes, library=library))
    ]
    return [finding(COMPONENT, seen, unique(references), closed)]


def _code(file: File, *, makes: bool, library: bool) -> Sighting | None:
    """A search of hyperparameters, or code of a tokenizer."""
    if search := file.hit("search"):
        score = 45 if file.named(_EVALUATION) else 80 if file.said(_SEARCH) else 75
        return rate(file, score, search.line, "searches hyperparameters")
    if (grids := file.hit("grids")) and file.named(_TUNES):
        return rate(file, 72, grids.line, "searches hyperparameters")
    if learns := file.hit("learns-pieces"):
        return rate(file, 80, learns.line, "trains the tokenizer")
    tokenizer = file.hit("tokenizer", "pieces")
    if tokenizer and (file.said(_NAMED) or makes or ("pieces" in file.hits and "tokenizer" in file.hits)):
        return rate(file, 80, tokenizer.line, "defines the tokenizer")
    if builds := file.hit("builds-vocabulary"):
        return rate(file, 72 if not library else 45, builds.line, "builds the vocabulary")
    if vocabulary := file.hit("vocabulary", "splits"):
        return rate(file, 40, vocabulary.line, "holds a part of a tokenizer")
    if tokenizer and "okenizer" in tokenizer.text and not library:
        return rate(file, 40, tokenizer.line, "holds a part of a tokenizer")
    return None


def _is_vocabulary(file: File) -> bool:
    named = _FILES.fullmatch(file.name) or _WORDPIECE.fullmatch(file.name) or _TABLE.fullmatch(file.name)
    return file.own and bool(named)


def uses(survey: Survey) -> tuple[Evidence, ...]:
    """What shows that the system works on text, or that its hyperparameters were searched for."""
    return used(
        shown((*survey.code, *survey.config), "uses a tokenizer or a vocabulary", "tokens"),
        told(survey, _SPEAKS, "speaks of a tokenizer, a language model or a search of hyperparameters"),
    )
