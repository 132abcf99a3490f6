import optuna
study = optuna.create_study()
study.optimize(objective, n_trials=100)
