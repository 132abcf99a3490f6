import diffrax
import equinox as eqx
import jax
import jax.numpy as jnp
import optax


class Func(eqx.Module):
    mlp: eqx.nn.MLP

    def __init__(self, size, width, depth, *, key):
        self.mlp = eqx.nn.MLP(size, size, width, depth, activation=jax.nn.softplus, key=key)

    def __call__(self, t, y, args):
        return self.mlp(y)


class NeuralODE(eqx.Module):
    func: Func

    def __call__(self, ts, y0):
        sol = diffrax.diffeqsolve(diffrax.ODETerm(self.func), diffrax.Tsit5(), ts[0], ts[-1], ts[1] - ts[0], y0)
        return sol.ys


@eqx.filter_value_and_grad
def loss_and_grads(model, ti, yi):
    return jnp.mean((yi - jax.vmap(model, in_axes=(None, 0))(ti, yi[:, 0])) ** 2)


def main(dataset_size=256, batch_size=32, lr=3e-3, steps=500, width=64, depth=2, seed=5678):
    model = NeuralODE(Func(2, width, depth, key=jax.random.PRNGKey(seed)))
    optim = optax.adabelief(lr)
    opt_state = optim.init(eqx.filter(model, eqx.is_inexact_array))

    @eqx.filter_jit
    def make_step(ti, yi, model, opt_state):
        loss, grads = loss_and_grads(model, ti, yi)
        updates, opt_state = optim.update(grads, opt_state)
        model = eqx.apply_updates(model, updates)
        return loss, model, opt_state

    for i in range(steps):
        loss, model, opt_state = make_step(ts, next(it), model, opt_state)
        print(i, loss)


main()
