import torch
def test():
    m = torch.nn.Linear(1, 1)
    opt = torch.optim.SGD(m.parameters(), lr=0.1)
    loss = m(torch.ones(1, 1)).sum()
    loss.backward()
    opt.step()
