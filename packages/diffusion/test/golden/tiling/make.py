"""Draws with the random Stable Diffusion `sd1` of `../pipelines`, with circular padding: `python make.py`, with the same packages.

For both axes, `padding_mode="circular"` is set on every Conv2d. PyTorch has no such mode for one axis alone, so there the input of each
convolution is padded before it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import diffusers
import torch
from diffusers import StableDiffusionPipeline

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "pipelines"))
from make import DDIM, EPSILON, EULER, LEADING, PIPELINES, TOKENIZER, case, draw, networks  # noqa: E402
from transformers import CLIPTokenizer  # noqa: E402

CASES = [
    ("xy", case("red heart", 1, 6, 7.5, {**EULER, **LEADING, **EPSILON})),
    ("xy", case("Blue car", 2, 4, 1.0, {**DDIM, **LEADING, **EPSILON}, width=48, height=24)),
    ("x", case("a dog", 3, 4, 3.0, {**DDIM, **LEADING, **EPSILON})),
    ("y", case("a dog", 3, 4, 3.0, {**DDIM, **LEADING, **EPSILON})),
]


def wrap(conv: torch.nn.Conv2d, axes: str) -> None:
    if axes == "xy":
        conv.padding_mode = "circular"
        conv._reversed_padding_repeated_twice = [size for size in reversed(conv.padding) for _ in range(2)]
        return
    (high, wide), plain = conv.padding, conv.forward
    circular, zeros = ((wide, wide, 0, 0), (0, 0, high, high)) if axes == "x" else ((0, 0, high, high), (wide, wide, 0, 0))
    conv.padding = (0, 0)
    conv.forward = lambda x: plain(torch.nn.functional.pad(torch.nn.functional.pad(x, circular, mode="circular"), zeros))


def main() -> None:
    torch.set_num_threads(1)
    golden: dict[str, object] = {"diffusers": diffusers.__version__, "torch": torch.__version__, "cases": []}
    for axes, one in CASES:
        text, unet, vae = networks(PIPELINES["sd1"])
        for network in (unet, vae):
            for module in network.modules():
                if isinstance(module, torch.nn.Conv2d):
                    wrap(module, axes)
        pipeline = StableDiffusionPipeline(
            vae, text, CLIPTokenizer.from_pretrained(TOKENIZER), unet, diffusers.DDIMScheduler(),
            safety_checker=None, feature_extractor=None, requires_safety_checker=False,
        )  # fmt: skip
        pipeline.set_progress_bar_config(disable=True)
        golden["cases"].append({"axes": axes, **draw(pipeline, one)})
    (HERE / "cases.json").write_text(json.dumps(golden, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
