"""What code that makes a tokenizer or searches hyperparameters says."""

from __future__ import annotations

from ...signals import signal

_TOKENS = signal(
    "tokens",
    r"[tT]okenizer",
    r"\btiktoken\b",
    r"\b[sS]entence_?[pP]iece\w{0,20}\b",
    r"\bvocab(?:_|[A-Z.])?(?:size|Size|file|path)\b",
    r"\.tokenize\(",
)
SIGNALS = {
    "config": (_TOKENS,),
    "code": (
        _TOKENS,
        signal(
            "tokenizer",
            r"(?:class|struct) \w{0,30}Tokenizer\w{0,30}",
            r"\bTokenizer::(?:en|de)code\(",
            r"\b(?:def|fn|void|function) (?:tokenize|encode|bpe)\w{0,30}\s{0,20}\(",
            r"\b(?:def|fn|void|function) (?:get_encoding|train_bpe|train_tokenizer)\w{0,30}\s{0,20}\(",
            r"train_from_iterator",  # tokenizers
            r"trainers\.\w{1,30}Trainer",
            r"SentencePieceTrainer",
        ),
        signal(
            "pieces",
            r"\b(?:struct|class|enum) \w{0,30}_(?:tokenizer|vocab)\b",  # llama.cpp
            r"\bbpe_(?:merges?|ranks?)\b",
        ),
        signal(
            "vocabulary",
            r"\b(?:stoi|itos)\s{0,20}=",  # characters, in the way of char-rnn
            r"\b(?:char2idx|word2idx|token2id|word2id)\s{0,20}=",
            r"\btok_to_idx\s{0,20}=",
            r"\bchar_to_\w{1,30}\s{0,20}=",
            r"\b_?(?:token|symbol|char|word|phone)s?_to_id\s{0,20}=",
        ),
        signal(
            "search",
            r"optuna\.create_study",
            r"hyperopt\.",
            r"\btune\.(?:run|Tuner)\(",  # Ray
            r"wandb\.sweep\(",
            r"(?:GridSearch|RandomizedSearch|BayesSearch)CV\(",  # scikit-learn, scikit-optimize
            r"keras_tuner",
            r"def evolve\(",  # YOLOv5
            r"\btuneGrid\s{0,20}=",  # caret
            r"ParamGridBuilder\(",  # Spark
        ),
    ),
}
