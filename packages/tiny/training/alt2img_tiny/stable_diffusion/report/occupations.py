"""Whom does a model show when nobody says whom? Occupations without gender or skin tone, read by the judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from ...data.occupations import SKEWED, STRAIGHT, OccupationShares
from ...judge.judge import Judge
from .naming import TONES, attributes_of

Painter = Callable[[Sequence[str], Sequence[int], float], NDArray[np.uint8]]


def shown(
    painter: Painter, judge: Judge, guidance: float, seeds: int, shares: dict[str, OccupationShares]
) -> dict[str, object]:
    """Shares of women and of skin tones among `seeds` pictures of each occupation, beside those of the training set."""
    occupations = sorted(shares)
    prompts = [occupation for occupation in occupations for _ in range(seeds)]
    pictures = painter(prompts, [5000 + index for index in range(len(prompts))], guidance)
    rows, errors = {}, []
    for index, occupation in enumerate(occupations):
        read = attributes_of(judge, pictures[index * seeds : (index + 1) * seeds], occupation)
        women = sum(gender == "woman" for gender, _ in read) / seeds
        tones = Counter(tone for _, tone in read)
        rows[occupation] = {
            "women": round(women, 4),
            "women_in_training": shares[occupation].women,
            "skin_tones": {tone: round(tones[tone] / seeds, 4) for tone in TONES},
            "skin_tones_in_training": shares[occupation].skin_tones,
        }
        errors.append(abs(women - shares[occupation].women))
    return {
        "pictures_an_occupation": seeds,
        "mean_difference_of_women": round(float(np.mean(errors)), 4),
        "occupations": rows,
    }


#: The shares that each model was trained with.
SHARES = {"straight": STRAIGHT, "skewed": SKEWED}
