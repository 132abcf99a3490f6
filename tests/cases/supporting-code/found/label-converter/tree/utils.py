import torch


class LineLabelConverter:
    def __init__(self, letters):
        self.index = {c: i for i, c in enumerate(letters)}

    def encode(self, text):
        return torch.tensor([self.index[c] for c in text])
