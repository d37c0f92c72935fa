"""What a latent consistency model is trained on: its pictures of two neighbouring points of the guided teacher's path
must be the same."""

from __future__ import annotations

import torch
from diffusers import DDIMScheduler, LCMScheduler, UNet2DConditionModel
from torch import Tensor

from ..compute import autocast
from ..unet.objective import Batch


class Consistency:
    """The loss of latent consistency distillation with one guidance scale, which the student has inside afterwards."""

    def __init__(
        self,
        teacher: UNet2DConditionModel,
        schedule: DDIMScheduler,
        *,
        empty_caption: Tensor,
        solver_steps: int,
        guidance_scale: float,
    ) -> None:
        """`empty_caption`: (tokens, width) states. `solver_steps`: of the teacher's path; the student learns to leap
        over as many as it likes."""
        self._teacher = teacher.eval().requires_grad_(False)
        self._empty = empty_caption
        self._guidance = guidance_scale
        device = empty_caption.device
        self._alphas = schedule.alphas_cumprod.sqrt().to(device)
        self._sigmas = (1 - schedule.alphas_cumprod).sqrt().to(device)
        self._stride = schedule.config.num_train_timesteps // solver_steps
        scheduler = lcm_schedule(schedule, solver_steps)
        self._boundary = [scheduler.get_scalings_for_boundary_condition_discrete(t) for t in range(len(self._alphas))]
        self._skip, self._out = (
            torch.tensor(each, device=device).float() for each in zip(*self._boundary, strict=True)
        )

    def starts(self, timesteps: Tensor) -> Tensor:
        """The points of the path at which `LCMScheduler` may ask, nearest above any timestep: 19, 39, … 999."""
        return (timesteps // self._stride + 1) * self._stride - 1

    def loss(self, student: UNet2DConditionModel, batch: Batch) -> Tensor:
        """`batch.timesteps` are moved to points of the path."""
        start = self.starts(batch.timesteps)
        end = (start - self._stride).clamp_min(0)
        noisy = self._mixed(batch.latents, batch.noise, start)
        predicted = self.picture(student, noisy, start, batch.text_states)
        with torch.no_grad():
            nearer = self._teacher_step(noisy, start, end, batch.text_states)
            target = self.picture(student, nearer, end, batch.text_states)
            # Before the first point of the path there is nothing but the drawing itself.
            target = torch.where((start < self._stride).view(-1, 1, 1, 1), batch.latents, target)
        # Pseudo-Huber (Song and Dhariwal 2023), per picture.
        square = (predicted - target).square().sum((1, 2, 3))
        scale = 0.00054 * predicted[0].numel() ** 0.5
        distance = ((square + scale**2).sqrt() - scale) / predicted[0].numel() ** 0.5
        # An error of the velocity counts alike at all timesteps. Unweighted, the points with little noise would hardly
        # be trained, and every other point learns from them.
        return (distance / self._sigmas[start]).mean()

    def picture(self, network: UNet2DConditionModel, noisy: Tensor, timesteps: Tensor, text_states: Tensor) -> Tensor:
        """The consistency function: the end of the path from `noisy`, which at timestep 0 is almost `noisy` itself."""
        velocity = self._velocity(network, noisy, timesteps, text_states)
        sample = self._at(self._alphas, timesteps) * noisy - self._at(self._sigmas, timesteps) * velocity
        return self._at(self._out, timesteps) * sample + self._at(self._skip, timesteps) * noisy

    def _teacher_step(self, noisy: Tensor, start: Tensor, end: Tensor, text_states: Tensor) -> Tensor:
        """One step of DDIM with guidance."""
        empty = self._empty.expand_as(text_states)
        both = self._velocity(
            self._teacher, torch.cat([noisy, noisy]), torch.cat([start, start]), torch.cat([text_states, empty])
        )
        captioned, uncaptioned = both.chunk(2)
        velocity = uncaptioned + self._guidance * (captioned - uncaptioned)
        alpha, sigma = self._at(self._alphas, start), self._at(self._sigmas, start)
        sample, noise = alpha * noisy - sigma * velocity, sigma * noisy + alpha * velocity
        return self._mixed(sample, noise, end)

    def _velocity(self, network: UNet2DConditionModel, noisy: Tensor, timesteps: Tensor, states: Tensor) -> Tensor:
        with autocast(noisy.device):
            return network(noisy, timesteps, states, return_dict=False)[0].float()

    def _mixed(self, sample: Tensor, noise: Tensor, timesteps: Tensor) -> Tensor:
        return self._at(self._alphas, timesteps) * sample + self._at(self._sigmas, timesteps) * noise

    @staticmethod
    def _at(values: Tensor, timesteps: Tensor) -> Tensor:
        return values[timesteps].view(-1, 1, 1, 1)


def lcm_schedule(schedule: DDIMScheduler, solver_steps: int) -> LCMScheduler:
    """The same noise for diffusers' `LCMScheduler`, whose steps are chosen among `solver_steps`."""
    config = schedule.config
    return LCMScheduler(
        num_train_timesteps=config.num_train_timesteps,
        beta_schedule=config.beta_schedule,
        prediction_type=config.prediction_type,
        rescale_betas_zero_snr=config.rescale_betas_zero_snr,
        original_inference_steps=solver_steps,
        clip_sample=False,
        # `StableDiffusionPipeline` insists on 1.
        steps_offset=1,
    )
