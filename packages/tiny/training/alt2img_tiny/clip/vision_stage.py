"""Second stage: the ViT learns against the finished text tower, and from the conv tower that was trained with it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import CLIPModel

from .batches import Batches
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
    """`caption_embeds`: (N, projection), what the finished text tower makes of all captions of the drawings."""
    training = Training(modules, batches.settings)
    patches = (settings.image_size // settings.patch_size) ** 2
    see_all = round(batches.settings.steps * (1 - settings.all_patches_share))

    def loss_of_step(step: int) -> Tensor:
        batch = batches.at(step)
        kept = None
        if step < see_all and settings.patches_kept < patches:
            kept = random_patches(len(batch.pixels), patches, settings.patches_kept, batch.generator)
        with torch.autocast(batches.device, torch.bfloat16):
            with torch.no_grad():
                taught = teacher(batch.pixels)
            images = image_embeds(modules, batch.pixels, kept)
        texts = caption_embeds[batch.caption_ids].to(batches.device)
        contrast = symmetric_info_nce(images, texts, scaled(modules.logit_scale), batch.true_pairs)
        return contrast + settings.distillation * distillation(images, taught)

    train(training, loss_of_step, checkpoint, measure=measure, until=until)
    return training
