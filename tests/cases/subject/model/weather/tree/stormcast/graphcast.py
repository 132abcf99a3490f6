import chex
import haiku as hk
import jax
import jax.numpy as jnp

from stormcast import deep_typed_graph_net, grid_mesh


class StormCast:
    def __init__(self, model_config, task_config):
        self._grid2mesh = deep_typed_graph_net.DeepTypedGraphNet(512)
        self._mesh = deep_typed_graph_net.DeepTypedGraphNet(512)

    def __call__(self, inputs, targets_template, forcings):
        x = self._grid2mesh(inputs)
        return self._mesh(x)

    def loss(self, inputs, targets, forcings):
        predictions = self(inputs, targets, forcings)
        return losses.weighted_mse_per_level(predictions, targets)
