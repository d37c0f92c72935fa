"""Pictures from prompts, by diffusers' own pipeline."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from diffusers import AutoencoderKL, LCMScheduler, StableDiffusionPipeline, UNet2DConditionModel

from .settings import SamplingSettings
from .text_states import load_text_encoder
from .unet.model import noise_schedule


def build_pipeline(build: Path, unet: Path) -> StableDiffusionPipeline:
    """From the finished parts in `build` and the U-Net in the folder `unet`."""
    tokenizer, text_encoder = load_text_encoder(build / "clip" / "final")
    pipeline = StableDiffusionPipeline(
        vae=AutoencoderKL.from_pretrained(build / "vae" / "final"),
        text_encoder=text_encoder,
        tokenizer=tokenizer,
        unet=UNet2DConditionModel.from_pretrained(unet),
        scheduler=noise_schedule(),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def build_lcm_pipeline(build: Path) -> StableDiffusionPipeline:
    """Of the four-step model: it is called with `guidance_scale` 1."""
    pipeline = build_pipeline(build, build / "lcm" / "final")
    pipeline.scheduler = LCMScheduler.from_pretrained(build / "lcm" / "scheduler")
    return pipeline


def initial_latents(pipeline: StableDiffusionPipeline, seeds: Sequence[int]) -> torch.Tensor:
    """(N, C, h, w): the noise of each seed, whatever else is in the batch."""
    config = pipeline.unet.config
    shape = (config.in_channels, config.sample_size, config.sample_size)
    return torch.stack([torch.randn(shape, generator=torch.Generator().manual_seed(seed)) for seed in seeds])


def paint(
    pipeline: StableDiffusionPipeline,
    prompts: Sequence[str],
    seeds: Sequence[int],
    guidance_scale: float,
    settings: SamplingSettings,
    *,
    batch_size: int = 40,
) -> np.ndarray:
    """uint8 (N, H, W, 3): picture `i` is of prompt `i` from seed `i`. `guidance_scale` 1: no guidance."""
    latents = initial_latents(pipeline, seeds)
    pictures = []
    for start in range(0, len(prompts), batch_size):
        part = slice(start, start + batch_size)
        output = pipeline(
            list(prompts[part]),
            latents=latents[part],
            # For schedulers that add noise on the way.
            generator=[torch.Generator().manual_seed(2**32 + seed) for seed in seeds[part]],
            guidance_scale=guidance_scale,
            num_inference_steps=settings.steps,
            output_type="np",
        )
        pictures.append((output.images * 255).round().astype(np.uint8))
    return np.concatenate(pictures)
