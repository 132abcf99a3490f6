import torch
import torchvision
from torch import nn
from trainkit import Engine

net = torchvision.models.resnet18(num_classes=10)
opt = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4)
Engine(net, opt, nn.CrossEntropyLoss()).fit(loader, epochs=90)
