import torch
from model import RRDB
net = RRDB()
opt = torch.optim.Adam(net.parameters(), lr=1e-4)
for lo, hi in loader:
    loss = (net(lo) - hi).abs().mean()
    opt.zero_grad()
    loss.backward()
    opt.step()
