"""Muon (Jordan 2024) for matrices and convolutions: a step along the momentum's nearest orthogonal matrix.

PyTorch's own takes only matrices. Steps are scaled to the size of AdamW's (Liu et al. 2025), so that one learning rate
serves both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import torch
from torch import Tensor, nn

#: Of the quintic iteration whose fixed points are the singular values near 1.
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)


class Muon(torch.optim.Optimizer):
    """A weight of more than two dimensions counts as a matrix of its first against all others."""

    def __init__(
        self,
        params: Iterable[nn.Parameter],
        lr: float,
        momentum: float = 0.95,
        weight_decay: float = 0.0,
        steps: int = 5,
    ) -> None:
        super().__init__(params, {"lr": lr, "momentum": momentum, "weight_decay": weight_decay, "steps": steps})

    @torch.no_grad()
    def step(self, closure: None = None) -> None:
        for group in self.param_groups:
            by_shape: dict[tuple[int, int], list[tuple[Tensor, Tensor]]] = defaultdict(list)
            for weight in group["params"]:
                if weight.grad is None:
                    continue
                state = self.state[weight]
                if not state:
                    state["momentum"] = torch.zeros_like(weight)
                momentum = state["momentum"].lerp_(weight.grad, 1 - group["momentum"])
                ahead = weight.grad.lerp(momentum, group["momentum"]).flatten(1)
                by_shape[tuple(ahead.shape)].append((weight, ahead))
            for (rows, columns), pairs in by_shape.items():
                directions = orthogonal(torch.stack([ahead for _, ahead in pairs]), group["steps"])
                rate = group["lr"] * 0.2 * max(rows, columns) ** 0.5
                for (weight, _), direction in zip(pairs, directions, strict=True):
                    weight.mul_(1 - group["lr"] * group["weight_decay"])
                    weight.add_(direction.view_as(weight), alpha=-rate)


def orthogonal(matrices: Tensor, steps: int) -> Tensor:
    """(N, rows, columns): each matrix's polar factor, roughly (singular values between about 0.7 and 1.2)."""
    a, b, c = _COEFFICIENTS
    x = matrices.bfloat16()
    if tall := x.shape[1] > x.shape[2]:
        x = x.mT
    x = x / (x.norm(dim=(1, 2), keepdim=True) + 1e-7)
    for _ in range(steps):
        gram = x @ x.mT
        x = a * x + (b * gram + c * gram @ gram) @ x
    return (x.mT if tall else x).to(matrices.dtype)
