import torch
from pkg.model import Net

net = Net()
net.load_state_dict(torch.load('w.pt'))
net.eval()
with torch.no_grad():
    print(net.predict(x))
