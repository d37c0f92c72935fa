"""Makes small Stable Diffusions with random weights, exports them to ONNX under optimum's names, and draws with diffusers.

`python make.py`, with the packages of `packages/tiny/training/requirements.txt`. See the README beside it.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

import diffusers
import numpy as np
import onnx
import torch
import transformers
from diffusers import AutoencoderKL, StableDiffusionPipeline, UNet2DConditionModel
from transformers import CLIPTextConfig, CLIPTextModel, CLIPTokenizer

HERE = Path(__file__).parent
TOKENIZER = HERE.parents[3] / "tiny" / "parts" / "stable-diffusion" / "files" / "tokenizer"

HIDDEN = 16
LATENT_SIZE = 8

#: As in the `scheduler_config.json` of Stable Diffusion 1.5, 2.1 and Turbo.
BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "num_train_timesteps": 1000}
EULER = {"_class_name": "EulerDiscreteScheduler", **BETAS}
DDIM = {"_class_name": "DDIMScheduler", **BETAS, "clip_sample": False, "set_alpha_to_one": False}
LEADING = {"timestep_spacing": "leading", "steps_offset": 1}
TRAILING = {"timestep_spacing": "trailing", "steps_offset": 1}
LINSPACE = {"timestep_spacing": "linspace", "steps_offset": 1}
V = {"prediction_type": "v_prediction"}
EPSILON = {"prediction_type": "epsilon"}

#: The other samplers, with the options that models on the hub have, and those that take another way.
SAMPLERS = (
    ("PNDM", 0.0, {"skip_prk_steps": True, "set_alpha_to_one": False}),
    ("PNDM", 0.0, {"skip_prk_steps": False, "set_alpha_to_one": False}),
    ("DPMSolverMultistep", 0.0, {"use_karras_sigmas": True}),
    ("DPMSolverMultistep", 0.0, {"algorithm_type": "sde-dpmsolver++", "solver_type": "heun"}),
    ("DPMSolverMultistep", 0.0, {"algorithm_type": "dpmsolver", "solver_order": 3, "final_sigmas_type": "sigma_min"}),
    ("DPMSolverSinglestep", 0.0, {}),
    ("UniPCMultistep", 0.0, {}),
    ("DEISMultistep", 0.0, {}),
    ("EulerAncestralDiscrete", 0.0, {}),
    ("HeunDiscrete", 0.0, {}),
    ("DDPM", 0.0, {"variance_type": "fixed_small", "clip_sample": False}),
    ("DDIM", 0.0, {"clip_sample": True, "set_alpha_to_one": False}),
    ("LCM", 0.0, {"original_inference_steps": 50}),
    ("TCD", 0.0, {"original_inference_steps": 50}),
    ("TCD", 0.3, {"original_inference_steps": 50}),
    ("DDIM", 1.0, {"clip_sample": False, "set_alpha_to_one": False}),
)

LONG = "two red houses by the blue sea under a green sky, painted with a very broad brush, in oil, on wood, by an old man from the north"


def case(prompt: str, seed: int, steps: int, guidance_scale: float, scheduler: dict[str, object], **more: object) -> dict:
    return {"prompt": prompt, "seed": seed, "steps": steps, "guidance_scale": guidance_scale, "scheduler": scheduler, **more}


#: For each pipeline: how its networks differ, and what is drawn. The first scheduler is the one in its folder.
PIPELINES = {
    "sd1": {
        "activation": "quick_gelu",
        "linear": False,
        "heads": 2,
        "scaling_factor": 0.18215,
        "input_ids": torch.int64,
        "timestep": torch.tensor([981], dtype=torch.int64),
        "cases": [
            case("red heart", 1, 6, 7.5, {**EULER, **LEADING, **EPSILON}),
            case("Blue car", 2, 5, 3.0, {**DDIM, **LEADING, **EPSILON}),
            case("a dog", 3, 4, 7.5, {**EULER, **TRAILING, **EPSILON}, negative_prompt="cat, ugly"),
            case("", 4, 3, 1.0, {**DDIM, **LEADING, **EPSILON}),
            case(LONG, 5, 3, 5.0, {**EULER, **LEADING, **EPSILON, "use_karras_sigmas": True}),
            case("green tree", 6, 4, 7.5, {**EULER, **LEADING, **EPSILON}, width=48, height=24),
            *(
                case("red heart", 31 + i, 6, 3.0, {"_class_name": f"{name}Scheduler", **BETAS, **LEADING, **EPSILON, **more}, eta=eta)
                for i, (name, eta, more) in enumerate(SAMPLERS)
            ),
        ],
    },
    "sd2": {
        "activation": "gelu",
        "linear": True,
        "heads": [1, 2],
        "scaling_factor": 0.18215,
        "input_ids": torch.int32,
        "timestep": torch.tensor(981.0),
        "cases": [
            case("red heart", 11, 6, 7.5, {**DDIM, **LEADING, **V}),
            case("Blue car", 12, 5, 3.0, {**EULER, **LINSPACE, **V}),
            case("a dog", 13, 4, 7.5, {**DDIM, **TRAILING, **V, "rescale_betas_zero_snr": True}, negative_prompt="cat"),
            case("", 14, 3, 1.0, {**EULER, **TRAILING, **V}),
            case(LONG, 15, 3, 5.0, {**EULER, **LEADING, **V, "use_karras_sigmas": True}),
            case("green tree", 16, 4, 7.5, {**DDIM, **LEADING, **V}, width=24, height=48),
            # Between two levels their timesteps are no whole numbers, which the other export would round.
            case("red heart", 17, 6, 3.0, {"_class_name": "KDPM2DiscreteScheduler", **BETAS, **LEADING, **EPSILON}),
            case("red heart", 18, 6, 3.0, {"_class_name": "KDPM2AncestralDiscreteScheduler", **BETAS, **LEADING, **V}),
            # Turbo: the same networks, few steps, trailing, no guidance.
            case("red heart", 21, 1, 0.0, {**EULER, **TRAILING, **EPSILON}),
            case("Blue car", 22, 2, 0.0, {**EULER, **TRAILING, **EPSILON}),
            case("a dog", 23, 4, 0.0, {**EULER, **TRAILING, **EPSILON}),
        ],
    },
}


class Text(torch.nn.Module):
    def __init__(self, encoder: CLIPTextModel) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, input_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        output = self.encoder(input_ids)
        return output.last_hidden_state, output.pooler_output


class Unet(torch.nn.Module):
    def __init__(self, unet: UNet2DConditionModel) -> None:
        super().__init__()
        self.unet = unet

    def forward(self, sample: torch.Tensor, timestep: torch.Tensor, states: torch.Tensor) -> torch.Tensor:
        return self.unet(sample, timestep, states).sample


class Decoder(torch.nn.Module):
    def __init__(self, vae: AutoencoderKL) -> None:
        super().__init__()
        self.vae = vae

    def forward(self, latent_sample: torch.Tensor) -> torch.Tensor:
        return self.vae.decode(latent_sample).sample


def networks(settings: dict) -> tuple[CLIPTextModel, UNet2DConditionModel, AutoencoderKL]:
    torch.manual_seed(0)
    text = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=3072, hidden_size=HIDDEN, intermediate_size=32, num_hidden_layers=2, num_attention_heads=2,
            max_position_embeddings=32, hidden_act=settings["activation"], projection_dim=HIDDEN,
            bos_token_id=3070, eos_token_id=3071, pad_token_id=3071, initializer_factor=20.0,
        )
    )  # fmt: skip
    unet = UNet2DConditionModel(
        sample_size=LATENT_SIZE, in_channels=4, out_channels=4, layers_per_block=1, block_out_channels=(8, 16),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=HIDDEN, attention_head_dim=settings["heads"], norm_num_groups=4,
        use_linear_projection=settings["linear"],
    )  # fmt: skip
    vae = AutoencoderKL(
        in_channels=3, out_channels=3, latent_channels=4, layers_per_block=1, block_out_channels=(4, 8, 8),
        down_block_types=("DownEncoderBlock2D",) * 3, up_block_types=("UpDecoderBlock2D",) * 3,
        norm_num_groups=4, sample_size=4 * LATENT_SIZE, scaling_factor=settings["scaling_factor"],
    )  # fmt: skip
    return text.eval(), unet.eval(), vae.eval()


def shrink(path: Path) -> None:
    """Gives nodes no names and values short ones: the exporter's are half of so small a file. Tests know attention by its softmax."""
    model = onnx.load(path)
    graph = model.graph
    kept = {value.name for value in (*graph.input, *graph.output)}
    names: dict[str, str] = {"": ""}

    def short(name: str) -> str:
        if name in kept or "Softmax" in name:
            return name
        return names.setdefault(name, f"v{len(names)}")

    def rename(within: onnx.GraphProto) -> None:
        for node in within.node:
            node.name, node.doc_string = "", ""
            node.input[:] = [short(name) for name in node.input]
            node.output[:] = [short(name) for name in node.output]
            for attribute in node.attribute:
                if attribute.HasField("g"):
                    rename(attribute.g)
        for tensor in within.initializer:
            tensor.name = short(tensor.name)
        if within is not graph:
            for value in (*within.input, *within.output):
                value.name = short(value.name)
        del within.value_info[:]

    rename(graph)
    del model.metadata_props[:]
    onnx.save(model, path)


def export(network: torch.nn.Module, inputs: dict[str, torch.Tensor], outputs: dict, axes: dict, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    torch.onnx.export(
        network.eval(), tuple(inputs.values()), str(path), input_names=list(inputs), output_names=list(outputs),
        dynamic_axes={**axes, **outputs}, opset_version=17, dynamo=False,
    )  # fmt: skip
    shrink(path)


def write_networks(folder: Path, text: CLIPTextModel, unet: UNet2DConditionModel, vae: AutoencoderKL, settings: dict) -> None:
    ids = torch.ones(2, 32, dtype=settings["input_ids"])
    image = {0: "batch_size", 2: "height", 3: "width"}
    tokens = {0: "batch_size", 1: "sequence_length"}
    export(
        Text(text), {"input_ids": ids}, {"last_hidden_state": tokens, "pooler_output": {0: "batch_size"}},
        {"input_ids": tokens}, folder / "text_encoder" / "model.onnx",
    )  # fmt: skip
    latents = torch.randn(2, 4, LATENT_SIZE, LATENT_SIZE)
    timestep = settings["timestep"]
    export(
        Unet(unet), {"sample": latents, "timestep": timestep, "encoder_hidden_states": torch.randn(2, 32, HIDDEN)},
        {"out_sample": image},
        {"sample": image, "encoder_hidden_states": tokens, **({"timestep": {0: "steps"}} if timestep.ndim else {})},
        folder / "unet" / "model.onnx",
    )  # fmt: skip
    export(Decoder(vae), {"latent_sample": latents}, {"sample": image}, {"latent_sample": image}, folder / "vae_decoder" / "model.onnx")
    for part, network in (("text_encoder", text.config), ("unet", unet), ("vae_decoder", vae)):
        (folder / part / "config.json").write_text(network.to_json_string(), encoding="utf-8")


def encoded(array: np.ndarray) -> str:
    return base64.b64encode(np.ascontiguousarray(array).tobytes()).decode()


def draw(pipeline: StableDiffusionPipeline, one: dict) -> dict:
    pipeline.scheduler = getattr(diffusers, one["scheduler"]["_class_name"]).from_config(one["scheduler"])
    size = {"width": one.get("width"), "height": one.get("height")}
    latents = pipeline(
        one["prompt"], negative_prompt=one.get("negative_prompt"), num_inference_steps=one["steps"],
        guidance_scale=one["guidance_scale"], eta=one.get("eta", 0.0), generator=torch.Generator().manual_seed(one["seed"]),
        output_type="latent", **size,
    ).images  # fmt: skip
    with torch.no_grad():
        decoded = pipeline.vae.decode(latents / pipeline.vae.config.scaling_factor).sample
    picture = pipeline.image_processor.postprocess(decoded, output_type="pil")[0]
    return {**one, "latents": encoded(latents.numpy().astype("<f4")), "rgb": encoded(np.asarray(picture))}


def main() -> None:
    torch.set_num_threads(1)
    golden: dict[str, object] = {
        "diffusers": diffusers.__version__,
        "transformers": transformers.__version__,
        "torch": torch.__version__,
    }
    for name, settings in PIPELINES.items():
        folder = HERE / name
        text, unet, vae = networks(settings)
        write_networks(folder, text, unet, vae, settings)
        index = {"_class_name": "StableDiffusionPipeline", "_diffusers_version": diffusers.__version__}
        (folder / "model_index.json").write_text(json.dumps(index) + "\n", encoding="utf-8")
        pipeline = StableDiffusionPipeline(
            vae, text, CLIPTokenizer.from_pretrained(TOKENIZER), unet, diffusers.DDIMScheduler(),
            safety_checker=None, feature_extractor=None, requires_safety_checker=False,
        )  # fmt: skip
        pipeline.set_progress_bar_config(disable=True)
        golden[name] = [draw(pipeline, one) for one in settings["cases"]]
    (HERE / "cases.json").write_text(json.dumps(golden, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
