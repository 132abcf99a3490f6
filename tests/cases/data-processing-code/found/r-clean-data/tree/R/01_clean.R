library(dplyr)
library(readr)

raw <- read_csv("data/raw/subscriptions.csv")
clean <- raw %>%
  filter(!is.na(tenure), tenure > 0) %>%
  mutate(churn = factor(churn, labels = c("no", "yes")))
write_csv(clean, "data/clean/churn.csv")
