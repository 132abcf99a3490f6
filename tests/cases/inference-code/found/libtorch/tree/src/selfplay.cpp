#include "net.h"
#include "mcts.h"

int main(int argc, char** argv) {
  Net net;
  torch::load(net, argv[1]);
  net->eval();
  torch::NoGradGuard guard;
  Mcts mcts(net, 800);
  for (int g = 0; g < 1000; ++g) {
    Game game;
    while (!game.over()) game.play(mcts.search(game));
    game.write("games/" + std::to_string(g) + ".sgf");
  }
}
