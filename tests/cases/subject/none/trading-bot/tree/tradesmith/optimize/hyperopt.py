import optuna


class Hyperopt:
    def start(self):
        study = optuna.create_study()
        study.optimize(self.loss, n_trials=self.config["epochs"])
