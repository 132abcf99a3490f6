import haiku as hk
import jax, optax

def step(params, opt_state, batch):
    loss, g = jax.value_and_grad(compute_loss)(params, batch)
    updates, opt_state = optimizer.update(g, opt_state)
    return optax.apply_updates(params, updates), opt_state
