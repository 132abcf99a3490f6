import numpy as np


def solve(target, q, alpha=0.5, iterations=200):
    for _ in range(iterations):
        error = target - forward(q)
        q = q + alpha * jacobian(q).T @ error
    return q


def forward(q):
    return np.array([np.cos(q).sum(), np.sin(q).sum()])
