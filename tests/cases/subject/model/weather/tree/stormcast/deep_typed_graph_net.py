import haiku as hk
import jax


class DeepTypedGraphNet(hk.Module):
    def __init__(self, size, name="net"):
        super().__init__(name=name)
        self.size = size

    def __call__(self, g):
        net = hk.Sequential([hk.Linear(self.size), jax.nn.swish, hk.Linear(self.size)])
        return hk.LayerNorm(-1, True, True)(net(g))
