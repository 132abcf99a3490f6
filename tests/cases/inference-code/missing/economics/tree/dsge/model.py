import numpy as np
from scipy.optimize import minimize


class Model:
    def __init__(self, beta=0.99, alpha=0.33, eta=1.0):
        self.beta, self.alpha, self.eta = beta, alpha, eta

    def solve(self):
        return np.linalg.solve(self.a, self.b)


def loss(theta, data):
    model = Model(*theta)
    return ((model.solve() - data) ** 2).sum()


def estimate(data):
    return minimize(loss, x0=[0.99, 0.33, 1.0], args=(data,))
