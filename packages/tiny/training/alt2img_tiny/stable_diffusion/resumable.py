"""A training that can be stopped at any time, resumes bit for bit, and can be finished early.

The rate rises, stays, and falls in a last leg (Hu et al. 2024, "warm-up, stable, decay"; the fall is 1 - sqrt of
Hägele et al. 2024). The part before the last leg does not depend on how long the whole will be, so a last leg may
start from any checkpoint of it.
"""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from .muon import Muon
from .settings import TrainingSettings


@dataclass(frozen=True, slots=True)
class Leg:
    """Steps up to `end`. The rate falls to zero from step `decay_from` on; `None`: it does not fall."""

    end: int
    decay_from: int | None = None

    def rate(self, step: int, settings: TrainingSettings, restarted: int = 0) -> float:
        """`restarted`: the step at which the optimiser started over, from which the warm-up counts."""
        warm_up = max(1, settings.warm_up_images // settings.batch_size)
        rate = settings.learning_rate * min(1.0, (step - restarted + 1) / warm_up)
        if self.decay_from is not None and step >= self.decay_from:
            rate *= 1 - math.sqrt((step - self.decay_from) / (self.end - self.decay_from))
        return rate


def trunk(settings: TrainingSettings) -> Leg:
    """Everything before the last leg."""
    return Leg(end=round(settings.images * (1 - settings.decay_share)) // settings.batch_size)


def last_leg(start: int, settings: TrainingSettings) -> Leg:
    """From step `start` on, as long as makes it `decay_share` of the whole."""
    return Leg(end=start + max(1, round(start * settings.decay_share / (1 - settings.decay_share))), decay_from=start)


class Training:
    """A network with its optimiser and the running mean of its weights: all that a checkpoint holds."""

    def __init__(self, network: nn.Module, settings: TrainingSettings) -> None:
        self.network = network
        self.settings = settings
        self.step = 0
        #: Where the optimiser began: not 0 for a training that continues from shipped weights.
        self.restarted = 0
        self.seconds = 0.0
        self.cpu_seconds = 0.0
        self._weights = [weight for weight in network.parameters() if weight.requires_grad]
        self.optimizers = _optimizers(network, settings)
        self._mean = [weight.detach().clone() for weight in self._weights]

    @property
    def images(self) -> int:
        return self.step * self.settings.batch_size

    def update(self, loss: Tensor, rate: float) -> None:
        """One step of gradient descent on `loss`, and of the running mean."""
        for optimizer in self.optimizers:
            for group in optimizer.param_groups:
                group["lr"] = rate
            optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_(self._weights, self.settings.clip_norm)
        for optimizer in self.optimizers:
            optimizer.step()
        self.step += 1
        # Early on the mean forgets faster, or it would hold the start.
        since = self.step - self.restarted
        decay = min(self.settings.ema_decay, (1 + since) / (10 + since))
        with torch.no_grad():
            torch._foreach_lerp_(self._mean, self._weights, 1 - decay)

    def use_mean(self) -> None:
        """Puts the running mean into the network. The training is over then."""
        with torch.no_grad():
            torch._foreach_copy_(self._weights, self._mean)

    def save(self, path: Path) -> None:
        """Writes all or nothing: to a file next to it that is then moved into place."""
        state = {
            "step": self.step,
            "restarted": self.restarted,
            "seconds": self.seconds,
            "cpu_seconds": self.cpu_seconds,
            "network": self.network.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "mean": self._mean,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".partial")
        torch.save(state, beside)
        os.replace(beside, path)

    def load(self, path: Path) -> None:
        state = torch.load(path, map_location=self._mean[0].device, weights_only=True)
        self.network.load_state_dict(state["network"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        torch._foreach_copy_(self._mean, state["mean"])
        self.step, self.restarted = state["step"], state["restarted"]
        self.seconds, self.cpu_seconds = state["seconds"], state["cpu_seconds"]


def _optimizers(network: nn.Module, settings: TrainingSettings) -> list[torch.optim.Optimizer]:
    """AdamW; with `muon`, what is neither a vector nor at the network's ends goes to Muon."""
    trained = [(name, weight) for name, weight in network.named_parameters() if weight.requires_grad]
    ends = ("conv_in", "conv_out", "time_embedding")
    hidden = {name for name, weight in trained if settings.muon and weight.ndim > 1 and not name.startswith(ends)}
    others = [weight for name, weight in trained if name not in hidden]
    groups = [
        {"params": [weight for weight in others if weight.ndim > 1], "weight_decay": settings.weight_decay},
        {"params": [weight for weight in others if weight.ndim <= 1], "weight_decay": 0.0},
    ]
    adam = torch.optim.AdamW(groups, lr=settings.learning_rate, betas=settings.betas, fused=True)
    if not hidden:
        return [adam]
    matrices = [weight for name, weight in trained if name in hidden]
    return [adam, Muon(matrices, lr=settings.learning_rate, weight_decay=settings.weight_decay)]


def train(
    training: Training,
    leg: Leg,
    loss_of_step: Callable[[int], Tensor],
    checkpoint: Path,
    *,
    measure: Callable[[], str] | None = None,
    measure_every: int = 1000,
) -> None:
    """Goes on from `checkpoint` if it exists, up to the leg's end, and leaves a checkpoint there.

    `loss_of_step` must depend only on the step number and the weights (no random state of its own): then a run cut
    in two equals a whole one, bit for bit on the same machine. `measure` gives a line for the log.
    """
    if checkpoint.exists():
        training.load(checkpoint)
        print(f"{checkpoint.name}: resumes at step {training.step}", flush=True)
    settings = training.settings
    started, cpu_started = time.monotonic() - training.seconds, time.process_time() - training.cpu_seconds
    # The rates in the log are those of this run: an earlier part may come from another machine, or from fewer weights.
    before = training.images, training.seconds, training.cpu_seconds
    saved = time.monotonic()
    smooth: float | None = None
    while training.step < leg.end:
        training.network.train()
        loss = loss_of_step(training.step)
        training.update(loss, leg.rate(training.step, settings, training.restarted))
        value = loss.item()
        if not math.isfinite(value):
            raise FloatingPointError(f"{checkpoint.name}: the loss is {value} at step {training.step}")
        smooth = value if smooth is None else 0.99 * smooth + 0.01 * value
        training.seconds, training.cpu_seconds = time.monotonic() - started, time.process_time() - cpu_started
        done = training.step == leg.end
        if training.step % 100 == 0 or done:
            images, seconds, cpu_seconds = training.images - before[0], training.seconds, training.cpu_seconds
            print(
                f"{checkpoint.name}: step {training.step}/{leg.end} images {training.images} loss {smooth:.4f} "
                f"{seconds:.0f} s, {images / (seconds - before[1]):.0f} images/s wall, "
                f"{images / (cpu_seconds - before[2]):.0f} images/s CPU",
                flush=True,
            )
        if measure is not None and (training.step % measure_every == 0 or done):
            print(f"{checkpoint.name}: step {training.step}: {measure()}", flush=True)
        if done or time.monotonic() - saved > settings.checkpoint_seconds:
            training.save(checkpoint)
            saved = time.monotonic()
