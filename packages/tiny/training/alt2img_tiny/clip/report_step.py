"""Measures the shipped model, `<build>/export/clip`, and writes `<build>/clip/report.json`, the card's tables, and the
embeddings of the training set.

Everything is computed in float32 from the weights as they are shipped.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from transformers import CLIPModel

from ..profile import Profile
from ..tokenizer import load_tokenizer
from .card import write_card
from .drawings import Drawings, read_drawings
from .figures import (
    Classification,
    best_logit_scale,
    calibrate,
    classification,
    classify,
    quantiles,
    random_pairs,
)
from .files import write_json
from .model import image_embeds, text_embeds
from .retrieval import Retrieval, candidate_names, plain_rows, ranks, retrieval
from .settings import TOKENIZER
from .towers import embed_images, embed_texts, padded_ids

GROUPS = ["face", "person", "animal", "food", "flag", "vehicle", "building", "sport", "object", "symbol"]
TONES = ["light", "medium-light", "medium", "medium-dark", "dark"]
GENDERS = ["woman", "man"]


@dataclass(frozen=True)
class Measured:
    """A set of drawings with what the model makes of them."""

    drawings: Drawings
    #: (N, D), L2-normalised.
    embeds: Tensor

    def column(self, name: str, rows: NDArray[np.int64]) -> list[str]:
        return [self.drawings.columns[name][row] for row in rows]

    def having(self, vendor: str, column: str, values: list[str]) -> NDArray[np.int64]:
        """Rows of a vendor whose column has one of these values."""
        columns = self.drawings.columns
        pairs = enumerate(zip(columns["vendor"], columns[column], strict=True))
        return np.array([row for row, (of, value) in pairs if of == vendor and value in values], dtype=np.int64)


def run(profile: Profile, build: Path) -> None:
    folder, data = build / "export" / "clip", build / str(profile.image_size)
    model = CLIPModel.from_pretrained(folder, dtype=torch.float32).eval()
    context_length = TOKENIZER[profile.name].context_length
    tokenizer = load_tokenizer(folder, context_length)

    def texts(of: list[str]) -> Tensor:
        return embed_texts(lambda ids: text_embeds(model, ids), padded_ids(tokenizer, of, context_length))

    def measured(drawings: Drawings) -> Measured:
        rows = np.arange(len(drawings))
        return Measured(drawings, embed_images(lambda pixels: image_embeds(model, pixels), drawings.images, rows))

    train, heldout = measured(read_drawings(data / "train")), measured(read_drawings(data / "heldout"))
    np.save(build / "clip" / "embeddings.npy", train.embeds.numpy())
    report = {
        "model": _facts(folder, model),
        "retrieval": _retrieval(train, heldout, texts),
        "zero_shot_groups": _groups(train, heldout, texts),
        "attributes": {vendor: _attributes(heldout, vendor, texts) for vendor in _vendors(heldout)},
        "calibration": _calibration(train, heldout, texts, model.logit_scale.exp().item()),
        "baselines": _baselines(train, heldout, texts),
    }
    write_json(build / "clip" / "report.json", report)
    write_card(report, folder / "README.md")
    print(json.dumps(report["retrieval"], indent=1))


def _vendors(measured: Measured) -> list[str]:
    return sorted(set(measured.drawings.columns["vendor"]))


def _facts(folder: Path, model: CLIPModel) -> dict[str, object]:
    towers = {
        "text": [model.text_model, model.text_projection],
        "vision": [model.vision_model, model.visual_projection],
    }
    facts: dict[str, object] = {
        f"{name}_parameters": sum(weight.numel() for part in parts for weight in part.parameters())
        for name, parts in towers.items()
    }
    facts["bytes"] = (folder / "model.safetensors").stat().st_size
    facts["logit_scale"] = model.logit_scale.exp().item()
    return facts | json.loads((folder / "training.json").read_text("utf-8"))


def _names(train: Measured, heldout: Measured) -> list[str]:
    return candidate_names(train.drawings, heldout.drawings)


def _rank(of: Measured, rows: NDArray[np.int64], names: list[str], name_embeds: Tensor) -> NDArray[np.int64]:
    number = {name: index for index, name in enumerate(names)}
    truth = np.array([number[name] for name in of.column("name", rows)], dtype=np.int64)
    return ranks(of.embeds[torch.from_numpy(rows)], name_embeds, truth)


def _retrieval(train: Measured, heldout: Measured, texts: Callable[[list[str]], Tensor]) -> dict[str, object]:
    """Which of the names of all concepts is nearest? The text is the bare name."""
    names = _names(train, heldout)
    name_embeds = texts(names)

    def found(of: Measured, rows: NDArray[np.int64]) -> dict[str, float]:
        result: Retrieval = retrieval(_rank(of, rows, names, name_embeds))
        return asdict(result)

    def only(of: Measured, rows: NDArray[np.int64], **wanted: str) -> NDArray[np.int64]:
        keep = [all(of.drawings.columns[key][row] == value for key, value in wanted.items()) for row in rows]
        return rows[np.array(keep, dtype=bool)]

    unseen = only(train, plain_rows(train.drawings), split="validation")
    tables: dict[str, object] = {"candidates": len(names)}
    for vendor in _vendors(heldout):
        rows = plain_rows(heldout.drawings, vendor)
        tables[f"held-out vendor {vendor}"] = found(heldout, rows)
        flags = only(heldout, rows, group="flag")
        tables[f"held-out vendor {vendor}, without flags"] = found(heldout, np.setdiff1d(rows, flags))
        tables[f"held-out vendor {vendor}, held-out concepts"] = found(heldout, only(heldout, rows, split="validation"))
    tables["held-out concepts, vendors of the training set"] = found(train, unseen)
    for vendor in _vendors(train):
        rows = only(train, plain_rows(train.drawings, vendor), split="train")
        tables[f"trained on: {vendor}"] = found(train, rows)
    return tables


def _groups(train: Measured, heldout: Measured, texts: Callable[[list[str]], Tensor]) -> dict[str, object]:
    """Ten groups by their bare word, and by "an emoji of a …"."""
    articles = {"animal": "an animal", "object": "an object", "food": "food", "sport": "sport"}
    prompts = {
        "class word": GROUPS,
        "an emoji of": [f"an emoji of {articles.get(group, 'a ' + group)}" for group in GROUPS],
    }
    unseen = plain_rows(train.drawings)
    unseen = unseen[[train.drawings.columns["split"][row] == "validation" for row in unseen]]
    sets = {vendor: (heldout, plain_rows(heldout.drawings, vendor)) for vendor in _vendors(heldout)}
    sets["held-out concepts, vendors of the training set"] = (train, unseen)
    tables: dict[str, object] = {}
    for name, (of, rows) in sets.items():
        rows = rows[[of.drawings.columns["group"][row] in GROUPS for row in rows]]
        truth = of.column("group", rows)
        embeds = of.embeds[torch.from_numpy(rows)]
        tables[name] = {kind: asdict(classify(embeds, texts(words), truth, GROUPS)) for kind, words in prompts.items()}
    return tables


def _attributes(of: Measured, vendor: str, texts: Callable[[list[str]], Tensor]) -> dict[str, object]:
    professions = _professions(of, vendor)
    asked: list[tuple[str, str, list[str], list[str]]] = [
        ("skin_tone", "skin_tone", TONES, [f"a person with {tone} skin tone" for tone in TONES]),
        ("gender", "gender", GENDERS, ["a woman", "a man"]),
        ("profession", "profession", professions, [f"a {profession}" for profession in professions]),
    ]
    tables: dict[str, object] = {}
    for name, column, classes, words in asked:
        rows = of.having(vendor, column, classes)
        if len(rows) == 0:
            continue
        truth = of.column(column, rows)
        result: Classification = classify(of.embeds[torch.from_numpy(rows)], texts(words), truth, classes)
        tables[name] = {"prompts": words, **asdict(result)}
    rows = of.having(vendor, "skin_tone", TONES)
    tables["skin_tone_of_named_person"] = asdict(_tone_of_named(of, rows, texts))
    return tables


def _tone_of_named(of: Measured, rows: NDArray[np.int64], texts: Callable[[list[str]], Tensor]) -> Classification:
    """The five names of the very person are compared: "woman firefighter with dark skin tone" against the other
    tones."""
    concepts = sorted(set(of.column("concept", rows)))
    embeds = texts([f"{concept} with {tone} skin tone" for concept in concepts for tone in TONES])
    embeds = embeds.view(len(concepts), len(TONES), -1)
    place = {concept: index for index, concept in enumerate(concepts)}
    own = embeds[torch.tensor([place[concept] for concept in of.column("concept", rows)])]
    answer = (own * of.embeds[torch.from_numpy(rows)][:, None]).sum(dim=2).argmax(dim=1).tolist()
    truth = [TONES.index(tone) for tone in of.column("skin_tone", rows)]
    return classification(truth, answer, TONES)


def _professions(of: Measured, vendor: str) -> list[str]:
    columns = of.drawings.columns
    pairs = zip(columns["vendor"], columns["profession"], strict=True)
    counts = Counter(profession for of_vendor, profession in pairs if of_vendor == vendor and profession)
    return sorted(counts)


def _calibration(
    train: Measured, heldout: Measured, texts: Callable[[list[str]], Tensor], logit_scale: float
) -> dict[str, object]:
    """Of the name among all names. The fitted scale of a vendor is fitted on the other one."""
    names = _names(train, heldout)
    name_embeds = texts(names)
    number = {name: index for index, name in enumerate(names)}
    cosines, truth = {}, {}
    for vendor in _vendors(heldout):
        rows = plain_rows(heldout.drawings, vendor)
        cosines[vendor] = heldout.embeds[torch.from_numpy(rows)] @ name_embeds.T
        truth[vendor] = np.array([number[name] for name in heldout.column("name", rows)], dtype=np.int64)
    tables = {}
    for vendor in cosines:
        others = [other for other in cosines if other != vendor] or [vendor]
        fitted = best_logit_scale(cosines[others[0]], truth[others[0]])
        tables[vendor] = {
            "own scale": asdict(calibrate(cosines[vendor], truth[vendor], logit_scale)),
            f"scale fitted on {others[0]}": asdict(calibrate(cosines[vendor], truth[vendor], fitted)),
        }
    return tables


def _baselines(train: Measured, heldout: Measured, texts: Callable[[list[str]], Tensor]) -> dict[str, object]:
    """Quantiles of the cosine of drawings with their names and with the names of others, for `explainScore`."""
    tables = {}
    sets = {vendor: (heldout, plain_rows(heldout.drawings, vendor)) for vendor in _vendors(heldout)}
    rows = plain_rows(train.drawings)
    sets["training set"] = (train, rows[[train.drawings.columns["split"][row] == "train" for row in rows]])
    for name, (of, chosen) in sets.items():
        embeds = of.embeds[torch.from_numpy(chosen)]
        named = texts(of.column("name", chosen))
        tables[name] = {
            "true pairs": quantiles((embeds * named).sum(dim=1)),
            "random pairs": quantiles(random_pairs(embeds, named, of.drawings.identity[chosen], seed=1)),
        }
    return tables
