import torch


class Accuracy:
    def __init__(self):
        self.correct = self.total = 0

    def update(self, pred, y):
        self.correct += (pred.argmax(1) == y).sum().item()
        self.total += len(y)

    def compute(self):
        return self.correct / self.total
