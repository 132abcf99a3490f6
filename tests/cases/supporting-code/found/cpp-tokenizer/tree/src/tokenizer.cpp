#include "tokenizer.h"
Tokenizer::Tokenizer(const std::string& path) { load(path); }
std::vector<int> Tokenizer::encode(const std::string& text) const { std::vector<int> ids; return ids; }
std::string Tokenizer::decode(int id) const { return vocab[id]; }
