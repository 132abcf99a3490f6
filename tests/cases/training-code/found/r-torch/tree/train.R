library(torch)
optimizer <- optim_adam(net$parameters, lr = 0.01)
for (epoch in 1:10) {
  loss <- nnf_cross_entropy(net(x), y)
  loss$backward()
  optimizer$step()
}
