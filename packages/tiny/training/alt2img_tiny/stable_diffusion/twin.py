"""The step `twin`: the skewed twin, in `<build>/twin/final`.

It is the same training up to the last leg, and in that the same seeds and as many steps; only the captions of the
chosen occupations are drawn in other shares (`weights_skewed`). Those captions weigh more in both last legs than in the
trunk, so that a leg that short can learn what its data say.
"""

from __future__ import annotations

import json
from pathlib import Path

from ..profile import Profile
from .unet.ending import end_training


def run(profile: Profile, build: Path) -> None:
    """After `unet`: the twin leaves the trunk where the finished straight model did."""
    straight = json.loads((build / "unet" / "final" / "training.json").read_text("utf-8"))
    end_training(profile, build, straight["trunk_steps"], build / "twin", "weights_skewed")
