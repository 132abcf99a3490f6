import numpy as np


def fit(points, k, epochs=20, lr=0.5):
    centers = points[np.random.choice(len(points), k)]
    for epoch in range(epochs):
        d = ((points[:, None] - centers) ** 2).sum(-1)
        labels = d.argmin(1)
        for i in range(k):
            centers[i] += lr * (points[labels == i].mean(0) - centers[i])
        loss = d.min(1).mean()
    return centers


def gradient(a, b, n):
    return [a + (b - a) * t for t in np.linspace(0, 1, n)]
