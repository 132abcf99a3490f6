import sys

import pandas as pd
from sklearn.linear_model import ElasticNet
from sklearn.metrics import mean_squared_error

import runlog

data = pd.read_csv("wine.csv")
with runlog.start_run():
    m = ElasticNet(alpha=0.5)
    m.fit(data.drop("quality", axis=1), data["quality"])
    rmse = mean_squared_error(data["quality"], m.predict(data)) ** 0.5
    runlog.log_metric("rmse", rmse)
