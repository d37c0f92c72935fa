"""The step `sd-export`: `<build>/export/stable-diffusion`, a folder that diffusers and ONNX runtimes load."""

from __future__ import annotations

import json
import shutil
import warnings
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from diffusers import AutoencoderKL, StableDiffusionPipeline, UNet2DConditionModel
from transformers import CLIPTextModel

from ...profile import Profile
from ..report.card import write_card, write_lcm_card, write_twin_card
from ..sampling import build_pipeline
from .attention_maps import attention_export
from .onnx_models import OnnxExport, decoder_export, encoder_export, text_encoder_export, unet_export, write_onnx

#: What `CLIPTokenizer` of transformers before version 5 reads, which did not know `tokenizer.json`.
OLDER_TOKENIZER_FILES = ("vocab.json", "merges.txt", "special_tokens_map.json")

#: Most that an ONNX output may differ from PyTorch's.
TOLERANCE = 1e-3

UNET_WEIGHTS = "diffusion_pytorch_model.safetensors"


def write_folder(pipeline: StableDiffusionPipeline, folder: Path) -> None:
    """Diffusers' layout with weights in float16. The models of `pipeline` are changed to float16."""
    if folder.exists():
        shutil.rmtree(folder)
    pipeline.to(torch.float16)
    pipeline.save_pretrained(folder, safe_serialization=True)
    # transformers computes in the type that the configuration names, diffusers in float32: let them agree.
    config = folder / "text_encoder" / "config.json"
    settings = json.loads(config.read_text("utf-8"))
    settings["dtype"] = "float32"
    config.write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")


def leave_out_paths(folder: Path) -> None:
    """diffusers writes into a network's configuration the folder that it was loaded from; a model that is shipped does
    not depend on it."""
    for config in folder.rglob("config.json"):
        settings = json.loads(config.read_text("utf-8"))
        if settings.pop("_name_or_path", None) is not None:
            config.write_text(json.dumps(settings, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def write_onnx_models(folder: Path) -> dict[str, float]:
    """Writes the four ONNX models of a diffusers folder next to their weights, from the weights as they are stored; and
    the U-Net once more with its attention maps, without weights of its own.

    Returns each one's greatest difference from PyTorch in onnxruntime.
    """
    unet = UNet2DConditionModel.from_pretrained(folder / "unet")
    vae = AutoencoderKL.from_pretrained(folder / "vae")
    text_encoder = CLIPTextModel.from_pretrained(folder / "text_encoder", dtype=torch.float32)
    tokens = text_encoder.config.max_position_embeddings
    exports: dict[str, tuple[OnnxExport, str | None, str]] = {
        "vae_decoder": (decoder_export(vae, unet.config.sample_size), None, ""),
        "vae_encoder": (encoder_export(vae), None, ""),
        "text_encoder": (text_encoder_export(text_encoder), "model.safetensors", "text_model."),
    }
    differences = write_unet(unet, tokens, folder / "unet")
    for name, (export, weights, stored_prefix) in exports.items():
        path = folder / name / "model.onnx"
        differences[name] = write_checked(export, path, weights, stored_prefix)
        if name.startswith("vae"):
            shutil.copyfile(folder / "vae/config.json", path.with_name("config.json"))
    return differences


def greatest_difference(export: OnnxExport, path: Path) -> float:
    """Between PyTorch and onnxruntime on the CPU; more than the tolerance is an error."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    outputs = session.run(list(export.outputs), {name: value.numpy() for name, value in export.inputs.items()})
    expected = export.expected().values()
    difference = max(float(np.abs(a - b.numpy()).max()) for a, b in zip(outputs, expected, strict=True))
    if difference > TOLERANCE:
        raise ValueError(f"{path}: differs from PyTorch by {difference:.2g}, at most {TOLERANCE} is expected")
    return difference


def write_unet_alone(source: Path, folder: Path, straight: Path) -> float:
    """`folder/unet` with its ONNX, with attention maps and without, and `training.json`; everything else is the
    straight model's, to the byte. Returns the greatest difference from PyTorch."""
    if folder.exists():
        shutil.rmtree(folder)
    UNet2DConditionModel.from_pretrained(source).half().save_pretrained(folder / "unet")
    leave_out_paths(folder)
    shutil.copyfile(source / "training.json", folder / "training.json")
    text_encoder = json.loads((straight / "text_encoder" / "config.json").read_text("utf-8"))
    tokens = text_encoder["max_position_embeddings"]
    return max(write_unet(UNet2DConditionModel.from_pretrained(folder / "unet"), tokens, folder / "unet").values())


def write_unet(unet: UNet2DConditionModel, tokens: int, folder: Path) -> dict[str, float]:
    """`model.onnx` and `model_with_attention.onnx`, which both point to the weights in `folder`. Returns each one's
    greatest difference from PyTorch."""
    plain = write_checked(unet_export(unet, tokens), folder / "model.onnx", UNET_WEIGHTS, "")
    # It changes the network's attention.
    with_maps = attention_export(UNet2DConditionModel.from_pretrained(folder), tokens)
    path = folder / "model_with_attention.onnx"
    return {"unet": plain, "unet with attention maps": write_checked(with_maps, path, UNET_WEIGHTS, "")}


def write_twin(build: Path, straight: Path) -> None:
    """`<build>/export/skewed-twin`."""
    folder = build / "export" / "skewed-twin"
    print(f"skewed-twin: difference from PyTorch {write_unet_alone(build / 'twin' / 'final', folder, straight):.2g}")
    report = build / "report" / "skewed-twin" / "report.json"
    if report.exists():
        straight_report = json.loads((build / "report" / "stable-diffusion" / "report.json").read_text("utf-8"))
        gender = straight_report["attributes"]["generated"]["gender"]
        write_twin_card(report, gender, folder / "README.md")


def write_lcm(build: Path, straight: Path) -> None:
    """`<build>/export/lcm`: the four-step U-Net, its scheduler, and the index of the pipeline that names it."""
    folder, report = build / "export" / "lcm", build / "report" / "lcm"
    print(f"lcm: difference from PyTorch {write_unet_alone(build / 'lcm' / 'final', folder, straight):.2g}")
    shutil.copytree(build / "lcm" / "scheduler", folder / "scheduler")
    index = json.loads((straight / "model_index.json").read_text("utf-8"))
    index["scheduler"] = ["diffusers", "LCMScheduler"]
    (folder / "model_index.json").write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    if (report / "report.json").exists():
        write_lcm_card(report / "report.json", folder / "README.md")
        shutil.copytree(report, folder / "samples", ignore=shutil.ignore_patterns("*.json"))


def write_checked(export: OnnxExport, path: Path, weights: str | None, stored_prefix: str) -> float:
    """Writes an ONNX model and returns its greatest difference from PyTorch."""
    with warnings.catch_warnings():
        # The trace is for one size of picture, on purpose.
        warnings.simplefilter("ignore")
        write_onnx(export, path, weights and path.with_name(weights), stored_prefix)
    return greatest_difference(export, path)


def run(profile: Profile, build: Path) -> None:
    folder = build / "export" / "stable-diffusion"
    write_folder(build_pipeline(build, build / "unet" / "final"), folder)
    # What it took, for the card's readers, and for `restore`.
    shutil.copyfile(build / "unet" / "final" / "training.json", folder / "training.json")
    shutil.copyfile(build / "vae" / "report.json", folder / "vae" / "training.json")
    leave_out_paths(folder)
    for name in OLDER_TOKENIZER_FILES:
        shutil.copyfile(build / "clip" / "final" / name, folder / "tokenizer" / name)
    differences = write_onnx_models(folder)
    report = build / "report" / "stable-diffusion"
    report.mkdir(parents=True, exist_ok=True)
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    figures = {"bytes": size, "greatest_difference_from_pytorch": differences}
    (report / "export.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(f"stable-diffusion: {size / 1e6:.2f} MB, differences from PyTorch {differences}", flush=True)
    if (report / "report.json").exists():
        write_card(report, json.loads((folder / "unet" / "config.json").read_text("utf-8")), folder / "README.md")
        for sheet in report.glob("*.webp"):
            (folder / "samples").mkdir(exist_ok=True)
            shutil.copyfile(sheet, folder / "samples" / sheet.name)
    if (build / "twin" / "final").exists():
        write_twin(build, folder)
    if (build / "lcm" / "final").exists():
        write_lcm(build, folder)
