"""The second judge, and what two judges together say of a model and its twin."""

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from alt2img_tiny.clip.drawings import Drawings
from alt2img_tiny.data.occupations import TONES
from alt2img_tiny.judge.attribute_reader import (
    GENDERS,
    READER,
    Reader,
    accuracy,
    load_reader,
    people,
    train_reader,
)
from alt2img_tiny.stable_diffusion.report.card import write_twin_card
from alt2img_tiny.stable_diffusion.report.occupations import shifts, votes
from alt2img_tiny.stable_diffusion.report.shift import pooled_shift

SETTINGS = READER["smoke"]


def drawings() -> Drawings:
    shows = [(gender, tone) for gender in GENDERS for tone in TONES] + [(None, None), ("woman", None)]
    random = np.random.default_rng(0)
    empty = np.zeros(0)
    columns = {
        "gender": [gender for gender, _ in shows],
        "skin_tone": [tone for _, tone in shows],
        "vendor": ["noto"] * len(shows),
    }
    images = random.integers(0, 256, (len(shows), 64, 64, 3), dtype=np.uint8)
    return Drawings(images, columns, [], empty, empty, empty, empty, empty)


def test_the_reader_learns_from_people_with_gender_and_tone(tmp_path: Path) -> None:
    some = drawings()
    assert people(some).tolist() == list(range(10))
    reader = train_reader(SETTINGS, some, tmp_path / "reader.pt")
    figures = accuracy(reader.read, some, people(some))
    assert figures["drawings"] == 10 and 0 <= figures["skin_tone"] <= figures["skin_tone_within_one"] <= 1
    torch.save(reader.state_dict(), tmp_path / "final.pt")
    pixels = torch.rand(3, 3, 64, 64)
    assert load_reader(SETTINGS, tmp_path / "final.pt").read(pixels) == reader.read(pixels)


def test_a_reading_is_a_gender_and_a_tone() -> None:
    torch.manual_seed(0)
    found = Reader(SETTINGS).eval().read(torch.rand(4, 3, 64, 64))
    assert len(found) == 4 and all(gender in GENDERS and tone in TONES for gender, tone in found)


def test_a_twin_that_follows_its_data_has_a_shift_of_one() -> None:
    straight = {"cook": [1.0] * 10 + [0.0] * 10, "pilot": [1.0] * 10 + [0.0] * 10}
    skewed = {"cook": [1.0] * 18 + [0.0] * 2, "pilot": [1.0] * 4 + [0.0] * 16}
    data = {"cook": (0.5, 0.9), "pilot": (0.5, 0.2)}
    shift = pooled_shift(straight, skewed, data)
    assert shift.followed == pytest.approx(1, abs=1e-3)
    assert shift.low < 1 < shift.high
    assert pooled_shift(straight, straight, data).followed == 0
    # More pictures, a narrower interval.
    many = pooled_shift(
        {name: values * 20 for name, values in straight.items()},
        {name: values * 20 for name, values in skewed.items()},
        data,
    )
    assert many.high - many.low < (shift.high - shift.low) / 3


def test_without_moved_data_there_is_nothing_to_follow() -> None:
    with pytest.raises(ValueError, match="no shift to follow"):
        pooled_shift({"cook": [1.0]}, {"cook": [0.0]}, {"cook": (0.5, 0.5)})


def test_a_share_is_told_only_where_the_judges_agree() -> None:
    agreed = votes([[True, True, False, True, True], [True, True, False, True, False]])
    assert agreed["share"] == pytest.approx(0.75) and agreed["agreed"] == 4
    assert agreed["by_judge"] == [0.8, 0.6] and agreed["votes"] == [1, 1, 0, 1, 0.5]
    assert votes([[True, True], [True, False]])["share"] is None


def test_the_card_has_the_shift_and_no_share_on_which_judges_differ(tmp_path: Path) -> None:
    training = {"steps": 100, "trunk_steps": 80, "images_seen": 1600, "cpu_seconds": 60}

    def model(cook: float, certain: bool) -> dict:
        counts = [True] * int(20 * cook) + [False] * int(20 - 20 * cook)
        other = counts if certain else [not each for each in counts]
        row = {"women_in_training": cook, "light_in_training": cook, "gendered_in_training": 1.0}
        row |= {"women": votes([counts, other]), "light": votes([counts, counts])}
        return {"training": training, "pictures_an_occupation": 20, "occupations": {"cook": row}}

    for certain in (True, False):
        straight, skewed = model(0.5, certain), model(0.1, certain)
        figures = {"straight": straight, "skewed": skewed, "shift": shifts(straight, skewed)}
        (tmp_path / "report.json").write_text(json.dumps(figures))
        write_twin_card(tmp_path / "report.json", 0.9, tmp_path / "README.md")
        card = (tmp_path / "README.md").read_text("utf-8")
        assert "in skin tones by 100.0 %" in card
        assert ("| cook | 50.0 % | 50.0 % of 20 | 10.0 % | 10.0 % of 20 |" in card) == certain
        assert ("| (0) |" in card) != certain
