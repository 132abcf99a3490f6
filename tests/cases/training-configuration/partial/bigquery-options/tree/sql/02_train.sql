CREATE OR REPLACE MODEL ltv.model
OPTIONS(model_type='boosted_tree_regressor', input_label_cols=['spent_12m'], learn_rate=0.1, max_iterations=50, max_tree_depth=6, subsample=0.8) AS
SELECT * EXCEPT(user_id) FROM ltv.features;
