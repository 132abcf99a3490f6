import re


def normalise(s):
    return re.sub(r"\W+", " ", s.lower()).strip()


def score(pred, gold):
    return float(normalise(pred) == normalise(gold))


def aggregate(rows):
    success_rate = sum(r["ok"] for r in rows) / len(rows)
    return {"success": success_rate}
