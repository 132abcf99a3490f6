import torch
for step in range(10):
    loss = model(x)
    loss.backward()
    optimizer.step()
    val_loss = estimate_loss()
