"""The model in Hugging Face's classes, and how its towers run in training."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import (
    AttentionInterface,
    CLIPConfig,
    CLIPModel,
    CLIPTextConfig,
    CLIPTextModelWithProjection,
)

from .settings import ClipSettings, TransformerSettings

#: CLIP's (Deng et al. 2009 over its training set; OpenAI CLIP's preprocessing): kept, so that other tools' defaults
#: fit.
IMAGE_MEAN = (0.48145466, 0.4578275, 0.40821073)
IMAGE_STD = (0.26862954, 0.26130258, 0.27577711)

_ATTENTION = "alt2img_plain"


def _plain_attention(
    module: nn.Module,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attention_mask: Tensor | None,
    scaling: float,
    dropout: float = 0.0,
    is_causal: bool = False,
    **_: object,
) -> tuple[Tensor, None]:
    """Attention as three plain operations. For these short sequences on a CPU it trains 1.6 times as fast as
    PyTorch's fused kernel, whose backward pass is slow there, and 1.1 times as fast as transformers' own, which
    leaves bfloat16."""
    weights = torch.matmul(query * scaling, key.transpose(-1, -2))
    if attention_mask is not None:
        weights = weights + attention_mask
    elif is_causal:
        length = weights.shape[-1]
        future = torch.ones(length, length, dtype=torch.bool, device=weights.device).triu(1)
        weights = weights.masked_fill(future, float("-inf"))
    return torch.matmul(weights.softmax(dim=-1), value).transpose(1, 2).contiguous(), None


AttentionInterface.register(_ATTENTION, _plain_attention)


def clip_config(settings: ClipSettings, vocab_size: int, context_length: int) -> CLIPConfig:
    return CLIPConfig(
        text_config=_text_config(settings.text, settings.projection, vocab_size, context_length),
        vision_config={
            **_transformer(settings.vision),
            "image_size": settings.image_size,
            "patch_size": settings.patch_size,
            "projection_dim": settings.projection,
        },
        projection_dim=settings.projection,
    )


def _text_config(
    settings: TransformerSettings, projection: int, vocab_size: int, context_length: int
) -> dict[str, object]:
    """The last two tokens of the vocabulary are start and end; a text is pooled at its first end token."""
    return {
        **_transformer(settings),
        "vocab_size": vocab_size,
        "max_position_embeddings": context_length,
        "bos_token_id": vocab_size - 2,
        "eos_token_id": vocab_size - 1,
        "pad_token_id": vocab_size - 1,
        "projection_dim": projection,
    }


def _transformer(settings: TransformerSettings) -> dict[str, object]:
    return {
        "hidden_size": settings.width,
        "num_hidden_layers": settings.layers,
        "num_attention_heads": settings.heads,
        "intermediate_size": settings.feed_forward,
        # One fused kernel; CLIP's "quick_gelu" is three passes over memory.
        "hidden_act": "gelu",
    }


def new_model(settings: ClipSettings, vocab_size: int, context_length: int, seed: int) -> CLIPModel:
    torch.manual_seed(seed)
    model = CLIPModel(clip_config(settings, vocab_size, context_length))
    model.set_attn_implementation(_ATTENTION)
    return model


def new_text_tower(
    settings: TransformerSettings, projection: int, vocab_size: int, context_length: int, seed: int
) -> CLIPTextModelWithProjection:
    torch.manual_seed(seed)
    config = CLIPTextConfig(**_text_config(settings, projection, vocab_size, context_length))
    model = CLIPTextModelWithProjection(config)
    model.set_attn_implementation(_ATTENTION)
    return model


def normalised(pixels: Tensor) -> Tensor:
    """From [0, 1] to what the towers take."""
    mean = torch.tensor(IMAGE_MEAN, device=pixels.device).view(1, 3, 1, 1)
    std = torch.tensor(IMAGE_STD, device=pixels.device).view(1, 3, 1, 1)
    return (pixels - mean) / std


def text_embeds(model: nn.Module, input_ids: Tensor) -> Tensor:
    """(B, L) → (B, projection), L2-normalised, float32. Ends of texts are found by their token, so no mask is
    needed."""
    pooled = model.text_model(input_ids=input_ids).pooler_output
    return functional.normalize(model.text_projection(pooled).float(), dim=-1)


def image_embeds(model: nn.Module, pixel_values: Tensor, kept: Tensor | None = None) -> Tensor:
    """(B, 3, H, W) → (B, projection), L2-normalised, float32. `kept`: (B, K) indices of the patches to look at."""
    vision = model.vision_model
    hidden = vision.embeddings(pixel_values)
    if kept is not None:
        with_class = torch.cat([torch.zeros_like(kept[:, :1]), kept + 1], dim=1)
        hidden = hidden.gather(1, with_class[..., None].expand(-1, -1, hidden.shape[2]))
    hidden = vision.encoder(inputs_embeds=vision.pre_layrnorm(hidden)).last_hidden_state
    pooled = vision.post_layernorm(hidden[:, 0])
    return functional.normalize(model.visual_projection(pooled).float(), dim=-1)


def random_patches(count: int, patches: int, kept: int, generator: torch.Generator) -> Tensor:
    """(count, kept) different patch indices for each picture."""
    return torch.rand(count, patches, generator=generator, device=generator.device).argsort(dim=1)[:, :kept]
