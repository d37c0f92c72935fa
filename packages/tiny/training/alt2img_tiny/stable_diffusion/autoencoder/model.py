"""`AutoencoderKL` at a small size, and its latents brought to zero mean and equal spread."""

from __future__ import annotations

import torch
from diffusers import AutoencoderKL

from ..settings import AutoencoderSettings


def autoencoder(settings: AutoencoderSettings, image_size: int) -> AutoencoderKL:
    levels = len(settings.channels)
    return AutoencoderKL(
        down_block_types=("DownEncoderBlock2D",) * levels,
        up_block_types=("UpDecoderBlock2D",) * levels,
        block_out_channels=settings.channels,
        layers_per_block=settings.layers_per_block,
        latent_channels=settings.latent_channels,
        norm_num_groups=settings.norm_num_groups,
        sample_size=image_size,
        mid_block_add_attention=False,
        force_upcast=False,
        scaling_factor=1.0,
    )


@torch.no_grad()
def centre_latents(model: AutoencoderKL, mean: torch.Tensor, std: torch.Tensor) -> None:
    """Rewrites the 1x1 convolutions on both sides of the latents, so that channels of `mean` and `std` (as measured,
    (C,)) get zero mean and the same spread as all had together. What is decoded stays the same. `scaling_factor`
    then makes the spread one: it is the only thing that `StableDiffusionPipeline` knows, it has no place for a mean
    or a factor per channel."""
    channels = len(mean)
    together = std.square().mean().sqrt()
    gain = together / std
    into, out = model.quant_conv, model.post_quant_conv
    into.weight[:channels] *= gain.view(-1, 1, 1, 1)
    into.bias[:channels] = (into.bias[:channels] - mean) * gain
    # The second half are log variances.
    into.bias[channels:] += 2 * gain.log()
    out.bias += out.weight[:, :, 0, 0] @ mean
    out.weight /= gain.view(1, -1, 1, 1)
    model.register_to_config(scaling_factor=round(float(1 / together), 5))
