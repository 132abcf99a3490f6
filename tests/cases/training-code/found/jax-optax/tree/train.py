import jax
import optax

tx = optax.adamw(3e-4)

@jax.jit
def update(params, state, batch):
    loss, grads = jax.value_and_grad(loss_fn)(params, batch)
    updates, state = tx.update(grads, state, params)
    return optax.apply_updates(params, updates), state, loss
