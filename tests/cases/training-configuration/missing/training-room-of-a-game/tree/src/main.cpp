#include "game.h"
int main() { Game g; g.run(); }
