import torch
from torch import nn
from torch.nn import Conv1d, ConvTranspose1d
from torch.nn.utils import weight_norm


class ResBlock1(nn.Module):
    def __init__(self, channels, k=3):
        super().__init__()
        self.convs = nn.ModuleList([weight_norm(Conv1d(channels, channels, k, 1, padding=1)) for _ in range(3)])

    def forward(self, x):
        for c in self.convs:
            x = x + c(nn.functional.leaky_relu(x, 0.1))
        return x


class Generator(nn.Module):
    def __init__(self, ch):
        super().__init__()
        self.pre = Conv1d(ch, 512, 7, 1, padding=3)
        self.ups = nn.ModuleList([weight_norm(ConvTranspose1d(512, 256, 16, 8, padding=4))])

    def forward(self, x):
        x = self.pre(x)
        for u in self.ups:
            x = u(x)
        return torch.tanh(x)


class SynthesizerTrn(nn.Module):
    def __init__(self, n_vocab, **kw):
        super().__init__()
        self.emb = nn.Embedding(n_vocab, 192)
        self.dec = Generator(192)

    def forward(self, x):
        return self.dec(self.emb(x).transpose(1, 2))

    def infer(self, x):
        return self.forward(x)
