import numpy as np


class Network:
    def __init__(self, layers):
        self.layers = layers

    def predict(self, x):
        for layer in self.layers:
            x = np.tanh(np.dot(x, layer.weights) + layer.bias)
        return x
