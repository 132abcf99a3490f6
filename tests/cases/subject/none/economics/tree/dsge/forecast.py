import numpy as np
from .model import Model


def forecast(model, h):
    return np.array([model.solve() for _ in range(h)])


def predict(h):
    return forecast(Model(), h)
