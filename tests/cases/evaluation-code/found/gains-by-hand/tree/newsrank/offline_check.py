import numpy as np


def dcg(rel, k):
    return np.sum(rel[:k] / np.log2(np.arange(2, k + 2)))


def ndcg(rel, k=10):
    return dcg(rel, k) / max(dcg(np.sort(rel)[::-1], k), 1e-9)


hits = np.mean([ndcg(r) for r in ranked])
print("nDCG@10", hits)
