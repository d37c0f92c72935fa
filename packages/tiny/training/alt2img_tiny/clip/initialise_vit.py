"""A start for a small ViT that has few pictures to learn from.

Trained attention has a recognisable shape: each patch looks at itself and its neighbours, and values are passed on
with their sign turned. Starting there saves the steps that would find it. Trockman and Kolter 2023, "Mimetic
Initialization of Self-Attention Layers", https://arxiv.org/abs/2305.09828 (their constants).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor, nn

_ALPHA_QUERY, _BETA_QUERY, _ALPHA_VALUE, _BETA_VALUE = 0.7, 0.7, 0.4, 0.4


@torch.no_grad()
def initialise_vit(vision_model: nn.Module, seed: int) -> None:
    """`vision_model`: Hugging Face's `CLIPVisionModel`; its weights are changed in place."""
    generator = torch.Generator().manual_seed(seed)
    config = vision_model.config
    width, heads = config.hidden_size, config.num_attention_heads
    side = config.image_size // config.patch_size
    embeddings = vision_model.embeddings
    embeddings.position_embedding.weight[1:] = position_waves(side, width)
    embeddings.position_embedding.weight[0] = 0
    # A patch's pixels weigh about as much as its place.
    nn.init.normal_(
        embeddings.patch_embedding.weight,
        std=1 / math.sqrt(embeddings.patch_embedding.weight[0].numel()),
        generator=generator,
    )
    for layer in vision_model.encoder.layers:
        attention = layer.self_attn
        size = width // heads
        for head in range(heads):
            rows = slice(head * size, (head + 1) * size)
            product = _noise(width, generator) * _ALPHA_QUERY + torch.eye(width) * _BETA_QUERY
            left, strength, right = torch.linalg.svd(product)
            root = strength[:size].sqrt()
            attention.q_proj.weight[rows] = (left[:, :size] * root).T
            attention.k_proj.weight[rows] = right[:size] * root[:, None]
        product = _noise(width, generator) * _ALPHA_VALUE - torch.eye(width) * _BETA_VALUE
        left, strength, right = torch.linalg.svd(product)
        attention.v_proj.weight.copy_(right * strength.sqrt()[:, None])
        attention.out_proj.weight.copy_(left * strength.sqrt())
        for part in (attention.q_proj, attention.k_proj, attention.v_proj, attention.out_proj):
            nn.init.zeros_(part.bias)


def position_waves(side: int, width: int) -> Tensor:
    """(side², width): sines and cosines of the row and of the column (Vaswani et al. 2017, in two dimensions)."""
    quarter = width // 4
    frequency = 1 / 10_000 ** (torch.arange(quarter) / quarter)
    angle = torch.arange(side)[:, None] * frequency
    wave = torch.cat([angle.sin(), angle.cos()], dim=1)
    rows = wave[:, None].expand(side, side, -1)
    columns = wave[None].expand(side, side, -1)
    return torch.cat([rows, columns], dim=2).reshape(side * side, 4 * quarter)


def _noise(width: int, generator: torch.Generator) -> Tensor:
    return torch.randn(width, width, generator=generator) / math.sqrt(width)
