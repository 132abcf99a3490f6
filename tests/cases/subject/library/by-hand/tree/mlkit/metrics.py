import numpy as np


def accuracy_score(y, p):
    return np.mean(y == p)


def mean_squared_error(y, p):
    return np.mean((y - p) ** 2)
