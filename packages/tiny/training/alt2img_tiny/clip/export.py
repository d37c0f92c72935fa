"""The towers as ONNX files in the layout of transformers.js: `onnx/text_model.onnx` and `onnx/vision_model.onnx`.

Inputs and outputs are float32 and named as transformers.js names them. Weights are stored as float16 and cast when a
session opens (the runtime folds the cast), so that the arithmetic is float32 and no backend needs float16 kernels.
"""

from __future__ import annotations

import shutil
import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import Tensor, nn
from transformers import CLIPModel

from ..profile import Profile
from .files import write_json

OPSET = 17


class _TextTower(nn.Module):
    """(B, L) ids → `text_embeds` (B, projection), not normalised, and `last_hidden_state` (B, L, width)."""

    def __init__(self, model: CLIPModel) -> None:
        super().__init__()
        self.text_model = model.text_model
        self.text_projection = model.text_projection

    def forward(self, input_ids: Tensor) -> tuple[Tensor, Tensor]:
        text = self.text_model
        hidden = text.embeddings(input_ids=input_ids)
        for layer in text.encoder.layers:
            hidden = layer(hidden, attention_mask=None, is_causal=True)
        hidden = text.final_layer_norm(hidden)
        end = (input_ids == text.config.eos_token_id).int().argmax(dim=-1)
        pooled = hidden[torch.arange(hidden.shape[0]), end]
        return self.text_projection(pooled), hidden


class _VisionTower(nn.Module):
    """(B, 3, H, W) → `image_embeds` (B, projection), not normalised, and `last_hidden_state` (B, 1 + patches,
    width)."""

    def __init__(self, model: CLIPModel) -> None:
        super().__init__()
        self.vision_model = model.vision_model
        self.visual_projection = model.visual_projection

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, Tensor]:
        output = self.vision_model(pixel_values=pixel_values)
        return self.visual_projection(output.pooler_output), output.last_hidden_state


def export_text(model: CLIPModel, path: Path) -> None:
    ids = torch.full((2, 7), model.config.text_config.eos_token_id)
    ids[:, 0] = model.config.text_config.bos_token_id
    ids[0, 1:4] = torch.tensor([5, 6, 7])
    axes = {
        "input_ids": {0: "batch", 1: "length"},
        "text_embeds": {0: "batch"},
        "last_hidden_state": {0: "batch", 1: "length"},
    }
    _export(_TextTower(model), ids, "input_ids", ["text_embeds", "last_hidden_state"], axes, path)


def export_vision(model: CLIPModel, path: Path) -> None:
    side = model.config.vision_config.image_size
    axes = {"pixel_values": {0: "batch"}, "image_embeds": {0: "batch"}, "last_hidden_state": {0: "batch"}}
    pixels = torch.rand(2, 3, side, side)
    _export(_VisionTower(model), pixels, "pixel_values", ["image_embeds", "last_hidden_state"], axes, path)


def _export(
    tower: nn.Module, example: Tensor, name: str, outputs: list[str], axes: dict[str, dict[int, str]], path: Path
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with warnings.catch_warnings():
        # The tracing exporter is announced as the older way; it is the one that needs no further package.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            tower.eval(),
            (example,),
            str(path),
            input_names=[name],
            output_names=outputs,
            dynamic_axes=axes,
            opset_version=OPSET,
            do_constant_folding=True,
            dynamo=False,
        )
    graph = onnx.load(str(path))
    store_as_half(graph)
    onnx.checker.check_model(graph, full_check=True)
    onnx.save(graph, str(path))


def store_as_half(model: onnx.ModelProto, smallest: int = 16) -> None:
    """Turns float32 initialisers of at least `smallest` numbers that float16 holds exactly into float16 and a cast."""
    casts = []
    for initialiser in model.graph.initializer:
        if initialiser.data_type != TensorProto.FLOAT:
            continue
        values = numpy_helper.to_array(initialiser)
        half = values.astype(np.float16)
        if values.size < smallest or not np.array_equal(half.astype(np.float32), values):
            continue
        name = initialiser.name
        initialiser.CopyFrom(numpy_helper.from_array(half, name + "_float16"))
        casts.append(helper.make_node("Cast", [name + "_float16"], [name], name + "_cast", to=TensorProto.FLOAT))
    for place, node in enumerate(casts):
        model.graph.node.insert(place, node)


#: Stages of the training, by the names of their checkpoints.
STAGES = ("text-and-conv", "conv", "vision")


def effort(checkpoint: Path) -> dict[str, int]:
    """Steps and seconds that a stage took."""
    state = torch.load(checkpoint, map_location="cpu", weights_only=True)
    return {key: round(state[key]) for key in ("step", "seconds", "cpu_seconds")}


def run(profile: Profile, build: Path) -> None:
    """Writes the folder that is shipped, `<build>/export/clip`, from `<build>/clip/final`."""
    source, folder = build / "clip" / "final", build / "export" / "clip"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(source.iterdir()):
        if path.is_file():
            shutil.copyfile(path, folder / path.name)
    stages = [build / "clip" / f"{stage}.pt" for stage in STAGES]
    if all(path.exists() for path in stages):
        write_json(folder / "training.json", {path.stem: effort(path) for path in stages})
    model = CLIPModel.from_pretrained(source, dtype=torch.float32, attn_implementation="alt2img_plain").eval()
    export_text(model, folder / "onnx" / "text_model.onnx")
    export_vision(model, folder / "onnx" / "vision_model.onnx")
    sizes = {path.name: path.stat().st_size for path in sorted((folder / "onnx").iterdir())}
    write_json(build / "clip" / "export-sizes.json", sizes)
    print(f"clip-export: {sizes}, {sum(sizes.values()) / 1e6:.2f} MB")
