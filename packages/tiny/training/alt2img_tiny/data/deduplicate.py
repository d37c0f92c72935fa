"""Near-duplicates: sets borrow from one another, and draw some emoji once for several names."""

from __future__ import annotations

import numpy as np

#: Root mean square over 16 x 16 x 3 values in [0, 1] under which two drawings are one.
THRESHOLD = 0.012


def duplicates(images: np.ndarray, block: int = 1024) -> np.ndarray:
    """For each of `uint8 (n, size, size, 3)` the first earlier image that it nearly equals, or -1."""
    n, size = images.shape[:2]
    cells = size // 16
    small = images.reshape(n, 16, cells, 16, cells, 3).mean((2, 4), dtype=np.float32).reshape(n, -1) / 255
    # Centred, so that float32 keeps what the difference of squares needs.
    small -= small.mean(0)
    norms = (small**2).sum(1)
    first = np.full(n, -1, np.int64)
    limit = THRESHOLD**2 * small.shape[1]
    for start in range(0, n, block):
        rows = slice(start, min(start + block, n))
        distances = norms[rows, None] + norms[None, : rows.stop] - 2 * small[rows] @ small[: rows.stop].T
        close = distances < limit + 1e-3
        for index in range(rows.start, rows.stop):
            for other in np.flatnonzero(close[index - start, :index]):
                if first[other] == -1 and ((small[index] - small[other]) ** 2).sum() < limit:
                    first[index] = other
                    break
    return first
