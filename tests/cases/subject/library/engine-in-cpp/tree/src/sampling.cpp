#include "tensorling.h"
int tl_sample_top_p(tl_ctx * ctx, float p) { softmax(ctx->logits); return argmax(ctx->logits); }
