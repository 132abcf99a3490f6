class Encoding:
    def encode(self, text):
        return self._core_bpe.encode(text)
