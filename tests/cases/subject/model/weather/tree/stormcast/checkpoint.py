import numpy as np


def load(f, typ):
    return _unflatten(dict(np.load(f)))
