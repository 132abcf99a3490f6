import torch
for x, y in loader:
    loss = loss_fn(model(x), y)
    loss.backward()
    optimizer.step()
