#include "tensorling.h"
static void perplexity(tl_ctx * ctx, const params & p) {
    double nll = 0.0; int count = 0;
    for (int i = 0; i < n_chunk; ++i) { tl_decode(ctx, batch); nll += -log(softmax(logits)[tok]); ++count; }
    printf("ppl = %.4f\n", std::exp(nll / count));
}
