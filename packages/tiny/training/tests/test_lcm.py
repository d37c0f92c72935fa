"""The four-step model: what it must map to itself, and that distilling brings it nearer to its teacher."""

import pytest
import torch
from diffusers import UNet2DConditionModel

from alt2img_tiny.stable_diffusion.lcm.objective import Consistency, lcm_schedule
from alt2img_tiny.stable_diffusion.settings import STABLE_DIFFUSION
from alt2img_tiny.stable_diffusion.unet.model import noise_schedule, unet
from alt2img_tiny.stable_diffusion.unet.objective import Batch

SMOKE = STABLE_DIFFUSION["smoke"].unet


@pytest.fixture(scope="module")
def teacher() -> UNet2DConditionModel:
    torch.manual_seed(0)
    return unet(SMOKE, 4, 16, 32).eval()


def consistency(teacher: UNet2DConditionModel, steps: int = 50) -> Consistency:
    return Consistency(
        teacher, noise_schedule(), empty_caption=torch.zeros(5, 32), solver_steps=steps, guidance_scale=3.0
    )


def batch(timesteps: list[int]) -> Batch:
    random = torch.Generator().manual_seed(1)
    shape = (len(timesteps), 4, 16, 16)
    return Batch(
        torch.randn(shape, generator=random),
        torch.randn(shape, generator=random),
        torch.tensor(timesteps),
        torch.randn(len(timesteps), 5, 32, generator=random),
    )


def test_the_path_has_the_points_that_the_scheduler_asks_at(teacher: UNet2DConditionModel) -> None:
    starts = consistency(teacher).starts(torch.arange(1000)).unique()
    assert starts.tolist() == list(range(19, 1000, 20))
    schedule = lcm_schedule(noise_schedule(), 50)
    schedule.set_timesteps(4)
    assert set(schedule.timesteps.tolist()) <= set(starts.tolist())
    assert schedule.timesteps[0] == 999 and schedule.alphas_cumprod[-1] == 0


def test_near_no_noise_the_picture_is_the_input(teacher: UNet2DConditionModel) -> None:
    inputs = batch([0, 0])
    made = consistency(teacher).picture(teacher, inputs.latents, inputs.timesteps, inputs.text_states)
    assert (made - inputs.latents).abs().max() < 0.1


def test_the_picture_is_what_the_scheduler_makes_of_the_networks_output(teacher: UNet2DConditionModel) -> None:
    inputs = batch([999, 999])
    schedule = lcm_schedule(noise_schedule(), 50)
    schedule.set_timesteps(4)
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        velocity = teacher(inputs.noise, 999, inputs.text_states).sample.float()
    expected = schedule.step(velocity, 999, inputs.noise).denoised
    with torch.no_grad():
        made = consistency(teacher).picture(teacher, inputs.noise, inputs.timesteps, inputs.text_states)
    assert torch.allclose(made, expected, atol=2e-2)


class Guess(torch.nn.Module):
    """Not a network: its velocities are its weights."""

    def __init__(self, shape: torch.Size) -> None:
        super().__init__()
        self.velocity = torch.nn.Parameter(torch.zeros(shape))

    def forward(self, *_: object, **__: object) -> tuple[torch.Tensor]:
        return (self.velocity,)


def test_all_timesteps_pull_alike_at_the_velocity(teacher: UNet2DConditionModel) -> None:
    inputs = batch([20, 100, 300, 500, 700, 900, 999])
    guess = Guess(inputs.latents.shape)
    consistency(teacher).loss(guess, inputs).backward()
    assert guess.velocity.grad is not None
    pulls = guess.velocity.grad.flatten(1).norm(dim=1)
    assert pulls.max() < 1.2 * pulls.min()


def test_distilling_lowers_the_loss_and_leaves_the_teacher(teacher: UNet2DConditionModel) -> None:
    student = unet(SMOKE, 4, 16, 32)
    student.load_state_dict(teacher.state_dict())
    before = [weight.clone() for weight in teacher.parameters()]
    objective, inputs = consistency(teacher, steps=5), batch([100, 300, 500, 700, 900, 950, 990, 999])
    optimizer = torch.optim.Adam(student.parameters(), lr=1e-3)
    losses = []
    for _ in range(25):
        loss = objective.loss(student, inputs)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.8 * losses[0]
    assert all(torch.equal(one, other) for one, other in zip(before, teacher.parameters(), strict=True))
