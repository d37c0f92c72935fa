"""What a good reconstruction of a drawing is: the same pixels, and edges as steep as the original's."""

from __future__ import annotations

from torch import Tensor
from torch.nn import functional

from ..settings import AutoencoderSettings


def reconstruction_loss(decoded: Tensor, pixels: Tensor, settings: AutoencoderSettings) -> Tensor:
    """Mean absolute difference of pixels and of finite differences at three scales. (B, 3, H, W) in [-1, 1]."""
    difference = decoded - pixels
    loss = difference.abs().mean()
    for scale in (1, 2, 4):
        # Finite differences are linear: those of the difference are the difference of those.
        coarse = functional.avg_pool2d(difference, scale) if scale > 1 else difference
        steep = (coarse[..., 1:, :] - coarse[..., :-1, :]).abs().mean()
        steep = steep + (coarse[..., 1:] - coarse[..., :-1]).abs().mean()
        loss = loss + settings.gradient / 3 * steep
    return loss


def psnr(decoded: Tensor, pixels: Tensor) -> Tensor:
    """Peak signal-to-noise ratio of each image in dB, of values in [-1, 1] (the peak is 2). (B, 3, H, W) → (B,)."""
    error = (decoded.clamp(-1, 1) - pixels).square().mean((1, 2, 3)).clamp_min(1e-10)
    return 10 * (4 / error).log10()
