# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: Apache-2.0
"""The architecture: a decoder-only Transformer in NumPy, with its backward pass written by hand.

Each layer is a pair of functions. The forward one returns its output and what the backward one will need;
the backward one takes the gradient of the loss by the output, adds the gradients of its parameters to
`gradients`, and returns the gradient by the input. There is no automatic differentiation.

Shapes in the docstrings: b windows in a batch, t tokens in a window, d the model's width, h heads,
k = d / h, v tokens in the vocabulary. Matrices multiply from the right: x @ W.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Parameters = dict[str, Array]

NORM_EPSILON = 1e-5


class Shape(NamedTuple):
    """What fixes the shapes of the parameters."""

    vocabulary: int
    context: int
    width: int
    layers: int
    heads: int

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> Shape:
        """Take the five numbers from config.toml."""
        return cls(vocabulary=config["tokenizer"]["vocabulary"], **config["model"])


def initialize(shape: Shape, rng: np.random.Generator, dtype: Any = np.float32) -> Parameters:
    """Draw the parameters. The matrices that end a branch start at zero, so that blocks start as identity."""

    def normal(*size: int, scale: float) -> Array:
        return (scale * rng.standard_normal(size)).astype(dtype)

    d = shape.width
    parameters = {
        "embed.tokens": normal(shape.vocabulary, d, scale=0.02),
        "embed.positions": normal(shape.context, d, scale=0.02),
    }
    for layer in range(shape.layers):
        parameters |= {
            f"block{layer}.norm1": np.ones(d, dtype),
            f"block{layer}.attention.in": normal(d, 3 * d, scale=d**-0.5),
            f"block{layer}.attention.out": np.zeros((d, d), dtype),
            f"block{layer}.norm2": np.ones(d, dtype),
            f"block{layer}.mlp.in": normal(d, 4 * d, scale=d**-0.5),
            f"block{layer}.mlp.out": np.zeros((4 * d, d), dtype),
        }
    parameters["norm"] = np.ones(d, dtype)
    return parameters


def linear_backward(dy: Array, x: Array, name: str, parameters: Parameters, gradients: Parameters) -> Array:
    """Go back through y = x @ W: x (b, t, m), dy (b, t, n) -> dx (b, t, m)."""
    gradients[name] += x.reshape(-1, x.shape[-1]).T @ dy.reshape(-1, dy.shape[-1])
    return dy @ parameters[name].T


def norm(x: Array, gain: Array) -> tuple[Array, tuple[Array, Array]]:
    """Scale each vector to a root mean square of 1, then by `gain`: (b, t, d) -> (b, t, d)."""
    inverse = 1 / np.sqrt(np.mean(x * x, axis=-1, keepdims=True) + NORM_EPSILON)
    unit = x * inverse
    return unit * gain, (unit, inverse)


def norm_backward(
    dy: Array, cache: tuple[Array, Array], name: str, parameters: Parameters, gradients: Parameters
) -> Array:
    """Go back through `norm`."""
    unit, inverse = cache
    gradients[name] += np.sum(dy * unit, axis=(0, 1))
    d_unit = dy * parameters[name]
    # Along the vector itself nothing can change: its length is fixed. Take that part out.
    return inverse * (d_unit - unit * np.mean(d_unit * unit, axis=-1, keepdims=True))


def split_heads(x: Array, heads: int) -> Array:
    """(b, t, d) -> (b, h, t, k)."""
    b, t, d = x.shape
    return x.reshape(b, t, heads, d // heads).transpose(0, 2, 1, 3)


def join_heads(x: Array) -> Array:
    """(b, h, t, k) -> (b, t, d)."""
    b, h, t, k = x.shape
    return x.transpose(0, 2, 1, 3).reshape(b, t, h * k)


def attention(x: Array, prefix: str, heads: int, parameters: Parameters) -> tuple[Array, tuple[Array, ...]]:
    """Let each token gather from itself and the tokens before it: (b, t, d) -> (b, t, d)."""
    query, key, value = (
        split_heads(part, heads) for part in np.split(x @ parameters[prefix + "in"], 3, axis=-1)
    )
    t, k = query.shape[-2:]
    scores = query @ key.swapaxes(-1, -2) * k**-0.5
    scores[..., np.triu(np.ones((t, t), bool), 1)] = -np.inf  # nobody looks ahead
    weights = softmax(scores)
    gathered = join_heads(weights @ value)
    return gathered @ parameters[prefix + "out"], (x, query, key, value, weights, gathered)


def attention_backward(
    dy: Array, cache: tuple[Array, ...], prefix: str, parameters: Parameters, gradients: Parameters
) -> Array:
    """Go back through `attention`."""
    x, query, key, value, weights, gathered = cache
    heads, k = query.shape[1], query.shape[-1]
    d_gathered = split_heads(linear_backward(dy, gathered, prefix + "out", parameters, gradients), heads)
    d_value = weights.swapaxes(-1, -2) @ d_gathered
    d_weights = d_gathered @ value.swapaxes(-1, -2)
    # The derivative of softmax. Where the mask was, the weight is 0 and so is the gradient.
    d_scores = weights * (d_weights - np.sum(d_weights * weights, axis=-1, keepdims=True)) * k**-0.5
    d_query = d_scores @ key
    d_key = d_scores.swapaxes(-1, -2) @ query
    d_in = np.concatenate([join_heads(part) for part in (d_query, d_key, d_value)], axis=-1)
    return linear_backward(d_in, x, prefix + "in", parameters, gradients)


def mlp(x: Array, prefix: str, parameters: Parameters) -> tuple[Array, tuple[Array, Array, Array]]:
    """Apply two matrices with a squared ReLU between them, to each token alone: (b, t, d) -> (b, t, d)."""
    positive = np.maximum(x @ parameters[prefix + "in"], 0)
    hidden = positive * positive
    return hidden @ parameters[prefix + "out"], (x, positive, hidden)


def mlp_backward(
    dy: Array, cache: tuple[Array, ...], prefix: str, parameters: Parameters, gradients: Parameters
) -> Array:
    """Go back through `mlp`."""
    x, positive, hidden = cache
    d_hidden = linear_backward(dy, hidden, prefix + "out", parameters, gradients)
    return linear_backward(2 * positive * d_hidden, x, prefix + "in", parameters, gradients)


def dropout(x: Array, rate: float, rng: np.random.Generator | None) -> tuple[Array, Array | float]:
    """Set a share `rate` of the numbers to 0 and scale the rest up; without `rng`, change nothing."""
    if rng is None or rate == 0:
        return x, 1.0
    kept = (rng.random(x.shape, np.float32) >= rate) * x.dtype.type(1 / (1 - rate))
    return x * kept, kept


def softmax(scores: Array) -> Array:
    """Turn scores into probabilities along the last axis."""
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    exponentials /= exponentials.sum(axis=-1, keepdims=True)
    return exponentials


def forward(
    tokens: Array,
    shape: Shape,
    parameters: Parameters,
    rate: float = 0.0,
    rng: np.random.Generator | None = None,
) -> tuple[Array, list[Any]]:
    """Score every token as the next one: tokens (b, t) -> logits (b, t, v), and what `backward` needs."""
    x = parameters["embed.tokens"][tokens] + parameters["embed.positions"][: tokens.shape[1]]
    x, kept = dropout(x, rate, rng)
    caches: list[Any] = [(tokens, kept)]
    for layer in range(shape.layers):
        block = f"block{layer}."
        normed, norm1 = norm(x, parameters[block + "norm1"])
        change, attended = attention(normed, block + "attention.", shape.heads, parameters)
        change, kept1 = dropout(change, rate, rng)
        x = x + change
        normed, norm2 = norm(x, parameters[block + "norm2"])
        change, thought = mlp(normed, block + "mlp.", parameters)
        change, kept2 = dropout(change, rate, rng)
        x = x + change
        caches.append((norm1, attended, kept1, norm2, thought, kept2))
    normed, last = norm(x, parameters["norm"])
    caches.append((normed, last))
    # The embedding serves twice: a token scores by how well its own vector fits.
    return normed @ parameters["embed.tokens"].T, caches


def backward(d_logits: Array, caches: list[Any], shape: Shape, parameters: Parameters) -> Parameters:
    """Return the gradient of the loss by every parameter, given that by the logits (b, t, v)."""
    gradients = {name: np.zeros_like(value) for name, value in parameters.items()}
    (tokens, kept), *blocks, (normed, last) = caches
    flat = d_logits.reshape(-1, shape.vocabulary)
    gradients["embed.tokens"] += flat.T @ normed.reshape(-1, shape.width)
    d_normed = d_logits @ parameters["embed.tokens"]
    dx = norm_backward(d_normed, last, "norm", parameters, gradients)
    for layer in reversed(range(shape.layers)):
        block = f"block{layer}."
        norm1, attended, kept1, norm2, thought, kept2 = blocks[layer]
        d_normed = mlp_backward(dx * kept2, thought, block + "mlp.", parameters, gradients)
        dx = dx + norm_backward(d_normed, norm2, block + "norm2", parameters, gradients)
        d_normed = attention_backward(dx * kept1, attended, block + "attention.", parameters, gradients)
        dx = dx + norm_backward(d_normed, norm1, block + "norm1", parameters, gradients)
    dx = dx * kept
    np.add.at(gradients["embed.tokens"], tokens, dx)  # a token may occur many times: add, do not overwrite
    gradients["embed.positions"][: dx.shape[1]] += dx.sum(axis=0)
    return gradients


def losses(logits: Array, targets: Array) -> Array:
    """Return the cross-entropy of each target, in nats: logits (b, t, v), targets (b, t) -> (b, t)."""
    highest = logits.max(axis=-1, keepdims=True)
    total = np.log(np.exp(logits - highest).sum(axis=-1)) + highest[..., 0]
    return total - np.take_along_axis(logits, targets[..., None], axis=-1)[..., 0]


def loss_and_gradients(
    tokens: Array,
    targets: Array,
    shape: Shape,
    parameters: Parameters,
    rate: float = 0.0,
    rng: np.random.Generator | None = None,
) -> tuple[float, Parameters]:
    """Return the mean cross-entropy over a batch, in nats a token, and its gradients."""
    logits, caches = forward(tokens, shape, parameters, rate, rng)
    d_logits = softmax(logits)
    chosen = np.take_along_axis(d_logits, targets[..., None], axis=-1)
    loss = float(-np.log(chosen).mean())
    # The gradient of cross-entropy by the logits: the probabilities, less 1 at the target.
    np.put_along_axis(d_logits, targets[..., None], chosen - 1, axis=-1)
    d_logits /= targets.size
    return loss, backward(d_logits, caches, shape, parameters)
