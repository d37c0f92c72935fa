"""The figures of the model card, as functions of embeddings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

#: Of the baselines of cosines.
QUANTILES = (0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99)


@dataclass(frozen=True)
class Classification:
    classes: list[str]
    #: `confusion[truth][answer]`, counts.
    confusion: list[list[int]]
    accuracy: float
    #: Mean of the accuracies of the classes that occur: a class with few drawings counts as much as another.
    balanced_accuracy: float
    #: Always answering the commonest class.
    baseline: float


def classify(image_embeds: Tensor, class_embeds: Tensor, truth: list[str], classes: list[str]) -> Classification:
    """Zero-shot: the class whose text is nearest."""
    number = {name: index for index, name in enumerate(classes)}
    answer = (image_embeds @ class_embeds.T).argmax(dim=1).tolist()
    return classification([number[name] for name in truth], answer, classes)


def classification(truth: list[int], answer: list[int], classes: list[str]) -> Classification:
    confusion = np.zeros((len(classes), len(classes)), dtype=int)
    np.add.at(confusion, (truth, answer), 1)
    counts = confusion.sum(axis=1)
    right = np.diag(confusion)
    return Classification(
        classes=classes,
        confusion=confusion.tolist(),
        accuracy=float(right.sum() / counts.sum()),
        balanced_accuracy=float((right[counts > 0] / counts[counts > 0]).mean()),
        baseline=float(counts.max() / counts.sum()),
    )


@dataclass(frozen=True)
class ReliabilityBin:
    """Answers whose confidence is in [low, high)."""

    low: float
    high: float
    count: int
    confidence: float
    accuracy: float


@dataclass(frozen=True)
class Calibration:
    #: The factor that the cosines were multiplied by.
    logit_scale: float
    #: Expected calibration error (Guo et al. 2017): mean distance of confidence and accuracy over the bins.
    expected_error: float
    bins: list[ReliabilityBin]


def calibrate(cosines: Tensor, truth: NDArray[np.int64], logit_scale: float, bins: int = 10) -> Calibration:
    """`cosines`: (images, texts). Confidence is the greatest probability of a softmax over the texts."""
    confidence, answer = (logit_scale * cosines.double()).softmax(dim=1).max(dim=1)
    right = (answer == torch.from_numpy(truth)).double()
    place = (confidence * bins).long().clamp(max=bins - 1)
    rows = []
    for index in range(bins):
        inside = place == index
        count = int(inside.sum())
        rows.append(
            ReliabilityBin(
                low=index / bins,
                high=(index + 1) / bins,
                count=count,
                confidence=float(confidence[inside].mean()) if count else float("nan"),
                accuracy=float(right[inside].mean()) if count else float("nan"),
            )
        )
    error = sum(row.count * abs(row.confidence - row.accuracy) for row in rows if row.count) / len(truth)
    return Calibration(logit_scale=logit_scale, expected_error=error, bins=[row for row in rows if row.count])


def best_logit_scale(cosines: Tensor, truth: NDArray[np.int64]) -> float:
    """The factor, among 81 from 5 to 200, under which the true texts are likeliest (temperature scaling)."""
    scales = torch.logspace(np.log10(5), np.log10(200), 81, dtype=torch.float64)
    right = torch.from_numpy(truth)
    losses = [torch.nn.functional.cross_entropy(scale * cosines.double(), right).item() for scale in scales]
    return float(scales[int(np.argmin(losses))])


def quantiles(values: Tensor) -> dict[str, float]:
    """Of cosines: keys "0.01" to "0.99", and "mean", "standard_deviation", "count"."""
    points = torch.quantile(values.double(), torch.tensor(QUANTILES, dtype=torch.float64))
    return {
        **{str(quantile): float(point) for quantile, point in zip(QUANTILES, points, strict=True)},
        "mean": float(values.mean()),
        "standard_deviation": float(values.std()),
        "count": len(values),
    }


def random_pairs(image_embeds: Tensor, text_embeds: Tensor, identity: NDArray[np.int64], seed: int) -> Tensor:
    """Cosine of each image with the text of another row, drawn at random among those that show something else."""
    generator = np.random.default_rng(seed)
    other = generator.integers(0, len(identity), len(identity))
    keep = identity != identity[other]
    return (image_embeds * text_embeds[other]).sum(dim=1)[torch.from_numpy(keep)]
