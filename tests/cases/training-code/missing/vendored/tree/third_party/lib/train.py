import torch
loss.backward()
optimizer.step()
