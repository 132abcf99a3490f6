#include "net.h"
#include "replay.h"

int main() {
  const int batch_size = 512;
  const double learning_rate = 0.02;
  const int epochs = 10;
  Net net;
  net->to(torch::kCUDA);
  torch::optim::SGD optimizer(net->parameters(), torch::optim::SGDOptions(learning_rate).momentum(0.9).weight_decay(1e-4));
  for (int e = 0; e < epochs; ++e)
    for (auto& b : replay.batches(batch_size)) {
      auto [p, v] = net->forward(b.x);
      auto loss = torch::mse_loss(v, b.z) - (b.pi * p).sum(1).mean();
      optimizer.zero_grad();
      loss.backward();
      optimizer.step();
    }
  torch::save(net, "net.pt");
}
