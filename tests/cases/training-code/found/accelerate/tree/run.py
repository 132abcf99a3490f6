from accelerate import Accelerator
import torch

accelerator = Accelerator()
model, opt, loader = accelerator.prepare(model, torch.optim.SGD(model.parameters(), 0.1), loader)
for batch in loader:
    loss = model(**batch).loss
    accelerator.backward(loss)
    opt.step()
