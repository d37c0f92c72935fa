"""Which name belongs to this drawing? Retrieval of the name among the names of all concepts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .drawings import Drawings


@dataclass(frozen=True)
class Retrieval:
    count: int
    top1: float
    top5: float
    top10: float

    def __str__(self) -> str:
        return f"top-1 {self.top1:.1%} top-5 {self.top5:.1%} top-10 {self.top10:.1%} (n {self.count})"


def plain_rows(drawings: Drawings, vendor: str | None = None) -> NDArray[np.int64]:
    """Rows that are neither a skin-tone variant nor recoloured: each concept once a vendor."""
    columns = drawings.columns
    seen: set[tuple[str, str]] = set()
    rows = []
    for row in range(len(drawings)):
        if columns["skin_tone"][row] is not None or columns["recoloured_from"][row] is not None:
            continue
        key = (columns["vendor"][row], columns["name"][row])
        if (vendor is None or key[0] == vendor) and key not in seen:
            seen.add(key)
            rows.append(row)
    return np.array(rows, dtype=np.int64)


def candidate_names(*sets: Drawings) -> list[str]:
    """The different names of the plain rows of all sets, sorted."""
    return sorted({drawings.columns["name"][row] for drawings in sets for row in plain_rows(drawings)})


def ranks(image_embeds: Tensor, name_embeds: Tensor, truth: NDArray[np.int64]) -> NDArray[np.int64]:
    """How many names score higher than the true one, for each drawing. 0 is right; on a tie the true one loses."""
    scores = image_embeds @ name_embeds.T
    right = scores[torch.arange(len(truth)), torch.from_numpy(truth)]
    return ((scores >= right[:, None]).sum(dim=1) - 1).numpy()


def retrieval(rank: NDArray[np.int64]) -> Retrieval:
    return Retrieval(len(rank), *(float((rank < k).mean()) for k in (1, 5, 10)))


def retrieve_names(image_embeds: Tensor, names_of_rows: list[str], name_embeds: Tensor, names: list[str]) -> Retrieval:
    """`image_embeds` and `names_of_rows` belong together, `name_embeds` and `names` too."""
    number = {name: index for index, name in enumerate(names)}
    truth = np.array([number[name] for name in names_of_rows], dtype=np.int64)
    return retrieval(ranks(image_embeds, name_embeds, truth))
