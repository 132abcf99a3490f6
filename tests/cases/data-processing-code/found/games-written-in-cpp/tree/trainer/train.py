import argparse
import torch
import torch.nn as nn


class NNUE(nn.Module):
    def __init__(self):
        super().__init__()
        self.ft = nn.Linear(768, 256)
        self.l1 = nn.Linear(512, 1)

    def forward(self, us, them):
        a, b = self.ft(us).clamp(0, 1), self.ft(them).clamp(0, 1)
        return self.l1(torch.cat([a, b], 1))


def main():
    p = argparse.ArgumentParser()
    p.add_argument("--lr", type=float, default=1e-3)
    p.add_argument("--batch-size", type=int, default=16384)
    p.add_argument("--epochs", type=int, default=30)
    args = p.parse_args()
    net = NNUE().cuda()
    opt = torch.optim.Adam(net.parameters(), lr=args.lr)
    for batch in loader:
        opt.zero_grad()
        loss = ((net(*batch.x).sigmoid() - batch.y) ** 2).mean()
        loss.backward()
        opt.step()
