"""What the U-Net is trained on: pairs of latent and caption, noise, and the weighted error of v."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from diffusers import DDIMScheduler, UNet2DConditionModel
from numpy.typing import NDArray
from torch import Tensor

from ...clip.drawings import PairSampler
from ..compute import autocast
from ..settings import UNetSettings


@dataclass(frozen=True, slots=True)
class Batch:
    #: (B, C, h, w)
    latents: Tensor
    #: Of the same shape, standard normal.
    noise: Tensor
    #: (B,) int64
    timesteps: Tensor
    #: (B, tokens, width)
    text_states: Tensor

    def to(self, device: torch.device) -> Batch:
        return Batch(*(getattr(self, name).to(device) for name in self.__slots__))


class BatchSource:
    """Batches that depend on seed and step alone."""

    def __init__(
        self,
        pairs: PairSampler,
        latents: NDArray[np.float16],
        text_states: NDArray[np.float16],
        settings: UNetSettings,
        timesteps: int,
    ) -> None:
        self._pairs = pairs
        self._latents = latents
        self._text_states = text_states
        self._settings = settings
        self._timesteps = timestep_quantiles(timesteps, settings.middle_timesteps)

    def batch(self, step: int) -> Batch:
        size, seed = self._settings.training.batch_size, self._settings.training.seed
        rows, captions = self._pairs.batch(step, size)
        random = np.random.default_rng([seed + 1, step])
        mirror = random.integers(0, 2, size)
        # The last text is the empty one.
        captions = np.where(random.random(size) < self._settings.caption_dropout, len(self._text_states) - 1, captions)
        # One timestep from each of `size` equally likely ranges: less variance than independent ones.
        quantiles = (random.permutation(size) + random.random(size)) / size
        timesteps = np.searchsorted(self._timesteps, quantiles, side="right")
        latents = torch.from_numpy(self._latents[mirror, rows].astype(np.float32))
        noise = torch.from_numpy(random.standard_normal(latents.shape, dtype=np.float32))
        text_states = torch.from_numpy(self._text_states[captions].astype(np.float32))
        return Batch(latents, noise, torch.from_numpy(timesteps), text_states)


def timestep_quantiles(timesteps: int, middle: float) -> NDArray[np.float64]:
    """(T,) the share of the training's timesteps at or below each one: `middle` of them logit-normal (Esser et al.
    2024) with its peak at some 0.3 T, the others even. Nearly pure noise is mostly about which drawing it will be,
    which no network can know, and nearly no noise is soon learned."""
    unit = (np.arange(timesteps) + 0.5) / timesteps
    density = np.exp(-0.5 * ((np.log(unit / (1 - unit)) + 0.5) / 0.8) ** 2) / (unit * (1 - unit))
    share = middle * density / density.sum() + (1 - middle) / timesteps
    cumulative = np.cumsum(share)
    return cumulative / cumulative[-1]


def velocity_weights(schedule: DDIMScheduler, snr_limit: float) -> Tensor:
    """(T,) weights of the squared error of v, with mean 1. An error of v counts SNR + 1 times the sample's, with SNR
    = α²/σ²; the weight min(SNR + 1, limit) / (SNR + 1) caps that, so that a network this small does not spend itself
    on the last traces of noise (cf. min-SNR: Hang et al. 2023), and leaves the noisy half, where a picture is laid
    out, as it is."""
    signal = schedule.alphas_cumprod.double()
    gain = 1 + signal / (1 - signal).clamp_min(1e-12)
    weights = gain.clamp_max(snr_limit) / gain
    return (weights / weights.mean()).float()


def loss_of(model: UNet2DConditionModel, batch: Batch, schedule: DDIMScheduler, weights: Tensor) -> Tensor:
    noisy = schedule.add_noise(batch.latents, batch.noise, batch.timesteps)
    target = schedule.get_velocity(batch.latents, batch.noise, batch.timesteps)
    with autocast(batch.latents.device):
        (predicted,) = model(noisy, batch.timesteps, batch.text_states, return_dict=False)
    error = (predicted.float() - target).square().mean((1, 2, 3))
    return (error * weights.to(error.device)[batch.timesteps]).mean()
