"""A map of the training set: each drawing's place on a sheet, near those that the tiny CLIP finds alike, and a small
picture of each.

The layout is UMAP's (McInnes et al. 2018) with exact neighbours and whole-graph steps: short, the same each time on one
machine, and without a further library.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

NEIGHBOURS = 15
EPOCHS = 300
#: Side of a drawing on the sheet, in pixels. The sheet is a square grid, row by row in the order of the ids.
THUMBNAIL = 16
#: UMAP's curve for a least distance of 0.1: 1 / (1 + A d^(2 B)).
_A, _B = 1.577, 0.8951
_REPELLED = 5


def neighbours(
    embeddings: NDArray[np.float32], count: int = NEIGHBOURS, block: int = 1024
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """(N, count) indices of the nearest others by cosine, and their cosines. `embeddings`: (N, D), L2-normalised."""
    indices, cosines = [], []
    for start in range(0, len(embeddings), block):
        similar = embeddings[start : start + block] @ embeddings.T
        rows = np.arange(len(similar))
        similar[rows, start + rows] = -np.inf
        best = np.argpartition(-similar, count - 1, axis=1)[:, :count]
        indices.append(best)
        cosines.append(np.take_along_axis(similar, best, 1))
    return np.concatenate(indices), np.concatenate(cosines)


def layout(embeddings: NDArray[np.float32], epochs: int = EPOCHS, seed: int = 1) -> NDArray[np.float32]:
    """(N, 2) in [0, 1]: alike is near."""
    near, cosines = neighbours(embeddings, min(NEIGHBOURS, len(embeddings) - 1))
    heads = np.repeat(np.arange(len(near)), near.shape[1])
    tails, weights = near.ravel(), _weights(1 - cosines).ravel()
    places = _principal(embeddings) * 10
    random = np.random.default_rng(seed)
    for epoch in range(epochs):
        rate = 1 - epoch / epochs
        force = np.zeros_like(places)
        apart = places[heads] - places[tails]
        squared = np.square(apart).sum(1)
        with np.errstate(divide="ignore", invalid="ignore"):
            pull = -2 * _A * _B * squared ** (_B - 1) / (1 + _A * squared**_B)
        _push(force, heads, tails, apart * (np.where(squared > 0, pull, 0) * weights)[:, None])
        for _ in range(_REPELLED):
            others = random.integers(0, len(places), len(heads))
            apart = places[heads] - places[others]
            squared = np.square(apart).sum(1)
            push = 2 * _B / ((0.001 + squared) * (1 + _A * squared**_B)) * weights
            _push(force, heads, others, np.clip(apart * push[:, None], -4, 4))
        # A whole epoch at once: each place takes the mean of its edges' pulls, so that nothing overshoots.
        degree = np.bincount(heads, weights, len(places)) + np.bincount(tails, weights, len(places))
        places += rate * np.clip(force / np.maximum(degree, 1e-6)[:, None], -4, 4)
    low, high = np.quantile(places, (0.002, 0.998), axis=0)
    return np.clip((places - low) / (high - low), 0, 1).astype(np.float32)


def write_map(embeddings: NDArray[np.float32], images: NDArray[np.uint8], folder: Path) -> None:
    """`training-set-map.bin`: for each id x and y, little-endian uint16, 0 at the left and at the top;
    `training-set-map.webp`: the drawings at `THUMBNAIL` pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    places = np.round(layout(embeddings) * 65535).astype("<u2")
    (folder / "training-set-map.bin").write_bytes(places.tobytes())
    sheet(images).save(folder / "training-set-map.webp", quality=60, method=6)


def sheet(images: NDArray[np.uint8]) -> Image.Image:
    """Of uint8 (N, side, side, 3): the smallest square grid that holds them."""
    across = int(np.ceil(len(images) ** 0.5))
    cells = images.shape[1] // THUMBNAIL
    pixels = np.full((across * across, THUMBNAIL, THUMBNAIL, 3), 255, np.uint8)
    for start in range(0, len(images), 2048):
        part = np.asarray(images[start : start + 2048])
        small = part.reshape(len(part), THUMBNAIL, cells, THUMBNAIL, cells, 3).mean((2, 4))
        pixels[start : start + len(part)] = small.round()
    grid = pixels.reshape(across, across, THUMBNAIL, THUMBNAIL, 3).transpose(0, 2, 1, 3, 4)
    return Image.fromarray(grid.reshape(across * THUMBNAIL, across * THUMBNAIL, 3))


def _weights(distances: NDArray[np.float32]) -> NDArray[np.float64]:
    """UMAP's: each drawing's nearest neighbour counts 1, and all of them together log2 of their number."""
    excess = np.maximum(distances - distances.min(1, keepdims=True), 0).astype(np.float64)
    wanted = np.log2(distances.shape[1])
    low, high = np.full(len(distances), 1e-6), np.full(len(distances), 10.0)
    for _ in range(40):
        middle = (low + high) / 2
        large = np.exp(-excess / middle[:, None]).sum(1) > wanted
        high, low = np.where(large, middle, high), np.where(large, low, middle)
    return np.exp(-excess / ((low + high) / 2)[:, None])


def _principal(embeddings: NDArray[np.float32]) -> NDArray[np.float64]:
    """(N, 2) in about [-1, 1]: the first two principal components, each with its largest entry upwards."""
    centred = (embeddings - embeddings.mean(0)).astype(np.float64)
    _, vectors = np.linalg.eigh(centred.T @ centred)
    axes = vectors[:, [-1, -2]]
    axes *= np.sign(axes[np.abs(axes).argmax(0), [0, 1]])
    places = centred @ axes
    return places / np.abs(places).max(0)


def _push(
    force: NDArray[np.float64], heads: NDArray[np.int64], tails: NDArray[np.int64], along: NDArray[np.float64]
) -> None:
    """Adds forces to the heads, and the opposite to the tails."""
    for axis in (0, 1):
        force[:, axis] += np.bincount(heads, along[:, axis], len(force))
        force[:, axis] -= np.bincount(tails, along[:, axis], len(force))
