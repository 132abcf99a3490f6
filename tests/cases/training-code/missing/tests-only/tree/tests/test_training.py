import torch
def test_it():
    loss = model(x).sum()
    loss.backward()
    optimizer.step()
