"""The training drawings as latents, encoded once: the U-Net then trains without the autoencoder."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL
from numpy.typing import NDArray

from ..clip.drawings import Drawings
from .compute import device_of
from .fingerprint import fingerprint
from .pixels import to_pixels


@torch.no_grad()
def encode_drawings(model: AutoencoderKL, drawings: Drawings) -> NDArray[np.float16]:
    """(2, N, C, h, w): the posterior's mean times the scaling factor, of every drawing and of its mirror image. A
    drawing that a mirror would make another thing has itself in both places."""
    model.eval()
    device, factor = device_of(model), model.config.scaling_factor
    parts: list[list[NDArray[np.float16]]] = [[], []]
    for start in range(0, len(drawings), 64):
        images = np.array(drawings.images[start : start + 64])
        mirrored = np.where(drawings.mirrored[start : start + 64, None, None, None], images[:, :, ::-1], images)
        for part, source in zip(parts, (images, mirrored), strict=True):
            latents = model.encode(to_pixels(source).to(device)).latent_dist.mean * factor
            part.append(latents.cpu().numpy().astype(np.float16))
    return np.stack([np.concatenate(part) for part in parts])


def cached_latents(autoencoder: Path, drawings: Drawings, folder: Path) -> NDArray[np.float16]:
    """Read from `folder`, or encoded and written there. An autoencoder of other weights has another file."""
    model = AutoencoderKL.from_pretrained(autoencoder)
    cache = folder / f"latents-{fingerprint(model)}.npy"
    if not cache.exists():
        write_array(cache, encode_drawings(model, drawings))
    latents = np.load(cache)
    if latents.shape[1] != len(drawings):
        raise ValueError(f"{cache} has {latents.shape[1]} latents for {len(drawings)} drawings: delete it")
    return latents


def write_array(path: Path, array: np.ndarray) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".partial.npy")
    np.save(beside, array)
    beside.replace(path)
