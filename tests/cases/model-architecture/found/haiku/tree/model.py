import haiku as hk

class Decoder(hk.Module):
    def __call__(self, x):
        x = hk.Linear(64)(x)
        x = hk.LayerNorm(-1, True, True)(x)
        return hk.Linear(10)(x)
