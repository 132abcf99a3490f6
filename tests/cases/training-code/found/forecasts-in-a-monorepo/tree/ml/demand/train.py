import lightgbm as lgb
import pandas as pd

df = pd.read_parquet("features.parquet")
params = {"learning_rate": 0.05, "num_leaves": 63, "objective": "poisson"}
model = lgb.train(params, lgb.Dataset(df.drop("y", axis=1), df.y), num_boost_round=500)
model.save_model("model.txt")
