"""The stages after the first: image towers learn against the finished text tower.

Its embeddings of all captions are computed once, so that a step only costs the image tower.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import CLIPModel

from .batches import Batch, Batches
from .conv_tower import ConvTower
from .loop import Training, train
from .loss import distillation, symmetric_info_nce
from .model import image_embeds, random_patches
from .settings import ClipSettings
from .text_stage import scaled


class Vision(nn.Module):
    """The image tower of `model`. `logit_scale` is a logarithm."""

    def __init__(self, model: CLIPModel, logit_scale: float) -> None:
        super().__init__()
        self.vision_model = model.vision_model
        self.visual_projection = model.visual_projection
        self.logit_scale = nn.Parameter(torch.tensor(logit_scale))


class Conv(nn.Module):
    """A conv tower. `logit_scale` is a logarithm."""

    def __init__(self, conv: ConvTower, logit_scale: float) -> None:
        super().__init__()
        self.conv = conv.to(memory_format=torch.channels_last)
        self.logit_scale = nn.Parameter(torch.tensor(logit_scale))


def train_conv(
    modules: Conv,
    batches: Batches,
    caption_embeds: Tensor,
    checkpoint: Path,
    *,
    measure: Callable[[Training], str] | None = None,
    until: int | None = None,
) -> Training:
    """`caption_embeds`: (N, projection), what the finished text tower makes of all captions of the drawings."""

    def loss_of_batch(batch: Batch, _: int) -> Tensor:
        with torch.autocast(batches.device, torch.bfloat16):
            images = modules.conv(batch.pixels)
        return _contrast(modules.logit_scale, images, batch, caption_embeds)

    return _train(modules, batches, loss_of_batch, checkpoint, measure, until)


def train_vision(
    modules: Vision,
    teacher: ConvTower,
    settings: ClipSettings,
    batches: Batches,
    caption_embeds: Tensor,
    checkpoint: Path,
    *,
    measure: Callable[[Training], str] | None = None,
    until: int | None = None,
) -> Training:
    """`teacher` sees the same pixels, at the side that it was trained at last. `caption_embeds`: as above."""
    patches = (settings.image_size // settings.patch_size) ** 2
    see_all = round(batches.settings.steps * (1 - settings.all_patches_share))
    teacher_side = settings.conv_alone.sides[-1][1]

    def loss_of_batch(batch: Batch, step: int) -> Tensor:
        kept = None
        if step < see_all and settings.patches_kept < patches:
            kept = random_patches(len(batch.pixels), patches, settings.patches_kept, batch.generator)
        with torch.autocast(batches.device, torch.bfloat16):
            with torch.no_grad():
                taught = teacher(resized(batch.pixels, teacher_side))
            images = image_embeds(modules, batch.pixels, kept)
        contrast = _contrast(modules.logit_scale, images, batch, caption_embeds)
        return contrast + settings.distillation * distillation(images, taught)

    return _train(modules, batches, loss_of_batch, checkpoint, measure, until)


def resized(pixels: Tensor, side: int) -> Tensor:
    """(B, 3, H, W) → (B, 3, side, side), without aliasing."""
    if pixels.shape[-1] == side:
        return pixels
    return nn.functional.interpolate(pixels, size=side, mode="bilinear", antialias=True)


def _contrast(logit_scale: Tensor, images: Tensor, batch: Batch, caption_embeds: Tensor) -> Tensor:
    texts = caption_embeds[batch.caption_ids].to(images.device)
    return symmetric_info_nce(images, texts, scaled(logit_scale), batch.true_pairs)


def _train(
    modules: nn.Module,
    batches: Batches,
    loss_of_batch: Callable[[Batch, int], Tensor],
    checkpoint: Path,
    measure: Callable[[Training], str] | None,
    until: int | None,
) -> Training:
    training = Training(modules, batches.settings)
    train(training, lambda step: loss_of_batch(batches.at(step), step), checkpoint, measure=measure, until=until)
    return training
