import numpy as np


class LogisticRegression:
    def __init__(self, lr=0.1, n_iter=1000):
        self.lr, self.n_iter = lr, n_iter

    def fit(self, X, y):
        self.w = np.zeros(X.shape[1])
        for _ in range(self.n_iter):
            p = 1 / (1 + np.exp(-X @ self.w))
            grad = X.T @ (p - y) / len(y)
            self.w -= self.lr * grad
        return self

    def predict(self, X):
        return (X @ self.w > 0).astype(int)
