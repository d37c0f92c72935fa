"""The part of the step `package` that writes `parts/training-set/files/training-set.parquet` and the map of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from ..data.step import NODE_MODULES
from ..profile import Profile
from .places import files_of, package_folder
from .training_set import write_training_set
from .training_set_map import write_map
from .training_set_names import with_names

#: In a smoke test so many rows have to do.
SMOKE_ROWS = 1000


def run(profile: Profile, build: Path) -> None:
    """A row for each drawing, with its names in other languages, and with the tiny CLIP's embedding where `clip-report`
    has left it; and with them the map."""
    train = build / str(profile.image_size) / "train"
    embeddings = build / "clip" / "embeddings.npy"
    count = SMOKE_ROWS if profile.name == "smoke" else None
    images = np.load(train / "images.npy", mmap_mode="r")[:count]
    embedded = np.load(embeddings)[:count] if embeddings.exists() else None
    folder = files_of(package_folder(profile, build) / "parts", "training-set")
    write_training_set(
        with_names(pq.read_table(train / "rows.parquet")[:count], NODE_MODULES / "emojibase-data"),
        images,
        embedded,
        folder / "training-set.parquet",
    )
    if embedded is not None:
        write_map(embedded, images, folder)
