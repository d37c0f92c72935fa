"""Writes a CLIP of the size of OpenAI's ViT-B/32, with random weights, as ONNX files: as slow as the real one, and nobody's.

    pip install torch==2.13.0 transformers==5.23.0 onnx==1.23.2
    python bench/make-vit-b32.py out/bench/vit-b32

The suite `clip` adds the tokenizer, and measures with it.
"""

import sys
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import CLIPConfig, CLIPImageProcessor, CLIPModel


class Text(nn.Module):
    def __init__(self, model: CLIPModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor) -> Tensor:
        return self.model.text_projection(self.model.text_model(input_ids=input_ids).pooler_output)


class Vision(nn.Module):
    def __init__(self, model: CLIPModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, pixel_values: Tensor) -> Tensor:
        return self.model.visual_projection(self.model.vision_model(pixel_values=pixel_values).pooler_output)


def export(module: nn.Module, name: str, value: Tensor, output: str, axes: dict[int, str], path: Path) -> None:
    torch.onnx.export(
        module.eval(), (value,), str(path), input_names=[name], output_names=[output],
        dynamic_axes={name: axes, output: {0: "batch"}}, opset_version=17, dynamo=False,
    )  # fmt: skip


def main(folder: Path) -> None:
    torch.manual_seed(0)
    (folder / "onnx").mkdir(parents=True, exist_ok=True)
    # The defaults of transformers are those of ViT-B/32, but for the ids of OpenAI's tokenizer.
    config = CLIPConfig(text_config={"bos_token_id": 49406, "eos_token_id": 49407, "pad_token_id": 49407}, projection_dim=512)
    config._attn_implementation = "eager"
    model = CLIPModel(config).eval()
    config.save_pretrained(folder)
    CLIPImageProcessor(size={"shortest_edge": 224}, crop_size={"height": 224, "width": 224}).save_pretrained(folder)
    ids = torch.full((2, 77), 49407)
    ids[:, 0] = 49406
    axes = {0: "batch", 1: "sequence"}
    export(Text(model), "input_ids", ids, "text_embeds", axes, folder / "onnx" / "text_model.onnx")
    export(Vision(model), "pixel_values", torch.rand(2, 3, 224, 224), "image_embeds", {0: "batch"}, folder / "onnx" / "vision_model.onnx")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
