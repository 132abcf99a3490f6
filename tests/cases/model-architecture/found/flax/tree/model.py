import jax
from flax import linen as nn

class MLP(nn.Module):
    @nn.compact
    def __call__(self, x):
        x = nn.Dense(128)(x)
        x = nn.Dense(64)(x)
        return nn.Dense(10)(x)
