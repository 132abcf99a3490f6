library(tidymodels)
spec <- boost_tree(trees = tune(), learn_rate = tune()) %>% set_engine("xgboost")
res <- tune_grid(workflow, resamples = folds, grid = 30)
