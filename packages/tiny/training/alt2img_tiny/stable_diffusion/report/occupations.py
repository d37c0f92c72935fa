"""Whom does a model show when nobody says whom? Occupations without gender or skin tone, read by two judges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from ...clip.drawings import Drawings
from ...judge.attribute_reader import Reader
from ...judge.judge import Judge
from .naming import GENDERS, TONES, attributes_of, unit_pixels
from .shift import pooled_shift

#: The two lightest of the five tones.
LIGHT = ("light", "medium-light")

Painter = Callable[[Sequence[str], Sequence[int], float], NDArray[np.uint8]]


@dataclass(frozen=True, slots=True)
class TrainedShares:
    """What a model was trained on with a caption that is just an occupation, as shares in [0, 1] of its mass."""

    #: Of the drawings of women and men.
    women: float
    #: Of the drawings of persons with one of the five skin tones.
    skin_tones: dict[str, float]
    #: Of all drawings: those of women and men. The others show no gender, or no person (an artist's palette).
    gendered: float


def trained_shares(drawings: Drawings, occupation: str) -> TrainedShares:
    """From the masses of the training split: what was aimed at, less the drawings that no vendor has, or that were
    left out as near-duplicates."""
    # None where nothing is called so, as in a smoke test.
    caption = drawings.captions.index(occupation) if occupation in drawings.captions else None
    mass: Counter[tuple[str | None, str | None]] = Counter()
    for row in drawings.rows_where(split="train"):
        entries = slice(drawings.starts[row], drawings.starts[row + 1])
        shows = drawings.columns["gender"][row], drawings.columns["skin_tone"][row]
        mass[shows] += float(drawings.masses[entries][drawings.caption_ids[entries] == caption].sum())

    def share(part: Callable[[str | None, str | None], bool], of: Callable[[str | None, str | None], bool]) -> float:
        whole = sum(each for shows, each in mass.items() if of(*shows))
        return sum(each for shows, each in mass.items() if of(*shows) and part(*shows)) / whole if whole > 0 else 0.0

    def is_gendered(gender: str | None, _: str | None) -> bool:
        return gender in GENDERS

    return TrainedShares(
        women=share(lambda gender, _: gender == "woman", is_gendered),
        skin_tones={
            tone: share(lambda _, shown, tone=tone: shown == tone, lambda _, shown: shown in TONES) for tone in TONES
        },
        gendered=share(is_gendered, lambda *_: True),
    )


#: Reads pictures, uint8 (N, H, W, 3), of an occupation: gender and tone of each.
Reading = Callable[[NDArray[np.uint8], str], list[tuple[str, str]]]

#: Judges that share nothing must name the same gender, or the same side of the tones, in this share of an occupation's
#: pictures, or its share is not told: it would be one judge's mistakes.
AGREEMENT = 0.8


def readings(judge: Judge, reader: Reader) -> dict[str, Reading]:
    """Of both judges: the one that compares with ten descriptions of the occupation, and the classifier."""
    return {
        "judge": lambda images, occupation: attributes_of(judge, images, occupation),
        "reader": lambda images, _: reader.read(unit_pixels(images)),
    }


def shown(
    painter: Painter,
    judges: dict[str, Reading],
    guidance: float,
    seeds: int,
    drawings: Drawings,
    occupations: Sequence[str],
) -> dict[str, object]:
    """Women and light skin tones among `seeds` pictures of each occupation, next to their shares in the training set
    that `drawings` were read with."""
    prompts = [occupation for occupation in occupations for _ in range(seeds)]
    pictures = painter(prompts, [5000 + index for index in range(len(prompts))], guidance)
    rows = {}
    for index, occupation in enumerate(occupations):
        part = pictures[index * seeds : (index + 1) * seeds]
        read = [judge(part, occupation) for judge in judges.values()]
        trained = trained_shares(drawings, occupation)
        rows[occupation] = {
            "women": votes([[gender == "woman" for gender, _ in each] for each in read]),
            "light": votes([[tone in LIGHT for _, tone in each] for each in read]),
            "women_in_training": round(trained.women, 4),
            "light_in_training": round(sum(trained.skin_tones[tone] for tone in LIGHT), 4),
            "gendered_in_training": round(trained.gendered, 4),
        }
    return {"pictures_an_occupation": seeds, "judges": [*judges], "occupations": rows}


def votes(read: Sequence[Sequence[bool]]) -> dict[str, object]:
    """`read[judge][picture]`: whether it counts. The share by each judge; in how many pictures all agree, and if those
    are enough the share of them that count; and the mean vote on each picture."""
    counts = np.array(read, float)
    agree = (counts == counts[0]).all(0)
    return {
        "by_judge": [round(float(each), 4) for each in counts.mean(1)],
        "agreed": int(agree.sum()),
        "share": round(float(counts[0, agree].mean()), 4) if agree.mean() >= AGREEMENT else None,
        "votes": counts.mean(0).tolist(),
    }


def shifts(straight: dict, skewed: dict) -> dict[str, dict[str, float]]:
    """How far the twin follows its data in women and in light tones, from what `shown` says of both."""
    return {
        trait: asdict(
            pooled_shift(
                *(
                    {name: row[trait]["votes"] for name, row in model["occupations"].items()}
                    for model in (straight, skewed)
                ),
                {
                    name: (row[f"{trait}_in_training"], skewed["occupations"][name][f"{trait}_in_training"])
                    for name, row in straight["occupations"].items()
                },
            )
        )
        for trait in ("women", "light")
    }
