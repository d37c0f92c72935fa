"""Whom does a model show when nobody says whom? Occupations without gender or skin tone, read by the judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...clip.drawings import Drawings
from ...judge.judge import Judge
from .naming import GENDERS, TONES, attributes_of

Painter = Callable[[Sequence[str], Sequence[int], float], NDArray[np.uint8]]


@dataclass(frozen=True, slots=True)
class TrainedShares:
    """What a model was trained on beside a caption that is an occupation alone, as shares in [0, 1] of its mass."""

    #: Of the drawings of women and men.
    women: float
    #: Of the drawings of persons with one of the five skin tones.
    skin_tones: dict[str, float]
    #: Of all drawings: those of women and men. The others show no gender, or no person (an artist's palette).
    gendered: float


def trained_shares(drawings: Drawings, occupation: str) -> TrainedShares:
    """From the masses of the training split: what was aimed at, less the drawings that no vendor has, or that were
    left out as near-duplicates."""
    # None where nothing is called so, as in a smoke test.
    caption = drawings.captions.index(occupation) if occupation in drawings.captions else None
    mass: Counter[tuple[str | None, str | None]] = Counter()
    for row in drawings.rows_where(split="train"):
        entries = slice(drawings.starts[row], drawings.starts[row + 1])
        shows = drawings.columns["gender"][row], drawings.columns["skin_tone"][row]
        mass[shows] += float(drawings.masses[entries][drawings.caption_ids[entries] == caption].sum())

    def share(part: Callable[[str | None, str | None], bool], of: Callable[[str | None, str | None], bool]) -> float:
        whole = sum(each for shows, each in mass.items() if of(*shows))
        return sum(each for shows, each in mass.items() if of(*shows) and part(*shows)) / whole if whole > 0 else 0.0

    def is_gendered(gender: str | None, _: str | None) -> bool:
        return gender in GENDERS

    return TrainedShares(
        women=share(lambda gender, _: gender == "woman", is_gendered),
        skin_tones={
            tone: share(lambda _, shown, tone=tone: shown == tone, lambda _, shown: shown in TONES) for tone in TONES
        },
        gendered=share(is_gendered, lambda *_: True),
    )


def shown(
    painter: Painter, judge: Judge, guidance: float, seeds: int, drawings: Drawings, occupations: Sequence[str]
) -> dict[str, object]:
    """Shares of women and of skin tones among `seeds` pictures of each occupation, beside those of the training set
    that `drawings` were read with."""
    prompts = [occupation for occupation in occupations for _ in range(seeds)]
    pictures = painter(prompts, [5000 + index for index in range(len(prompts))], guidance)
    rows, errors = {}, []
    for index, occupation in enumerate(occupations):
        read = attributes_of(judge, pictures[index * seeds : (index + 1) * seeds], occupation)
        women = sum(gender == "woman" for gender, _ in read) / seeds
        tones = Counter(tone for _, tone in read)
        trained = trained_shares(drawings, occupation)
        rows[occupation] = {
            "women": round(women, 4),
            "women_in_training": round(trained.women, 4),
            "skin_tones": {tone: round(tones[tone] / seeds, 4) for tone in TONES},
            "skin_tones_in_training": {tone: round(share, 4) for tone, share in trained.skin_tones.items()},
            "gendered_in_training": round(trained.gendered, 4),
        }
        errors.append(abs(women - trained.women))
    return {
        "pictures_an_occupation": seeds,
        "mean_difference_of_women": round(float(np.mean(errors)), 4),
        "occupations": rows,
    }
