"""The step `restore`: puts what the package ships back into `<build>`, if there is no checkpoint of it.

A training can then continue on another machine, and every figure of the model cards can be made again. The package has
everything of the tiny CLIP and the autoencoder that later steps read. The U-Net continues from its shipped weights,
float16 as they are, made deeper if the settings have more layers: its optimiser starts over with a warm-up, and the
rate is the constant one again, until the next last leg.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from diffusers import AutoencoderKL, UNet2DConditionModel

from ..profile import Profile
from ..stable_diffusion.resumable import Training
from ..stable_diffusion.settings import STABLE_DIFFUSION
from ..stable_diffusion.unet.deepen import deepened
from ..stable_diffusion.unet.model import unet
from .places import files_of, package_folder


def run(profile: Profile, build: Path) -> None:
    parts = package_folder(profile, build) / "parts"
    restored = (restore_clip(parts, build), restore_finals(parts, build), restore_trunk(profile, parts, build))
    for line in restored:
        print(line, flush=True)


def restore_clip(parts: Path, build: Path) -> str:
    """`<build>/clip/{tokenizer,final}`, with all that texts are embedded with, and `<build>/export/clip`."""
    source, final = files_of(parts, "clip"), build / "clip" / "final"
    if final.exists() or not source.exists():
        return f"clip: {_why_not(source, final)}"
    files = [path for path in source.iterdir() if path.is_file() and path.name != "README.md"]
    for folder, names in ((build / "clip" / "tokenizer", {"config.json", "model.safetensors"}), (final, set())):
        folder.mkdir(parents=True, exist_ok=True)
        for path in files:
            if path.name not in names:
                shutil.copyfile(path, folder / path.name)
    shutil.copytree(source, build / "export" / "clip", dirs_exist_ok=True)
    return f"clip: restored from {source}"


def restore_finals(parts: Path, build: Path) -> str:
    """`<build>/{vae,unet,twin,lcm}/final`, the autoencoder's report and the four-step model's scheduler: what
    `sd-report` and `sd-export` read."""
    straight, twin, lcm = (files_of(parts, name) for name in ("stable-diffusion", "skewed-twin", "lcm"))
    if (build / "unet" / "final").exists() or not straight.exists():
        return f"finished networks: {_why_not(straight, build / 'unet' / 'final')}"
    if not (build / "vae" / "final").exists():
        AutoencoderKL.from_pretrained(straight / "vae", torch_dtype=torch.float32).save_pretrained(build / "vae/final")
        shutil.copyfile(straight / "vae" / "training.json", build / "vae" / "report.json")
    for source, folder in ((straight, build / "unet"), (twin, build / "twin"), (lcm, build / "lcm")):
        if source.exists():
            unet = UNet2DConditionModel.from_pretrained(source / "unet", torch_dtype=torch.float32)
            unet.save_pretrained(folder / "final")
            shutil.copyfile(source / "training.json", folder / "final" / "training.json")
    if lcm.exists():
        shutil.copytree(lcm / "scheduler", build / "lcm" / "scheduler", dirs_exist_ok=True)
    return f"finished networks: restored from {parts}"


def restore_trunk(profile: Profile, parts: Path, build: Path) -> str:
    """`<build>/unet/trunk.pt`."""
    source, checkpoint = files_of(parts, "stable-diffusion"), build / "unet" / "trunk.pt"
    if checkpoint.exists() or not source.exists():
        return f"trunk of the U-Net: {_why_not(source, checkpoint)}"
    shipped = UNet2DConditionModel.from_pretrained(source / "unet", torch_dtype=torch.float32)
    settings = STABLE_DIFFUSION[profile.name].unet
    shape = shipped.config
    torch.manual_seed(settings.training.seed)
    model = deepened(shipped, unet(settings, shape.in_channels, shape.sample_size, shape.cross_attention_dim))
    training = Training(model, settings.training)
    trained = json.loads((source / "training.json").read_text("utf-8"))
    training.step, training.seconds, training.cpu_seconds = (
        trained["images_seen"] // settings.training.batch_size,
        trained["seconds"],
        trained["cpu_seconds"],
    )
    training.restarted = training.step
    training.save(checkpoint)
    return f"trunk of the U-Net: restored from {source}, {training.images:,} images seen"


def _why_not(source: Path, made: Path) -> str:
    return f"{made} is there already" if made.exists() else f"{source} is not there"
