raw <- read.csv("data-raw/survey.csv")
clean <- subset(raw, !is.na(age))
write.csv(clean, "data/survey.csv")
