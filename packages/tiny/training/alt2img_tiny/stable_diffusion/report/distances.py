"""How far a picture is from the training set, and sets of pictures from one another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def halved(images: NDArray[np.uint8]) -> NDArray[np.float32]:
    """Means of 2x2 pixels, flattened, in [-1, 1]: what is compared, so that half a pixel's shift of an edge counts
    little."""
    count, height, width, channels = images.shape
    blocks = images.reshape(count, height // 2, 2, width // 2, 2, channels)
    return (blocks.mean((2, 4), dtype=np.float32) / 127.5 - 1).reshape(count, -1)


def nearest(
    images: NDArray[np.uint8], among: NDArray[np.uint8], chunk: int = 4096
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Index in `among` of the nearest picture to each of `images`, and the root mean square difference on [-1, 1]."""
    wanted = halved(images)
    squares = np.square(wanted).sum(1)[:, None]
    best = np.full(len(images), np.inf, dtype=np.float32)
    index = np.zeros(len(images), dtype=np.int64)
    for start in range(0, len(among), chunk):
        part = halved(np.asarray(among[start : start + chunk]))
        distance = squares + np.square(part).sum(1)[None] - 2 * wanted @ part.T
        here = distance.argmin(1)
        value = distance[np.arange(len(images)), here]
        closer = value < best
        best[closer], index[closer] = value[closer], start + here[closer]
    return index, np.sqrt(best.clip(min=0) / wanted.shape[1])


def frechet_distance(a: NDArray[np.floating], b: NDArray[np.floating]) -> float:
    """Between Gaussians fitted to two sets of features, (N, D) and (M, D) (Heusel et al. 2017, eq. 6).

    The trace of the root of the product is the sum of the roots of its eigenvalues, which are real and not negative.
    """
    mean = np.square(a.mean(0) - b.mean(0)).sum()
    first, second = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    roots = np.sqrt(np.linalg.eigvals(first @ second).real.clip(min=0)).sum()
    return float(mean + np.trace(first) + np.trace(second) - 2 * roots)


def percentiles(values: NDArray[np.floating]) -> dict[str, float]:
    points = (1, 10, 25, 50, 75, 90)
    return {
        f"p{point}": round(float(value), 4) for point, value in zip(points, np.percentile(values, points), strict=True)
    }
