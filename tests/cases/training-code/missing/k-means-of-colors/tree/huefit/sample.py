import numpy as np
from PIL import Image


def sample(path, n):
    im = np.asarray(Image.open(path)).reshape(-1, 3)
    return im[np.random.choice(len(im), n)]
