import torch
from torch import nn

class LoRA(nn.Module):
    def forward(self, x):
        return x
