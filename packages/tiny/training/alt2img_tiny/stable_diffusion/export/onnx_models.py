"""The four networks as ONNX, with the inputs and outputs that `optimum` gives them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import onnx
import torch
from diffusers import AutoencoderKL, UNet2DConditionModel
from diffusers.models.attention_processor import AttnProcessor
from torch import Tensor, nn
from transformers import CLIPTextModel

from .half_weights import shorten_names, store_weights_as_half

OPSET = 17


class _UNet(nn.Module):
    def __init__(self, model: UNet2DConditionModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, sample: Tensor, timestep: Tensor, encoder_hidden_states: Tensor) -> Tensor:
        return self.model(sample, timestep, encoder_hidden_states, return_dict=False)[0]


class _Decoder(nn.Module):
    def __init__(self, model: AutoencoderKL) -> None:
        super().__init__()
        self.model = model

    def forward(self, latent_sample: Tensor) -> Tensor:
        return self.model.decode(latent_sample, return_dict=False)[0]


class _Encoder(nn.Module):
    def __init__(self, model: AutoencoderKL) -> None:
        super().__init__()
        self.model = model

    def forward(self, sample: Tensor) -> Tensor:
        return self.model.encode(sample).latent_dist.parameters


class _TextEncoder(nn.Module):
    def __init__(self, model: CLIPTextModel) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor) -> tuple[Tensor, Tensor]:
        output = self.model(input_ids)
        return output.last_hidden_state, output.pooler_output


@dataclass(frozen=True, slots=True)
class OnnxExport:
    """A network with its inputs and outputs by name. The first axis is the batch, except the timestep's."""

    network: nn.Module
    inputs: dict[str, Tensor]
    outputs: tuple[str, ...]

    def expected(self) -> dict[str, Tensor]:
        """PyTorch's outputs by name."""
        with torch.no_grad():
            output = self.network(*self.inputs.values())
        return dict(zip(self.outputs, output if isinstance(output, tuple) else (output,), strict=True))


def unet_export(model: UNet2DConditionModel, tokens: int) -> OnnxExport:
    # Plain attention traces to fewer operations, and to none that need shapes.
    model.set_attn_processor(AttnProcessor())
    config, random = model.config, torch.Generator().manual_seed(0)
    side = config.sample_size
    inputs = {
        "sample": torch.randn(2, config.in_channels, side, side, generator=random),
        "timestep": torch.tensor([601]),
        "encoder_hidden_states": torch.randn(2, tokens, config.cross_attention_dim, generator=random),
    }
    return OnnxExport(_UNet(model.eval()), inputs, ("out_sample",))


def decoder_export(model: AutoencoderKL, latent_side: int) -> OnnxExport:
    random = torch.Generator().manual_seed(0)
    latents = torch.randn(2, model.config.latent_channels, latent_side, latent_side, generator=random)
    return OnnxExport(_Decoder(model.eval()), {"latent_sample": latents}, ("sample",))


def encoder_export(model: AutoencoderKL) -> OnnxExport:
    side = model.config.sample_size
    pixels = torch.rand(2, 3, side, side, generator=torch.Generator().manual_seed(0)) * 2 - 1
    return OnnxExport(_Encoder(model.eval()), {"sample": pixels}, ("latent_parameters",))


def text_encoder_export(model: CLIPTextModel) -> OnnxExport:
    config = model.config
    model.set_attn_implementation("eager")
    ids = torch.randint(
        0, config.vocab_size - 2, (2, config.max_position_embeddings), generator=torch.Generator().manual_seed(0)
    )
    ids[:, 0], ids[0, 7:], ids[1, 20:] = config.bos_token_id, config.eos_token_id, config.eos_token_id
    return OnnxExport(_TextEncoder(model.eval()), {"input_ids": ids}, ("last_hidden_state", "pooler_output"))


def write_onnx(export: OnnxExport, path: Path, weights: Path | None = None, stored_prefix: str = "") -> None:
    """`weights`: the network's float16 safetensors in the same folder, for the model to point into; its names start
    with `stored_prefix`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    names = [*export.inputs, *export.outputs]
    torch.onnx.export(
        export.network,
        tuple(export.inputs.values()),
        str(path),
        input_names=list(export.inputs),
        output_names=list(export.outputs),
        dynamic_axes={name: {0: "batch_size"} for name in names if name != "timestep"},
        opset_version=OPSET,
        # Folded, weights would be transposed copies and no longer those of the safetensors.
        do_constant_folding=weights is None,
        dynamo=False,
    )
    model = onnx.load(path)
    store_weights_as_half(model, "model.", weights, stored_prefix)
    shorten_names(model)
    path.write_bytes(model.SerializeToString())
    onnx.checker.check_model(str(path))
