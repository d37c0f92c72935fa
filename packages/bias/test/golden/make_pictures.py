"""Reference values for pictures: colourfulness by the formula of Hasler and Süsstrunk 2003 in numpy, TF-IDF by scikit-learn. Pixels and
counts come from torch.randint, which the tests draw again from the same seeds.

    pip install numpy scikit-learn torch
    python make_pictures.py > pictures.json
"""

import json
import sys

import numpy as np
import sklearn
import torch
from sklearn.feature_extraction.text import TfidfTransformer


def integers(seed, low, high, *shape):
    draw = torch.Generator().manual_seed(seed)
    return torch.randint(low, high, (int(np.prod(shape)),), generator=draw).numpy().reshape(shape)


def colourfulness(seed, size, ranges):
    """Each channel's pixels in a range of its own."""
    channels = [integers(seed + i, low, high, size, size).astype(float) for i, (low, high) in enumerate(ranges)]
    R, G, B = channels
    rg, yb = R - G, (R + G) / 2 - B
    value = np.hypot(rg.std(), yb.std()) + 0.3 * np.hypot(rg.mean(), yb.mean())
    return {"seed": seed, "size": size, "ranges": ranges, "value": value}


def tfidf(seed, n, words):
    counts = np.maximum(integers(seed, -6, 5, n, words), 0)
    counts[0] = 0
    return {"seed": seed, "n": n, "words": words, "vectors": TfidfTransformer().fit_transform(counts).toarray().tolist()}


result = {
    "madeBy": {**{name: module.__version__ for name, module in [("numpy", np), ("scikit-learn", sklearn), ("torch", torch)]}, "script": "make_pictures.py"},
    "colourfulness": [
        colourfulness(1, 16, [[0, 256], [0, 256], [0, 256]]),
        colourfulness(11, 9, [[200, 256], [0, 40], [10, 90]]),
        colourfulness(21, 12, [[100, 110], [100, 110], [100, 110]]),
    ],
    "tfidf": tfidf(31, 6, 7),
}
json.dump(result, sys.stdout, indent=1, default=float, allow_nan=False)
