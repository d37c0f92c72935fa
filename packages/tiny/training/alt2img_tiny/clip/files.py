"""Writes the model in the folder that `transformers` and transformers.js load."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import Tensor, nn
from transformers import CLIPModel

from .model import IMAGE_MEAN, IMAGE_STD

_TOKENIZER_FILES = ("tokenizer.json", "tokenizer_config.json", "special_tokens_map.json", "vocab.json", "merges.txt")


def preprocessor_config(image_size: int) -> dict[str, object]:
    """`CLIPImageProcessor`: bicubic resize of the shorter side, centre crop, CLIP's mean and deviation."""
    return {
        "image_processor_type": "CLIPImageProcessor",
        "do_convert_rgb": True,
        "do_resize": True,
        "size": {"shortest_edge": image_size},
        "resample": 3,
        "do_center_crop": True,
        "crop_size": {"height": image_size, "width": image_size},
        "do_rescale": True,
        "rescale_factor": 1 / 255,
        "do_normalize": True,
        "image_mean": list(IMAGE_MEAN),
        "image_std": list(IMAGE_STD),
    }


@torch.no_grad()
def round_to_half(model: nn.Module) -> None:
    """Rounds the weights to what float16 holds, in place and still as float32: the model that is measured is the
    model that is shipped."""
    for weight in model.parameters():
        weight.copy_(weight.half().float())


def save_model(model: CLIPModel, tokenizer: Path, folder: Path) -> None:
    """Weights that `round_to_half` has rounded, as float16; `config.json` says float32, so that they are computed
    with as such. `tokenizer`: the folder with the tokenizer's files."""
    folder.mkdir(parents=True, exist_ok=True)
    config = json.loads(model.config.to_json_string())
    config["architectures"] = ["CLIPModel"]
    config["dtype"] = "float32"
    # In a browser transformers.js would look for 8-bit files unless told.
    config["transformers.js_config"] = {"dtype": "fp32"}
    write_json(folder / "config.json", config)
    write_json(folder / "preprocessor_config.json", preprocessor_config(model.config.vision_config.image_size))
    save_file(_half(model), folder / "model.safetensors", metadata={"format": "pt"})
    for name in _TOKENIZER_FILES:
        source = tokenizer / name
        if source.exists():
            shutil.copyfile(source, folder / name)


def write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def _half(model: CLIPModel) -> dict[str, Tensor]:
    tensors = {name: weight.detach().cpu().half().contiguous() for name, weight in model.named_parameters()}
    for name, weight in model.named_parameters():
        if not torch.equal(tensors[name].float(), weight.detach().cpu()):
            raise ValueError(f"{name}: weights must be rounded to float16 before they are saved")
    return tensors
