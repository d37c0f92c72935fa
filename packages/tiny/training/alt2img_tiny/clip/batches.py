"""What a tower sees in a step."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from .augment import augment
from .drawings import Drawings, PairSampler, true_pairs
from .model import normalised
from .settings import AugmentSettings, TrainingSettings


@dataclass(frozen=True)
class Batch:
    #: (B, 3, side, side), augmented and normalised.
    pixels: Tensor
    #: (B,) indices into the captions of the drawings.
    caption_ids: Tensor
    #: (B, B): whether caption `j` is true of drawing `i`.
    true_pairs: Tensor
    #: For everything else that the step draws at random.
    generator: torch.Generator


class Batches:
    """The batch of a step depends only on the seed and the step."""

    def __init__(
        self,
        drawings: Drawings,
        rows: NDArray[np.int64],
        settings: TrainingSettings,
        changes: AugmentSettings,
        device: str,
    ) -> None:
        self.drawings = drawings
        self.settings = settings
        self.device = device
        self._sampler = PairSampler(drawings, rows, settings.seed)
        self._changes = changes

    def side(self, step: int) -> int:
        """Of the pictures of this step, in pixels."""
        done = step / self.settings.steps
        return next((side for until, side in self.settings.sides if done < until), self.settings.sides[-1][1])

    def at(self, step: int) -> Batch:
        rows, captions = self._sampler.batch(step, self.settings.batch_size)
        generator = torch.Generator(self.device).manual_seed(self.settings.seed * 1_000_003 + step)
        pixels = torch.from_numpy(self.drawings.images[rows]).to(self.device)
        mirrored = torch.from_numpy(self.drawings.mirrored[rows]).to(self.device)
        return Batch(
            pixels=normalised(augment(pixels, mirrored, self.side(step), self._changes, generator)),
            caption_ids=torch.from_numpy(captions),
            true_pairs=torch.from_numpy(true_pairs(self.drawings, rows, captions)).to(self.device),
            generator=generator,
        )
