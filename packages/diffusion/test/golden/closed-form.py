"""Writes closed-form.json: the closed-form denoisers computed pixel by pixel in float64, straight from their definitions.

    pip install numpy==2.4.6 && python closed-form.py
"""

import json
from pathlib import Path

import numpy as np

rng = np.random.default_rng(12)
COUNT, CHANNELS, HEIGHT, WIDTH = 5, 2, 6, 7
images = rng.uniform(-1, 1, (COUNT, CHANNELS, HEIGHT, WIDTH)).astype(np.float32)
noise = rng.standard_normal((CHANNELS, HEIGHT, WIDTH))


def softmax(logits: np.ndarray) -> np.ndarray:
    weights = np.exp(logits - logits.max())
    return weights / weights.sum()


def noisy(sigma: float) -> np.ndarray:
    return (images[3] + sigma * noise).astype(np.float32)


def optimal(x: np.ndarray, sigma: float) -> tuple[np.ndarray, np.ndarray]:
    distances = ((x.astype(np.float64) - images) ** 2).sum(axis=(1, 2, 3))
    weights = softmax(-distances / (2 * sigma**2))
    return np.tensordot(weights, images.astype(np.float64), 1), weights


def padded(image: np.ndarray, row: int, column: int, radius: int) -> np.ndarray:
    """The patch around a pixel, with NaN outside of the image."""
    wide = np.pad(image.astype(np.float64), ((0, 0), (radius, radius), (radius, radius)), constant_values=np.nan)
    return wide[:, row : row + 2 * radius + 1, column : column + 2 * radius + 1]


def local(x: np.ndarray, sigma: float, patch: int, equivariant: bool) -> np.ndarray:
    radius = patch // 2
    denoised = np.zeros(x.shape)
    for row in range(HEIGHT):
        for column in range(WIDTH):
            own = padded(x, row, column, radius)
            values, logits = [], []
            for image in images:
                for r in range(HEIGHT):
                    for c in range(WIDTH):
                        if not equivariant and (r, c) != (row, column):
                            continue
                        other = padded(image, r, c, radius)
                        # The padding must be in the same place: a network would see it.
                        if (np.isnan(own) != np.isnan(other)).any():
                            continue
                        logits.append(-np.nansum((own - other) ** 2) / (2 * sigma**2))
                        values.append(image[:, r, c].astype(np.float64))
            denoised[:, row, column] = softmax(np.array(logits)) @ np.array(values)
    return denoised


cases = []
for sigma in (0.05, 0.5, 3.0):
    x = noisy(sigma)
    denoised, weights = optimal(x, sigma)
    case = {"sigma": sigma, "x": x.ravel().tolist(), "optimal": denoised.ravel().tolist(), "weights": weights.tolist()}
    case["local"] = [
        {"patch": patch, "equivariant": equivariant, "denoised": local(x, sigma, patch, equivariant).ravel().tolist()}
        for patch in (1, 3, 5)
        for equivariant in (False, True)
    ]
    cases.append(case)


def rounded(value):
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, list):
        return [rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return value


golden = {
    "madeBy": f"closed-form.py with NumPy {np.__version__}",
    "dims": list(images.shape),
    "images": images.ravel().tolist(),
    "cases": cases,
}
Path(__file__).with_suffix(".json").write_text(json.dumps(rounded(golden)) + "\n")
