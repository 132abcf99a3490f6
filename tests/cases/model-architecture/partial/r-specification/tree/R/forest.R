library(tidymodels)
spec <- rand_forest(trees = 500, min_n = 5) %>% set_mode("regression")
final <- fit(workflow(spec), cells)
