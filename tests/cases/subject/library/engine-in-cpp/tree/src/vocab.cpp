#include "tensorling.h"
struct tl_tokenizer { std::vector<int> tokenize(const std::string & text); };
std::vector<int> tl_tokenizer::tokenize(const std::string & text) { return bpe_merge(text); }
