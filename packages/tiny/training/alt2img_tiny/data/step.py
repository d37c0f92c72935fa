"""The step `data` as a command: from the packages in `training/node_modules`."""

from __future__ import annotations

from pathlib import Path

from ..profile import Profile
from .build import build

NODE_MODULES = Path(__file__).parents[2] / "node_modules"


def run(profile: Profile, folder: Path) -> None:
    if not NODE_MODULES.exists():
        raise SystemExit(f"There are no icon sets in {NODE_MODULES}: run `npm ci` in {NODE_MODULES.parent} first.")
    build(NODE_MODULES, folder / str(profile.image_size), profile.image_size)
