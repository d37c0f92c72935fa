"""Makes the other pipelines with random weights, and what diffusers draws with them: image to image, inpainting, Stable Diffusion XL and 3, FLUX, pixels.

`python families.py [NAME …]`, after `make.py`, with the same packages. See the README beside it.
"""

from __future__ import annotations

import json
import sys

from collections.abc import Iterable
from pathlib import Path

import diffusers
import numpy as np
import onnx
import torch
import transformers
from diffusers import (
    AutoencoderKL,
    AutoencoderTiny,
    DDIMPipeline,
    DDPMPipeline,
    FluxImg2ImgPipeline,
    FluxPipeline,
    FluxTransformer2DModel,
    LatentConsistencyModelPipeline,
    SD3Transformer2DModel,
    StableDiffusion3Img2ImgPipeline,
    StableDiffusion3Pipeline,
    StableDiffusionImg2ImgPipeline,
    StableDiffusionInpaintPipeline,
    StableDiffusionPipeline,
    StableDiffusionXLImg2ImgPipeline,
    StableDiffusionXLPipeline,
    UNet2DConditionModel,
    UNet2DModel,
)
from diffusers.models.transformers import transformer_flux
from make import BETAS, DDIM, EPSILON, EULER, HERE, HIDDEN, LEADING, LONG, PIPELINES, TOKENIZER, TRAILING, V, case, encoded, export, networks, shrink
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers.float16 import convert_float_to_float16
from PIL import Image
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import (
    CLIPTextConfig,
    CLIPTextModel,
    CLIPTextModelWithProjection,
    CLIPTokenizer,
    PreTrainedTokenizerFast,
    T5Config,
    T5EncoderModel,
)

FLOW = {"_class_name": "FlowMatchEulerDiscreteScheduler", "num_train_timesteps": 1000}
SD3_FLOW = {**FLOW, "shift": 3.0}
FLUX_FLOW = {
    **FLOW, "use_dynamic_shifting": True, "shift": 3.0, "base_shift": 0.5, "max_shift": 1.15, "base_image_seq_len": 256, "max_image_seq_len": 4096,
}  # fmt: skip
ANCESTRAL = {"_class_name": "EulerAncestralDiscreteScheduler", **BETAS, **LEADING}
DPM = {"_class_name": "DPMSolverMultistepScheduler", **BETAS, **LEADING}

IMAGE = {0: "batch_size", 2: "height", 3: "width"}
TOKENS = {0: "batch_size", 1: "sequence_length"}
BATCH = {0: "batch_size"}


def picture(width: int, height: int) -> Image.Image:
    """A picture from a formula, which the tests know too: gradients, with a checkerboard over them."""
    y, x = np.mgrid[:height, :width]
    checker = (x // 5 + y // 4) % 2
    channels = [(x * 7 + y * 3) % 256, (x * 2 + y * 11) % 256, 255 * checker]
    return Image.fromarray(np.stack(channels, -1).astype(np.uint8))


def mask(width: int, height: int) -> Image.Image:
    """White in the right half and in the lower third."""
    y, x = np.mgrid[:height, :width]
    return Image.fromarray(np.where((2 * x >= width) | (3 * y >= 2 * height), 255, 0).astype(np.uint8))


class Named(torch.nn.Module):
    """A network with the call that is exported."""

    def __init__(self, network: torch.nn.Module, call) -> None:
        super().__init__()
        self.network = network
        self.call = call

    def forward(self, *inputs: torch.Tensor):
        return self.call(self.network, *inputs)


def write(network: torch.nn.Module, call, inputs: dict, outputs: dict, axes: dict, path: Path, config=None) -> None:
    export(Named(network.eval(), call), inputs, outputs, axes, path)
    (path.parent / "config.json").write_text((config or network).to_json_string(), encoding="utf-8")


def write_encoder(vae: AutoencoderKL, folder: Path, size: int = 32) -> None:
    write(
        vae, lambda net, sample: net.encode(sample).latent_dist.parameters, {"sample": torch.randn(2, 3, size, size)},
        {"latent_parameters": IMAGE}, {"sample": IMAGE}, folder / "vae_encoder" / "model.onnx",
    )  # fmt: skip


def write_index(folder: Path, name: str, parts: Iterable[str] = (), missing: Iterable[str] = (), **more: object) -> None:
    folder.mkdir(exist_ok=True)
    index = {"_class_name": name, "_diffusers_version": diffusers.__version__, **more}
    index |= {part: ["diffusers", "OnnxRuntimeModel"] for part in parts} | {part: [None, None] for part in missing}
    (folder / "model_index.json").write_text(json.dumps(index) + "\n", encoding="utf-8")


def write_vae_config(folder: Path, vae: torch.nn.Module, parts: Iterable[str] = ("vae_decoder", "vae_encoder")) -> None:
    for part in parts:
        (folder / part).mkdir(parents=True, exist_ok=True)
        (folder / part / "config.json").write_text(vae.to_json_string(), encoding="utf-8")


def vae_of(name: str, **config: float) -> AutoencoderKL:
    """The autoencoder of one of the others, with another scale."""
    vae = networks(PIPELINES[name])[2]
    vae.register_to_config(**config)
    return vae


def clip(kind: type, hidden: int, projection: int, activation: str, seed: int):
    torch.manual_seed(seed)
    return kind(
        CLIPTextConfig(
            vocab_size=3072, hidden_size=hidden, intermediate_size=16, num_hidden_layers=3, num_attention_heads=2,
            max_position_embeddings=32, hidden_act=activation, projection_dim=projection,
            bos_token_id=3070, eos_token_id=3071, pad_token_id=3071, initializer_factor=4.0,
        )
    ).eval()  # fmt: skip


def write_clip(encoder, path: Path) -> None:
    pooled = "text_embeds" if isinstance(encoder, CLIPTextModelWithProjection) else "pooler_output"

    def call(net, ids: torch.Tensor):
        output = net(ids, output_hidden_states=True)
        return (getattr(output, pooled), output.last_hidden_state, *output.hidden_states)

    states = {f"hidden_states.{i}": TOKENS for i in range(4)}
    ids = torch.ones(2, 32, dtype=torch.int64)
    write(encoder, call, {"input_ids": ids}, {pooled: BATCH, "last_hidden_state": TOKENS, **states}, {"input_ids": TOKENS}, path, encoder.config)


def clip_tokenizer(**more: str) -> CLIPTokenizer:
    return CLIPTokenizer.from_pretrained(TOKENIZER, **more)


# Image to image and inpainting with the networks of make.py.


def img2img_cases() -> dict[str, list[dict]]:
    def of(prompt: str, seed: int, steps: int, guidance_scale: float, scheduler: dict, strength: float, init: list[int], **more: object) -> dict:
        return case(prompt, seed, steps, guidance_scale, scheduler, strength=strength, init=init, **more)

    euler, ddim = {**EULER, **LEADING, **EPSILON}, {**DDIM, **LEADING, **EPSILON}
    return {
        "sd1": [
            of("red heart", 1, 6, 7.5, euler, 0.8, [32, 32]),
            of("Blue car", 2, 10, 3.0, ddim, 0.3, [50, 33]),
            of("a dog", 3, 5, 5.0, ddim, 1.0, [32, 32], negative_prompt="cat"),
            of("red heart", 4, 8, 3.0, {**ANCESTRAL, **EPSILON}, 0.5, [70, 50], width=40, height=32),
            of("red heart", 5, 8, 3.0, {**DPM, **EPSILON}, 0.75, [32, 40]),
            of("red heart", 6, 8, 1.0, {"_class_name": "LCMScheduler", **BETAS, **LEADING, **EPSILON, "original_inference_steps": 50}, 0.5, [32, 32]),
            of("red heart", 7, 6, 3.0, {"_class_name": "HeunDiscreteScheduler", **BETAS, **LEADING, **EPSILON}, 0.6, [32, 32]),
            of("red heart", 11, 6, 7.5, euler, 0.8, [32, 32], masked=True),
            of("Blue car", 12, 6, 3.0, ddim, 1.0, [45, 30], masked=True, width=32, height=32),
            of("a dog", 13, 6, 3.0, {**ANCESTRAL, **EPSILON}, 0.7, [32, 32], masked=True),
            of("a dog", 14, 6, 3.0, {**DPM, **EPSILON}, 1.0, [32, 32], masked=True),
            of("a dog", 15, 6, 3.0, {**euler}, 1.0, [32, 32], masked=True),
        ],
        "sd2": [
            of("red heart", 21, 6, 7.5, {**DDIM, **LEADING, **V}, 0.7, [32, 32]),
            of("Blue car", 22, 6, 3.0, {**EULER, **TRAILING, **V}, 0.5, [33, 50]),
        ],
        "inpaint": [
            of("red heart", 31, 6, 7.5, euler, 0.8, [32, 32], masked=True),
            of("Blue car", 32, 5, 1.0, ddim, 1.0, [45, 30], masked=True, width=32, height=32),
        ],
    }  # fmt: skip


def write_img2img() -> dict[str, list[dict]]:
    for name in ("sd1", "sd2"):
        write_encoder(networks(PIPELINES[name])[2], HERE / name)
    text, _, vae = networks(PIPELINES["sd1"])
    torch.manual_seed(9)
    nine = UNet2DConditionModel(
        sample_size=8, in_channels=9, out_channels=4, layers_per_block=1, block_out_channels=(4, 8),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=HIDDEN, attention_head_dim=2, norm_num_groups=4,
    )  # fmt: skip
    folder = HERE / "inpaint"
    write_index(folder, "StableDiffusionInpaintPipeline")
    write_unet(nine, folder, 9, HIDDEN)
    write_vae_config(folder, vae)
    golden = {}
    for name, cases in img2img_cases().items():
        if name == "inpaint":
            parts = (vae, text, clip_tokenizer(), nine)
        else:
            text_, unet, vae_ = networks(PIPELINES[name])
            parts = (vae_, text_, clip_tokenizer(), unet)
        golden[name] = [draw_sd(parts, one) for one in cases]
    return golden


def write_unet(unet: UNet2DConditionModel, folder: Path, channels: int, hidden: int) -> None:
    write(
        unet, lambda net, sample, t, states: net(sample, t, states).sample,
        {"sample": torch.randn(2, channels, 8, 8), "timestep": torch.tensor([981]), "encoder_hidden_states": torch.randn(2, 32, hidden)},
        {"out_sample": IMAGE}, {"sample": IMAGE, "encoder_hidden_states": TOKENS, "timestep": {0: "steps"}}, folder / "unet" / "model.onnx",
    )  # fmt: skip


def scheduler_of(one: dict):
    return getattr(diffusers, one["scheduler"]["_class_name"]).from_config(one["scheduler"])


def draw_sd(parts: tuple, one: dict) -> dict:
    kind = StableDiffusionInpaintPipeline if one.get("masked") else StableDiffusionImg2ImgPipeline
    vae, text, tokenizer, unet = parts
    extra = {} if one.get("masked") else {"requires_safety_checker": False}
    pipeline = kind(vae, text, tokenizer, unet, scheduler_of(one), safety_checker=None, feature_extractor=None, **extra)
    init = picture(*one["init"])
    size = {"width": one.get("width"), "height": one.get("height")}
    more: dict[str, object] = {}
    if one.get("masked"):
        more = {"image": init, "mask_image": mask(*one["init"]), **size}
    elif size["width"]:
        more = {"image": pipeline.image_processor.resize(init, **{"height": size["height"], "width": size["width"]})}
    else:
        more = {"image": init}
    return drawn(pipeline, one, negative_prompt=one.get("negative_prompt"), strength=one["strength"], guidance_scale=one["guidance_scale"], **more)


def drawn(pipeline, one: dict, pack=None, **more: object) -> dict:
    """Draws, and keeps the latents and the picture."""
    pipeline.set_progress_bar_config(disable=True)
    prompt = {} if one["prompt"] is None else {"prompt": one["prompt"]}
    arguments = {**prompt, "num_inference_steps": one["steps"], "generator": torch.Generator().manual_seed(one["seed"]), **more}
    latents = pipeline(output_type="latent", **arguments).images
    if pack:
        latents = pack(latents)
    config = pipeline.vae.config
    with torch.no_grad():
        image = pipeline.vae.decode(latents / config.scaling_factor + (config.shift_factor or 0)).sample
    pixels = np.asarray(pipeline.image_processor.postprocess(image, output_type="pil")[0])
    return {**one, "dims": list(latents.shape), "latents": encoded(latents.numpy().astype("<f4")), "rgb": encoded(pixels), "size": [pixels.shape[1], pixels.shape[0]]}


# Stable Diffusion XL


def write_xl() -> list[dict]:
    folder = HERE / "xl"
    vae = vae_of("sd1", scaling_factor=0.13025)
    one, two = clip(CLIPTextModel, 8, 8, "quick_gelu", 1), clip(CLIPTextModelWithProjection, 12, 10, "gelu", 2)
    torch.manual_seed(3)
    unet = UNet2DConditionModel(
        sample_size=8, in_channels=4, out_channels=4, layers_per_block=1, block_out_channels=(4, 8),
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        cross_attention_dim=20, attention_head_dim=(1, 2), norm_num_groups=4, use_linear_projection=True,
        transformer_layers_per_block=(1, 2), addition_embed_type="text_time", addition_time_embed_dim=4,
        projection_class_embeddings_input_dim=6 * 4 + 10,
    ).eval()  # fmt: skip
    write_index(folder, "StableDiffusionXLPipeline", force_zeros_for_empty_prompt=True)
    write_clip(one, folder / "text_encoder" / "model.onnx")
    write_clip(two, folder / "text_encoder_2" / "model.onnx")
    write_vae_config(folder, vae)
    inputs = {
        "sample": torch.randn(2, 4, 8, 8), "timestep": torch.tensor([981]), "encoder_hidden_states": torch.randn(2, 32, 20),
        "text_embeds": torch.randn(2, 10), "time_ids": torch.randn(2, 6),
    }  # fmt: skip
    write(
        unet, lambda net, x, t, states, text, ids: net(x, t, states, added_cond_kwargs={"text_embeds": text, "time_ids": ids}).sample, inputs,
        {"out_sample": IMAGE},
        {"sample": IMAGE, "timestep": {0: "steps"}, "encoder_hidden_states": TOKENS, "text_embeds": BATCH, "time_ids": BATCH},
        folder / "unet" / "model.onnx",
    )  # fmt: skip
    euler, ddim = {**EULER, **LEADING, **EPSILON}, {**DDIM, **LEADING, **EPSILON}
    cases = [
        case("red heart", 1, 6, 5.0, euler),
        case("Blue car", 2, 5, 3.0, ddim, negative_prompt="cat, ugly"),
        case("a dog", 3, 4, 7.5, {**EULER, **TRAILING, **EPSILON}, negative_prompt=""),
        case("", 4, 3, 1.0, ddim),
        case(LONG, 5, 3, 5.0, {**DPM, **EPSILON, "use_karras_sigmas": True}),
        case("green tree", 6, 4, 7.5, {**ANCESTRAL, **EPSILON}, width=48, height=24),
        case("red heart", 7, 1, 0.0, {**EULER, **TRAILING, **EPSILON}),
        case("red heart", 8, 4, 5.0, euler, force_zeros=False),
        case("red heart", 9, 6, 5.0, euler, strength=0.5, init=[50, 33]),
    ]
    golden = []
    for each in cases:
        kind = StableDiffusionXLImg2ImgPipeline if "init" in each else StableDiffusionXLPipeline
        pipeline = kind(
            vae, one, two, clip_tokenizer(), clip_tokenizer(pad_token="!"), unet, scheduler_of(each),
            force_zeros_for_empty_prompt=each.get("force_zeros", True), add_watermarker=False,
        )  # fmt: skip
        more = {"image": picture(*each["init"]), "strength": each["strength"]} if "init" in each else {"width": each.get("width"), "height": each.get("height")}
        golden.append(drawn(pipeline, each, negative_prompt=each.get("negative_prompt"), guidance_scale=each["guidance_scale"], **more))
    return golden


# Rectified flows


def t5() -> tuple[T5EncoderModel, PreTrainedTokenizerFast]:
    torch.manual_seed(4)
    words = Path(HERE.parents[2] / "README.md").read_text(encoding="utf-8").splitlines()
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    tokenizer.decoder = decoders.Metaspace()
    special = ["<pad>", "</s>", "<unk>"]
    path = HERE / "sd3" / "tokenizer_3" / "tokenizer.json"
    if path.exists():
        tokenizer = Tokenizer.from_file(str(path))
    else:
        tokenizer.train_from_iterator(words, trainers.UnigramTrainer(vocab_size=400, special_tokens=special, unk_token="<unk>", show_progress=False))
        tokenizer.post_processor = processors.TemplateProcessing(single="$A </s>", special_tokens=[("</s>", 1)])
    fast = PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token="</s>", unk_token="<unk>", pad_token="<pad>", model_max_length=512)
    encoder = T5EncoderModel(
        T5Config(vocab_size=512, d_model=24, d_kv=4, d_ff=16, num_layers=2, num_heads=2, feed_forward_proj="gated-gelu", pad_token_id=0, eos_token_id=1)
    ).eval()  # fmt: skip
    return encoder, fast


def write_t5(encoder: T5EncoderModel, tokenizer: PreTrainedTokenizerFast, folder: Path) -> None:
    write(
        encoder, lambda net, ids: net(ids).last_hidden_state, {"input_ids": torch.ones(2, 7, dtype=torch.int64)},
        {"last_hidden_state": TOKENS}, {"input_ids": TOKENS}, folder / "text_encoder_3" / "model.onnx", encoder.config,
    )  # fmt: skip
    tokenizer.save_pretrained(folder / "tokenizer_3")


def write_sd3() -> list[dict]:
    folder = HERE / "sd3"
    vae = vae_of("sd1", scaling_factor=1.5305, shift_factor=0.0609)
    one, two = clip(CLIPTextModelWithProjection, 8, 6, "quick_gelu", 5), clip(CLIPTextModelWithProjection, 12, 10, "gelu", 2)
    encoder, tokenizer = t5()
    torch.manual_seed(6)
    transformer = SD3Transformer2DModel(
        sample_size=8, patch_size=2, in_channels=4, num_layers=2, attention_head_dim=8, num_attention_heads=2, joint_attention_dim=24,
        caption_projection_dim=16, pooled_projection_dim=16, out_channels=4, pos_embed_max_size=16,
    ).eval()  # fmt: skip
    write_index(folder, "StableDiffusion3Pipeline", ["text_encoder_3", "tokenizer_3"])
    write_clip(one, folder / "text_encoder" / "model.onnx")
    write_t5(encoder, tokenizer, folder)
    write_vae_config(folder, vae)
    inputs = {
        "hidden_states": torch.randn(2, 4, 8, 8), "timestep": torch.tensor([981.0]), "encoder_hidden_states": torch.randn(2, 40, 24),
        "pooled_projections": torch.randn(2, 16),
    }  # fmt: skip
    write(
        transformer, lambda net, x, t, states, pooled: net(hidden_states=x, timestep=t, encoder_hidden_states=states, pooled_projections=pooled).sample,
        inputs, {"out_hidden_states": IMAGE},
        {"hidden_states": IMAGE, "timestep": {0: "step"}, "encoder_hidden_states": TOKENS, "pooled_projections": BATCH},
        folder / "transformer" / "model.onnx",
    )  # fmt: skip
    cases = [
        case("red heart", 1, 6, 7.0, SD3_FLOW),
        case("Blue car on the Straße", 2, 5, 3.0, SD3_FLOW, negative_prompt="cat, ugly"),
        case("a dog", 3, 4, 7.0, {**SD3_FLOW, "shift": 1.0}, without_t5=True),
        case("", 4, 3, 1.0, SD3_FLOW),
        case(LONG, 5, 3, 5.0, SD3_FLOW),
        case("green tree", 6, 4, 7.5, {**SD3_FLOW, "use_dynamic_shifting": True}, width=48, height=24),
        case("red heart", 7, 6, 5.0, SD3_FLOW, strength=0.55, init=[45, 30], width=32, height=32),
    ]
    golden = []
    for each in cases:
        kind = StableDiffusion3Img2ImgPipeline if "init" in each else StableDiffusion3Pipeline
        third = (None, None) if each.get("without_t5") else (encoder, tokenizer)
        pipeline = kind(
            transformer=transformer, scheduler=scheduler_of(each), vae=vae, text_encoder=one, tokenizer=clip_tokenizer(),
            text_encoder_2=two, tokenizer_2=clip_tokenizer(pad_token="!"), text_encoder_3=third[0], tokenizer_3=third[1],
        )  # fmt: skip
        more = {"width": each.get("width"), "height": each.get("height")}
        if "init" in each:
            more |= {"image": picture(*each["init"]), "strength": each["strength"]}
        golden.append(drawn(pipeline, each, negative_prompt=each.get("negative_prompt"), guidance_scale=each["guidance_scale"], **more))
    return golden


def rms_norm(x: torch.Tensor, shape: object, weight: torch.Tensor | None = None, eps: float | None = None) -> torch.Tensor:
    """PyTorch's, in operators that this export knows."""
    normal = x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + (eps or torch.finfo(x.dtype).eps))
    return normal if weight is None else normal * weight


def rotary(x: torch.Tensor, frequencies: tuple[torch.Tensor, torch.Tensor], sequence_dim: int = 2, **_: object) -> torch.Tensor:
    """diffusers' `apply_rotary_emb`, with no size that a trace would take for a constant."""
    cosine, sine = (each[None, None] if sequence_dim == 2 else each[None, :, None] for each in frequencies)
    real, imaginary = x.unflatten(-1, (-1, 2)).unbind(-1)
    return x * cosine + torch.stack([-imaginary, real], -1).flatten(-2) * sine


class Traceable:
    """What a transformer needs to be traced for all sizes."""

    def __enter__(self) -> None:
        self.kept = (transformer_flux.apply_rotary_emb, torch.nn.functional.rms_norm, torch.Tensor.split_with_sizes)
        transformer_flux.apply_rotary_emb = rotary
        torch.nn.functional.rms_norm = rms_norm
        torch.Tensor.split_with_sizes = lambda x, sizes, dim=0: (x.narrow(dim, 0, sizes[0]), x.narrow(dim, sizes[0], sizes[1]))

    def __exit__(self, *_: object) -> None:
        transformer_flux.apply_rotary_emb, torch.nn.functional.rms_norm, torch.Tensor.split_with_sizes = self.kept


def write_flux() -> list[dict]:
    folder = HERE / "flux"
    vae = vae_of("sd1", scaling_factor=0.3611, shift_factor=0.1159)
    one = clip(CLIPTextModel, 8, 8, "quick_gelu", 1)
    encoder, tokenizer = t5()
    transformers_ = {}
    for guidance in (True, False):
        torch.manual_seed(7)
        transformers_[guidance] = FluxTransformer2DModel(
            patch_size=1, in_channels=16, num_layers=1, num_single_layers=1, attention_head_dim=8, num_attention_heads=2, joint_attention_dim=24,
            pooled_projection_dim=8, guidance_embeds=guidance, axes_dims_rope=(2, 2, 4),
        ).eval()  # fmt: skip
    write_index(folder, "FluxPipeline", ["text_encoder_2", "tokenizer_2"])
    write_vae_config(folder, vae)
    packed = {0: "batch_size", 1: "packed_height_width"}

    def call(net, x, t, states, pooled, text_ids, image_ids, guidance=None):
        return net(
            hidden_states=x, timestep=t, encoder_hidden_states=states, pooled_projections=pooled, txt_ids=text_ids, img_ids=image_ids, guidance=guidance,
        ).sample  # fmt: skip

    for guidance, path in ((True, folder / "transformer" / "model.onnx"), (False, folder / "schnell" / "model.onnx")):
        inputs = {
            "hidden_states": torch.randn(2, 16, 16), "timestep": torch.tensor([0.9, 0.9]), "encoder_hidden_states": torch.randn(2, 40, 24),
            "pooled_projections": torch.randn(2, 8), "txt_ids": torch.zeros(40, 3), "img_ids": torch.randn(16, 3),
            **({"guidance": torch.tensor([3.5, 3.5])} if guidance else {}),
        }  # fmt: skip
        with Traceable():
            write(
                transformers_[guidance], call, inputs, {"out_hidden_states": packed},
                {
                    "hidden_states": packed, "timestep": BATCH, "encoder_hidden_states": TOKENS, "pooled_projections": BATCH,
                    "txt_ids": {0: "sequence_length"}, "img_ids": {0: "packed_height_width"}, **({"guidance": BATCH} if guidance else {}),
                },
                path,
            )  # fmt: skip
    # As exports of real size: the weights in a file of their own.
    path = folder / "transformer" / "model.onnx"
    (folder / "transformer" / "model.onnx_data").unlink(missing_ok=True)
    onnx.save(onnx.load(path), path, save_as_external_data=True, all_tensors_to_one_file=True, location="model.onnx_data", size_threshold=64)
    cases = [
        case("red heart", 1, 6, 3.5, FLUX_FLOW),
        case("Blue car on the Straße", 2, 5, 7.0, FLUX_FLOW),
        case("", 3, 3, 1.0, FLUX_FLOW),
        case(LONG, 4, 3, 3.5, FLUX_FLOW),
        case("green tree", 5, 4, 3.5, FLUX_FLOW, width=48, height=24),
        case("a dog", 6, 4, 0.0, {**FLOW, "shift": 1.0, "use_dynamic_shifting": False}, schnell=True),
        case("red heart", 7, 6, 3.5, FLUX_FLOW, strength=0.55, init=[45, 30], width=32, height=32),
    ]
    golden = []
    for each in cases:
        kind = FluxImg2ImgPipeline if "init" in each else FluxPipeline
        pipeline = kind(
            scheduler=scheduler_of(each), vae=vae, text_encoder=one, tokenizer=clip_tokenizer(), text_encoder_2=encoder, tokenizer_2=tokenizer,
            transformer=transformers_[not each.get("schnell")],
        )  # fmt: skip
        width, height = each.get("width", 32), each.get("height", 32)
        more = {"image": picture(*each["init"]), "strength": each["strength"]} if "init" in each else {}
        golden.append(
            drawn(
                pipeline, each, lambda latents: pipeline._unpack_latents(latents, height, width, pipeline.vae_scale_factor),
                guidance_scale=each["guidance_scale"], width=width, height=height, **more,
            )
        )  # fmt: skip
    return golden


def write_lcm() -> list[dict]:
    """A latent consistency model, which is told the guidance."""
    folder = HERE / "lcm"
    text, _, vae = networks(PIPELINES["sd1"])
    torch.manual_seed(13)
    unet = UNet2DConditionModel(
        sample_size=8, in_channels=4, out_channels=4, layers_per_block=1, block_out_channels=(4, 8), cross_attention_dim=HIDDEN,
        down_block_types=("DownBlock2D", "CrossAttnDownBlock2D"), up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
        attention_head_dim=2, norm_num_groups=4, time_cond_proj_dim=11,
    ).eval()  # fmt: skip
    torch.nn.init.normal_(unet.time_embedding.cond_proj.weight, std=2.0)  # so that the guidance counts
    write_index(folder, "LatentConsistencyModelPipeline")
    inputs = {
        "sample": torch.randn(2, 4, 8, 8), "timestep": torch.tensor([981]), "encoder_hidden_states": torch.randn(2, 32, HIDDEN),
        "timestep_cond": torch.randn(2, 11),
    }  # fmt: skip
    write(
        unet, lambda net, x, t, states, guidance: net(x, t, states, timestep_cond=guidance).sample, inputs, {"out_sample": IMAGE},
        {"sample": IMAGE, "timestep": {0: "steps"}, "encoder_hidden_states": TOKENS, "timestep_cond": BATCH}, folder / "unet" / "model.onnx",
    )  # fmt: skip
    lcm = {"_class_name": "LCMScheduler", **BETAS, **LEADING, **EPSILON, "original_inference_steps": 50, "timestep_scaling": 10.0}
    cases = [
        case("red heart", 1, 4, 8.5, lcm),
        case("Blue car", 2, 2, 3.0, lcm),
        case("a dog", 3, 8, 1.0, lcm),
        case("", 4, 1, 8.0, lcm),
        case(LONG, 5, 4, 6.5, {**lcm, "timestep_scaling": 1.0}),
        case("green tree", 6, 4, 8.5, lcm, width=48, height=24),
        case("red heart", 7, 5, 3.0, {**DDIM, **LEADING, **EPSILON}),
    ]
    golden = []
    for each in cases:
        kind = LatentConsistencyModelPipeline if each["scheduler"] is not cases[-1]["scheduler"] else StableDiffusionPipeline
        parts = (vae, text, clip_tokenizer(), unet, scheduler_of(each))
        pipeline = kind(*parts, safety_checker=None, feature_extractor=None, requires_safety_checker=False)
        golden.append(drawn(pipeline, each, guidance_scale=each["guidance_scale"], width=each.get("width"), height=each.get("height")))
    return golden


# Pixels, a small decoder, and other precisions


def write_pixels() -> list[dict]:
    folder = HERE / "pixels"
    torch.manual_seed(8)
    unet = UNet2DModel(
        sample_size=16, in_channels=3, out_channels=3, layers_per_block=1, block_out_channels=(4, 8), norm_num_groups=4, attention_head_dim=4,
        down_block_types=("DownBlock2D", "AttnDownBlock2D"), up_block_types=("AttnUpBlock2D", "UpBlock2D"),
    ).eval()  # fmt: skip
    write_index(folder, "DDPMPipeline", ["unet"])
    write(
        unet, lambda net, x, t: net(x, t).sample, {"sample": torch.randn(2, 3, 16, 16), "timestep": torch.tensor([981])},
        {"out_sample": IMAGE}, {"sample": IMAGE, "timestep": {0: "steps"}}, folder / "unet" / "model.onnx",
    )  # fmt: skip
    betas = {"beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear", "num_train_timesteps": 1000}
    cases = [
        case(None, 1, 10, 1.0, {"_class_name": "DDPMScheduler", **betas, "clip_sample": True, "variance_type": "fixed_large"}),
        case(None, 2, 6, 1.0, {"_class_name": "DDIMScheduler", **betas, "clip_sample": True}),
    ]
    golden = []
    for each in cases:
        kind = DDPMPipeline if each["scheduler"]["_class_name"] == "DDPMScheduler" else DDIMPipeline
        pipeline = kind(unet, scheduler_of(each))
        pipeline.set_progress_bar_config(disable=True)
        image = pipeline(generator=torch.Generator().manual_seed(each["seed"]), num_inference_steps=each["steps"], output_type="np").images[0]
        pixels = (image * 255).round().astype("uint8")
        golden.append({**each, "rgb": encoded(pixels), "size": [16, 16]})
    return golden


def write_preview() -> list[dict]:
    """A decoder as TAESD's: latents go in as the U-Net makes them."""
    torch.manual_seed(10)
    vae = AutoencoderTiny(
        encoder_block_out_channels=(8, 8, 8), decoder_block_out_channels=(8, 8, 8), num_encoder_blocks=(1, 1, 1), num_decoder_blocks=(1, 1, 1),
        latent_channels=4,
    ).eval()  # fmt: skip
    folder = HERE / "preview"
    write(
        vae, lambda net, latents: net.decode(latents).sample, {"latent_sample": torch.randn(2, 4, 8, 8)}, {"sample": IMAGE}, {"latent_sample": IMAGE},
        folder / "vae_decoder" / "model.onnx",
    )  # fmt: skip
    text, unet, _ = networks(PIPELINES["sd1"])
    one = case("red heart", 1, 6, 7.5, {**EULER, **LEADING, **EPSILON})
    pipeline = StableDiffusionPipeline(
        vae, text, clip_tokenizer(), unet, scheduler_of(one), safety_checker=None, feature_extractor=None, requires_safety_checker=False,
    )  # fmt: skip
    pipeline.vae.register_to_config(shift_factor=None)
    return [drawn(pipeline, one, guidance_scale=7.5)]


def write_precisions() -> list[dict]:
    """Half precision and 8 bits of one pipeline."""
    for part in ("unet", "text_encoder"):
        folder = HERE / "xl" / part
        source = folder / "model.onnx"
        onnx.save(convert_float_to_float16(onnx.load(source), keep_io_types=False), folder / "model_fp16.onnx")
        quantize_dynamic(source, folder / "model_int8.onnx", weight_type=QuantType.QUInt8)
        for name in ("model_fp16.onnx", "model_int8.onnx"):
            shrink(folder / name)
    return []


WRITERS = {
    "img2img": write_img2img, "xl": write_xl, "sd3": write_sd3, "flux": write_flux, "lcm": write_lcm, "pixels": write_pixels, "preview": write_preview,
    "precisions": write_precisions,
}  # fmt: skip


def main() -> None:
    torch.set_num_threads(1)
    path = HERE / "families.json"
    golden = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    golden |= {"diffusers": diffusers.__version__, "transformers": transformers.__version__, "torch": torch.__version__, "onnx": onnx.__version__}
    for name in sys.argv[1:] or WRITERS:
        made = WRITERS[name]()
        if made:
            golden[name] = made
    path.write_text(json.dumps(golden, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
