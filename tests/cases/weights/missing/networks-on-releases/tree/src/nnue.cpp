#include "nnue.h"
#include <immintrin.h>
struct NetworkWeights { int16_t ft[768][256]; int16_t ft_bias[256]; int16_t l1[512]; };
static NetworkWeights net;
bool nnue_load(const char *path) { FILE *f = fopen(path, "rb"); return fread(&net, sizeof net, 1, f) == 1; }
static inline int crelu(int x) { return std::clamp(x, 0, 255); }
int nnue_forward(const Accumulator &a, bool stm) {
    int sum = 0;
    for (int i = 0; i < 256; i++) sum += crelu(a.w[i]) * net.l1[i];
    return sum / 16;
}
