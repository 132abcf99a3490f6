import joblib
import lightgbm as lgb
import pandas as pd
from sklearn.model_selection import TimeSeriesSplit
from sklearn.metrics import mean_absolute_error

PARAMS = {"objective": "poisson", "learning_rate": 0.05, "num_leaves": 63, "n_estimators": 800, "subsample": 0.8}


def main():
    df = pd.read_parquet("data/features.parquet")
    X, y = df.drop(columns="qty"), df.qty
    maes = []
    for tr, te in TimeSeriesSplit(5).split(X):
        m = lgb.LGBMRegressor(**PARAMS).fit(X.iloc[tr], y.iloc[tr])
        maes.append(mean_absolute_error(y.iloc[te], m.predict(X.iloc[te])))
    model = lgb.LGBMRegressor(**PARAMS).fit(X, y)
    joblib.dump(model, "model.joblib")
    print("mae", sum(maes) / len(maes))


main()
