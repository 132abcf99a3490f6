class Parser:
    def predict(self, token):
        return self.table[token]
