import joblib
from sklearn.linear_model import LogisticRegression


def fit(X, y):
    m = LogisticRegression(max_iter=200)
    m.fit(X, y)
    joblib.dump(m, "noshow.joblib")
