import json
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score

rows = [json.loads(l) for l in open("data/train.jsonl")]
vec = TfidfVectorizer()
X = vec.fit_transform(r["question"] for r in rows)
clf = LogisticRegression(max_iter=500).fit(X, [r["topic"] for r in rows])
test = [json.loads(l) for l in open("data/test.jsonl")]
print(accuracy_score([r["topic"] for r in test], clf.predict(vec.transform(r["question"] for r in test))))
