from sklearn.pipeline import Pipeline

def fit(self, X, y):
    self.estimator.fit(X, y)
