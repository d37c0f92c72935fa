"""Everything that a U-Net training needs but its legs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import torch
from diffusers import DDIMScheduler, UNet2DConditionModel

from ...clip.drawings import PairSampler, read_drawings
from ...profile import Profile
from ..compute import prepare
from ..latents import cached_latents
from ..resumable import Leg, Training, train
from ..settings import STABLE_DIFFUSION
from ..text_states import cached_text_states
from .model import noise_schedule, train_fast_on_cpu, unet
from .neutral import chosen_captions, weighed
from .objective import BatchSource, loss_of, velocity_weights

#: Batches that the loss is measured on: steps that no training reaches.
_MEASURED_STEPS = range(10**9, 10**9 + 12)


@dataclass(frozen=True, slots=True)
class UNetTraining:
    training: Training
    model: UNet2DConditionModel
    schedule: DDIMScheduler
    source: BatchSource
    #: Of the concepts that are held out, where there are any.
    unseen: BatchSource | None
    weights: torch.Tensor
    device: torch.device

    def loss_of_step(self, step: int) -> torch.Tensor:
        return loss_of(self.model, self.source.batch(step).to(self.device), self.schedule, self.weights)

    @torch.no_grad()
    def losses_at(self, timestep: int) -> list[float]:
        """The unweighted loss at one timestep, on drawings of the training split and of concepts that it has not seen:
        where they are the same, more training or a larger network would draw better."""
        self.model.eval()
        even = torch.ones_like(self.weights)
        means = []
        for source in (self.source, self.unseen):
            if source is not None:
                batches = [source.batch(step) for step in _MEASURED_STEPS]
                at = [replace(batch, timesteps=torch.full_like(batch.timesteps, timestep)) for batch in batches]
                losses = [loss_of(self.model, batch.to(self.device), self.schedule, even) for batch in at]
                means.append(float(torch.stack(losses).mean()))
        return means

    @torch.no_grad()
    def measure(self) -> float:
        """The loss on fixed batches of the training split, whose noise and timesteps no step of the training has."""
        self.model.eval()
        return float(torch.stack([self.loss_of_step(step) for step in _MEASURED_STEPS]).mean())

    def run(self, leg: Leg, checkpoint: Path) -> None:
        """Trains up to the leg's end, from `checkpoint` if there is one."""
        train(self.training, leg, self.loss_of_step, checkpoint, measure=self.line)

    def line(self) -> str:
        """For the log."""
        at = {timestep: ", unseen ".join(f"{loss:.4f}" for loss in self.losses_at(timestep)) for timestep in (150, 400)}
        return f"loss {self.measure():.4f} on fixed batches; " + "; ".join(f"t={t}: {line}" for t, line in at.items())


def prepare_training(
    profile: Profile, build: Path, weights_column: str = "weights", *, is_last_leg: bool = False
) -> UNetTraining:
    """`weights_column`: the masses of the captions, `weights` or `weights_skewed`. In the last leg those that name an
    occupation alone weigh more, by the settings."""
    settings = STABLE_DIFFUSION[profile.name].unet
    device = prepare(profile)
    folder = build / str(profile.image_size) / "train"
    drawings = read_drawings(folder, weights_column)
    if is_last_leg:
        chosen = chosen_captions(*(read_drawings(folder, column) for column in ("weights", "weights_skewed")))
        drawings = weighed(drawings, chosen, settings.neutral_in_last_leg)
    latents = cached_latents(build / "vae" / "final", drawings, build / "vae")
    states = cached_text_states(build / "clip" / "final", drawings.captions, build / "unet")
    torch.manual_seed(settings.training.seed)
    model = unet(settings, latents.shape[2], latents.shape[3], states.shape[2]).to(device)
    if device.type == "cpu":
        train_fast_on_cpu(model)
    schedule = noise_schedule()

    def source(split: str) -> BatchSource:
        pairs = PairSampler(drawings, drawings.rows_where(split=split), settings.training.seed)
        return BatchSource(pairs, latents, states, settings, schedule.config.num_train_timesteps)

    return UNetTraining(
        training=Training(model, settings.training),
        model=model,
        schedule=schedule,
        source=source("train"),
        unseen=source("validation") if len(drawings.rows_where(split="validation")) else None,
        weights=velocity_weights(schedule, settings.snr_limit),
        device=device,
    )
