import itertools
from .models import TypeVar, Model


class Inference:
    def __init__(self, model):
        self.model = model

    def infer(self, node):
        t = self.infer_type(node)
        return self.unify(t)

    def predict(self, node):
        return self.infer(node)


def infer(node):
    return Inference(Model()).infer(node)
