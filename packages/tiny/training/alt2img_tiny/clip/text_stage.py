"""First stage: the text tower learns, together with a conv tower. Also how a judge is trained."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import CLIPModel, CLIPTextModelWithProjection

from .batches import Batches
from .conv_tower import ConvTower
from .loop import Training, train
from .loss import symmetric_info_nce
from .model import text_embeds
from .towers import by_length

#: Logarithms: the logit scale starts at 1 / 0.07 and stays under 100, as CLIP's does.
FIRST_LOGIT_SCALE, LAST_LOGIT_SCALE = math.log(1 / 0.07), math.log(100)


class TextAndConv(nn.Module):
    """The text tower of `model` and a conv tower."""

    def __init__(self, model: CLIPModel | CLIPTextModelWithProjection, conv: ConvTower) -> None:
        super().__init__()
        self.text_model = model.text_model
        self.text_projection = model.text_projection
        self.conv = conv.to(memory_format=torch.channels_last)
        self.logit_scale = nn.Parameter(torch.tensor(FIRST_LOGIT_SCALE))


def scaled(logit_scale: Tensor) -> Tensor:
    """The factor of the logits."""
    return logit_scale.clamp(max=LAST_LOGIT_SCALE).exp()


def train_text_and_conv(
    modules: TextAndConv,
    batches: Batches,
    captions: Tensor,
    checkpoint: Path,
    *,
    measure: Callable[[Training], str] | None = None,
    until: int | None = None,
) -> Training:
    """`captions`: (N, L) token ids of all captions of the drawings."""
    training = Training(modules, batches.settings)

    def loss_of_step(step: int) -> Tensor:
        batch = batches.at(step)
        ids = captions[batch.caption_ids].to(batches.device)
        with torch.autocast(batches.device, torch.bfloat16):
            texts = by_length(lambda part: text_embeds(modules, part), ids)
            images = modules.conv(batch.pixels)
        return symmetric_info_nce(images, texts, scaled(modules.logit_scale), batch.true_pairs)

    train(training, loss_of_step, checkpoint, measure=measure, until=until)
    return training
