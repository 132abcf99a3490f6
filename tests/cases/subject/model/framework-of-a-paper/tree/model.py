import torch
import torch.nn as nn
from torch_geometric.nn import GCNConv


class Encoder(nn.Module):
    def __init__(self, a, b):
        super().__init__()
        self.conv = nn.ModuleList([GCNConv(a, b), GCNConv(b, b)])
        self.fc1 = nn.Linear(b, b)
        self.fc2 = nn.Linear(b, b)

    def forward(self, x, e):
        for c in self.conv:
            x = torch.relu(c(x, e))
        return x
