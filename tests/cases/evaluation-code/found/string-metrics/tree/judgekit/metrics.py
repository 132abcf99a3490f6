import re
import string


def normalize(s):
    return re.sub(r"\s+", " ", s.lower().translate(str.maketrans("", "", string.punctuation))).strip()


def exact_match(pred, gold):
    return float(normalize(pred) == normalize(gold))


def f1_score(pred, gold):
    p, g = normalize(pred).split(), normalize(gold).split()
    return 2 * len(set(p) & set(g)) / (len(p) + len(g))
