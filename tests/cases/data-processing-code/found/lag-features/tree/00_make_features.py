import numpy as np
import pandas as pd

train = pd.read_csv("../input/train.csv", parse_dates=["date"])
for lag in (16, 23, 30):
    train[f"lag_{lag}"] = train.groupby(["store", "family"]).sales.shift(lag)
train["dow"] = train.date.dt.dayofweek
train.to_feather("../work/features.feather")
