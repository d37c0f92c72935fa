"""The training loop that every tower goes through: schedule, AdamW, running mean of the weights, checkpoints,
resume."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn

from .settings import TrainingSettings


class Training:
    """Modules with their optimiser and the running mean of their weights (EMA). Everything that a checkpoint holds."""

    def __init__(self, modules: nn.Module, settings: TrainingSettings) -> None:
        self.modules = modules
        self.settings = settings
        self.step = 0
        self.seconds = 0.0
        self.cpu_seconds = 0.0
        self.optimizers = _optimizers(modules, settings)
        self.mean = {name: value.detach().clone() for name, value in modules.state_dict().items()}

    def learning_rate(self) -> float:
        """Linear warm-up, then a cosine to zero at the last step."""
        settings = self.settings
        if self.step < settings.warm_up:
            return settings.learning_rate * (self.step + 1) / settings.warm_up
        done = (self.step - settings.warm_up) / max(1, settings.steps - settings.warm_up)
        return settings.learning_rate * (1 + math.cos(math.pi * done)) / 2

    def update(self, loss: Tensor) -> None:
        """One step of gradient descent on `loss`, and of the running mean."""
        rate = self.learning_rate()
        groups = [group for optimizer in self.optimizers for group in optimizer.param_groups]
        for group in groups:
            group["lr"] = rate
        for optimizer in self.optimizers:
            optimizer.zero_grad(set_to_none=True)
        loss.backward()
        nn.utils.clip_grad_norm_([weight for group in groups for weight in group["params"]], self.settings.clip_norm)
        for optimizer in self.optimizers:
            optimizer.step()
        self.step += 1
        # Early on the mean forgets faster, or it would hold the random start.
        decay = min(self.settings.ema_decay, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, value in self.modules.state_dict().items():
                if value.is_floating_point():
                    self.mean[name].lerp_(value, 1 - decay)
                else:
                    self.mean[name].copy_(value)

    def save(self, path: Path) -> None:
        """Writes all or nothing: to a file next to it that is then moved into place."""
        state = {
            "step": self.step,
            "seconds": self.seconds,
            "cpu_seconds": self.cpu_seconds,
            "modules": self.modules.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "mean": self.mean,
        }
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(".partial")
        torch.save(state, beside)
        os.replace(beside, path)

    def load(self, path: Path) -> None:
        state = torch.load(path, map_location="cpu", weights_only=True)
        self.modules.load_state_dict(state["modules"])
        for optimizer, saved in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(saved)
        for name, value in state["mean"].items():
            self.mean[name].copy_(value)
        self.step, self.seconds, self.cpu_seconds = state["step"], state["seconds"], state["cpu_seconds"]


def _optimizers(modules: nn.Module, settings: TrainingSettings) -> list[torch.optim.Optimizer]:
    """AdamW; with `muon`, the matrices between two layers of a transformer go to Muon (Jordan 2024), whose steps are
    scaled to the size of AdamW's (Liu et al. 2025), so that one learning rate serves both."""
    trained = [(name, weight) for name, weight in modules.named_parameters() if weight.requires_grad]
    hidden = [weight for name, weight in trained if settings.muon and ".layers." in name and weight.ndim == 2]
    others = [weight for _, weight in trained if not any(weight is matrix for matrix in hidden)]
    # Vectors (biases, norms) and the logit scale do not decay.
    groups = [
        {"params": [weight for weight in others if weight.ndim > 1], "weight_decay": settings.weight_decay},
        {"params": [weight for weight in others if weight.ndim <= 1], "weight_decay": 0.0},
    ]
    optimizers: list[torch.optim.Optimizer] = [
        torch.optim.AdamW(groups, lr=settings.learning_rate, betas=settings.betas)
    ]
    if hidden:
        optimizers.append(
            torch.optim.Muon(
                hidden,
                lr=settings.learning_rate,
                weight_decay=settings.weight_decay,
                adjust_lr_fn="match_rms_adamw",
            )
        )
    return optimizers


def train(
    training: Training,
    loss_of_step: Callable[[int], Tensor],
    checkpoint: Path,
    *,
    measure: Callable[[Training], str] | None = None,
    measure_every: int = 200,
    until: int | None = None,
) -> None:
    """Goes on from `checkpoint` if it exists, up to the last step (or `until`), and leaves a checkpoint there.

    `loss_of_step` must depend only on the step number and the weights (no random state of its own): then a run cut
    in two equals a whole one, bit for bit on the same machine. `measure` gives a line for the log; it may leave the
    modules in evaluation mode.
    """
    if checkpoint.exists():
        training.load(checkpoint)
        print(f"{checkpoint.name}: resumes at step {training.step}", flush=True)
    last = training.settings.steps if until is None else min(until, training.settings.steps)
    started, cpu_started = time.monotonic() - training.seconds, time.process_time() - training.cpu_seconds
    saved = time.monotonic()
    smooth: float | None = None
    while training.step < last:
        training.modules.train()
        loss = loss_of_step(training.step)
        training.update(loss)
        value = loss.item()
        if not math.isfinite(value):
            raise FloatingPointError(f"{checkpoint.name}: loss is {value} at step {training.step}")
        smooth = value if smooth is None else 0.95 * smooth + 0.05 * value
        training.seconds, training.cpu_seconds = time.monotonic() - started, time.process_time() - cpu_started
        done = training.step == last
        if training.step % 50 == 0 or done:
            images = training.step * training.settings.batch_size
            print(
                f"{checkpoint.name}: step {training.step}/{training.settings.steps} loss {smooth:.4f} "
                f"{training.seconds:.0f} s, {images / training.seconds:.0f} images/s wall, "
                f"{images / training.cpu_seconds:.0f} images/s CPU",
                flush=True,
            )
        if measure is not None and (training.step % measure_every == 0 or done):
            print(f"{checkpoint.name}: step {training.step}: {measure(training)}", flush=True)
        if done or time.monotonic() - saved > training.settings.checkpoint_seconds:
            training.save(checkpoint)
            saved = time.monotonic()
