SELECT * FROM ML.PREDICT(MODEL ltv.model, (SELECT * FROM ltv.features_new));
