"""Where and how a profile computes."""

from __future__ import annotations

import os

import torch
from torch import nn

from ..profile import Profile


def prepare(profile: Profile) -> torch.device:
    """The device of a profile, or the one that `ALT2IMG_TRAINING_DEVICE` names (`cuda`): the same recipe, faster, and
    not the same to the bit. On a CPU a run uses one thread, or as many as `ALT2IMG_TRAINING_THREADS` says: what is
    added up by another number of threads is not the same to the bit either."""
    device = os.environ.get("ALT2IMG_TRAINING_DEVICE", "cuda" if profile.name == "gpu" else "cpu")
    if device != "cpu":
        return torch.device(device)
    torch.set_num_threads(int(os.environ.get("ALT2IMG_TRAINING_THREADS", "1")))
    return torch.device("cpu")


def autocast(device: torch.device) -> torch.autocast:
    return torch.autocast(device.type, torch.bfloat16)


def device_of(model: nn.Module) -> torch.device:
    return next(model.parameters()).device
