"""The models in the package, loaded by other people's libraries as they are, against the golden files beside them.

With another version of a library the last digits may differ; 1e-4 for embeddings and 1e-3 for pictures are promised.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
import torch
from diffusers import LCMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from PIL import Image
from transformers import AutoTokenizer, CLIPImageProcessor, CLIPModel

from alt2img_tiny.shipping.places import files_of

PACKAGE = Path(__file__).parents[2]
PARTS, GOLDEN = PACKAGE / "parts", PACKAGE / "test" / "golden"


def needs(model: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(not (files_of(PARTS, model)).exists(), reason=f"{model} is not in the package")


def session(path: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])


def golden_pictures(model: str = "stable-diffusion") -> dict:
    """They must have been made with the weights in the package."""
    golden = json.loads((GOLDEN / model / "cases.json").read_text("utf-8"))
    for path, digest in golden["sha256"].items():
        weights = (files_of(PARTS, model) / path).read_bytes()
        assert hashlib.sha256(weights).hexdigest() == digest, f"{path}: make the golden files again"
    return golden


def array(entry: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(entry["float32"]), "<f4").reshape(entry["dims"])


def encoder_input(golden: dict) -> np.ndarray:
    """The picture that was encoded, (1, 3, H, W) in [-1, 1]."""
    picture = Image.open(GOLDEN / "stable-diffusion" / golden["encoding"]["picture"])
    return np.asarray(picture, np.float32).transpose(2, 0, 1)[None] / 127.5 - 1


def normalised(values: np.ndarray) -> np.ndarray:
    return values / np.linalg.norm(values, axis=-1, keepdims=True)


@needs("clip")
def test_the_clip_is_as_its_golden_files_say_in_transformers_and_in_onnx() -> None:
    golden = json.loads((GOLDEN / "clip" / "golden.json").read_text("utf-8"))
    weights = (files_of(PARTS, "clip") / "model.safetensors").read_bytes()
    assert hashlib.sha256(weights).hexdigest() == golden["made_by"]["model.safetensors"], "make the golden files again"
    model = CLIPModel.from_pretrained(files_of(PARTS, "clip")).eval()
    tokenizer = AutoTokenizer.from_pretrained(files_of(PARTS, "clip"))
    processor = CLIPImageProcessor.from_pretrained(files_of(PARTS, "clip"))
    ids = tokenizer(
        [entry["text"] for entry in golden["texts"]], padding="max_length", truncation=True, return_tensors="pt"
    )["input_ids"]
    for row, entry in zip(ids.tolist(), golden["texts"], strict=True):
        assert row[: len(entry["input_ids"])] == entry["input_ids"], entry["text"]
    sheet, side = Image.open(GOLDEN / "clip" / "images.png").convert("RGB"), golden["image_size"]
    images = [sheet.crop((e["x"], e["y"], e["x"] + side, e["y"] + side)) for e in golden["images"]]
    pixels = processor(images=images, return_tensors="pt")["pixel_values"]
    with torch.no_grad():
        output = model(input_ids=ids, pixel_values=pixels)
    texts = np.array([entry["text_embeds"] for entry in golden["texts"]])
    pictures = np.array([entry["image_embeds"] for entry in golden["images"]])
    np.testing.assert_allclose(output.text_embeds.numpy(), texts, atol=1e-4)
    np.testing.assert_allclose(output.image_embeds.numpy(), pictures, atol=1e-4)
    np.testing.assert_allclose(output.logits_per_image.numpy(), golden["logits_per_image"], atol=1e-2)
    for name, inputs, expected in (
        ("text", {"input_ids": ids.numpy()}, texts),
        ("vision", {"pixel_values": pixels.numpy()}, pictures),
    ):
        embeds = session(files_of(PARTS, "clip") / "onnx" / f"{name}_model.onnx").run(
            [f"{'image' if name == 'vision' else name}_embeds"], inputs
        )[0]
        np.testing.assert_allclose(normalised(embeds), expected, atol=1e-4)


@needs("stable-diffusion")
def test_the_stable_diffusion_paints_its_golden_pictures() -> None:
    pipeline = StableDiffusionPipeline.from_pretrained(files_of(PARTS, "stable-diffusion"))
    pipeline.set_progress_bar_config(disable=True)
    scaling_factor = pipeline.vae.config.scaling_factor
    golden = golden_pictures()
    for case in golden["cases"]:
        initial = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(case["seed"]))
        np.testing.assert_array_equal(initial.numpy(), array(case["initial_latents"]))
        options = {name: case[name] for name in ("num_inference_steps", "guidance_scale")}
        final = pipeline(case["prompt"], latents=initial, output_type="latent", **options).images
        np.testing.assert_allclose(final.numpy(), array(case["final_latents"]), atol=1e-3)
        with torch.no_grad():
            decoded = pipeline.vae.decode(torch.tensor(array(case["final_latents"])) / scaling_factor).sample
        np.testing.assert_allclose(decoded.numpy(), array(case["decoded"]), atol=1e-3)
        picture = np.asarray(pipeline(case["prompt"], latents=initial, **options).images[0]).astype(int)
        expected = np.asarray(Image.open(GOLDEN / "stable-diffusion" / case["picture"])).astype(int)
        assert np.abs(picture - expected).max() <= 2, case["prompt"]
    with torch.no_grad():
        encoded = pipeline.vae.encode(torch.from_numpy(encoder_input(golden))).latent_dist.parameters
    np.testing.assert_allclose(encoded.numpy(), array(golden["encoding"]["latent_parameters"]), atol=1e-3)


@needs("stable-diffusion")
def test_the_stable_diffusion_says_in_onnx_what_it_says_in_pytorch() -> None:
    folder = files_of(PARTS, "stable-diffusion")
    unet, decoder, encoder, texts = (
        session(folder / name / "model.onnx") for name in ("unet", "vae_decoder", "vae_encoder", "text_encoder")
    )
    scaling_factor = json.loads((folder / "vae" / "config.json").read_text("utf-8"))["scaling_factor"]
    golden = golden_pictures()
    for case in golden["cases"]:
        ids = np.array(case["input_ids"], np.int64)
        states = texts.run(["last_hidden_state"], {"input_ids": ids})[0]
        np.testing.assert_allclose(states, array(case["last_hidden_state"]), atol=1e-3)
        first = case["first_model_output"]
        sample = np.repeat(array(case["initial_latents"]), len(ids), axis=0)
        inputs = {"sample": sample, "timestep": np.array([first["timestep"]]), "encoder_hidden_states": states}
        np.testing.assert_allclose(unet.run(["out_sample"], inputs)[0], array(first), atol=1e-3)
        latents = array(case["final_latents"]) / np.float32(scaling_factor)
        decoded = decoder.run(["sample"], {"latent_sample": latents})[0]
        np.testing.assert_allclose(decoded, array(case["decoded"]), atol=1e-3)
        picture = np.round((decoded[0].transpose(1, 2, 0) / 2 + 0.5).clip(0, 1) * 255)
        expected = np.asarray(Image.open(GOLDEN / "stable-diffusion" / case["picture"])).astype(int)
        assert np.abs(picture - expected).max() <= 2, case["prompt"]
    encoded = encoder.run(["latent_parameters"], {"sample": encoder_input(golden)})[0]
    np.testing.assert_allclose(encoded, array(golden["encoding"]["latent_parameters"]), atol=1e-3)


@needs("skewed-twin")
def test_the_twin_is_the_same_network_with_other_weights() -> None:
    straight = UNet2DConditionModel.from_pretrained(files_of(PARTS, "stable-diffusion") / "unet")
    twin = UNet2DConditionModel.from_pretrained(files_of(PARTS, "skewed-twin") / "unet")
    assert dict(straight.config) | {"_name_or_path": ""} == dict(twin.config) | {"_name_or_path": ""}
    difference = [
        (one.float() - other.float()).abs().mean() / one.float().abs().mean().clamp_min(1e-6)
        for one, other in zip(straight.parameters(), twin.parameters(), strict=True)
    ]
    assert 0 < float(torch.stack(difference).mean()) < 0.5
    straight_training, twin_training = (
        json.loads((files_of(PARTS, name) / "training.json").read_text("utf-8"))
        for name in ("stable-diffusion", "skewed-twin")
    )
    for key in ("trunk_steps", "steps"):
        assert straight_training[key] == twin_training[key]


@needs("lcm")
def test_the_four_step_model_paints_its_golden_pictures() -> None:
    parts, model = files_of(PARTS, "stable-diffusion"), files_of(PARTS, "lcm")
    pipeline = StableDiffusionPipeline.from_pretrained(
        parts,
        unet=UNet2DConditionModel.from_pretrained(model, subfolder="unet"),
        scheduler=LCMScheduler.from_pretrained(model, subfolder="scheduler"),
    )
    pipeline.set_progress_bar_config(disable=True)
    for case in golden_pictures("lcm")["cases"]:
        options = {name: case[name] for name in ("num_inference_steps", "guidance_scale")}
        generator = torch.Generator().manual_seed(case["seed"])
        final = pipeline(case["prompt"], generator=generator, output_type="latent", **options).images
        np.testing.assert_allclose(final.numpy(), array(case["final_latents"]), atol=1e-3)
