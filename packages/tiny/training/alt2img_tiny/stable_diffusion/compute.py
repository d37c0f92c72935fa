"""Where and how a profile computes."""

from __future__ import annotations

import os

import torch
from torch import nn

from ..profile import Profile


def prepare(profile: Profile) -> torch.device:
    """The device of a profile. On a CPU a run uses one thread, or as many as `ALT2IMG_TRAINING_THREADS` says: what is
    added up by another number of threads is not the same to the bit."""
    if profile.name == "gpu":
        return torch.device("cuda")
    torch.set_num_threads(int(os.environ.get("ALT2IMG_TRAINING_THREADS", "1")))
    return torch.device("cpu")


def autocast(device: torch.device) -> torch.autocast:
    return torch.autocast(device.type, torch.bfloat16)


def device_of(model: nn.Module) -> torch.device:
    return next(model.parameters()).device
