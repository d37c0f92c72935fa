"""What the U-Net's training is made of: a deeper start, its optimiser, its timesteps, its rate."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from alt2img_tiny.clip.drawings import Drawings
from alt2img_tiny.stable_diffusion.muon import Muon, orthogonal
from alt2img_tiny.stable_diffusion.resumable import Leg, Training
from alt2img_tiny.stable_diffusion.settings import STABLE_DIFFUSION, UNetSettings
from alt2img_tiny.stable_diffusion.unet.deepen import deepened
from alt2img_tiny.stable_diffusion.unet.model import unet
from alt2img_tiny.stable_diffusion.unet.neutral import chosen_captions, weighed
from alt2img_tiny.stable_diffusion.unet.objective import timestep_quantiles

SMOKE = STABLE_DIFFUSION["smoke"].unet


def network(settings: UNetSettings) -> torch.nn.Module:
    return unet(settings, 4, 16, 32).eval()


@pytest.mark.parametrize(
    "shallow",
    [
        replace(SMOKE, middle=False),
        replace(SMOKE, channels=(16, 32, 32), attention=(False, True, True), heads=(1, 2, 2), middle=False),
        SMOKE,
    ],
)
def test_a_deeper_network_starts_by_computing_what_the_shallower_one_does(shallow: UNetSettings) -> None:
    torch.manual_seed(0)
    small, large = network(shallow), network(replace(shallow, middle=True, layers_per_block=3))
    inputs = torch.randn(2, 4, 16, 16), torch.tensor([7, 800]), torch.randn(2, 5, 32)
    with torch.no_grad():
        expected = small(*inputs).sample
        assert torch.allclose(deepened(small, large)(*inputs).sample, expected, atol=1e-5)
    # And what is new learns: its last layers have a gradient at once.
    large(*inputs).sample.square().mean().backward()
    assert large.down_blocks[0].resnets[2].conv2.weight.grad.abs().max() > 0


def test_a_network_is_not_made_wider_or_shallower() -> None:
    wider = replace(SMOKE, channels=(16, 48), heads=(1, 3))
    with pytest.raises(ValueError, match="cannot be deepened"):
        deepened(network(SMOKE), network(wider))
    with pytest.raises(ValueError, match="middle block"):
        deepened(network(SMOKE), network(replace(SMOKE, middle=False)))


def test_orthogonal_matrices_have_singular_values_near_one() -> None:
    torch.manual_seed(0)
    for shape in ((3, 8, 24), (2, 24, 8)):
        values = torch.linalg.svdvals(orthogonal(torch.randn(shape), steps=5))
        assert values.min() > 0.5 and values.max() < 1.3


def test_muon_takes_convolutions_and_goes_downhill() -> None:
    torch.manual_seed(0)
    convolution, target = torch.nn.Conv2d(4, 6, 3), torch.nn.Conv2d(4, 6, 3)
    optimizer = Muon([convolution.weight], lr=0.02)
    pixels = torch.randn(16, 4, 8, 8)

    def loss() -> torch.Tensor:
        return (convolution(pixels) - target(pixels).detach()).square().mean()

    before = loss().item()
    for _ in range(60):
        optimizer.zero_grad()
        loss().backward()
        optimizer.step()
    assert loss().item() < before / 3


def test_matrices_inside_the_network_go_to_muon_and_nothing_is_left_out() -> None:
    model = network(SMOKE)
    training = Training(model, replace(SMOKE.training, muon=True))
    adam, muon = (
        [weight for group in optimizer.param_groups for weight in group["params"]] for optimizer in training.optimizers
    )
    assert len(adam) + len(muon) == len(list(model.parameters()))
    assert all(weight.ndim > 1 for weight in muon)
    assert any(weight is model.conv_in.weight for weight in adam)
    assert len(Training(model, replace(SMOKE.training, muon=False)).optimizers) == 1


def test_half_of_the_timesteps_are_near_the_middle_and_each_is_drawn() -> None:
    even, middle = timestep_quantiles(1000, 0.0), timestep_quantiles(1000, 0.5)
    assert np.allclose(even, np.arange(1, 1001) / 1000)
    assert middle[-1] == 1 and np.diff(middle, prepend=0).min() > 0.499 / 1000
    density = np.diff(middle, prepend=0)
    assert 200 < density.argmax() < 450 and middle[99] < 0.1 and 1 - middle[899] < 0.1


def test_a_training_that_began_anew_warms_up_anew() -> None:
    settings = replace(SMOKE.training, warm_up_images=160, batch_size=16)
    assert Leg(200).rate(100, settings) == settings.learning_rate
    assert Leg(200).rate(100, settings, restarted=100) == pytest.approx(settings.learning_rate / 10)
    assert Leg(200).rate(110, settings, restarted=100) == settings.learning_rate


def twelve_drawings(skewed: bool) -> Drawings:
    """Two drawings of an occupation and ten others, the last two of which are held out."""
    masses = np.full(24, 1.0)
    masses[[1, 3]] = (0.4, 0.0) if skewed else (0.2, 0.2)
    return Drawings(
        images=np.zeros((12, 1, 1, 3), np.uint8),
        columns={"split": ["train"] * 10 + ["validation"] * 2},
        captions=["an emoji", "pilot"],
        starts=np.arange(13) * 2,
        caption_ids=np.tile([0, 1], 12) * np.repeat([1, 1, *[0] * 10], 2),
        masses=masses,
        identity=np.arange(12),
        mirrored=np.zeros(12, bool),
    )


def test_captions_of_an_occupation_alone_weigh_what_the_last_leg_says() -> None:
    straight, skewed = twelve_drawings(False), twelve_drawings(True)
    chosen = chosen_captions(straight, skewed)
    assert chosen.tolist() == [False, True]
    for drawings in (straight, skewed):
        more = weighed(drawings, chosen, 0.1)
        pilots = more.caption_ids == 1
        assert more.masses[pilots].sum() / more.masses[:20].sum() == pytest.approx(0.1)
        # Shares among them and among the others stay.
        assert np.allclose(more.masses[pilots] / more.masses[pilots].sum(), drawings.masses[pilots] / 0.4)
        assert (more.masses[~pilots] == drawings.masses[~pilots]).all()
    assert weighed(straight, np.array([False, False]), 0.1) is straight
