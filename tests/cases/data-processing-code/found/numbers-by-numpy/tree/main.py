import argparse
import torch
from model import Encoder
from eval import label_classification

p = argparse.ArgumentParser()
p.add_argument("--dataset")
args = p.parse_args()
config = yaml.safe_load(open("config.yaml"))[args.dataset]
model = Encoder(1433, 128)
optimizer = torch.optim.Adam(model.parameters(), lr=config["learning_rate"])
for epoch in range(config["num_epochs"]):
    optimizer.zero_grad()
    loss = model.loss(model(x1), model(x2))
    loss.backward()
    optimizer.step()
label_classification(model(x), y)
