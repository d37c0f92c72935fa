"""The judge: a text tower and a conv tower, trained only on Twemoji and OpenMoji."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from ..clip.conv_tower import ConvTower
from ..clip.image_stage import resized
from ..clip.model import new_text_tower, normalised, text_embeds
from ..clip.settings import JUDGE, TOKENIZER, JudgeSettings
from ..clip.text_stage import TextAndConv, scaled
from ..clip.towers import embed_texts, padded_ids
from ..profile import Profile
from ..tokenizer import load_tokenizer


def new_towers(settings: JudgeSettings, vocab_size: int, context_length: int) -> TextAndConv:
    """With their first, random weights."""
    model = new_text_tower(settings.text, settings.projection, vocab_size, context_length, settings.training.seed)
    return TextAndConv(model, ConvTower(settings.conv, settings.projection))


@dataclass(frozen=True)
class Judge:
    towers: TextAndConv
    tokenizer: Tokenizer
    context_length: int
    #: Pictures are brought to this side, at which the judge was trained.
    side: int

    @torch.no_grad()
    def embed_images(self, pixels: Tensor, batch_size: int = 256) -> Tensor:
        """(N, 3, H, W) in [0, 1] → (N, projection), L2-normalised."""
        return torch.cat([self.towers.conv(self._prepared(part)) for part in pixels.split(batch_size)])

    @torch.no_grad()
    def image_features(self, pixels: Tensor, batch_size: int = 256) -> Tensor:
        """(N, 3, H, W) in [0, 1] → (N, channels): the mean over places of the last map, for a Fréchet distance."""
        parts = pixels.split(batch_size)
        return torch.cat([self.towers.conv.body(self._prepared(part)).mean(dim=(2, 3)) for part in parts])

    def _prepared(self, pixels: Tensor) -> Tensor:
        prepared = normalised(resized(pixels, self.side))
        return prepared.contiguous(memory_format=torch.channels_last)

    def embed_texts(self, texts: list[str]) -> Tensor:
        """(N, projection), L2-normalised."""
        ids = padded_ids(self.tokenizer, texts, self.context_length)
        return embed_texts(lambda part: text_embeds(self.towers, part), ids)

    def logits(self, pixels: Tensor, texts: list[str]) -> Tensor:
        """(images, texts), to be put through a softmax over the texts."""
        return scaled(self.towers.logit_scale).item() * self.embed_images(pixels) @ self.embed_texts(texts).T

    def score(self, pixels: Tensor, texts: list[str]) -> Tensor:
        """(N,) cosines of pictures and texts that belong together."""
        return functional.cosine_similarity(self.embed_images(pixels), self.embed_texts(texts))


def load_judge(profile: Profile, build: Path) -> Judge:
    """What the step `judge` wrote."""
    context_length = TOKENIZER[profile.name].context_length
    tokenizer = load_tokenizer(build / "clip" / "tokenizer", context_length)
    towers = new_towers(JUDGE[profile.name], tokenizer.get_vocab_size(), context_length)
    towers.load_state_dict(torch.load(build / "judge" / "judge.pt", map_location="cpu", weights_only=True))
    return Judge(towers.eval(), tokenizer, context_length, JUDGE[profile.name].training.sides[-1][1])
