#include "ir.h"
typedef struct { int layers; } BlockModel;
void forward_pass(Block *b) { }
void backward_pass(Block *b) { }
void constant_fold_backward(Block *b) { b->rate -= b->lr * 2; }
int optimize(Block *b) { int loss = 0; forward_pass(b); backward_pass(b); optimizer_step(b); return loss; }
