"""A deeper U-Net that starts by computing what a shallower one computes (Net2Net: Chen et al. 2016).

What is new adds nothing at first: a residual block whose last convolution is zero, a transformer whose way out is zero.
So a larger model continues where a smaller one stopped, instead of from noise.
"""

from __future__ import annotations

import torch
from diffusers import UNet2DConditionModel
from torch import nn


def deepened(shallow: UNet2DConditionModel, deep: UNet2DConditionModel) -> UNet2DConditionModel:
    """Writes the weights of `shallow` into `deep`, which has the same channels and as many or more layers a block, and
    a middle block or none. Returns `deep`; outputs are equal up to rounding.

    Raises `ValueError` where `deep` is not `shallow` with more layers.
    """
    old, new = shallow.config, deep.config
    more = new.layers_per_block - old.layers_per_block
    if tuple(old.block_out_channels) != tuple(new.block_out_channels) or more < 0:
        raise ValueError(
            f"U-Net of channels {tuple(old.block_out_channels)} and {old.layers_per_block} layers a block cannot be "
            f"deepened to {tuple(new.block_out_channels)} and {new.layers_per_block}"
        )
    if old.mid_block_type not in (None, new.mid_block_type):
        raise ValueError(f"middle block {old.mid_block_type} can't become {new.mid_block_type}")
    with torch.no_grad():
        for block in deep.down_blocks:
            _silence(block, range(old.layers_per_block, new.layers_per_block))
        for block in deep.up_blocks:
            # The first takes the skip of the level's last layer, which repeats that of the layer before; the others
            # that are new follow it.
            _silence(block, range(1, 1 + more))
        if old.mid_block_type is None and deep.mid_block is not None:
            _silence(deep.mid_block, range(len(deep.mid_block.resnets)))
        weights = {_moved(name, more): value for name, value in shallow.state_dict().items()}
        missing = deep.load_state_dict(weights, strict=False).unexpected_keys
        if missing:
            raise ValueError(f"the deeper U-Net has no {missing[0]}")
    return deep


def _moved(name: str, more: int) -> str:
    """Where a weight of the shallow network is in the deep one: later layers on the way up move behind the new ones."""
    parts = name.split(".")
    if parts[0] == "up_blocks" and parts[2] in ("resnets", "attentions") and parts[3] != "0":
        parts[3] = str(int(parts[3]) + more)
    return ".".join(parts)


def _silence(block: nn.Module, layers: range) -> None:
    for index in layers:
        if index < len(block.resnets):
            resnet = block.resnets[index]
            nn.init.zeros_(resnet.conv2.weight)
            nn.init.zeros_(resnet.conv2.bias)
            if resnet.conv_shortcut is not None:
                # The first channels are what comes from below, the others the skip.
                nn.init.dirac_(resnet.conv_shortcut.weight)
                nn.init.zeros_(resnet.conv_shortcut.bias)
        attentions = getattr(block, "attentions", None)
        if attentions is not None and index < len(attentions):
            nn.init.zeros_(attentions[index].proj_out.weight)
            nn.init.zeros_(attentions[index].proj_out.bias)
