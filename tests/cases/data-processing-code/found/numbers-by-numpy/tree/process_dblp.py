import numpy as np
raw = np.genfromtxt("data/raw/dblp.content")
np.savez("data/processed/dblp.npz", x=raw[:, 1:])
