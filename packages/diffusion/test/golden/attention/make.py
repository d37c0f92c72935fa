"""Makes `cases.json`: where each word of a prompt was attended to, with diffusers' attention processors and DAAM's aggregation.

`python make.py`, with the packages of `packages/tiny/training/requirements.txt`. See the README beside it.
"""

from __future__ import annotations

import base64
import importlib.util
import json
import math
from pathlib import Path

import diffusers
import torch
import torch.nn.functional as F
import transformers
from diffusers import HeunDiscreteScheduler, StableDiffusionPipeline
from diffusers.models.attention_processor import Attention
from transformers import CLIPTokenizer

HERE = Path(__file__).parent
TINY = HERE.parents[3] / "tiny" / "parts" / "stable-diffusion" / "files"

#: Model, scheduler, prompt, its words with their tokens (0 marks the start), seed, steps, guidance scale, width, height.
CASES = (
    ("tiny", None, "red heart", {"red": [1], "heart": [2]}, 1, 8, 2.5, 64, 64),
    ("tiny", None, "yellow sunflower, red", {"yellow": [1], "sunflower": [2, 3], ",": [4], "red": [5]}, 2, 4, 2.5, 64, 64),
    ("tiny", None, "blue car", {"blue": [1], "car": [2]}, 3, 4, 1.0, 64, 64),
    # Two calls of the network in a step, and a picture that isn't square.
    ("sd1", "heun", "green tree", {"green": [1], "tree": [2]}, 6, 3, 7.5, 48, 24),
)  # fmt: skip


class Recording:
    """As `AttnProcessor`, which computes the probabilities, and keeps those of the prompt."""

    def __init__(self, layer: str, kept: dict[str, torch.Tensor], guided: bool) -> None:
        self.layer, self.kept, self.guided = layer, kept, guided

    def __call__(self, attn: Attention, hidden_states, encoder_hidden_states=None, attention_mask=None, **_) -> torch.Tensor:
        states = hidden_states if encoder_hidden_states is None else encoder_hidden_states
        query = attn.head_to_batch_dim(attn.to_q(hidden_states))
        key = attn.head_to_batch_dim(attn.to_k(states))
        value = attn.head_to_batch_dim(attn.to_v(states))
        probabilities = attn.get_attention_scores(query, key, attention_mask)
        if encoder_hidden_states is not None:
            half = probabilities[len(probabilities) // 2 :] if self.guided else probabilities
            self.kept[self.layer] = self.kept.get(self.layer, 0) + half.float()
        hidden_states = attn.batch_to_head_dim(torch.bmm(probabilities, value))
        return attn.to_out[1](attn.to_out[0](hidden_states))


def token_maps(kept: dict[str, torch.Tensor], height: int, width: int) -> torch.Tensor:
    """`compute_global_heat_map` of DAAM 0.2.0, for latents that need not be square: tokens, height, width."""
    merges = []
    for probabilities in kept.values():
        _, places, _ = probabilities.shape
        factor = round(math.sqrt(height * width / places))
        if factor == 8:
            continue
        for head in probabilities:
            heat = head.T.reshape(-1, 1, height // factor, width // factor)
            merges.append(F.interpolate(heat, size=(height, width), mode="bicubic").clamp(min=0))
    return torch.stack(merges).mean(0)[:, 0]


def word_maps(kept: dict[str, torch.Tensor], words: dict[str, list[int]], height: int, width: int) -> torch.Tensor:
    maps = token_maps(kept, height, width)
    return torch.stack([maps[tokens].mean(0) for tokens in words.values()])


def encoded(values: torch.Tensor) -> dict[str, object]:
    return {"dims": list(values.shape), "float32": base64.b64encode(values.numpy().astype("<f4").tobytes()).decode()}


def pipelines() -> dict[str, StableDiffusionPipeline]:
    spec = importlib.util.spec_from_file_location("pipelines", HERE.parent / "pipelines" / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    text, unet, vae = module.networks(module.PIPELINES["sd1"])
    config = {**module.BETAS, **module.LEADING, **module.EPSILON}
    random = StableDiffusionPipeline(
        vae, text, CLIPTokenizer.from_pretrained(TINY / "tokenizer"), unet, HeunDiscreteScheduler.from_config(config),
        safety_checker=None, feature_extractor=None, requires_safety_checker=False,
    )  # fmt: skip
    return {"tiny": StableDiffusionPipeline.from_pretrained(TINY), "sd1": random}


def case(pipeline: StableDiffusionPipeline, model: str, scheduler, prompt, words, seed, steps, guidance, width, height) -> dict:
    factor = pipeline.vae_scale_factor
    size = (height // factor, width // factor)
    kept: dict[str, torch.Tensor] = {}
    total: dict[str, torch.Tensor] = {}
    per_step: list[torch.Tensor] = []
    guided = guidance > 1
    pipeline.unet.set_attn_processor(
        {name: Recording(name, kept, guided) for name in pipeline.unet.attn_processors}
    )
    timesteps: list[float] = []

    def finish() -> None:
        per_step.append(word_maps(kept, words, *size))
        for layer, probabilities in kept.items():
            total[layer] = total.get(layer, 0) + probabilities
        kept.clear()

    def after_call(_, __, timestep, more: dict) -> dict:
        timesteps.append(float(timestep))
        # Heun's method calls the network twice a step, but for the last one.
        if scheduler != "heun" or len(timesteps) % 2 == 0 or len(timesteps) == 2 * steps - 1:
            finish()
        return more

    image = pipeline(
        prompt, num_inference_steps=steps, guidance_scale=guidance, width=width, height=height,
        generator=torch.Generator().manual_seed(seed), callback_on_step_end=after_call, output_type="latent",
    ).images  # fmt: skip
    heat = word_maps(total, words, *size)
    maps = token_maps(total, *size)
    last = max(max(tokens) for tokens in words.values())
    shares = maps / (maps[1 : last + 1].sum(0, keepdim=True) + 1e-6)
    normalized = torch.stack([shares[tokens].mean(0) for tokens in words.values()])
    large = F.interpolate(heat[:, None], size=(height, width), mode="bicubic")[:, 0].clamp(min=0)
    return {
        "model": model, "scheduler": json.loads(pipeline.scheduler.to_json_string()) if scheduler else None,
        "prompt": prompt, "words": words, "seed": seed, "steps": steps, "guidance_scale": guidance, "width": width,
        "height": height, "latents": encoded(image), "per_step": encoded(torch.stack(per_step)), "heat": encoded(heat),
        "normalized": encoded(normalized), **({"large": encoded(large)} if len(words) < 3 else {}),
    }  # fmt: skip


def main() -> None:
    torch.set_num_threads(1)
    models = pipelines()
    cases = []
    for one in CASES:
        models[one[0]].set_progress_bar_config(disable=True)
        cases.append(case(models[one[0]], *one))
    about = {"diffusers": diffusers.__version__, "transformers": transformers.__version__, "torch": torch.__version__}
    (HERE / "cases.json").write_text(json.dumps({**about, "cases": cases}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
