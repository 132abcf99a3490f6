library(tidymodels)
library(readr)
