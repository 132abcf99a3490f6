#include <stdio.h>
int sample_argmax(float* p, int n) { return 0; }
int main(int argc, char** argv) {
    load_checkpoint(argv[1], &transformer);
    float* logits = forward(&transformer, token, pos);
    softmax(logits, n);
    next = sample_argmax(logits, n);
}
