library(torch)
net <- nn_module(
  initialize = function() {
    self$fc1 <- nn_linear(784, 128)
    self$fc2 <- nn_linear(128, 64)
    self$fc3 <- nn_linear(64, 10)
  },
  forward = function(x) self$fc3(self$fc2(self$fc1(x)))
)
