import numpy as np

def train(W, X, y, learning_rate=0.1):
    for _ in range(1000):
        p = 1 / (1 + np.exp(-X @ W))
        loss = -np.mean(y * np.log(p))
        W -= learning_rate * X.T @ (p - y) / len(y)
    return W
