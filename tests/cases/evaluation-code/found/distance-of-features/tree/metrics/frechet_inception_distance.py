import numpy as np
import scipy


def calculate_frechet_distance(mu1, sigma1, mu2, sigma2):
    m = np.square(mu1 - mu2).sum()
    s = scipy.linalg.sqrtm(np.dot(sigma1, sigma2))
    return m + np.trace(sigma1 + sigma2 - 2 * s)
