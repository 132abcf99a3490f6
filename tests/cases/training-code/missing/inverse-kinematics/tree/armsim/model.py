import numpy as np


class Model:
    def __init__(self, urdf):
        self.links = urdf.links

    def forward(self, q):
        return np.dot(self.transform(q), self.base)

    def step(self, u, dt):
        self.v += dt * u
        return self.v
