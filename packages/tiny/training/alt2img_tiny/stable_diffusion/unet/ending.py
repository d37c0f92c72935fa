"""The last leg of a U-Net training: from a checkpoint of the trunk, which stays as it is, to the model that is
shipped.

So a training can be ended early, `python -m alt2img_tiny.stable_diffusion.unet.ending --build DIR`, and go on later
as if nothing had happened; and the skewed twin is another ending of the same trunk.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import torch

from ...profile import PROFILES, Profile
from ..resumable import last_leg
from ..settings import STABLE_DIFFUSION
from .preparation import UNetTraining, prepare_training


def keep_trunk(folder: Path) -> int:
    """Copies `folder/trunk.pt` to `trunk-<step>.pt`, where no training overwrites it. Returns the step."""
    step: int = torch.load(folder / "trunk.pt", map_location="cpu", weights_only=True)["step"]
    kept = folder / f"trunk-{step}.pt"
    if not kept.exists():
        shutil.copyfile(folder / "trunk.pt", kept.with_suffix(".partial"))
        kept.with_suffix(".partial").replace(kept)
    return step


def end_training(profile: Profile, build: Path, start: int, folder: Path, weights_column: str = "weights") -> None:
    """The last leg from step `start` of the trunk. Writes `folder/final`; goes on from a checkpoint in `folder`."""
    settings = STABLE_DIFFUSION[profile.name].unet.training
    state = prepare_training(profile, build, weights_column, is_last_leg=True)
    checkpoint = folder / f"last-leg-{start}.pt"
    if not checkpoint.exists():
        state.training.load(build / "unet" / f"trunk-{start}.pt")
    state.run(last_leg(start, settings), checkpoint)
    write_final(state, start, folder / "final")


def end_at_once(profile: Profile, build: Path, folder: Path) -> None:
    """Writes `folder/final` from the running mean of the trunk's newest checkpoint, without a last leg: in seconds, but
    blurrier than what a last leg would make of it."""
    state = prepare_training(profile, build)
    state.training.load(build / "unet" / "trunk.pt")
    write_final(state, state.training.step, folder / "final")


def write_final(state: UNetTraining, start: int, folder: Path) -> None:
    """The running mean's weights in diffusers' layout, with what it took."""
    settings = state.training.settings
    state.training.use_mean()
    loss = state.measure()
    state.model.cpu().save_pretrained(folder)
    report = {
        "parameters": sum(weight.numel() for weight in state.model.parameters()),
        "trunk_steps": start,
        "steps": state.training.step,
        "images_seen": state.training.images,
        "images_planned": settings.images,
        "seconds": round(state.training.seconds),
        "cpu_seconds": round(state.training.cpu_seconds),
        "loss": round(loss, 4),
    }
    (folder / "training.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(report), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m alt2img_tiny.stable_diffusion.unet.ending",
        description="Ends a U-Net training early: a last leg from the trunk's newest checkpoint, which stays as it is.",
    )
    parser.add_argument("--profile", choices=sorted(PROFILES), default="cpu", help="default: cpu")
    parser.add_argument("--build", type=Path, default=Path(__file__).parents[3] / "build")
    parser.add_argument("--start", type=int, help="step of a kept trunk-<step>.pt; default: the newest of trunk.pt")
    parser.add_argument("--now", action="store_true", help="no last leg: the running mean as it is")
    options = parser.parse_args()
    folder = options.build / "unet"
    if options.now:
        return end_at_once(PROFILES[options.profile], options.build, folder)
    start = keep_trunk(folder) if options.start is None else options.start
    end_training(PROFILES[options.profile], options.build, start, folder)


if __name__ == "__main__":
    main()
