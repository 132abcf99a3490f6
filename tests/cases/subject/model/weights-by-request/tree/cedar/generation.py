import json
from pathlib import Path

import torch

from cedar.model import ModelArgs, Transformer
from cedar.tokenizer import Tokenizer


class Cedar:
    @staticmethod
    def build(ckpt_dir, tokenizer_path):
        checkpoint = torch.load(sorted(Path(ckpt_dir).glob("*.pth"))[0], map_location="cpu")
        model = Transformer(ModelArgs(**json.load(open("params.json"))))
        model.load_state_dict(checkpoint, strict=False)
        return Cedar(model, Tokenizer(tokenizer_path))

    @torch.inference_mode()
    def generate(self, prompt_tokens, max_gen_len, temperature=0.6, top_p=0.9):
        logits = self.model.forward(prompt_tokens)
        probs = torch.softmax(logits / temperature, dim=-1)
        return torch.multinomial(probs, 1)
