"""Does a picture show what was asked for? A judge that shares nothing with the generator names it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from ...clip.drawings import Drawings
from ...clip.retrieval import Retrieval, candidate_names, plain_rows, ranks, retrieval
from ...data.concepts import with_skin_tone
from ...data.recolour import HUES, dominant_hue
from ...judge.judge import Judge


def unit_pixels(images: NDArray[np.uint8]) -> torch.Tensor:
    """uint8 (N, H, W, 3) to float (N, 3, H, W) in [0, 1], as the judge reads them."""
    return torch.from_numpy(np.array(images)).permute(0, 3, 1, 2).float() / 255


class Namer:
    """The judge with the embeddings of all names that it chooses from."""

    def __init__(self, judge: Judge, *sets: Drawings) -> None:
        self.judge = judge
        self.names = candidate_names(*sets)
        self._embeds = judge.embed_texts(self.names)
        self._number = {name: index for index, name in enumerate(self.names)}

    def ranks(self, images: NDArray[np.uint8], names: list[str]) -> NDArray[np.int64]:
        """How many names the judge finds more fitting than the one that was asked for."""
        truth = np.array([self._number[name] for name in names])
        return ranks(self.judge.embed_images(unit_pixels(images)), self._embeds, truth)

    def first(self, images: NDArray[np.uint8]) -> list[str]:
        """The name that the judge finds most fitting for each."""
        best = (self.judge.embed_images(unit_pixels(images)) @ self._embeds.T).argmax(1)
        return [self.names[index] for index in best.tolist()]


@dataclass(frozen=True, slots=True)
class Score:
    """Mean cosine of pictures with their own captions, and with those of other pictures of the set."""

    own: float
    shuffled: float


def score(judge: Judge, images: NDArray[np.uint8], captions: list[str]) -> Score:
    pixels = judge.embed_images(unit_pixels(images))
    texts = judge.embed_texts(captions)
    # Every caption moves by half the set: nobody keeps their own.
    other = texts.roll(max(1, len(captions) // 2), dims=0)
    return Score(round(float((pixels * texts).sum(1).mean()), 4), round(float((pixels * other).sum(1).mean()), 4))


def as_dict(result: Retrieval) -> dict[str, float]:
    return {"pictures": result.count, "top1": result.top1, "top5": result.top5, "top10": result.top10}


def named(namer: Namer, images: NDArray[np.uint8], names: list[str]) -> dict[str, float]:
    return as_dict(retrieval(namer.ranks(images, names)))


def real_drawings(drawings: Drawings, vendor: str, names: list[str]) -> tuple[NDArray[np.uint8], list[str]]:
    """One vendor's drawings of those `names` that it has."""
    rows = {drawings.columns["name"][row]: row for row in plain_rows(drawings, vendor)}
    found = [name for name in names if name in rows]
    return np.array(drawings.images[[rows[name] for name in found]]), found


def colour_is_right(image: NDArray[np.uint8], colour: str) -> bool:
    """Whether most coloured pixels are nearer to this colour's hue than to that of any other colour we name."""
    hue = dominant_hue(image)
    if hue is None:
        return False
    return min(HUES, key=lambda name: abs((HUES[name][0] - hue + 0.5) % 1 - 0.5)) == colour


TONES = ("light", "medium-light", "medium", "medium-dark", "dark")
GENDERS = ("woman", "man")


def attributes_of(judge: Judge, images: NDArray[np.uint8], occupation: str) -> list[tuple[str, str]]:
    """Gender and skin tone of each picture of an occupation: of the ten descriptions the one that the judge finds
    fittest."""
    choices = [(gender, tone) for gender in GENDERS for tone in TONES]
    texts = judge.embed_texts([with_skin_tone(f"{gender} {occupation}", tone) for gender, tone in choices])
    best = (judge.embed_images(unit_pixels(images)) @ texts.T).argmax(1)
    return [choices[index] for index in best.tolist()]
