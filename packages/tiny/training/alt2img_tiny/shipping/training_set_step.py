"""The part of the step `package` that writes `data/training-set.parquet`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from ..profile import Profile
from .places import package_folder
from .training_set import write_training_set

#: In a smoke test so many rows have to do.
SMOKE_ROWS = 1000


def run(profile: Profile, build: Path) -> None:
    """With the tiny CLIP's embeddings where `clip-report` has left them, a row for each drawing."""
    train = build / str(profile.image_size) / "train"
    embeddings = build / "clip" / "embeddings.npy"
    count = SMOKE_ROWS if profile.name == "smoke" else None
    write_training_set(
        pq.read_table(train / "rows.parquet")[:count],
        np.load(train / "images.npy", mmap_mode="r")[:count],
        np.load(embeddings)[:count] if embeddings.exists() else None,
        package_folder(profile, build) / "data" / "training-set.parquet",
    )
