"""Makes the golden files from `packages/tiny/parts/lcm/files` with diffusers' own pipeline on one CPU thread.

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
from diffusers import LCMScheduler, StableDiffusionPipeline, UNet2DConditionModel
from PIL import Image

HERE = Path(__file__).parent
PARTS = HERE.parents[2] / "parts"
MODEL = PARTS / "lcm" / "files"
WEIGHTS = "unet/diffusion_pytorch_model.safetensors"
#: Prompt, seed, steps.
CASES = (("red heart", 1, 4), ("woman firefighter with dark skin tone", 2, 4), ("cat face", 3, 2))


def case(pipeline: StableDiffusionPipeline, prompt: str, seed: int, steps: int) -> dict[str, object]:
    def draw(kind: str) -> torch.Tensor | list[Image.Image]:
        # The first latents and the noise between the steps come from one generator.
        generator = torch.Generator().manual_seed(seed)
        options = {"num_inference_steps": steps, "guidance_scale": 1.0, "generator": generator}
        return pipeline(prompt, **options, output_type=kind).images

    final = np.ascontiguousarray(draw("latent").numpy(), dtype="<f4")
    name = f"{prompt.replace(' ', '-')}.png"
    draw("pil")[0].save(HERE / name, optimize=True)
    return {
        "prompt": prompt,
        "seed": seed,
        "num_inference_steps": steps,
        "guidance_scale": 1,
        "timesteps": pipeline.scheduler.timesteps.tolist(),
        "final_latents": {"dims": list(final.shape), "float32": base64.b64encode(final.tobytes()).decode()},
        "picture": name,
    }


def main() -> None:
    torch.set_num_threads(1)
    pipeline = StableDiffusionPipeline.from_pretrained(
        PARTS / "stable-diffusion" / "files",
        unet=UNet2DConditionModel.from_pretrained(MODEL, subfolder="unet"),
        scheduler=LCMScheduler.from_pretrained(MODEL, subfolder="scheduler"),
    )
    pipeline.set_progress_bar_config(disable=True)
    golden = {
        "diffusers": diffusers.__version__,
        "torch": torch.__version__,
        "sha256": {WEIGHTS: hashlib.sha256((MODEL / WEIGHTS).read_bytes()).hexdigest()},
        "cases": [case(pipeline, *arguments) for arguments in CASES],
    }
    (HERE / "cases.json").write_text(json.dumps(golden, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
