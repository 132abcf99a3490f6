import jax
import jax.numpy as jnp
import numpy as np

D, H, L, V, T = 64, 4, 2, 14, 12
LR = 1e-3
STEPS = 20000
BATCH = 64


def init(key):
    ks = jax.random.split(key, 4)
    return {"emb": jax.random.normal(ks[0], (V, D)) * 0.02, "wq": jax.random.normal(ks[1], (L, D, D)) * 0.02,
            "wo": jax.random.normal(ks[2], (L, D, D)) * 0.02}


def attention(x, wq, wo):
    q = jnp.einsum("td,de->te", x, wq)
    w = jax.nn.softmax(jnp.einsum("te,se->ts", q, x) / jnp.sqrt(D))
    return jnp.einsum("ts,sd->td", w, x) @ wo


def forward(p, ids):
    x = p["emb"][ids]
    for i in range(L):
        x = x + attention(x, p["wq"][i], p["wo"][i])
    return x @ p["emb"].T


def nll(p, batch):
    logp = jax.nn.log_softmax(jax.vmap(lambda t: forward(p, t))(batch[:, :-1]))
    return -jnp.take_along_axis(logp, batch[:, 1:, None], -1).mean()


@jax.jit
def sgd(p, batch):
    l, g = jax.value_and_grad(nll)(p, batch)
    return jax.tree_util.tree_map(lambda a, b: a - LR * b, p, g), l


p = init(jax.random.PRNGKey(0))
for i in range(STEPS):
    p, l = sgd(p, make_batch(BATCH))
    if i % 500 == 0:
        acc = (forward(p, test).argmax(-1) == answers).mean()
        print(i, l, acc)
np.savez("params.npz", **p)
