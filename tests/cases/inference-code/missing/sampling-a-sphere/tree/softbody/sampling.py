import numpy as np


def sample_sphere(n, rng):
    p = rng.normal(size=(n, 3))
    return p / np.linalg.norm(p, axis=1, keepdims=True)


def generate(n):
    return sample_sphere(n, np.random.default_rng())
