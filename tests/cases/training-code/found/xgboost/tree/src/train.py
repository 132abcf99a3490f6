import xgboost as xgb

booster = xgb.train({"eta": 0.1, "max_depth": 6}, xgb.DMatrix(X, y), num_boost_round=300)
booster.save_model("model.json")
