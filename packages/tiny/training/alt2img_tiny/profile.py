"""The three settings: `cpu` is what is shipped, `gpu` the larger one, `smoke` a minute's test. The numbers of each
recipe are in the `settings.py` of its package."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Profile:
    name: str
    #: Side of the drawings in pixels.
    image_size: int


PROFILES: dict[str, Profile] = {
    "cpu": Profile("cpu", image_size=64),
    "gpu": Profile("gpu", image_size=128),
    "smoke": Profile("smoke", image_size=64),
}
