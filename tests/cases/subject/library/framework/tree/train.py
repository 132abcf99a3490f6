import torch
loss = loss_fn(model(x), y)
loss.backward()
optimizer.step()
