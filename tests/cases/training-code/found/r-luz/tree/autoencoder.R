library(torch)
library(luz)

ae <- nn_module(
  initialize = function(n_in, n_hidden = 64) {
    self$enc <- nn_linear(n_in, n_hidden)
    self$dec <- nn_linear(n_hidden, n_in)
  },
  forward = function(x) self$dec(nnf_relu(self$enc(x)))
)

ds <- dataset(
  initialize = function(path) self$x <- torch_tensor(as.matrix(read.csv(path))),
  .getitem = function(i) list(self$x[i, ], self$x[i, ]),
  .length = function() self$x$size(1)
)

fitted <- ae %>%
  setup(loss = nn_mse_loss(), optimizer = optim_adam) %>%
  set_hparams(n_in = 800) %>%
  fit(dataloader(ds("prot.csv"), batch_size = 32), epochs = 50)
luz_save(fitted, "ae.rds")
