import torch
import yaml
from cnn14 import Cnn14

cfg = yaml.safe_load(open("baselines/config.yaml"))
model = Cnn14(40)
opt = torch.optim.Adam(model.parameters(), lr=cfg["lr"])
for epoch in range(cfg["epochs"]):
    for x, y in loader:
        loss = torch.nn.functional.binary_cross_entropy_with_logits(model(x), y)
        opt.zero_grad()
        loss.backward()
        opt.step()
