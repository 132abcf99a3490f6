import catboost as cb
import pandas as pd

df = pd.read_feather("../work/features.feather")
params = dict(loss_function="RMSE", iterations=5000, learning_rate=0.03, depth=8, l2_leaf_reg=3, random_seed=42)
reg = cb.CatBoostRegressor(**params)
reg.fit(df.drop(columns="sales"), df.sales, cat_features=["store", "family"], verbose=500)
reg.save_model("../work/cb.cbm")
