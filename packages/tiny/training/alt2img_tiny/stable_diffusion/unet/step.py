"""The step `unet`: trains the U-Net and writes it to `<build>/unet/final`."""

from __future__ import annotations

from pathlib import Path

from ...profile import Profile
from ..resumable import trunk
from ..settings import STABLE_DIFFUSION
from .ending import end_training, keep_trunk
from .preparation import prepare_training


def run(profile: Profile, build: Path) -> None:
    folder = build / "unet"
    prepare_training(profile, build).run(trunk(STABLE_DIFFUSION[profile.name].unet.training), folder / "trunk.pt")
    end_training(profile, build, keep_trunk(folder), folder)
