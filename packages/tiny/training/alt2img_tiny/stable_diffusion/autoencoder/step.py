"""The step `vae`: trains the autoencoder and writes it to `<build>/vae/final`."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from torch import Tensor

from ...clip.drawings import Drawings, read_drawings
from ...profile import Profile
from ..compute import autocast, device_of, prepare
from ..pixels import to_pixels
from ..resumable import Training, last_leg, train, trunk
from ..settings import STABLE_DIFFUSION, AutoencoderSettings
from .loss import psnr, reconstruction_loss
from .model import autoencoder, centre_latents


class RowSampler:
    """Draws rows of split `train` in proportion to the mass of their captions. A batch depends on seed and step
    alone."""

    def __init__(self, drawings: Drawings, seed: int) -> None:
        mass = np.add.reduceat(drawings.masses, drawings.starts[:-1])
        mass[np.array(drawings.columns["split"]) != "train"] = 0
        self._cumulative = np.cumsum(mass) / mass.sum()
        self._seed = seed

    def batch(self, step: int, size: int) -> np.ndarray:
        uniform = np.random.default_rng([self._seed, step]).random(size)
        return np.searchsorted(self._cumulative, uniform, side="right")


def batch_pixels(drawings: Drawings, rows: np.ndarray, step: int, settings: AutoencoderSettings) -> Tensor:
    """Flipped and shifted at random, white where nothing is: (B, 3, H, W) in [-1, 1]."""
    random = np.random.default_rng([settings.training.seed + 1, step])
    images = np.array(drawings.images[rows])
    flip = random.random(len(rows)) < 0.5
    images[flip] = images[flip, :, ::-1]
    size, room = images.shape[1], settings.shift
    padded = np.pad(images, ((0, 0), (room, room), (room, room), (0, 0)), constant_values=255)
    tops, lefts = random.integers(0, 2 * room + 1, (2, len(rows)))
    cut = [image[top : top + size, left : left + size] for image, top, left in zip(padded, tops, lefts, strict=True)]
    return to_pixels(np.stack(cut))


def loss_of(model: AutoencoderKL, pixels: Tensor, generator: torch.Generator, settings: AutoencoderSettings) -> Tensor:
    with autocast(pixels.device):
        posterior = model.encode(pixels).latent_dist
        noise = torch.randn(posterior.mean.shape, generator=generator).to(pixels.device)
        decoded = model.decode((posterior.mean + posterior.std * noise).to(pixels.dtype)).sample
    mean, log_variance = posterior.mean.float(), posterior.logvar.float()
    divergence = 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance).mean()
    return reconstruction_loss(decoded.float(), pixels, settings) + settings.kullback_leibler * divergence


@torch.no_grad()
def reconstruction_psnr(model: AutoencoderKL, images: np.ndarray) -> Tensor:
    """PSNR of each of `images` (uint8, (N, H, W, 3)) in dB, decoded from the posterior's mean."""
    model.eval()
    device = device_of(model)
    values = []
    for start in range(0, len(images), 64):
        pixels = to_pixels(images[start : start + 64]).to(device)
        values.append(psnr(model.decode(model.encode(pixels).latent_dist.mean).sample, pixels).cpu())
    return torch.cat(values)


@torch.no_grad()
def latent_moments(model: AutoencoderKL, images: np.ndarray) -> tuple[Tensor, Tensor, Tensor]:
    """Mean and standard deviation of each latent channel over `images`, and the posterior's mean standard deviation."""
    model.eval()
    device = device_of(model)
    means, spreads = [], []
    for start in range(0, len(images), 64):
        posterior = model.encode(to_pixels(images[start : start + 64]).to(device)).latent_dist
        means.append(posterior.mean.cpu())
        spreads.append(posterior.std.mean((0, 2, 3)).cpu())
    latents = torch.cat(means)
    return latents.mean((0, 2, 3)), latents.std((0, 2, 3)), torch.stack(spreads).mean(0)


def run(profile: Profile, build: Path) -> None:
    settings = STABLE_DIFFUSION[profile.name].autoencoder
    training_settings = settings.training
    data = build / str(profile.image_size)
    drawings, held_out = read_drawings(data / "train"), read_drawings(data / "heldout")
    sampler = RowSampler(drawings, training_settings.seed)
    device = prepare(profile)
    torch.manual_seed(training_settings.seed)
    model = autoencoder(settings, profile.image_size).to(device)
    training = Training(model, training_settings)
    some = np.random.default_rng(0).choice(len(held_out), size=min(128, len(held_out)), replace=False)
    some_images = np.array(held_out.images[np.sort(some)])

    def loss_of_step(step: int) -> Tensor:
        rows = sampler.batch(step, training_settings.batch_size)
        generator = torch.Generator().manual_seed(training_settings.seed * 1_000_003 + step)
        return loss_of(model, batch_pixels(drawings, rows, step, settings).to(device), generator, settings)

    def measure() -> str:
        return f"{reconstruction_psnr(model, some_images).mean():.2f} dB on held-out vendors"

    folder = build / "vae"
    before = trunk(training_settings)
    if not (folder / "last-leg.pt").exists():
        train(training, before, loss_of_step, folder / "trunk.pt", measure=measure, measure_every=500)
    leg = last_leg(before.end, training_settings)
    train(training, leg, loss_of_step, folder / "last-leg.pt", measure=measure, measure_every=500)
    training.use_mean()
    finish(model, drawings, held_out, training, folder, settings.measured)


def finish(
    model: AutoencoderKL, drawings: Drawings, held_out: Drawings, training: Training, folder: Path, measured: int
) -> None:
    """Centres the latents, measures, and writes `final/` with `report.json` next to it."""
    train_rows = drawings.rows_where(split="train")
    sample = np.sort(np.random.default_rng(1).choice(train_rows, size=min(2048, len(train_rows)), replace=False))
    mean, std, _ = latent_moments(model, np.array(drawings.images[sample]))
    centre_latents(model, mean.to(device_of(model)), std.to(device_of(model)))
    _, std, noise = latent_moments(model, np.array(drawings.images[sample]))
    report = {
        "images_seen": training.images,
        "cpu_seconds": round(training.cpu_seconds),
        "scaling_factor": model.config.scaling_factor,
        "latent_std": [round(float(value), 4) for value in std * model.config.scaling_factor],
        "posterior_std": [round(float(value), 4) for value in noise * model.config.scaling_factor],
        "encoder_parameters": sum(weight.numel() for weight in model.encoder.parameters()),
        "decoder_parameters": sum(weight.numel() for weight in model.decoder.parameters()),
        "psnr_db": {},
    }
    for vendor in sorted(set(held_out.columns["vendor"])):
        rows = held_out.rows_where(vendor=vendor)[:measured]
        values = reconstruction_psnr(model, np.array(held_out.images[rows]))
        report["psnr_db"][vendor] = {
            "mean": round(float(values.mean()), 2),
            "percentile_10": round(float(values.quantile(0.1)), 2),
            "n": len(rows),
        }
    model.cpu().save_pretrained(folder / "final")
    (folder / "report.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(report), flush=True)
