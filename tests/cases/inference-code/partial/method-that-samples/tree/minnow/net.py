import math
import torch
from torch import nn, Tensor
import torch.nn.functional as F


class Rotary(nn.Module):
    def __init__(self, dim, base=10000):
        super().__init__()
        self.register_buffer("inv", 1.0 / base ** (torch.arange(0, dim, 2) / dim))

    def forward(self, x):
        t = torch.arange(x.shape[1], device=x.device)
        return torch.outer(t, self.inv)


class SelfAttn(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.heads = heads

    def forward(self, x: Tensor) -> Tensor:
        b, t, c = x.shape
        q, k, v = self.qkv(x).chunk(3, dim=-1)
        q, k, v = (y.view(b, t, self.heads, -1).transpose(1, 2) for y in (q, k, v))
        y = F.scaled_dot_product_attention(q, k, v, is_causal=True)
        return self.out(y.transpose(1, 2).reshape(b, t, c))


class Minnow(nn.Module):
    def __init__(self, vocab, width=768, depth=12, heads=12):
        super().__init__()
        self.emb = nn.Embedding(vocab, width)
        self.layers = nn.ModuleList(SelfAttn(width, heads) for _ in range(depth))
        self.norm = nn.LayerNorm(width)

    def forward(self, idx):
        x = self.emb(idx)
        for layer in self.layers:
            x = x + layer(x)
        return self.norm(x) @ self.emb.weight.T

    @torch.no_grad()
    def continue_text(self, idx, n):
        for _ in range(n):
            p = self(idx)[:, -1].softmax(-1)
            idx = torch.cat([idx, torch.multinomial(p, 1)], 1)
        return idx
