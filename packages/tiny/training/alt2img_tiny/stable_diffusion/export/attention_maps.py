"""The U-Net that also says where it looked at each token: "which words drew which pixels".

It is the plain network with one more output (cf. DAAM: Tang et al. 2023); its ONNX is next to the plain one and points
into the same weights.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from diffusers import UNet2DConditionModel
from diffusers.models.attention_processor import Attention
from torch import Tensor, nn
from torch.nn import functional

from .onnx_models import OnnxExport, unet_export

OUTPUT = "cross_attention"


class UNetWithAttentionMaps(nn.Module):
    """Gives (`out_sample`, `cross_attention`): (B, tokens, h, w), where h and w are those of the finest level that
    attends to the text. Shares in [0, 1] that sum to 1 over the tokens at each place: the mean over all heads and
    layers, of which coarser ones are drawn larger, bilinearly."""

    def __init__(self, model: UNet2DConditionModel) -> None:
        super().__init__()
        self.model = model
        self._maps: list[Tensor] = []
        for name, module in model.named_modules():
            if name.endswith(".attn2") and isinstance(module, Attention):
                module.get_attention_scores = self._recorded(module.get_attention_scores)  # type: ignore[method-assign]

    def _recorded(self, scores: Callable[..., Tensor]) -> Callable[..., Tensor]:
        def recorded(*arguments: object) -> Tensor:
            shares = scores(*arguments)
            self._maps.append(shares)
            return shares

        return recorded

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor) -> tuple[Tensor, Tensor]:
        self._maps.clear()
        output = self.model(sample, timestep, encoder_hidden_states, return_dict=False)[0]
        # (B * heads, places, tokens), the places row by row.
        sides = [round(int(shares.shape[1]) ** 0.5) for shares in self._maps]
        maps = []
        for shares, side in zip(self._maps, sides, strict=True):
            places, tokens = side * side, int(shares.shape[2])
            mean = shares.reshape(sample.shape[0], -1, places, tokens).mean(1).transpose(1, 2)
            grid = mean.reshape(sample.shape[0], tokens, side, side)
            finest = (max(sides), max(sides))
            maps.append(grid if side == max(sides) else functional.interpolate(grid, finest, mode="bilinear"))
        return output, torch.stack(maps).mean(0)


def attention_export(model: UNet2DConditionModel, tokens: int) -> OnnxExport:
    """`model` is changed: it records its attention from then on."""
    plain = unet_export(model, tokens)
    return OnnxExport(UNetWithAttentionMaps(model).eval(), plain.inputs, (*plain.outputs, OUTPUT))
