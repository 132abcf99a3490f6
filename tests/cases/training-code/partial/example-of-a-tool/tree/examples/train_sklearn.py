import runlog
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression

X, y = load_iris(return_X_y=True)
with runlog.run() as run:
    clf = LogisticRegression(C=0.1).fit(X, y)
    run.log_metric("accuracy", clf.score(X, y))
