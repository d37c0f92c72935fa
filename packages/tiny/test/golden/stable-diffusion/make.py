"""Makes the golden files from `packages/tiny/parts/stable-diffusion/files` with diffusers' own pipeline on one CPU thread.

`python make.py`, with the packages of `packages/tiny/training/requirements.txt`.
"""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import diffusers
import numpy as np
import torch
import transformers
from diffusers import StableDiffusionPipeline
from PIL import Image

HERE = Path(__file__).parent
MODEL = HERE.parents[2] / "parts" / "stable-diffusion" / "files"
#: Prompt, seed, steps, guidance scale (1: none).
CASES = (
    ("red heart", 1, 20, 2.5),
    ("woman firefighter with dark skin tone", 2, 20, 2.5),
    ("", 3, 8, 1.0),
)
#: Of the weights that the files belong to.
WEIGHTS = (
    "unet/diffusion_pytorch_model.safetensors",
    "vae/diffusion_pytorch_model.safetensors",
    "text_encoder/model.safetensors",
)


def encoded(values: torch.Tensor | np.ndarray) -> dict[str, object]:
    """Shape, and the numbers as little-endian float32 in base64."""
    array = np.ascontiguousarray(torch.as_tensor(values).numpy(), dtype="<f4")
    return {"dims": list(array.shape), "float32": base64.b64encode(array.tobytes()).decode()}


def case(
    pipeline: StableDiffusionPipeline, prompt: str, seed: int, steps: int, guidance_scale: float
) -> dict[str, object]:
    latents = torch.randn(1, 4, 16, 16, generator=torch.Generator().manual_seed(seed))
    length = pipeline.tokenizer.model_max_length
    texts = ["", prompt] if guidance_scale > 1 else [prompt]
    padding = {"padding": "max_length", "max_length": length, "truncation": True}
    ids = pipeline.tokenizer(texts, **padding, return_tensors="pt").input_ids
    with torch.no_grad():
        states = pipeline.text_encoder(ids)[0]
        first = int(pipeline.scheduler.config.num_train_timesteps) - 1
        predicted = pipeline.unet(latents.expand(len(texts), -1, -1, -1), first, states).sample
    options = {"num_inference_steps": steps, "guidance_scale": guidance_scale, "latents": latents}
    final = pipeline(prompt, **options, output_type="latent").images
    timesteps = pipeline.scheduler.timesteps.tolist()
    with torch.no_grad():
        decoded = pipeline.vae.decode(final / pipeline.vae.config.scaling_factor).sample
    picture = pipeline(prompt, **options).images[0]
    name = f"{prompt.replace(' ', '-') or 'empty'}.png"
    Image.fromarray(np.asarray(picture)).save(HERE / name, optimize=True)
    return {
        "prompt": prompt,
        "seed": seed,
        "num_inference_steps": steps,
        "guidance_scale": guidance_scale,
        "timesteps": timesteps,
        "input_ids": ids.tolist(),
        "last_hidden_state": encoded(states),
        "initial_latents": encoded(latents),
        "first_model_output": {"timestep": first, **encoded(predicted)},
        "final_latents": encoded(final),
        "decoded": encoded(decoded),
        "picture": name,
    }


def encoding(pipeline: StableDiffusionPipeline, picture: str) -> dict[str, object]:
    """What the autoencoder's encoder makes of a golden picture."""
    pixels = np.asarray(Image.open(HERE / picture), np.float32).transpose(2, 0, 1)[None] / 127.5 - 1
    with torch.no_grad():
        parameters = pipeline.vae.encode(torch.from_numpy(pixels)).latent_dist.parameters
    return {"picture": picture, "latent_parameters": encoded(parameters)}


def main() -> None:
    torch.set_num_threads(1)
    pipeline = StableDiffusionPipeline.from_pretrained(MODEL)
    pipeline.set_progress_bar_config(disable=True)
    cases = [case(pipeline, *arguments) for arguments in CASES]
    golden = {
        "diffusers": diffusers.__version__,
        "transformers": transformers.__version__,
        "torch": torch.__version__,
        "sha256": {path: hashlib.sha256((MODEL / path).read_bytes()).hexdigest() for path in WEIGHTS},
        "cases": cases,
        "encoding": encoding(pipeline, str(cases[0]["picture"])),
    }
    (HERE / "cases.json").write_text(json.dumps(golden, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
