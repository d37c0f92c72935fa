"""What the U-Net attends to: the last hidden states of the tiny CLIP's text model, for every caption, computed once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from transformers import CLIPTextModel, CLIPTokenizer

from .fingerprint import fingerprint
from .latents import write_array


def load_text_encoder(clip: Path) -> tuple[CLIPTokenizer, CLIPTextModel]:
    """From a folder of a `CLIPModel` with its tokenizer: only the text half."""
    return CLIPTokenizer.from_pretrained(clip), CLIPTextModel.from_pretrained(clip, dtype=torch.float32).eval()


@torch.no_grad()
def encode_captions(
    tokenizer: CLIPTokenizer, text_encoder: CLIPTextModel, captions: Sequence[str]
) -> NDArray[np.float16]:
    """(N, tokens, width). Padded to the context and without an attention mask, as `StableDiffusionPipeline` does it."""
    length = tokenizer.model_max_length
    states = np.empty((len(captions), length, text_encoder.config.hidden_size), dtype=np.float16)
    for start in range(0, len(captions), 256):
        batch = list(captions[start : start + 256])
        ids = tokenizer(batch, padding="max_length", max_length=length, truncation=True, return_tensors="pt").input_ids
        states[start : start + len(batch)] = text_encoder(ids).last_hidden_state.numpy()
    return states


def cached_text_states(clip: Path, captions: Sequence[str], folder: Path) -> NDArray[np.float16]:
    """Row `i` is caption `i`; one more row, the last, is the empty caption. Mapped from a file in `folder`, which is
    written first if there is none of these captions by a text encoder of these weights."""
    tokenizer, text_encoder = load_text_encoder(clip)
    texts = hashlib.sha256("\n".join(captions).encode()).hexdigest()[:8]
    cache = folder / f"text-states-{fingerprint(text_encoder)}-{texts}.npy"
    if not cache.exists():
        write_array(cache, encode_captions(tokenizer, text_encoder, [*captions, ""]))
    return np.load(cache, mmap_mode="r")
