import torch
import torch.nn as nn
from transformers import AutoModelForCausalLM


class Actor(nn.Module):
    def __init__(self, name):
        super().__init__()
        self.model = AutoModelForCausalLM.from_pretrained(name)

    @torch.no_grad()
    def generate(self, ids):
        return self.model.generate(ids)

    def forward(self, ids):
        return self.model(ids).logits
