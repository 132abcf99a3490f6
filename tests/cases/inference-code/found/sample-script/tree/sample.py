import torch
from model import GPT

model = GPT(config)
model.load_state_dict(torch.load("ckpt.pt"))
model.eval()
print(model.generate(start, max_new_tokens=100))
