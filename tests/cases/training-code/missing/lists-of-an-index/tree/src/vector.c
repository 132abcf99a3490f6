Datum l2_normalize(PG_FUNCTION_ARGS) { return 0; }
Datum vector_norm(PG_FUNCTION_ARGS) { return 0; }
Datum vector_avg(PG_FUNCTION_ARGS) { return 0; }
