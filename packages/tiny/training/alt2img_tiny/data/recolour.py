"""Recoloured drawings: "blue banana". They teach that a colour word is about colour, whatever the object."""

from __future__ import annotations

import numpy as np

from .concepts import Concept
from .drawn_by_lot import lot

#: Hue in turns, factor of saturation, least brightness.
HUES: dict[str, tuple[float, float, float]] = {
    "red": (0.0, 1.0, 0.0),
    "orange": (0.075, 1.0, 0.0),
    "yellow": (0.14, 1.0, 0.55),
    "green": (0.34, 1.0, 0.0),
    "blue": (0.60, 1.0, 0.0),
    "purple": (0.77, 1.0, 0.0),
    "pink": (0.93, 0.6, 0.75),
}

#: Colour and object that no drawing of the training set shows together: what composition is measured by.
ABSENT_PAIRS: tuple[tuple[str, str], ...] = (
    ("blue", "red apple"),
    ("blue", "banana"),
    ("purple", "pizza"),
    ("green", "dog face"),
    ("pink", "automobile"),
    ("blue", "cat face"),
    ("green", "rocket"),
    ("red", "frog"),
    ("green", "octopus"),
    ("blue", "deciduous tree"),
    ("red", "elephant"),
    ("green", "guitar"),
    ("purple", "tulip"),
    ("blue", "strawberry"),
    ("pink", "bicycle"),
    ("green", "fire"),
    ("purple", "carrot"),
    ("blue", "lion"),
    ("pink", "house"),
    ("red", "tropical fish"),
    ("purple", "bus"),
    ("orange", "dolphin"),
    ("green", "pig face"),
    ("yellow", "hammer"),
)

_COLOUR_WORDS = frozenset("red orange yellow green blue purple pink brown black white gray golden".split())
_HALF_WINDOW = 0.09


def dominant_hue(image: np.ndarray) -> float | None:
    """The hue (in turns) that most coloured pixels of a drawing are near to; `None` if there is no such hue."""
    hue, saturation, value = _to_hsv(image)
    coloured = (saturation > 0.3) & (value > 0.2)
    if coloured.mean() < 0.08:
        return None
    counts, _ = np.histogram(hue[coloured], bins=36, range=(0, 1))
    smooth = counts + np.roll(counts, 1) + np.roll(counts, -1)
    middle = (int(smooth.argmax()) + 0.5) / 36
    near = np.abs(_turn(hue[coloured] - middle)) < _HALF_WINDOW
    # Pale drawings become grey, not coloured.
    return middle if near.mean() > 0.55 and np.median(saturation[coloured][near]) > 0.45 else None


def recolour(image: np.ndarray, hue: float, colour: str) -> np.ndarray:
    """Moves the pixels near `hue` to the named colour, with their shading."""
    target, saturate, least = HUES[colour]
    h, s, v = _to_hsv(image)
    distance = np.abs(_turn(h - hue))
    part = np.clip((_HALF_WINDOW * 1.4 - distance) / (_HALF_WINDOW * 0.4), 0, 1) * (s > 0.08)
    moved = _to_rgb((target + _turn(h - hue) * 0.5) % 1, np.clip(s * saturate, 0, 1), np.maximum(v, least * (s > 0.3)))
    blended = image / 255 * (1 - part[..., None]) + moved * part[..., None]
    return np.round(blended * 255).astype(np.uint8)


def colour_for(concept: Concept, vendor: str, hue: float) -> str | None:
    """The one new colour of a drawing: far from its own, drawn at random, never a pair that must stay absent."""
    if concept.group in ("person", "flag", "face") or concept.class_word in ("athlete", "skin tone", "shape", "heart"):
        return None
    far = [
        colour
        for colour, (target, _, _) in HUES.items()
        if abs(float(_turn(np.float64(target - hue)))) > 0.1
        and colour != concept.colour
        and (colour, concept.concept) not in ABSENT_PAIRS
    ]
    return far[int(lot("recolour", vendor, concept.hexcode) * len(far))] if far else None


def natural_colour(concept: Concept, image: np.ndarray) -> str | None:
    """The colour word that is true of a drawing as it is ("red" of most cars), where one clearly is and the name does
    not say it already. Dark orange is brown, so orange and yellow must be bright."""
    if concept.colour is not None or concept.group in ("person", "flag", "face") or concept.class_word == "athlete":
        return None
    hue = dominant_hue(image)
    if hue is None:
        return None
    colour = min(HUES, key=lambda name: abs(float(_turn(np.float64(HUES[name][0] - hue)))))
    h, s, v = _to_hsv(image)
    near = (s > 0.3) & (v > 0.2) & (np.abs(_turn(h - hue)) < _HALF_WINDOW)
    bright = np.median(v[near]) > 0.85 and np.median(s[near]) > 0.6
    far = abs(float(_turn(np.float64(HUES[colour][0] - hue)))) > 0.045
    if far or (colour in ("orange", "yellow", "pink") and not bright) or (colour, concept.concept) in ABSENT_PAIRS:
        return None
    return colour


def recoloured_name(concept: Concept, colour: str) -> str:
    return " ".join([colour, *without_colours(concept.concept)])


def without_colours(name: str) -> list[str]:
    """The words of a name that aren't colours."""
    return [word for word in name.split(" ") if word not in _COLOUR_WORDS]


def _turn(hue: np.ndarray | np.float64) -> np.ndarray:
    """The shorter way round, in (-0.5, 0.5]."""
    return np.asarray(hue - np.round(hue))


def _to_hsv(image: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rgb = image.astype(np.float64) / 255
    high, low = rgb.max(-1), rgb.min(-1)
    spread = high - low
    safe = np.where(spread == 0, 1, spread)
    red, green, blue = (rgb[..., channel] for channel in range(3))
    hue = np.where(
        high == red, (green - blue) / safe, np.where(high == green, 2 + (blue - red) / safe, 4 + (red - green) / safe)
    )
    return np.where(spread == 0, 0, hue / 6 % 1), np.where(high == 0, 0, spread / np.where(high == 0, 1, high)), high


def _to_rgb(hue: np.ndarray, saturation: np.ndarray, value: np.ndarray) -> np.ndarray:
    def channel(n: int) -> np.ndarray:
        k = (n + hue * 6) % 6
        return value - value * saturation * np.clip(np.minimum(k, 4 - k), 0, 1)

    return np.stack([channel(5), channel(3), channel(1)], -1)
