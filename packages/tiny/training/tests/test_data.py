"""The training set: what is in it, and that it is the same each time."""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from alt2img_tiny.clip.drawings import read_drawings
from alt2img_tiny.data.asked_first import ASKED_FIRST
from alt2img_tiny.data.asked_first import beside as beside_in_set
from alt2img_tiny.data.build import RECOLOURED_SHARE, build
from alt2img_tiny.data.captions import Caption, article, captions_of, recoloured_captions_of
from alt2img_tiny.data.chosen import add_chosen_words
from alt2img_tiny.data.concepts import Concept, load_concepts, natural_name, plain_hexcode
from alt2img_tiny.data.deduplicate import duplicates
from alt2img_tiny.data.everyday import EVERYDAY, EVERYDAY_CONCEPTS, OCCUPATION_WORDS
from alt2img_tiny.data.occupations import SKEWED, STRAIGHT, TONES
from alt2img_tiny.data.rasterise import rasterise
from alt2img_tiny.data.recolour import ABSENT_PAIRS, HUES, dominant_hue, recolour
from alt2img_tiny.data.step import NODE_MODULES
from alt2img_tiny.data.vendors import TRAINING_VENDORS, Drawing, Vendor, flag_hexcode

NOTO = TRAINING_VENDORS[0]

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


def drawings_of(*vendors: Vendor) -> list[Drawing]:
    """Of every emoji, without pictures."""
    concepts = load_concepts(NODE_MODULES / "emojibase-data")
    return [
        Drawing(vendor, concept.concept, "", concept, "", "", "") for vendor in vendors for concept in concepts.values()
    ]


def captions_with_chosen_words(drawings: list[Drawing]) -> list[list[Caption]]:
    captions = [captions_of(drawing.concept, drawing.vendor, drawing.vendor.mass) for drawing in drawings]
    add_chosen_words(drawings, captions)
    return captions


def beside(
    word: str, drawings: list[Drawing], captions: list[list[Caption]], skewed: bool = False
) -> dict[Concept, float]:
    """The mass of each concept beside a caption."""
    mass: dict[Concept, float] = defaultdict(float)
    for drawing, each in zip(drawings, captions, strict=True):
        mass[drawing.concept] += sum(
            caption.weight_skewed if skewed else caption.weight for caption in each if caption.text == word
        )
    return {concept: weight for concept, weight in mass.items() if weight}


@needs_icons
def test_captions_weigh_what_they_should() -> None:
    concepts = load_concepts(NODE_MODULES / "emojibase-data")
    apple = next(concept for concept in concepts.values() if concept.concept == "red apple")
    for vendor in TRAINING_VENDORS:
        captions = captions_of(apple, vendor, 1.0)
        assert math.isclose(sum(caption.weight for caption in captions), 1)
        assert all(caption.weight == caption.weight_skewed for caption in captions)
    class_words = [caption.weight for caption in captions_of(apple, NOTO, 1.0) if caption.text in ("food", "fruit")]
    assert 0 < sum(class_words) < 0.1


@needs_icons
def test_a_style_that_bare_words_should_not_show_is_named_in_every_caption() -> None:
    concepts = load_concepts(NODE_MODULES / "emojibase-data")
    vendor = next(vendor for vendor in TRAINING_VENDORS if vendor.style == "black and white")
    for concept in concepts.values():
        assert [each.text for each in captions_of(concept, vendor, 1.0) if vendor.style not in each.text] == []
    red = recoloured_captions_of(["red car"], vendor, "vehicle", 1.0)
    assert all(vendor.style in caption.text for caption in red)


@needs_icons
def test_everyday_words_show_what_people_mean() -> None:
    drawings = drawings_of(NOTO)
    captions = captions_with_chosen_words(drawings)
    named = {drawing.concept.concept for drawing in drawings}
    assert {concept for shares in EVERYDAY.values() for concept in shares} <= named

    def shares(word: str) -> dict[str, float]:
        mass = {concept.concept: weight for concept, weight in beside(word, drawings, captions).items()}
        whole = sum(mass.values())
        return {concept: weight / whole for concept, weight in mass.items()}

    assert shares("apple") == pytest.approx({"red apple": 0.8, "green apple": 0.2})
    assert shares("cake") == pytest.approx({"birthday cake": 0.6, "shortcake": 0.4})
    assert shares("coffee") == pytest.approx({"hot beverage": 1})
    assert set(shares("judge")) == {"judge", "woman judge", "man judge"}
    # Where the word is also a name, that drawing weighs more than the table says.
    assert shares("dog")["dog face"] > 0.3 and set(shares("dog")) == {"dog", "dog face"}


@needs_icons
def test_words_for_people_at_work_show_people_at_work() -> None:
    drawings = drawings_of(NOTO)
    captions = captions_with_chosen_words(drawings)
    for word, occupation in OCCUPATION_WORDS.items():
        for skewed in (False, True):
            shown = beside(word, drawings, captions, skewed)
            assert {concept.profession for concept in shown} == {occupation}, word
            assert all(concept.gender and concept.skin_tone for concept in shown), word


@needs_icons
def test_columns_hold_the_shares_that_were_aimed_at_whatever_vendors_have_drawn() -> None:
    drawings = [
        drawing
        for drawing in drawings_of(NOTO, next(vendor for vendor in TRAINING_VENDORS if vendor.name == "emojione"))
        # As if this had been left out as a near-duplicate.
        if not (drawing.vendor == NOTO and drawing.concept.name == "woman guard with dark skin tone")
    ]
    captions = captions_with_chosen_words(drawings)
    for word, occupation in OCCUPATION_WORDS.items():
        for skewed, aimed in ((False, STRAIGHT[occupation]), (True, SKEWED[occupation])):
            shown = beside(word, drawings, captions, skewed)
            whole = sum(shown.values())
            women = sum(mass for concept, mass in shown.items() if concept.gender == "woman")
            assert math.isclose(women / whole, aimed.women), word
            for tone, share in aimed.skin_tones.items():
                mass = sum(mass for concept, mass in shown.items() if concept.skin_tone == tone)
                assert math.isclose(mass / whole, share), word
    straight, skewed = (sum(beside("doctor", drawings, captions, column).values()) for column in (False, True))
    assert math.isclose(straight, skewed), "a word is asked for as often in either column"


@needs_icons
def test_the_twin_differs_in_the_chosen_captions_alone() -> None:
    drawings = drawings_of(NOTO)
    for drawing, captions in zip(drawings, captions_with_chosen_words(drawings), strict=True):
        for caption in captions:
            if not math.isclose(caption.weight, caption.weight_skewed):
                assert drawing.concept.profession in STRAIGHT
                assert any(word in caption.text for word in OCCUPATION_WORDS)


def test_shares_of_words_are_shares() -> None:
    for word, shares in EVERYDAY.items():
        assert math.isclose(sum(shares.values()), 1), word
    assert EVERYDAY.keys().isdisjoint(OCCUPATION_WORDS)


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
    assert share == pytest.approx(RECOLOURED_SHARE, abs=1e-3)
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
    assert 40 <= len(held_out) <= 140
    assert held_out.isdisjoint(EVERYDAY_CONCEPTS)


def test_absent_pairs_are_absent(training_set: Path) -> None:
    rows = pq.read_table(training_set / "train/rows.parquet").to_pylist()
    originals = {row["id"]: row["concept"] for row in rows}
    seen = {(row["colour"], originals[row["recoloured_from"]]) for row in rows if row["recoloured_from"] is not None}
    assert seen.isdisjoint(ABSENT_PAIRS)
    assert {concept for _, concept in ABSENT_PAIRS} <= set(originals.values())


def test_what_a_class_would_ask_for_first_is_there(training_set: Path) -> None:
    drawings = read_drawings(training_set / "train")
    for word in (word for words in ASKED_FIRST.values() for word in words):
        _, concepts = beside_in_set(drawings, word)
        # Some colours are asked for that no drawing has: compositions.
        assert concepts or word in ASKED_FIRST["colours and things"], word
        assert math.isclose(sum(concepts.values()), 1) or not concepts
    assert beside_in_set(drawings, "guard")[1].keys() <= {"man guard", "woman guard"}
    assert beside_in_set(drawings, "no such thing") == (0, {})
