import torch
from towers import Tower

users, items = Tower(6041), Tower(3953)
optim_u = torch.optim.Adagrad(users.parameters(), lr=0.05)
optim_i = torch.optim.Adagrad(items.parameters(), lr=0.05)
for epoch in range(20):
    for u, i in batches("processed/train.csv", 1024):
        s = users(u) @ items(i).T / 0.07
        l = torch.nn.functional.cross_entropy(s, torch.arange(len(u)))
        l.backward()
        for o in (optim_u, optim_i):
            o.step()
            o.zero_grad()
    print(epoch, hit_rate_at_k(users, items, 10), ndcg_at_k(users, items, 10))
