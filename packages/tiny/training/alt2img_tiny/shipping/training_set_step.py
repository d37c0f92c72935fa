"""The part of the step `package` that writes `data/training-set.parquet`."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from ..profile import Profile
from .places import package_folder
from .training_set import write_training_set


def run(profile: Profile, build: Path) -> None:
    """With the tiny CLIP's embeddings where the step `clip-export` has left them in `clip/embeddings.npy`."""
    train = build / str(profile.image_size) / "train"
    embeddings = build / "clip" / "embeddings.npy"
    write_training_set(
        pq.read_table(train / "rows.parquet"),
        np.load(train / "images.npy"),
        np.load(embeddings) if embeddings.exists() else None,
        package_folder(profile, build) / "data" / "training-set.parquet",
    )
