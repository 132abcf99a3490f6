library(caret)
fit <- train(Species ~ ., data = training, method = "rf", trControl = control)
saveRDS(fit, "model.rds")
