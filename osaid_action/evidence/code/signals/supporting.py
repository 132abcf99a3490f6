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
        ),
        signal(
            "learns-pieces",
            r"train_from_iterator",  # tokenizers
            r"trainers\.\w{1,30}Trainer",
            r"SentencePieceTrainer",
            r"\b(?:learn_bpe|train_bpe|BpeTrainer|WordPieceTrainer|UnigramTrainer)\b",
            r"\bSubwordTextEncoder\.build_from_corpus\(",  # TensorFlow
        ),
        signal(
            "builds-vocabulary",
            r"\b(?:def|function|func|fn) (?:\w{1,20}[.:])?(?:create|build|make|generate)_?\w{0,20}"
            r"(?:[vV]ocab|[aA]lphabet|[cC]harset|[wW]ord_?[dD]ict)\w{0,20}\(",
            r"^\s{0,8}class \w{0,30}(?:Vocab(?:ulary)?|LabelConverter|Alphabet|TextEncoder|Phonemi[sz]er|G2P)"
            r"\s{0,4}[(:]",
            r"\.(?:fit_on_texts|build_vocab)\(",  # Keras, torchtext
        ),
        signal(
            "splits",
            r"\b(?:def|function|func|fn) \w{0,20}(?:kmer|k_mer|jamo|phoneme|grapheme|pinyin)\w{0,20}\s?\(",
        ),
        signal(
            "pieces",
            r"\b(?:struct|class|enum) \w{0,30}_(?:tokenizer|vocab)\b",  # llama.cpp
            r"\bbpe_(?:merges?|ranks?)\b",
        ),
        signal(
            "vocabulary",
            r"\b(?:stoi|itos)\s{0,20}=",  # characters, in the way of char-rnn
            r"\b_?(?:char|word|tok|token|phoneme|symbol|letter|vocab|kana|jamo)s?_?(?:2|to|_to_)_?(?:idx|ix|id|int|index|num)"
            r"\w{0,6}\s{0,20}(?:=|<-)",
            r"\b(?:idx|ix|id|int|index)_?(?:2|to|_to_)_?(?:char|word|tok|token|phoneme|symbol|letter|vocab)s?\b\s{0,20}(?:=|<-)",
            r"\benumerate\(\s{0,4}(?:self\.)?_?\w{0,12}(?:chars|alphabet|vocab|phonemes|symbols|letters)\b",
            r"\b[wc]2(?:idx|ix|id)\s{0,20}=",
            r"^\s{0,8}_?(?:\w{0,20}_)?(?:alphabet|charset|phonemes|symbols|kanas|vowels)\s{0,4}=\s{0,4}[\[(]$",
            r"^\s{0,8}_?(?:\w{0,20}_)?(?:alphabet|chars|charset|phonemes|symbols|letters|kanas|vowels)\s{0,4}"
            r"=\s{0,4}[\[({]\s{0,4}[\"'].{1,3}[\"'],",
            r"^\s{0,8}_?(?:\w{0,20}_)?(?:alphabet|chars|charset|phonemes|symbols|letters)\s{0,4}=\s{0,4}[\"'][^\"']{10}",
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
            r"\b(?:tune_grid|tune_bayes|tune_race_anova)\(",  # tidymodels
            r"\b(?:BayesianOptimization|gp_minimize|forest_minimize)\(",
            r"\bParameterGrid\(",
            r"\bnni\.get_next_parameter\(",
            r"\bkt\.(?:Hyperband|RandomSearch|BayesianOptimization|GridSearch)\(",
            r"\bfitc\w{1,8}\(.{0,200}OptimizeHyperparameters",  # MATLAB
            r"\bproduct\(.{0,200}(?:\blr|learning_rate|epochs|batch_size|dropout)",
            r"ParamGridBuilder\(",  # Spark
        ),
        signal(
            "grids",
            r"\bproduct\(",
            r"\bexpand\.grid\(",
            r"\bfor \w{1,20} in (?:np\.linspace|np\.logspace|np\.arange)\(",
        ),
    ),
}
