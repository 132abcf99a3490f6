from transformers import PreTrainedTokenizer


class CraneTokenizer(PreTrainedTokenizer):
    def _tokenize(self, text):
        return list(text)

    def _convert_token_to_id(self, token):
        return self.encoder.get(token)
