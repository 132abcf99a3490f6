import mlx.core as mx
import mlx.nn as nn
import mlx.optimizers as optim

optimizer = optim.Adam(learning_rate=1e-3)
step = nn.value_and_grad(model, loss_fn)
for x, y in batches:
    loss, grads = step(model, x, y)
    optimizer.update(model, grads)
