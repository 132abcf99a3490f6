import sentencepiece as spm
spm.SentencePieceTrainer.train(input="corpus.txt", model_prefix="tok", vocab_size=32000)
