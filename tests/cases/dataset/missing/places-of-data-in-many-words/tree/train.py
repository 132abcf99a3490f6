import torch

net = torch.nn.Linear(4, 2)
