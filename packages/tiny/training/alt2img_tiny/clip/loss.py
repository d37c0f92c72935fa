"""The losses of the tiny CLIP."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def symmetric_info_nce(image_embeds: Tensor, text_embeds: Tensor, logit_scale: Tensor, true_pairs: Tensor) -> Tensor:
    """Symmetric InfoNCE (Radford et al. 2021, fig. 3) that does not hold a true caption against a drawing.

    `image_embeds`, `text_embeds`: (B, D), L2-normalised. `logit_scale`: the factor itself, after `exp`.
    `true_pairs`: (B, B) bool; off the diagonal, what is true is left out of both denominators.
    """
    logits = logit_scale * image_embeds @ text_embeds.T
    count = len(logits)
    diagonal = torch.eye(count, dtype=torch.bool, device=logits.device)
    logits = logits.masked_fill(true_pairs & ~diagonal, float("-inf"))
    target = torch.arange(count, device=logits.device)
    return (functional.cross_entropy(logits, target) + functional.cross_entropy(logits.T, target)) / 2


def distillation(student: Tensor, teacher: Tensor) -> Tensor:
    """Mean of 1 - cosine between the embeddings, (B, D) and L2-normalised, that two image towers give the same
    pixels."""
    return (1 - (student * teacher).sum(dim=-1)).mean()
