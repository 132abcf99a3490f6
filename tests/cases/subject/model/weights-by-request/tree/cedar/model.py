import math
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from fairscale.nn.model_parallel.layers import ColumnParallelLinear, ParallelEmbedding, RowParallelLinear
from torch import nn


@dataclass
class ModelArgs:
    dim: int = 4096
    n_layers: int = 32
    max_batch_size: int = 32


class RMSNorm(torch.nn.Module):
    def __init__(self, dim, eps=1e-6):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(dim))

    def forward(self, x):
        return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True)) * self.weight


class Attention(nn.Module):
    def __init__(self, args):
        super().__init__()
        self.wq = ColumnParallelLinear(args.dim, args.dim, bias=False)
        self.wo = RowParallelLinear(args.dim, args.dim, bias=False)

    def forward(self, x):
        return self.wo(self.wq(x))


class Transformer(nn.Module):
    def __init__(self, params):
        super().__init__()
        self.tok = ParallelEmbedding(params.vocab_size, params.dim)
        self.layers = nn.ModuleList([Attention(params) for _ in range(params.n_layers)])

    @torch.inference_mode()
    def forward(self, tokens):
        h = self.tok(tokens)
        for layer in self.layers:
            h = layer(h)
        return h
