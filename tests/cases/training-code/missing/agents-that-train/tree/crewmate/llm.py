import litellm


class LLM:
    def __init__(self, model, api_key=None):
        self.model, self.api_key = model, api_key

    def generate(self, prompt):
        return litellm.completion(model=self.model, api_key=self.api_key, messages=[{"role": "user", "content": prompt}])
