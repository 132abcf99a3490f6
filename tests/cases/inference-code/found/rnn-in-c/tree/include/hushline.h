typedef struct DenoiseState DenoiseState;
float hushline_process_frame(DenoiseState *st, float *out, const float *in);
