"""A small convolutional image tower: it learns from few drawings what a ViT learns from many, and then teaches it."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .settings import ConvTowerSettings


class _Block(nn.Module):
    def __init__(self, channels: int) -> None:
        super().__init__()
        self.first = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.first_norm = nn.BatchNorm2d(channels)
        self.second = nn.Conv2d(channels, channels, 3, padding=1, bias=False)
        self.second_norm = nn.BatchNorm2d(channels)
        nn.init.zeros_(self.second_norm.weight)

    def forward(self, inputs: Tensor) -> Tensor:
        hidden = functional.relu(self.first_norm(self.first(inputs)))
        return functional.relu(inputs + self.second_norm(self.second(hidden)))


class ConvTower(nn.Module):
    """(B, 3, H, W) normalised pixels → (B, projection), L2-normalised, float32. H and W are multiples of 8."""

    def __init__(self, settings: ConvTowerSettings, projection: int) -> None:
        super().__init__()
        # Folding 2 by 2 pixels into channels first keeps the widest maps away.
        layers: list[nn.Module] = [nn.PixelUnshuffle(2)]
        before = 12
        for level, (channels, blocks) in enumerate(zip(settings.channels, settings.blocks, strict=True)):
            layers += [
                nn.Conv2d(before, channels, 3, stride=1 if level == 0 else 2, padding=1, bias=False),
                nn.BatchNorm2d(channels),
                nn.ReLU(),
                *(_Block(channels) for _ in range(blocks)),
            ]
            before = channels
        self.body = nn.Sequential(*layers)
        self.projection = nn.Linear(2 * before, projection, bias=False)

    def forward(self, pixel_values: Tensor) -> Tensor:
        hidden = self.body(pixel_values.contiguous(memory_format=torch.channels_last))
        pooled = torch.cat([hidden.mean(dim=(2, 3)), hidden.amax(dim=(2, 3))], dim=1)
        return functional.normalize(self.projection(pooled).float(), dim=-1)
