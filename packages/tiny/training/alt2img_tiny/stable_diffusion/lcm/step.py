"""The step `lcm`: distils the finished straight U-Net into `<build>/lcm/final`, with its scheduler next to it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import torch
from diffusers import UNet2DConditionModel

from ...clip.drawings import PairSampler, read_drawings
from ...profile import Profile
from ..compute import prepare
from ..latents import cached_latents
from ..resumable import Training, last_leg, train, trunk
from ..settings import STABLE_DIFFUSION
from ..text_states import cached_text_states
from ..unet.model import noise_schedule, train_fast_on_cpu
from ..unet.objective import BatchSource
from .objective import Consistency, lcm_schedule


def run(profile: Profile, build: Path) -> None:
    """After `unet`, whose finished network is the teacher and where the student begins."""
    settings, recipe = STABLE_DIFFUSION[profile.name].unet, STABLE_DIFFUSION[profile.name].lcm
    device, folder = prepare(profile), build / "lcm"
    drawings = read_drawings(build / str(profile.image_size) / "train")
    latents = cached_latents(build / "vae" / "final", drawings, build / "vae")
    states = cached_text_states(build / "clip" / "final", drawings.captions, build / "unet")
    teacher, student = (UNet2DConditionModel.from_pretrained(build / "unet" / "final").to(device) for _ in range(2))
    if device.type == "cpu":
        train_fast_on_cpu(teacher)
        train_fast_on_cpu(student)
    schedule = noise_schedule()
    consistency = Consistency(
        teacher,
        schedule,
        empty_caption=torch.from_numpy(states[-1].astype("float32")).to(device),
        solver_steps=recipe.solver_steps,
        guidance_scale=recipe.guidance_scale,
    )
    # Every example has its caption, and timesteps are even.
    even = replace(settings, training=recipe.training, caption_dropout=0.0, middle_timesteps=0.0)
    pairs = PairSampler(drawings, drawings.rows_where(split="train"), recipe.training.seed)
    source = BatchSource(pairs, latents, states, even, schedule.config.num_train_timesteps)
    training = Training(student, recipe.training)

    def loss_of_step(step: int) -> torch.Tensor:
        return consistency.loss(student, source.batch(step).to(device))

    before = trunk(recipe.training)
    train(training, before, loss_of_step, folder / "trunk.pt")
    train(training, last_leg(before.end, recipe.training), loss_of_step, folder / "last-leg.pt")
    training.use_mean()
    student.cpu().save_pretrained(folder / "final")
    lcm_schedule(schedule, recipe.solver_steps).save_pretrained(folder / "scheduler")
    report = {
        "images_seen": training.images,
        "seconds": round(training.seconds),
        "cpu_seconds": round(training.cpu_seconds),
        "guidance_scale": recipe.guidance_scale,
        "solver_steps": recipe.solver_steps,
        "steps": recipe.sampling_steps,
    }
    (folder / "final" / "training.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(report), flush=True)
