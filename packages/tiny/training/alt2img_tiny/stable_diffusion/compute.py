"""Where and how a profile computes."""

from __future__ import annotations

import torch
from torch import nn

from ..profile import Profile


def prepare(profile: Profile) -> torch.device:
    """The device of a profile. On a CPU a run uses one thread: a second adds little to layers as small as these, and
    what is added up in another order would not be the same to the bit."""
    if profile.name == "gpu":
        return torch.device("cuda")
    torch.set_num_threads(1)
    return torch.device("cpu")


def autocast(device: torch.device) -> torch.autocast:
    return torch.autocast(device.type, torch.bfloat16)


def device_of(model: nn.Module) -> torch.device:
    return next(model.parameters()).device
