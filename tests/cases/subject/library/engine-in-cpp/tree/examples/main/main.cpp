#include "tensorling.h"
int main(int argc, char ** argv) {
    tl_model model;
    if (!tl_load_model(argv[2], model)) return 1;
    while (true) { tl_decode(ctx, batch); int id = tl_sample_top_p(ctx, 0.9f); printf("%s", tl_token_str(id)); }
}
