def bpe_train(data, vocab_size, pat_str):
    ranks = {}
    while len(ranks) < vocab_size:
        ranks[most_common] = len(ranks)
    return ranks
