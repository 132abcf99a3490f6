import torch
import torch.nn as nn


class Tower(nn.Module):
    def __init__(self, n, d=64):
        super().__init__()
        self.e = nn.Embedding(n, d)
        self.f = nn.Sequential(nn.Linear(d, d), nn.ReLU(), nn.Linear(d, d))

    def forward(self, ids):
        return nn.functional.normalize(self.f(self.e(ids)), dim=-1)
