"""The tiny Stable Diffusion on a world of twelve drawings: the whole chain, and what must hold of its parts."""

import json
import math
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import torch
from diffusers import AutoencoderKL, StableDiffusionPipeline, UNet2DConditionModel

from alt2img_tiny.clip.drawings import Drawings, read_drawings
from alt2img_tiny.clip.files import round_to_half, save_model
from alt2img_tiny.clip.model import new_model
from alt2img_tiny.clip.settings import CLIP
from alt2img_tiny.profile import PROFILES
from alt2img_tiny.shipping import restore_step
from alt2img_tiny.shipping.places import files_of
from alt2img_tiny.stable_diffusion import twin
from alt2img_tiny.stable_diffusion.autoencoder import step as vae
from alt2img_tiny.stable_diffusion.autoencoder.loss import psnr
from alt2img_tiny.stable_diffusion.autoencoder.model import autoencoder, centre_latents
from alt2img_tiny.stable_diffusion.export import step as export
from alt2img_tiny.stable_diffusion.export.half_weights import safetensors_index
from alt2img_tiny.stable_diffusion.lcm import step as lcm
from alt2img_tiny.stable_diffusion.pixels import to_images, to_pixels
from alt2img_tiny.stable_diffusion.report.distances import frechet_distance, nearest
from alt2img_tiny.stable_diffusion.report.occupations import trained_shares
from alt2img_tiny.stable_diffusion.report.step import near_relatives
from alt2img_tiny.stable_diffusion.resumable import Leg, Training, last_leg, train, trunk
from alt2img_tiny.stable_diffusion.sampling import build_lcm_pipeline, build_pipeline, paint
from alt2img_tiny.stable_diffusion.settings import STABLE_DIFFUSION, SamplingSettings
from alt2img_tiny.stable_diffusion.unet import step as unet
from alt2img_tiny.stable_diffusion.unet.ending import end_at_once
from alt2img_tiny.stable_diffusion.unet.model import noise_schedule
from alt2img_tiny.stable_diffusion.unet.objective import velocity_weights
from alt2img_tiny.stable_diffusion.unet.preparation import prepare_training
from alt2img_tiny.tokenizer import save_tokenizer, train_tokenizer

SMOKE, PROFILE = STABLE_DIFFUSION["smoke"], PROFILES["smoke"]
NAMES = ("red circle", "green square", "firefighter", "flag of nowhere")


def write_drawings(folder: Path, vendors: tuple[str, ...]) -> None:
    random, rows, images = np.random.default_rng(0), [], []
    for vendor in vendors:
        for index, name in enumerate(NAMES):
            image = np.full((64, 64, 3), 255, np.uint8)
            image[8 + index : 40, 8 : 30 + 4 * index] = random.integers(0, 200, 3)
            images.append(image)
            rows.append(
                {
                    "id": len(rows),
                    "vendor": vendor,
                    "hexcode": f"1F34{index}",
                    "name": name,
                    "group": "flag" if index == 3 else "object",
                    "colour": None,
                    "recoloured_from": None,
                    "split": "train",
                    "captions": [name, f"a {vendor} emoji of a {name}"],
                    "weights": [0.5, 0.5],
                    "weights_skewed": [0.0 if name == "firefighter" and vendor == vendors[0] else 0.5, 0.5],
                }
            )
    folder.mkdir(parents=True)
    pq.write_table(pa.Table.from_pylist(rows), folder / "rows.parquet")
    np.save(folder / "images.npy", np.stack(images))


def write_clip(folder: Path) -> None:
    """With random weights."""
    texts = [*NAMES, *(f"a noto emoji of a {name}" for name in NAMES)]
    tokenizer = train_tokenizer(texts, 600, 32)
    save_tokenizer(tokenizer, folder / "tokenizer", 32)
    model = new_model(CLIP["smoke"], tokenizer.get_vocab_size(), 32, 1)
    round_to_half(model)
    save_model(model, folder / "tokenizer", folder / "final")


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build folder in which everything was trained for a few steps and exported."""
    folder = tmp_path_factory.mktemp("build")
    write_drawings(folder / "64/train", ("noto", "blob", "flat"))
    write_drawings(folder / "64/heldout", ("twemoji",))
    write_clip(folder / "clip")
    for step in (vae, unet, twin, lcm, export):
        step.run(PROFILE, folder)
    return folder


def test_the_rate_rises_stays_and_falls_to_nothing() -> None:
    settings = replace(SMOKE.unet.training, images=1600, batch_size=16, warm_up_images=160, decay_share=0.2)
    before = trunk(settings)
    leg = last_leg(before.end, settings)
    assert (before.end, leg.decay_from, leg.end) == (80, 80, 100)
    assert leg.rate(0, settings) == pytest.approx(settings.learning_rate / 10)
    assert leg.rate(40, settings) == leg.rate(80, settings) == settings.learning_rate
    assert 0 < leg.rate(99, settings) < 0.05 * settings.learning_rate
    # Ended early, the last leg is shorter and has the same share.
    assert last_leg(40, settings) == Leg(end=50, decay_from=40)


def test_a_run_cut_in_two_equals_a_whole_one(build: Path, tmp_path: Path) -> None:
    whole, first, second = (prepare_training(PROFILE, build) for _ in range(3))
    whole.run(Leg(6), tmp_path / "whole.pt")
    first.run(Leg(3), tmp_path / "cut.pt")
    second.run(Leg(6), tmp_path / "cut.pt")
    one, other = (torch.load(tmp_path / f"{name}.pt", weights_only=True) for name in ("whole", "cut"))
    assert one["step"] == other["step"] == 6
    for name, value in one["network"].items():
        assert torch.equal(value, other["network"][name]), name
    assert all(torch.equal(a, b) for a, b in zip(one["mean"], other["mean"], strict=True))


def test_a_loss_that_is_no_number_ends_the_training(tmp_path: Path) -> None:
    network = torch.nn.Linear(2, 2)
    training = Training(network, SMOKE.unet.training)
    with pytest.raises(FloatingPointError, match="step 1"):
        train(training, Leg(3), lambda _: network.weight.sum() * math.nan, tmp_path / "x.pt")
    assert not (tmp_path / "x.pt").exists()


def test_centred_latents_decode_to_the_same() -> None:
    torch.manual_seed(0)
    model = autoencoder(SMOKE.autoencoder, 64).eval()
    with torch.no_grad():
        model.quant_conv.bias += torch.arange(8.0)
        pixels = torch.rand(4, 3, 64, 64) * 2 - 1
        before = model.encode(pixels).latent_dist
        decoded = model.decode(before.mean).sample
        centre_latents(model, before.mean.mean((0, 2, 3)), before.mean.std((0, 2, 3)))
        after = model.encode(pixels).latent_dist
        scaled = after.mean * model.config.scaling_factor
        assert torch.allclose(model.decode(after.mean).sample, decoded, atol=1e-4)
        assert scaled.mean((0, 2, 3)).abs().max() < 1e-3
        assert (scaled.std((0, 2, 3)) - 1).abs().max() < 1e-3
        # Noise grows and shrinks with its channel.
        ratio = (after.std / before.std) / (after.mean.std((0, 2, 3)) / before.mean.std((0, 2, 3))).view(1, 4, 1, 1)
        assert (ratio - 1).abs().max() < 1e-3


def test_velocity_weights_cap_the_samples_error() -> None:
    schedule = noise_schedule()
    weights = velocity_weights(schedule, 10.0)
    gain = 1 / (1 - schedule.alphas_cumprod).clamp_min(1e-12)
    assert weights.mean() == pytest.approx(1)
    assert torch.allclose((weights * gain)[:100], (weights * gain)[0].expand(100), rtol=1e-3)
    assert schedule.alphas_cumprod[-1] == 0 and weights[-1] == weights.max()


def test_a_mirrored_latent_is_that_of_the_mirrored_drawing(build: Path) -> None:
    drawings = read_drawings(build / "64/train")
    latents = np.load(next((build / "vae").glob("latents-*.npy")))
    model = AutoencoderKL.from_pretrained(build / "vae/final")
    with torch.no_grad():
        mirrored = model.encode(to_pixels(drawings.images[:1, :, ::-1])).latent_dist.mean * model.config.scaling_factor
    assert np.allclose(latents[1, 0], mirrored[0].numpy(), atol=2e-2)
    flag = drawings.columns["name"].index("flag of nowhere")
    assert (latents[0, flag] == latents[1, flag]).all()


def test_the_twin_shares_the_trunk_and_differs(build: Path) -> None:
    reports = [json.loads((build / name / "final/training.json").read_text()) for name in ("unet", "twin")]
    assert reports[0]["trunk_steps"] == reports[1]["trunk_steps"]
    assert reports[0]["steps"] == reports[1]["steps"]
    straight, skewed = (prepare_training(PROFILE, build, column) for column in ("weights", "weights_skewed"))
    assert any(
        not torch.equal(straight.source.batch(step).latents, skewed.source.batch(step).latents) for step in range(8)
    )
    files = [build / name / "final/diffusion_pytorch_model.safetensors" for name in ("unet", "twin")]
    assert files[0].read_bytes() != files[1].read_bytes()


def test_a_training_can_be_ended_early_and_goes_on(build: Path, tmp_path: Path) -> None:
    trunk_before = (build / "unet/trunk.pt").read_bytes()
    end_at_once(PROFILE, build, tmp_path)
    report = json.loads((tmp_path / "final/training.json").read_text())
    assert report["steps"] == report["trunk_steps"] == trunk(SMOKE.unet.training).end
    assert (build / "unet/trunk.pt").read_bytes() == trunk_before
    assert (build / "unet" / f"trunk-{report['steps']}.pt").read_bytes() == trunk_before


def test_the_twin_never_sees_what_its_shares_exclude(build: Path) -> None:
    drawings = read_drawings(build / "64/train", "weights_skewed")
    entry = drawings.starts[2] + int(np.argmin(drawings.masses[drawings.starts[2] : drawings.starts[3]]))
    assert drawings.captions[drawings.caption_ids[entry]] == "firefighter" and drawings.masses[entry] == 0


def test_the_folder_loads_in_diffusers_as_it_is(build: Path) -> None:
    folder = build / "export/stable-diffusion"
    pipeline = StableDiffusionPipeline.from_pretrained(folder)
    pipeline.set_progress_bar_config(disable=True)
    settings = SamplingSettings(steps=3)
    pictures = paint(pipeline, ["red circle", "firefighter"], [1, 2], 2.5, settings)
    assert pictures.shape == (2, 64, 64, 3)
    # One seed gives one picture, whatever else is painted with it; float16 weights are near the trained ones.
    alone = paint(build_pipeline(build, build / "unet/final"), ["firefighter"], [2], 2.5, settings)
    assert np.abs(alone[0].astype(int) - pictures[1]).mean() < 1


def test_the_four_step_model_paints_without_guidance(build: Path) -> None:
    pipeline, settings = build_lcm_pipeline(build), SamplingSettings(steps=SMOKE.lcm.sampling_steps)
    pictures = paint(pipeline, ["red circle", "firefighter"], [1, 2], 1.0, settings)
    assert pictures.shape == (2, 64, 64, 3)
    # What is shipped: with the straight model's other files, a pipeline of its own.
    folder = build / "export/lcm"
    assert {path.name for path in folder.iterdir()} == {"model_index.json", "scheduler", "training.json", "unet"}
    assert json.loads((folder / "model_index.json").read_text())["scheduler"] == ["diffusers", "LCMScheduler"]
    # A seed stands for the noise on the way too, whatever else is painted with it.
    assert np.abs(paint(pipeline, ["firefighter"], [2], 1.0, settings)[0].astype(int) - pictures[1]).max() <= 1


def test_a_training_goes_on_from_what_was_shipped(build: Path, tmp_path: Path) -> None:
    parts = tmp_path / "package/parts"
    shutil.copytree(build / "export/stable-diffusion", files_of(parts, "stable-diffusion"))
    shutil.copytree(build / "export/lcm", files_of(parts, "lcm"))
    shutil.copytree(build / "clip/final", files_of(parts, "clip"))
    shutil.copytree(build / "64", tmp_path / "64")
    restore_step.run(PROFILE, tmp_path)
    # What the figures are made from again.
    assert (tmp_path / "vae/report.json").read_bytes() == (build / "vae/report.json").read_bytes()
    assert (tmp_path / "lcm/scheduler/scheduler_config.json").exists() and (tmp_path / "lcm/final").exists()
    restored = UNet2DConditionModel.from_pretrained(tmp_path / "unet/final")
    trained = UNet2DConditionModel.from_pretrained(build / "unet/final")
    for one, other in zip(restored.parameters(), trained.parameters(), strict=True):
        assert torch.equal(one, other.half().float())
    state = prepare_training(PROFILE, tmp_path)
    state.training.load(tmp_path / "unet/trunk.pt")
    shipped = json.loads((build / "unet/final/training.json").read_text())
    assert state.training.images == shipped["images_seen"]
    # Float16 rounds the weights, nothing else.
    assert state.measure() == pytest.approx(shipped["loss"], rel=2e-3)
    before = (tmp_path / "unet/trunk.pt").read_bytes()
    restore_step.run(PROFILE, tmp_path)
    assert (tmp_path / "unet/trunk.pt").read_bytes() == before, "a checkpoint is never overwritten"
    state.run(Leg(state.training.step + 1), tmp_path / "unet/trunk.pt")
    assert state.training.images > shipped["images_seen"]


def test_no_configuration_names_the_folder_it_was_made_in(build: Path) -> None:
    configurations = [*(build / "export").rglob("*.json")]
    assert len(configurations) > 5
    assert [path for path in configurations if str(build) in path.read_text("utf-8")] == []


def test_shares_beside_an_occupation_are_those_of_the_masses() -> None:
    columns = {
        "split": ["train", "train", "train", "validation", "train"],
        "gender": ["woman", "man", "woman", "man", None],
        "skin_tone": ["light", "dark", None, "dark", None],
    }
    drawings = Drawings(
        images=np.zeros((5, 1, 1, 3), np.uint8),
        columns=columns,
        captions=["an emoji", "guard"],
        starts=np.array([0, 2, 4, 5, 6, 7]),
        caption_ids=np.array([0, 1, 0, 1, 1, 1, 1]),
        masses=np.array([9.0, 2.0, 9.0, 1.0, 1.0, 5.0, 4.0]),
        identity=np.arange(5),
        mirrored=np.zeros(5, bool),
    )
    shares = trained_shares(drawings, "guard")
    assert shares.women == 0.75 and shares.gendered == 0.5
    assert shares.skin_tones["light"] == pytest.approx(2 / 3) and sum(shares.skin_tones.values()) == pytest.approx(1)
    assert trained_shares(drawings, "pilot").women == 0


def test_near_relatives_of_an_absent_pair_have_its_words() -> None:
    columns = {
        "split": ["train", "train", "train", "validation", "train"],
        "colour": ["blue", "blue", "green", "blue", "blue"],
        "concept": ["green apple", "pineapple", "dog", "apple", "red apple tree"],
        "name": ["blue apple", "blue pineapple", "green dog", "blue apple", "blue apple tree"],
    }
    empty = np.zeros(0)
    drawings = Drawings(np.zeros((5, 1, 1, 3), np.uint8), columns, [], empty, empty, empty, empty, empty)
    assert near_relatives(drawings, "blue", "red apple") == ["blue apple", "blue apple tree"]
    assert near_relatives(drawings, "green", "dog face") == ["green dog"]
    assert near_relatives(drawings, "red", "dog face") == []


def test_onnx_points_into_the_safetensors(build: Path) -> None:
    folder = build / "export/stable-diffusion/unet"
    index = safetensors_index(folder / "diffusion_pytorch_model.safetensors")
    model = onnx.load(folder / "model.onnx", load_external_data=False)
    entries = [entry for tensor in model.graph.initializer for entry in tensor.external_data]
    offsets = {int(entry.value) for entry in entries if entry.key == "offset"}
    assert offsets == {tensor.offset for tensor in index.values() if math.prod(tensor.shape) >= 16}
    figures = json.loads((build / "report/stable-diffusion/export.json").read_text())
    assert max(figures["greatest_difference_from_pytorch"].values()) < 1e-3


def test_the_network_with_attention_maps_gives_the_plain_ones_output_and_where_it_looked(build: Path) -> None:
    folder = build / "export/stable-diffusion/unet"
    random = np.random.default_rng(0)
    inputs = {
        "sample": random.standard_normal((3, 4, 16, 16), np.float32),
        "timestep": np.array([500]),
        "encoder_hidden_states": random.standard_normal((3, 32, 32), np.float32),
    }
    plain, with_maps = (
        onnxruntime.InferenceSession(folder / name).run(None, inputs)
        for name in ("model.onnx", "model_with_attention.onnx")
    )
    assert np.abs(plain[0] - with_maps[0]).max() < 1e-6
    # The smoke test's network attends at half the latent's side.
    assert with_maps[1].shape == (3, 32, 8, 8)
    assert with_maps[1].min() >= 0 and np.allclose(with_maps[1].sum(1), 1, atol=1e-5)
    size = (folder / "model_with_attention.onnx").stat().st_size
    assert size < (folder / "model.onnx").stat().st_size + 50_000, "it has weights of its own"


def test_pixels_and_images_are_each_others_inverse() -> None:
    images = np.random.default_rng(0).integers(0, 256, (2, 8, 8, 3), dtype=np.uint8)
    pixels = to_pixels(images)
    assert pixels.min() >= -1 and pixels.max() <= 1
    assert (to_images(pixels) == images).all()
    assert psnr(pixels + 0.02, pixels).mean() == pytest.approx(40, abs=0.3)


def test_nearest_drawing() -> None:
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (9, 16, 16, 3), dtype=np.uint8)
    index, distance = nearest(images[[4, 7]], images, chunk=4)
    assert index.tolist() == [4, 7] and np.allclose(distance, 0, atol=1e-2)
    index, distance = nearest(images[:1], np.full((1, 16, 16, 3), 255, np.uint8))
    flat = images[:1].reshape(1, 8, 2, 8, 2, 3).mean((2, 4)) / 127.5 - 1
    assert distance[0] == pytest.approx(np.sqrt(np.square(flat - 1).mean()), rel=1e-4)


def test_frechet_distance() -> None:
    random = np.random.default_rng(0)
    a = random.standard_normal((20_000, 3))
    assert frechet_distance(a, a) == pytest.approx(0, abs=1e-6)
    # Between N(0, 1) and N(2, 9) in each of three dimensions: 3 (2² + (3 - 1)²).
    assert frechet_distance(a, 3 * random.standard_normal((20_000, 3)) + 2) == pytest.approx(24, rel=0.03)
