"""Every number of every recipe: `cpu` is what is shipped, `gpu` the larger setting, `smoke` a minute's test."""

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
