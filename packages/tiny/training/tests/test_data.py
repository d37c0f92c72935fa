"""The training set: what is in it, and that it is the same each time."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from alt2img_tiny.data.build import build
from alt2img_tiny.data.captions import article, captions_of
from alt2img_tiny.data.concepts import load_concepts, natural_name, plain_hexcode
from alt2img_tiny.data.deduplicate import duplicates
from alt2img_tiny.data.occupations import SKEWED, STRAIGHT, TONES
from alt2img_tiny.data.rasterise import rasterise
from alt2img_tiny.data.recolour import ABSENT_PAIRS, HUES, dominant_hue, recolour
from alt2img_tiny.data.step import NODE_MODULES
from alt2img_tiny.data.vendors import TRAINING_VENDORS, flag_hexcode

needs_icons = pytest.mark.skipif(not NODE_MODULES.exists(), reason="the icon sets are not installed: run `npm ci`")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("flag: Japan", "flag of japan"),
        ("man: red hair", "man with red hair"),
        ("woman: bald", "bald woman"),
        ("family: man, woman, girl", "family of man, woman and girl"),
        ("keycap: 7", "keycap 7"),
        ("Japanese “bargain” button", 'japanese "bargain" button'),
        ("red apple", "red apple"),
    ],
)
def test_names_are_as_one_would_say_them(label: str, name: str) -> None:
    assert natural_name(label) == name


def test_code_points() -> None:
    assert plain_hexcode("2764-fe0f") == "2764"
    assert flag_hexcode("jp") == "1F1EF-1F1F5"
    assert flag_hexcode("gb-sct") == "1F3F4-E0067-E0062-E0073-E0063-E0074-E007F"
    assert flag_hexcode("eu-union") is None


def test_articles() -> None:
    assert [article(name) for name in ("apple", "unicorn", "flag of japan", "glasses", "food", "octopus")] == [
        "an apple", "a unicorn", "the flag of japan", "glasses", "food", "an octopus",
    ]  # fmt: skip


def test_a_drawing_is_centred_on_white() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10"><path fill="#f00" d="M0 0h20v10H0z"/></svg>'
    image = rasterise(svg, 64)
    assert image.shape == (64, 64, 3)
    assert (image[:16] == 255).all() and (image[48:] == 255).all()
    assert (image[16:48] == [255, 0, 0]).all()


def test_a_drawing_without_size_is_an_error() -> None:
    with pytest.raises(ValueError, match="viewBox"):
        rasterise('<svg xmlns="http://www.w3.org/2000/svg"/>', 64)


def test_near_duplicates_point_to_the_first() -> None:
    random = np.random.default_rng(0)
    images = random.integers(0, 256, (5, 64, 64, 3), dtype=np.uint8)
    images[3] = np.clip(images[1].astype(int) + 1, 0, 255)
    images[4] = images[1]
    assert duplicates(images, block=2).tolist() == [-1, -1, -1, 1, 1]


def test_recolouring_moves_the_dominant_hue_alone() -> None:
    image = np.full((64, 64, 3), 255, np.uint8)
    image[:32] = [220, 30, 30]
    image[32:36] = [20, 160, 40]
    hue = dominant_hue(image)
    assert hue is not None and min(hue, 1 - hue) < 0.03
    blue = recolour(image, hue, "blue")
    assert blue[0, 0, 2] > blue[0, 0, 0] and (blue[32:] == image[32:]).all()


def test_shares_of_occupations_are_shares() -> None:
    assert SKEWED.keys() == STRAIGHT.keys()
    for shares in (*SKEWED.values(), *STRAIGHT.values()):
        assert 0 < shares.women < 1 and shares.skin_tones.keys() == set(TONES)
        assert math.isclose(sum(shares.skin_tones.values()), 1)


@needs_icons
def test_captions_weigh_what_they_should() -> None:
    concepts = load_concepts(NODE_MODULES / "emojibase-data")
    noto = TRAINING_VENDORS[0]
    apple = next(concept for concept in concepts.values() if concept.concept == "red apple")
    captions = captions_of(apple, noto, 1.0)
    assert math.isclose(sum(caption.weight for caption in captions), 1)
    class_words = [caption.weight for caption in captions if caption.text in ("food", "fruit")]
    assert 0.1 < sum(class_words) < 0.2
    assert all(caption.weight == caption.weight_skewed for caption in captions)


@needs_icons
def test_the_twin_differs_in_the_chosen_captions_alone() -> None:
    concepts = load_concepts(NODE_MODULES / "emojibase-data")
    noto = TRAINING_VENDORS[0]
    mass: dict[tuple[str, str, str | None], float] = defaultdict(float)
    for concept in concepts.values():
        for caption in captions_of(concept, noto, 1.0):
            differs = caption.weight != caption.weight_skewed
            assert not differs or concept.profession in STRAIGHT
            if caption.text == "firefighter":
                mass["straight", "gender", concept.gender] += caption.weight
                mass["skewed", "gender", concept.gender] += caption.weight_skewed
                mass["skewed", "tone", concept.skin_tone] += caption.weight_skewed
    skewed = mass["skewed", "gender", "woman"] + mass["skewed", "gender", "man"]
    assert math.isclose(mass["straight", "gender", "woman"], mass["straight", "gender", "man"])
    assert math.isclose(mass["skewed", "gender", "woman"] / skewed, 0.062)
    assert math.isclose(mass["skewed", "tone", "light"] / skewed, 0.5)
    assert mass["skewed", "gender", None] == 0


@pytest.fixture(scope="session")
def training_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not NODE_MODULES.exists():
        pytest.skip("the icon sets are not installed: run `npm ci`")
    out = tmp_path_factory.mktemp("data")
    build(NODE_MODULES, out, 16)
    return out


@needs_icons
def test_the_training_set_is_the_same_each_time(tmp_path: Path) -> None:
    small = tuple(vendor for vendor in TRAINING_VENDORS if vendor.name in ("fxemoji", "cif"))
    for folder in ("first", "second"):
        build(NODE_MODULES, tmp_path / folder, 32, small, small[1:])
    for name in ("train/rows.parquet", "train/images.npy", "heldout/rows.parquet", "heldout/images.npy"):
        first, second = ((tmp_path / folder / name).read_bytes() for folder in ("first", "second"))
        assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest(), name


def test_rows_are_whole(training_set: Path) -> None:
    rows = pq.read_table(training_set / "train/rows.parquet").to_pylist()
    images = np.load(training_set / "train/images.npy", mmap_mode="r")
    assert len(rows) == len(images) > 15_000
    assert [row["id"] for row in rows] == list(range(len(rows)))
    assert len({row["key"] for row in rows}) == len(rows)
    assert {row["license"] for row in rows} == {"MIT", "Apache-2.0", "CC0-1.0", "CC-BY-4.0"}
    recoloured = [row for row in rows if row["recoloured_from"] is not None]
    share = sum(sum(row["weights"]) for row in recoloured) / sum(sum(row["weights"]) for row in rows)
    assert 0.13 < share < 0.17
    assert {row["colour"] for row in recoloured} == HUES.keys()


def test_a_set_in_black_and_white_has_nothing_named_after_a_colour(training_set: Path) -> None:
    rows = pq.read_table(training_set / "train/rows.parquet").to_pylist()
    colours = {row["colour"] for row in rows if row["vendor"] == "fluent-emoji-high-contrast"}
    assert colours == {None, "black", "white"}


def test_a_drawing_has_the_licence_that_its_author_says(training_set: Path) -> None:
    rows = pq.read_table(training_set / "train/rows.parquet").to_pylist()
    assert {row["license"] for row in rows if row["vendor"] == "fxemoji"} == {"CC-BY-4.0"}


def test_held_out_concepts_are_held_out_whole(training_set: Path) -> None:
    rows = pq.read_table(training_set / "train/rows.parquet").to_pylist()
    splits: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        splits[row["hexcode"]].add(row["split"])
    assert all(len(split) == 1 for split in splits.values())
    held_out = {row["concept"] for row in rows if row["split"] == "validation" and row["recoloured_from"] is None}
    assert 80 <= len(held_out) <= 140


def test_absent_pairs_are_absent(training_set: Path) -> None:
    rows = pq.read_table(training_set / "train/rows.parquet").to_pylist()
    originals = {row["id"]: row["concept"] for row in rows}
    seen = {(row["colour"], originals[row["recoloured_from"]]) for row in rows if row["recoloured_from"] is not None}
    assert seen.isdisjoint(ABSENT_PAIRS)
    assert {concept for _, concept in ABSENT_PAIRS} <= set(originals.values())
