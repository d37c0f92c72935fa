"""Embeds many drawings or texts with a tower, without gradients."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from .model import normalised


def padded_ids(tokenizer: Tokenizer, texts: list[str], context_length: int) -> Tensor:
    """(N, context_length) token ids; what follows a text is filled with the end token, as CLIP's tokenizer pads."""
    end = tokenizer.get_vocab_size() - 1
    ids = torch.full((len(texts), context_length), end, dtype=torch.long)
    for row, encoding in enumerate(tokenizer.encode_batch(texts)):
        ids[row, : len(encoding.ids)] = torch.tensor(encoding.ids)
    return ids


def trimmed(ids: Tensor) -> Tensor:
    """Without the columns that are padding in every row."""
    # The last column of padded ids holds nothing but the end token.
    lengths = (ids == ids[0, -1]).int().argmax(dim=1) + 1
    return ids[:, : int(lengths.max())]


def by_length(tower: Callable[[Tensor], Tensor], ids: Tensor, parts: int = 4) -> Tensor:
    """What `tower` makes of `ids`, in the order of `ids`, but computed in parts of about the same length: less
    padding."""
    lengths = (ids == ids[0, -1]).int().argmax(dim=1)
    order = lengths.argsort(stable=True)
    embeds = torch.cat([tower(trimmed(part)) for part in ids[order].chunk(parts)])
    return embeds[order.argsort()]


@torch.no_grad()
def embed_texts(tower: Callable[[Tensor], Tensor], ids: Tensor, batch_size: int = 512) -> Tensor:
    return torch.cat([tower(trimmed(part)) for part in ids.split(batch_size)])


@torch.no_grad()
def embed_images(
    tower: Callable[[Tensor], Tensor], images: NDArray[np.uint8], rows: NDArray[np.int64], batch_size: int = 256
) -> Tensor:
    """`images`: uint8 (N, H, W, 3), of which `rows` are read."""
    parts = []
    for start in range(0, len(rows), batch_size):
        pixels = torch.from_numpy(np.ascontiguousarray(images[rows[start : start + batch_size]]))
        parts.append(tower(normalised(pixels.permute(0, 3, 1, 2).float() / 255)))
    return torch.cat(parts)
