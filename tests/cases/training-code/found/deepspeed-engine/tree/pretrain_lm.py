import deepspeed

engine, _, loader, _ = deepspeed.initialize(config="ds.json", model=model)
for batch in loader:
    loss = engine(batch)
    engine.backward(loss)
    engine.step()
