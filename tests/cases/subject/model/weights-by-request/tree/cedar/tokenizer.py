from sentencepiece import SentencePieceProcessor


class Tokenizer:
    def __init__(self, model_path):
        self.sp_model = SentencePieceProcessor(model_file=model_path)

    def encode(self, s, bos, eos):
        return self.sp_model.encode(s)

    def decode(self, t):
        return self.sp_model.decode(t)
