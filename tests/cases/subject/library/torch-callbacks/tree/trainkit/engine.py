import torch
from .callbacks import CallbackList


class Engine:
    def __init__(self, model, optimizer, loss_fn, callbacks=()):
        self.model, self.optimizer, self.loss_fn = model, optimizer, loss_fn
        self.callbacks = CallbackList(callbacks)
        self.scaler = torch.cuda.amp.GradScaler()

    def fit(self, loader, epochs=1):
        for epoch in range(epochs):
            for x, y in loader:
                with torch.autocast("cuda"):
                    loss = self.loss_fn(self.model(x), y)
                self.scaler.scale(loss).backward()
                self.scaler.step(self.optimizer)
                self.scaler.update()
                self.optimizer.zero_grad()
            self.callbacks.on_epoch_end(epoch)

    @torch.no_grad()
    def predict(self, loader):
        self.model.eval()
        return torch.cat([self.model(x) for x in loader])
