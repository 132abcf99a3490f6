# SPDX-FileCopyrightText: The osaid authors
# SPDX-License-Identifier: Apache-2.0
"""Train the model: `python train.py` reads config.toml and writes weights/ and training_log.json.

`--steps N` stops after N steps without touching the schedule; `--resume` goes on from weights/ and gives
exactly what one run would have given, because each step draws its random numbers from (seed, step) alone.
"""

from __future__ import annotations

import argparse
import json
import math
import time
from pathlib import Path
from typing import Any

import numpy as np
import safetensors_io
from config import load_config
from model import Array, Parameters, Shape, forward, initialize, loss_and_gradients, losses
from tokenizer import Tokenizer

HERE = Path(__file__).parent
WEIGHTS = HERE / "weights"
LOG = HERE / "training_log.json"


def load_tokens(split: str) -> Array:
    """Return one split of the data as tokens: (n,)."""
    text = (HERE / "data" / "processed" / f"{split}.txt").read_text(encoding="utf-8")
    return np.array(Tokenizer.load().encode(text))


def draw_batch(tokens: Array, size: int, context: int, rng: np.random.Generator) -> tuple[Array, Array]:
    """Cut `size` windows at random places: the inputs and, one token later, the targets, each (b, t)."""
    starts = rng.integers(len(tokens) - context, size=size)
    windows = tokens[starts[:, None] + np.arange(context + 1)]
    return windows[:, :-1], windows[:, 1:]


def mean_loss(tokens: Array, shape: Shape, parameters: Parameters) -> float:
    """Return the loss over back-to-back windows, in nats a token: cheap, and the same windows each time."""
    count = (len(tokens) - 1) // shape.context
    inputs = tokens[: count * shape.context].reshape(count, -1)
    targets = tokens[1 : count * shape.context + 1].reshape(count, -1)
    return float(losses(forward(inputs, shape, parameters)[0], targets).mean())


def learning_rate(step: int, settings: dict[str, Any]) -> float:
    """Rise in a line for `warmup` steps, then fall along a cosine to 0."""
    if step < settings["warmup"]:
        return settings["learning_rate"] * (step + 1) / settings["warmup"]
    progress = (step - settings["warmup"]) / (settings["steps"] - settings["warmup"])
    return settings["learning_rate"] * 0.5 * (1 + math.cos(math.pi * progress))


class Adam:
    """Adam with decoupled weight decay (AdamW), and gradients clipped by their common norm."""

    def __init__(self, parameters: Parameters, settings: dict[str, Any]) -> None:
        self.settings = settings
        self.mean = {name: np.zeros_like(value) for name, value in parameters.items()}
        self.square = {name: np.zeros_like(value) for name, value in parameters.items()}

    def step(self, step: int, parameters: Parameters, gradients: Parameters) -> None:
        """Change the parameters in place; `step` counts from 0."""
        settings = self.settings
        beta1, beta2 = settings["beta1"], settings["beta2"]
        rate = learning_rate(step, settings)
        size = math.sqrt(sum(float(np.vdot(gradient, gradient)) for gradient in gradients.values()))
        scale = min(1.0, settings["clip"] / (size + 1e-6))
        for name, value in parameters.items():
            gradient = scale * gradients[name]
            mean, square = self.mean[name], self.square[name]
            mean += (1 - beta1) * (gradient - mean)
            square += (1 - beta2) * (gradient * gradient - square)
            # Both averages start at zero; the divisors undo that bias.
            mean_hat = mean / (1 - beta1 ** (step + 1))
            square_hat = square / (1 - beta2 ** (step + 1))
            if value.ndim > 1:
                value *= 1 - rate * settings["weight_decay"]
            value -= rate * mean_hat / (np.sqrt(square_hat) + settings["epsilon"])

    def tensors(self) -> Parameters:
        """Return the state under the names that the file uses."""
        averages = {"mean": self.mean, "square": self.square}
        return {
            f"{kind}.{name}": value for kind, values in averages.items() for name, value in values.items()
        }

    def restore(self, tensors: Parameters) -> None:
        """Take the state from a file."""
        for kind, values in {"mean": self.mean, "square": self.square}.items():
            for name in values:
                values[name] = tensors[f"{kind}.{name}"]


def main() -> None:
    """Train, report, and write the weights."""
    parser = argparse.ArgumentParser(description="Train the model that config.toml describes.")
    parser.add_argument(
        "--steps", type=int, help="stop after this many steps (default: those of config.toml)"
    )
    parser.add_argument("--resume", action="store_true", help="go on from the step that weights/ holds")
    arguments = parser.parse_args()

    config = load_config()
    settings = config["training"]
    shape = Shape.from_config(config)
    steps = arguments.steps or settings["steps"]
    training, validation = load_tokens("train"), load_tokens("validation")

    parameters = initialize(shape, np.random.default_rng(settings["seed"]))
    optimizer = Adam(parameters, settings)
    start = 0
    history: list[dict[str, float]] = []
    if arguments.resume:
        parameters, metadata = safetensors_io.load(WEIGHTS / "model.safetensors")
        optimizer.restore(safetensors_io.load(WEIGHTS / "optimizer.safetensors")[0])
        start = int(metadata["step"])
        history = json.loads(LOG.read_text(encoding="utf-8"))["history"]

    print(
        f"{sum(value.size for value in parameters.values()):,} parameters, {len(training):,} training tokens"
    )
    WEIGHTS.mkdir(exist_ok=True)
    clock = time.perf_counter()
    for step in range(start, steps):
        rng = np.random.default_rng([settings["seed"], step])
        inputs, targets = draw_batch(training, settings["batch"], shape.context, rng)
        _, gradients = loss_and_gradients(inputs, targets, shape, parameters, settings["dropout"], rng)
        optimizer.step(step, parameters, gradients)
        done = step + 1
        if done % settings["report_every"] == 0 or done == steps:
            entry = {
                "step": done,
                "train_loss": round(mean_loss(training, shape, parameters), 4),
                "validation_loss": round(mean_loss(validation, shape, parameters), 4),
            }
            history.append(entry)
            print(
                *(f"{name} {value}" for name, value in entry.items()), f"{time.perf_counter() - clock:.1f} s"
            )
        if done == settings["checkpoint"]:
            safetensors_io.save(WEIGHTS / f"checkpoint-{done}.safetensors", parameters, {"step": str(done)})

    safetensors_io.save(WEIGHTS / "model.safetensors", parameters, {"step": str(steps)})
    safetensors_io.save(WEIGHTS / "optimizer.safetensors", optimizer.tensors(), {"step": str(steps)})
    LOG.write_bytes((json.dumps({"unit": "nats a token", "history": history}, indent=2) + "\n").encode())


if __name__ == "__main__":
    main()
