"""A second judge, only of gender and skin tone, that shares nothing with the first: a classifier without a text tower,
trained on the drawings of people that the first has not seen.

Its drawings are the generator's, which the first judge's are not; so a share on which both agree is neither the mistake
of one network nor of one set of drawings.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from ..clip.augment import augment
from ..clip.conv_tower import ConvTower
from ..clip.drawings import Drawings
from ..clip.image_stage import resized
from ..clip.loop import Training, train
from ..clip.model import normalised
from ..clip.settings import AugmentSettings, ConvTowerSettings, TrainingSettings
from ..data.occupations import TONES

GENDERS = ("woman", "man")


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    conv: ConvTowerSettings
    training: TrainingSettings
    width: int = 64
    #: Colour says the tone: it is hardly changed.
    changes: AugmentSettings = field(
        default_factory=lambda: AugmentSettings(contrast=0.08, saturation=0.1, tint=0.03, outline=0.1, paper=0.0)
    )


READER: dict[str, ReaderSettings] = {
    "cpu": ReaderSettings(
        ConvTowerSettings(channels=(32, 64, 128)),
        TrainingSettings(steps=700, batch_size=128, learning_rate=2e-3, ema_decay=0.99, sides=((1.0, 48),), seed=202),
    ),
    "smoke": ReaderSettings(
        ConvTowerSettings(channels=(8, 8, 16)),
        TrainingSettings(steps=4, batch_size=8, learning_rate=1e-3, warm_up=2, sides=((1.0, 32),), seed=202),
    ),
}
READER["gpu"] = READER["cpu"]


class Reader(nn.Module):
    def __init__(self, settings: ReaderSettings) -> None:
        super().__init__()
        self.conv = ConvTower(settings.conv, settings.width).to(memory_format=torch.channels_last)
        self.gender = nn.Linear(settings.width, len(GENDERS))
        self.tone = nn.Linear(settings.width, len(TONES))
        self.side = settings.training.sides[-1][1]

    def forward(self, pixel_values: Tensor) -> tuple[Tensor, Tensor]:
        """Normalised pixels (B, 3, side, side) → logits (B, 2) of the genders and (B, 5) of the tones."""
        # The tower's features have length 1: as logits they would hardly differ.
        features = 16 * self.conv(pixel_values)
        return self.gender(features), self.tone(features)

    @torch.no_grad()
    def read(self, pixels: Tensor) -> list[tuple[str, str]]:
        """(N, 3, H, W) in [0, 1] → gender and tone of each."""
        gender, tone = self(normalised(resized(pixels, self.side)))
        pairs = zip(gender.argmax(1).tolist(), tone.argmax(1).tolist(), strict=True)
        return [(GENDERS[first], TONES[second]) for first, second in pairs]


def people(drawings: Drawings) -> NDArray[np.int64]:
    """Rows of one woman or man with a skin tone, in colour."""
    columns = drawings.columns
    return np.array(
        [
            row
            for row in range(len(drawings))
            if columns["gender"][row] in GENDERS
            and columns["skin_tone"][row] in TONES
            and columns["vendor"][row] != "fluent-emoji-high-contrast"
        ],
        dtype=np.int64,
    )


def train_reader(settings: ReaderSettings, drawings: Drawings, checkpoint: Path) -> Reader:
    """On `people(drawings)`, each as often; resumes from `checkpoint`."""
    rows, training = people(drawings), settings.training
    if not len(rows):
        raise ValueError("There are no drawings of a woman or man with a skin tone to learn from.")
    columns = drawings.columns
    labels = torch.tensor(
        [(GENDERS.index(columns["gender"][row]), TONES.index(columns["skin_tone"][row])) for row in rows]
    )
    torch.manual_seed(training.seed)
    reader = Reader(settings)
    reader.train()

    def loss_of_step(step: int) -> Tensor:
        chosen = np.random.default_rng([training.seed, step]).integers(0, len(rows), training.batch_size)
        generator = torch.Generator().manual_seed(training.seed * 1_000_003 + step)
        images = torch.from_numpy(np.array(drawings.images[rows[chosen]]))
        mirrored = torch.ones(len(chosen), dtype=torch.bool)
        pixels = normalised(augment(images, mirrored, reader.side, settings.changes, generator))
        with torch.autocast("cpu", torch.bfloat16):
            gender, tone = reader(pixels)
        wanted = labels[chosen]
        return functional.cross_entropy(gender.float(), wanted[:, 0]) + functional.cross_entropy(
            tone.float(), wanted[:, 1]
        )

    state = Training(reader, training)
    train(state, loss_of_step, checkpoint)
    reader.load_state_dict(state.mean)
    return reader.eval()


def load_reader(settings: ReaderSettings, path: Path) -> Reader:
    reader = Reader(settings)
    reader.load_state_dict(torch.load(path, map_location="cpu", weights_only=True))
    return reader.eval()


def accuracy(
    read: Callable[[Tensor], list[tuple[str, str]]], drawings: Drawings, rows: NDArray[np.int64]
) -> dict[str, float]:
    """Shares of genders, tones and tones at most one off that are read right."""
    pixels = torch.from_numpy(np.array(drawings.images[rows])).permute(0, 3, 1, 2).float() / 255
    found = read(pixels)
    truth = [(drawings.columns["gender"][row], drawings.columns["skin_tone"][row]) for row in rows]
    off = [abs(TONES.index(one[1]) - TONES.index(other[1])) for one, other in zip(found, truth, strict=True)]
    return {
        "drawings": len(rows),
        "gender": round(float(np.mean([one[0] == other[0] for one, other in zip(found, truth, strict=True)])), 4),
        "skin_tone": round(float(np.mean([each == 0 for each in off])), 4),
        "skin_tone_within_one": round(float(np.mean([each <= 1 for each in off])), 4),
    }
