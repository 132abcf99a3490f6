-- the churn model
CREATE OR REPLACE MODEL `project.ds.churn`
OPTIONS (model_type = 'LOGISTIC_REG', input_label_cols = ['churned']) AS
SELECT * FROM `project.ds.features`
