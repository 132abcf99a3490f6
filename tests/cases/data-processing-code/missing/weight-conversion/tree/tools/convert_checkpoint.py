import torch, json
state = torch.load("a.pt")
json.dump({k: v.shape for k, v in state.items()}, open("shapes.json", "w"))
