import timm
import torch.nn as nn


class Net(nn.Module):
    def __init__(self, name, n):
        super().__init__()
        self.backbone = timm.create_model(name, pretrained=True, num_classes=0)
        self.pool = GeM()
        self.head = nn.Linear(self.backbone.num_features, n)

    def forward(self, x):
        return self.head(self.pool(self.backbone.forward_features(x)).flatten(1))
