"""Makes `cases.json`: what the tiny Stable Diffusion draws when the text states of some tokens are weighted.

`python make.py`, with the packages of `packages/tiny/training/requirements.txt`. See the README beside it.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import diffusers
import torch
import transformers
from diffusers import StableDiffusionPipeline

HERE = Path(__file__).parent
TINY = HERE.parents[3] / "tiny" / "parts" / "stable-diffusion" / "files"

#: With weights and without; the weights of the tokens from the one that marks the start; the same of the negative prompt.
CASES = (
    ("(red:1.4) heart", "red heart", [1, 1.4, 1], "", "", []),
    ("[yellow] ((sunflower)), (red:0.5)", "yellow sunflower, red", [1, 1 / 1.1, 1.1 * 1.1, 1.1 * 1.1, 1, 0.5], "", "", []),
    ("blue car", "blue car", [], "(red:1.5) (wheels:-0.5)", "red wheels", [1, 1.5, -0.5, -0.5]),
)


def encoded(values: torch.Tensor) -> dict[str, object]:
    return {"dims": list(values.shape), "float32": base64.b64encode(values.numpy().astype("<f4").tobytes()).decode()}


def states_of(pipeline: StableDiffusionPipeline, text: str, weights: list[float]) -> torch.Tensor:
    """`EmphasisOriginal` of AUTOMATIC1111's web interface, for a prompt of one chunk."""
    length = pipeline.tokenizer.model_max_length
    ids = pipeline.tokenizer(text, padding="max_length", max_length=length, return_tensors="pt").input_ids
    with torch.no_grad():
        states = pipeline.text_encoder(ids)[0]
    multipliers = torch.tensor([*weights, *[1.0] * (length - len(weights))])
    weighted = states * multipliers[None, :, None]
    return weighted * (states.mean() / weighted.mean())


def main() -> None:
    torch.set_num_threads(1)
    pipeline = StableDiffusionPipeline.from_pretrained(TINY)
    pipeline.set_progress_bar_config(disable=True)
    cases = []
    for prompt, text, weights, negative, negative_text, negative_weights in CASES:
        states = states_of(pipeline, text, weights)
        latents = pipeline(
            prompt_embeds=states, negative_prompt_embeds=states_of(pipeline, negative_text, negative_weights),
            num_inference_steps=4, guidance_scale=2.5, generator=torch.Generator().manual_seed(1), output_type="latent",
        ).images  # fmt: skip
        one = {"prompt": prompt, "negative_prompt": negative, "weights": weights, "negative_weights": negative_weights}
        cases.append({**one, "states": encoded(states), "latents": encoded(latents)})
    about = {"diffusers": diffusers.__version__, "transformers": transformers.__version__, "torch": torch.__version__}
    (HERE / "cases.json").write_text(json.dumps({**about, "cases": cases}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
