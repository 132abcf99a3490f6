#pragma once
#include <torch/torch.h>

struct ResBlockImpl : torch::nn::Module {
  torch::nn::Conv2d c1{nullptr}, c2{nullptr};
  torch::nn::BatchNorm2d b1{nullptr}, b2{nullptr};
  ResBlockImpl(int ch) {
    c1 = register_module("c1", torch::nn::Conv2d(torch::nn::Conv2dOptions(ch, ch, 3).padding(1)));
    b1 = register_module("b1", torch::nn::BatchNorm2d(ch));
  }
  torch::Tensor forward(torch::Tensor x) { return torch::relu(x + b1(c1(x))); }
};
TORCH_MODULE(ResBlock);

struct NetImpl : torch::nn::Module {
  torch::nn::Sequential tower{nullptr};
  torch::nn::Linear policy{nullptr}, value{nullptr};
  std::pair<torch::Tensor, torch::Tensor> forward(torch::Tensor x);
};
TORCH_MODULE(Net);
