import argparse
import torch
from net import Net, batches

args = argparse.ArgumentParser().parse_args()
net = Net()
optimizer = torch.optim.Adam(net.parameters())
for x, y in batches(args.data):
    loss = net.loss(x, y)
    loss.backward()
    optimizer.step()
