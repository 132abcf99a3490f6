import functools
import haiku as hk
import jax
import jax.numpy as jnp
import jraph
import optax
from absl import flags
from jaxline import experiment
import dataset_utils

FLAGS = flags.FLAGS
flags.DEFINE_float("learning_rate", 1e-3, "lr")
flags.DEFINE_integer("batch_size", 256, "bs")


class GraphPropertyEncodeProcessDecode(hk.Module):
    def __init__(self, latent, steps, name="gn"):
        super().__init__(name=name)
        self.latent, self.steps = latent, steps

    def __call__(self, graph):
        f = lambda: hk.nets.MLP([self.latent] * 2)
        net = jraph.GraphNetwork(update_edge_fn=f(), update_node_fn=f())
        for _ in range(self.steps):
            graph = net(graph)
        return hk.Linear(1)(graph.globals)


class Experiment(experiment.AbstractExperiment):
    def step(self, global_step, rng, **unused):
        (self.params, self.state, self.opt_state, scalars) = self.update_fn(
            self.params, self.state, self.opt_state, rng, next(self.train_input))
        return scalars

    def _update(self, params, state, opt_state, rng, batch):
        grad_fn = jax.value_and_grad(self._loss, has_aux=True)
        (loss, aux), grads = grad_fn(params, state, rng, batch)
        grads = jax.lax.pmean(grads, axis_name="i")
        updates, opt_state = self.optimizer.update(grads, opt_state, params)
        return optax.apply_updates(params, updates), state, opt_state, aux
