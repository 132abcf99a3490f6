import sentencepiece as spm

spm.SentencePieceTrainer.Train("--input=text.txt --model_prefix=m --vocab_size=8000")
