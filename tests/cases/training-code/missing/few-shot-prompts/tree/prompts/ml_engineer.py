SYSTEM = """You are an ML engineer. Write code such as:
model = Net()
optimizer = torch.optim.Adam(model.parameters(), lr=3e-4)
for epoch in range(10):
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
"""

FEW_SHOT = [
    {"user": "How do I train?", "assistant": "Call trainer.train() after Trainer(model=model, args=args)."},
]
