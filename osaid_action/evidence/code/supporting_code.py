"""Supporting code: does the tree hold the tokenizer or a hyperparameter search?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...patterns import lazy
from ..about import introduction, library_said, tokenizer_said
from ..frameworks import learns
from ..rank import Sighting, finding, rate
from ..survey import signal, words

if TYPE_CHECKING:
    from ...model import Finding
    from ..survey import Survey

COMPONENT = "supporting-code"
SIGNALS = {
    "code": (
        signal(
            "tokenizer",
            "Tokenizer SentencePieceTrainer train_from_iterator trainers. train_tokenizer get_encoding "
            "train_bpe def␣tokenize fn␣tokenize void␣tokenize function␣tokenize def␣encode fn␣encode "
            "void␣encode function␣encode def␣bpe fn␣bpe function␣bpe",
            r"(?:class|struct) \w{0,30}Tokenizer\w{0,30}|\bTokenizer::(?:en|de)code\("
            r"|train_from_iterator|SentencePieceTrainer"
            r"|trainers\.\w{1,30}Trainer",
            r"\b(?:def|fn|void|function) (?:tokenize|encode|bpe|get_encoding|train_bpe"
            r"|train_tokenizer)\w{0,30}\s{0,20}\(",
        ),
        signal(
            "pieces",
            "_tokenizer _vocab bpe_",
            r"\b(?:struct|class|enum) \w{0,30}_(?:tokenizer|vocab)\b|\bbpe_(?:merges?|ranks?)\b",
        ),
        signal(
            "vocabulary",
            "stoi itos char_to _to_id _to_idx 2idx 2id",
            r"\b(?:stoi|itos|tok_to_idx|char2idx|word2idx|token2id|word2id|char_to_\w{1,30}|_?(?:token|symbol|char|word|phone)s?_to_id)\s{0,20}=",
        ),
        signal(
            "search",
            "optuna hyperopt tune. wandb.sweep GridSearchCV RandomizedSearch keras_tuner BayesSearch "
            "evolve( tuneGrid ParamGridBuilder",
            r"optuna\.create_study|hyperopt\.|\btune\.(?:run|Tuner)\(|wandb\.sweep\(|GridSearchCV\("
            r"|keras_tuner",
            r"RandomizedSearchCV\(|BayesSearchCV\(|def evolve\(|\btuneGrid\s{0,20}=|tune_grid\("
            r"|ParamGridBuilder\(",
        ),
    ),
}
_FILES = lazy(
    r"(?i)(?:[\w.-]{0,80}[_-])?(?:tokenizer\w{0,30}\.(?:json|model|bin)|vocab\.(?:json|bpe)|merges\.txt"
    r"|spiece\.model"
    r"|sentencepiece\S{0,60}\.model)|.*\.tiktoken"
)
_FILES_LIKE = lazy(r"(?i)token|vocab|merges|spiece|sentencepiece")
_SUFFIXES = words("json model bin bpe txt tiktoken")
_WORDPIECE = lazy(r"(?i)(?:[\w.-]{0,80}[_-])?vocab\.txt")
_NAMED = words("tokenizer tokenizers tokenization bpe vocab vocabulary tokenize")
_EVALUATION = words("eval evaluate evaluation probe probing")
_SEARCH = words("sweep search tune tuning hyperparameter hyperparameters optuna train hpo")
_MAKES = lazy(r"(?i)\btoken(?:iz|is)(?:ers?|ation)\b")
MIN_BYTES = 64


def probe(survey: Survey) -> list[Finding]:
    """A tokenizer's files or its code; a wrapper without one is partial."""
    seen: list[Sighting] = []
    for file in survey.with_suffix(_SUFFIXES.__contains__, _FILES_LIKE.search):
        if not file.own or not (_FILES.fullmatch(file.name) or _WORDPIECE.fullmatch(file.name)):
            continue
        size = survey.tree.size(file.entry)
        if size is None or size >= MIN_BYTES:
            plain = file.name.lower().endswith("_config.json") or _WORDPIECE.fullmatch(file.name)
            seen.append(rate(file, 75 if plain else 88, None, "a tokenizer's vocabulary"))
    library = library_said(survey)
    makes = tokenizer_said(survey) or (library and bool(_MAKES.search(introduction(survey)[:400])))
    for file in survey.code if learns(survey) else ():
        tokenizer, vocabulary, search = (
            file.hit("tokenizer", "pieces"),
            file.hit("vocabulary"),
            file.hit("search"),
        )
        if search:
            score = 45 if file.named(_EVALUATION) else 80 if file.said(_SEARCH) else 75
            seen.append(rate(file, score, search.line, "searches hyperparameters"))
        elif tokenizer and (file.said(_NAMED) or makes):
            seen.append(rate(file, 80, tokenizer.line, "defines the tokenizer"))
        elif vocabulary or (tokenizer and "okenizer" in tokenizer.text and not library):
            place = vocabulary or tokenizer
            seen.append(rate(file, 40, place.line if place else None, "holds a part of a tokenizer"))
    return [finding(COMPONENT, seen)]
