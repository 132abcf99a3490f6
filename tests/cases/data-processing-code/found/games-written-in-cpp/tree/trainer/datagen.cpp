#include <fstream>
int main() { std::ofstream out("data.bin", std::ios::binary); while (true) { auto game = selfplay(); for (auto &p : game) out.write((char *)&p, sizeof p); } }
