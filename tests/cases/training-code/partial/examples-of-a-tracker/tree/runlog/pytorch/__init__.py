import torch

from runlog.models.model import Model


def save_model(pytorch_model, path):
    torch.save(pytorch_model, path)


def load_model(path):
    return torch.load(path)


class _PyTorchWrapper:
    def predict(self, data):
        with torch.no_grad():
            return self.pytorch_model(torch.from_numpy(data))
