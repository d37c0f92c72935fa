"""The training set as the CLIP reads it: pixels, caption ids, and which caption is true of which drawing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

#: Drawings whose meaning a mirror changes: whatever points, is written, or is a left or right hand.
_HANDED = re.compile(
    r"\b(left|right|arrow|arrows|hand|hands|finger|fist|palm|thumbs|clock|o.clock|moon|letter|letters|button|input|keycap|"
    r"sign|mark|square|less|greater|play|rewind|forward|reverse|track|calendar|notes?|music|zodiac|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|hundred|keyboard|sim|facing|oncoming|compass)\b"
)
_MIRRORED_GROUPS = {"face", "person", "animal", "food", "vehicle", "building", "sport", "object", "plant", "nature"}


@dataclass(frozen=True)
class Drawings:
    """Rows of one or more vendors. Row `i` of every field is the same drawing."""

    #: uint8 (N, size, size, 3), perhaps mapped from disk.
    images: NDArray[np.uint8]
    #: The other columns of `rows.parquet`, as lists.
    columns: dict[str, list]
    #: All different captions; a caption id is an index into it.
    captions: list[str]
    #: CSR of the captions of each row: ids `caption_ids[starts[i]:starts[i + 1]]`, sorted, and their masses.
    starts: NDArray[np.int64]
    caption_ids: NDArray[np.int64]
    masses: NDArray[np.float64]
    #: Rows of the same concept in the same tone and colour share a number.
    identity: NDArray[np.int64]
    #: Whether a mirror image is still the same thing.
    mirrored: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.images)

    def rows_where(self, **values: object) -> NDArray[np.int64]:
        """Indices of the rows whose columns have these values, in order."""
        keep = np.ones(len(self), dtype=bool)
        for column, value in values.items():
            keep &= np.array([entry == value for entry in self.columns[column]])
        return np.flatnonzero(keep)


def read_drawings(folder: Path, weights: str = "weights") -> Drawings:
    """Reads `<folder>/{rows.parquet,images.npy}`. `weights` names the column of caption masses."""
    columns = pq.read_table(folder / "rows.parquet").to_pydict()
    images = np.load(folder / "images.npy", mmap_mode="r")
    if len(images) != len(columns["id"]):
        raise ValueError(f"{folder}: {len(images)} images but {len(columns['id'])} rows; build the data again")
    texts: dict[str, int] = {}
    lengths, ids, masses = [], [], []
    for captions, weight in zip(columns["captions"], columns[weights], strict=True):
        merged: dict[int, float] = {}
        for text, mass in zip(captions, weight, strict=True):
            index = texts.setdefault(text, len(texts))
            merged[index] = merged.get(index, 0.0) + mass
        lengths.append(len(merged))
        for index in sorted(merged):
            ids.append(index)
            masses.append(merged[index])
    return Drawings(
        images=images,
        columns=columns,
        captions=list(texts),
        starts=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        caption_ids=np.array(ids, dtype=np.int64),
        masses=np.array(masses, dtype=np.float64),
        identity=_identity(columns),
        mirrored=np.array(
            [
                group in _MIRRORED_GROUPS and not _HANDED.search(name)
                for group, name in zip(columns["group"], columns["name"], strict=True)
            ]
        ),
    )


def _identity(columns: dict[str, list]) -> NDArray[np.int64]:
    """By hexcode where there is one (a hexcode holds tone and gender), else by name; a recoloured drawing is another
    thing."""
    numbers: dict[tuple, int] = {}
    keys = zip(columns["hexcode"], columns["name"], columns["recoloured_from"], columns["colour"], strict=True)
    return np.array(
        [
            numbers.setdefault((code or name, colour if origin is not None else None), len(numbers))
            for code, name, origin, colour in keys
        ],
        dtype=np.int64,
    )


class PairSampler:
    """Draws (row, caption) pairs in proportion to their masses. The batch of a step depends only on seed and step,
    so that a run resumed from a checkpoint sees what it would have seen."""

    def __init__(self, drawings: Drawings, rows: NDArray[np.int64], seed: int) -> None:
        allowed = np.zeros(len(drawings), dtype=bool)
        allowed[rows] = True
        row_of_entry = np.repeat(np.arange(len(drawings)), np.diff(drawings.starts))
        mass = np.where(allowed[row_of_entry], drawings.masses, 0.0)
        total = mass.sum()
        if not total > 0:
            raise ValueError(f"{len(rows)} rows have a mass of {total}: nothing to draw from")
        self._cumulative = np.cumsum(mass) / total
        self._row_of_entry = row_of_entry
        self._caption_ids = drawings.caption_ids
        self._last = int(np.flatnonzero(mass)[-1])
        self._seed = seed

    def batch(self, step: int, size: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows and caption ids, `size` each."""
        uniform = np.random.default_rng([self._seed, step]).random(size)
        entry = np.minimum(np.searchsorted(self._cumulative, uniform, side="right"), self._last)
        return self._row_of_entry[entry], self._caption_ids[entry]


def true_pairs(drawings: Drawings, rows: NDArray[np.int64], caption_ids: NDArray[np.int64]) -> NDArray[np.bool_]:
    """(B, B): whether caption `j` of the batch is true of drawing `i`: it is one of the drawing's captions ("fruit"
    of every fruit), or row `j` is the same concept in the same tone and colour. The diagonal is true."""
    same = drawings.identity[rows][:, None] == drawings.identity[rows][None, :]
    wanted, position = np.unique(caption_ids, return_inverse=True)
    counts = drawings.starts[rows + 1] - drawings.starts[rows]
    owner = np.repeat(np.arange(len(rows)), counts)
    offsets = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    owned = drawings.caption_ids[np.repeat(drawings.starts[rows], counts) + offsets]
    place = np.minimum(np.searchsorted(wanted, owned), len(wanted) - 1)
    hit = wanted[place] == owned
    has = np.zeros((len(rows), len(wanted)), dtype=bool)
    has[owner[hit], place[hit]] = True
    return same | has[:, position]
