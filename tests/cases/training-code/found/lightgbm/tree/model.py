import lightgbm as lgb

gbm = lgb.train(params, lgb.Dataset(X_train, y_train))
