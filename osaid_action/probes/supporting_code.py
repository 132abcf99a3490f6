"""Supporting code: does the tree hold the tokenizer or a hyperparameter search?"""

from __future__ import annotations

import re

from ..model import Finding
from ..survey import File, Survey, signal
from ._rank import Sighting, finding, rate

COMPONENT = "supporting-code"
SIGNALS = {
    "code": (
        signal("tokenizer", "Tokenizer tokenizer sentencepiece SentencePiece tiktoken bpe BPE", r"class \w*Tokenizer\w*|train_from_iterator|SentencePieceTrainer|trainers\.\w+Trainer|def (?:tokenize|encode|bpe|get_encoding|train_bpe|train_tokenizer)\w*\("),
        signal("vocabulary", "stoi itos char_to vocab", r"\b(?:stoi|itos|char_to_\w+|token_to_id)\s*="),
        signal("search", "optuna hyperopt ray wandb.sweep GridSearchCV RandomizedSearch keras_tuner BayesSearch", r"optuna\.create_study|hyperopt\.|\btune\.(?:run|Tuner)\(|wandb\.sweep\(|GridSearchCV\(|RandomizedSearchCV\(|keras_tuner|BayesSearchCV\(|def evolve\("),
    ),
}  # fmt: skip
_FILES = re.compile(
    r"(?i)(^|[\w.-]*[_-])(tokenizer\w*\.(json|model|bin)|vocab\.(json|txt|bpe)|merges\.txt|spiece\.model|sentencepiece\S*\.model)$"
    r"|\.tiktoken$|^\w*tokenizer\.json$"
)


def probe(survey: Survey) -> list[Finding]:
    """A tokenizer's files or its code; a wrapper without one is partial."""
    seen: list[Sighting] = []
    for file in survey.files:
        if _FILES.search(file.name) and file.own:
            seen.append(rate(file, 88, None, "a tokenizer's vocabulary"))
    for file in survey.code:
        if not file.own:
            continue
        named = file.said("tokenizer", "tokenizers", "tokenization", "bpe")
        if hit := file["search"]:
            seen.append(
                rate(
                    file,
                    80 if file.said("sweep", "search", "tune", "hyperparameter", "optuna", "train") else 60,
                    hit.line,
                    "searches hyperparameters",
                )
            )
        elif named and (hit := file["tokenizer"]):
            seen.append(rate(file, 80, hit.line, "defines the tokenizer"))
        elif (hit := file["vocabulary"]) or (hit := file["tokenizer"]) and "class" in hit.text:
            seen.append(rate(file, 40, hit.line, "holds a part of a tokenizer"))
    return [finding(COMPONENT, seen)]
