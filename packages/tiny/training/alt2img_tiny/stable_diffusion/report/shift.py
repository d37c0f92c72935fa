"""How far the twin follows its data, pooled over occupations, with an interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Shift:
    """Of the way from the straight data's shares to the skewed data's: 0 nowhere, 1 all of it. The interval is 95 %."""

    followed: float
    low: float
    high: float


def pooled_shift(
    straight: Mapping[str, Sequence[float]],
    skewed: Mapping[str, Sequence[float]],
    data: Mapping[str, tuple[float, float]],
    resamples: int = 4000,
) -> Shift:
    """`straight[occupation]` and `skewed[occupation]`: of each picture whether it counts (a woman; a light tone), in
    [0, 1], the half being where two judges differ. `data`: the share in either column of the training set.

    Occupations count by how far their data were moved, so that noise in one that was hardly moved does not drown the
    others; the interval is that of resampled pictures (bootstrap). Raises `ValueError` where no data were moved.
    """
    moved = {occupation: first - second for occupation, (first, second) in data.items()}
    whole = sum(abs(each) for each in moved.values())
    if whole == 0:
        raise ValueError("Both columns have the same shares: there is no shift to follow.")
    random = np.random.default_rng(0)
    total = np.zeros(resamples + 1)
    for occupation, difference in moved.items():
        means = [_means(np.asarray(model[occupation], float), resamples, random) for model in (straight, skewed)]
        total += np.sign(difference) * (means[0] - means[1])
    low, high = np.quantile(total[1:] / whole, (0.025, 0.975))
    return Shift(round(float(total[0] / whole), 4), round(float(low), 4), round(float(high), 4))


def _means(values: NDArray[np.float64], resamples: int, random: np.random.Generator) -> NDArray[np.float64]:
    """The mean, then those of as many values drawn from them with replacement."""
    drawn = values[random.integers(0, len(values), (resamples, len(values)))].mean(1)
    return np.concatenate([[values.mean()], drawn])
