class Tokenizer:
    def encode(self, text):
        return [self.ranks[c] for c in text]
