import lm_eval

results = lm_eval.simple_evaluate(model="hf", tasks=["arc_easy"])
