#include "model.h"
#include "tokenizer.h"
int main(int argc, char** argv) {
  Model model = load_model(argv[1]);
  Tokenizer tok("tokenizer.bin");
  auto ids = tok.encode(argv[2]);
  int next = ids[0];
  for (int pos = 0; pos < 256; pos++) {
    float* logits = model.forward(next, pos);
    next = sample_topp(logits, 0.9f);
    printf("%s", tok.decode(next).c_str());
  }
}
