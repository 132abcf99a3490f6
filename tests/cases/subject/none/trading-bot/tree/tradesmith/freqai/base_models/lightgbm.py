from lightgbm import LGBMRegressor


class LightGBMRegressor:
    def fit(self, data):
        model = LGBMRegressor(**self.params)
        model.fit(X=data["train"], y=data["y"])
        return model
