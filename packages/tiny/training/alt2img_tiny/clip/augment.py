"""Random changes to a batch of drawings, so that a tower learns the thing and not one vendor's way of drawing it.

All at once on (B, 3, H, W) in [0, 1]; one `grid_sample` and a few element-wise steps.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor
from torch.nn import functional

from .settings import AugmentSettings

#: sRGB luma weights (ITU-R BT.601), as Pillow's "L" uses them.
_LUMA = torch.tensor([0.299, 0.587, 0.114]).view(1, 3, 1, 1)


def augment(
    images: Tensor, mirrored: Tensor, side: int, settings: AugmentSettings, generator: torch.Generator
) -> Tensor:
    """`images`: uint8 (B, H, W, 3). `mirrored`: (B,) bool, where a flip is allowed. Gives float (B, 3, side, side) in
    [0, 1]."""
    pixels = images.permute(0, 3, 1, 2).float().div_(255)
    pixels = _affine(pixels, mirrored, side, settings, generator)
    pixels = _colour(pixels, settings, generator)
    pixels = _outline(pixels, settings, generator)
    pixels = _blur(pixels, settings, generator)
    return _background(pixels, settings, generator).clamp_(0, 1)


def _uniform(count: int, low: float, high: float, generator: torch.Generator) -> Tensor:
    return torch.rand(count, generator=generator) * (high - low) + low


def _chosen(count: int, share: float, generator: torch.Generator) -> Tensor:
    return torch.rand(count, generator=generator) < share


def _affine(
    pixels: Tensor, mirrored: Tensor, side: int, settings: AugmentSettings, generator: torch.Generator
) -> Tensor:
    """Turn, scale each axis, shear, shift, flip. What comes in from outside is white, like the paper."""
    count = len(pixels)
    angle = _uniform(count, -settings.degrees, settings.degrees, generator) * (math.pi / 180)
    scale = _uniform(count, settings.scale[0], settings.scale[1], generator)
    stretch = _uniform(count, -settings.stretch, settings.stretch, generator).exp()
    shear = _uniform(count, -settings.shear, settings.shear, generator)
    flip = torch.where(_chosen(count, 0.5, generator) & mirrored, -1.0, 1.0)
    shift = _uniform(count * 2, -settings.shift, settings.shift, generator).view(count, 2)
    cos, sin = angle.cos(), angle.sin()
    # Output to input: shift, then rotate, shear, scale; 1 / scale because a larger picture reads a smaller part.
    across, down = 1 / (scale * stretch), stretch / scale
    theta = torch.stack(
        [
            torch.stack([flip * across * (cos + shear * sin), flip * across * (shear * cos - sin), shift[:, 0]], dim=1),
            torch.stack([down * sin, down * cos, shift[:, 1]], dim=1),
        ],
        dim=1,
    )
    grid = functional.affine_grid(theta, [count, 3, side, side], align_corners=False)
    return 1 - functional.grid_sample(1 - pixels, grid, mode="bilinear", padding_mode="zeros", align_corners=False)


def _colour(pixels: Tensor, settings: AugmentSettings, generator: torch.Generator) -> Tensor:
    """Brightness and contrast of what is not paper, saturation, and a slight tint of each channel. White stays
    white."""
    count = len(pixels)
    ink = 1 - pixels
    gain = _uniform(count, 1 - settings.contrast, 1 + settings.contrast, generator).view(-1, 1, 1, 1)
    tint = 1 + (_uniform(count * 3, -settings.tint, settings.tint, generator)).view(-1, 3, 1, 1)
    ink = ink * (gain * tint)
    grey = (ink * _LUMA).sum(dim=1, keepdim=True)
    saturation = _uniform(count, 1 - settings.saturation, 1 + settings.saturation, generator).view(-1, 1, 1, 1)
    return (1 - (grey + (ink - grey) * saturation)).clamp_(0, 1)


def _outline(pixels: Tensor, settings: AugmentSettings, generator: torch.Generator) -> Tensor:
    """Dark lines at edges on a share of the batch, as vendors with outlines draw them."""
    chosen = _chosen(len(pixels), settings.outline, generator).nonzero()[:, 0]
    if len(chosen) == 0:
        return pixels
    part = pixels[chosen]
    strength = _uniform(len(chosen), 0.5, 2.5, generator).view(-1, 1, 1, 1)
    padded = functional.pad(part, (1, 1, 1, 1), mode="replicate")
    edge = functional.max_pool2d(padded, 3, 1) + functional.max_pool2d(-padded, 3, 1)
    line = (edge.amax(dim=1, keepdim=True) * strength - 0.25).clamp_(0, 1)
    pixels = pixels.clone()
    pixels[chosen] = part * (1 - line)
    return pixels


def _blur(pixels: Tensor, settings: AugmentSettings, generator: torch.Generator) -> Tensor:
    """A 3 by 3 mean, mixed in, on a share of the batch."""
    chosen = _chosen(len(pixels), settings.blur, generator).nonzero()[:, 0]
    if len(chosen) == 0:
        return pixels
    part = pixels[chosen]
    soft = functional.avg_pool2d(functional.pad(part, (1, 1, 1, 1), mode="replicate"), 3, 1)
    amount = _uniform(len(chosen), 0.3, 1.0, generator).view(-1, 1, 1, 1)
    pixels = pixels.clone()
    pixels[chosen] = part + (soft - part) * amount
    return pixels


def _background(pixels: Tensor, settings: AugmentSettings, generator: torch.Generator) -> Tensor:
    """Tinted paper on a share of the batch: everything is multiplied by a light colour."""
    count = len(pixels)
    paper = 1 - _uniform(count * 3, 0, settings.paper_tint, generator).view(-1, 3, 1, 1)
    chosen = _chosen(count, settings.paper, generator).view(-1, 1, 1, 1)
    return torch.where(chosen, pixels * paper, pixels)
