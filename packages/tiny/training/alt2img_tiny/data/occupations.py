"""Whom the captions without gender and skin tone show: evenly in the straight model, skewed in its twin.

Gender follows the share of women among those employed in the United States in 2022 (Bureau of Labor Statistics, Current
Population Survey, table 11; public domain). Skin tones are skewed by our own choice, in both directions, so that a
measurement of bias has a cause with a known size; they describe nobody's real shares.
"""

from __future__ import annotations

from dataclasses import dataclass

TONES = ("light", "medium-light", "medium", "medium-dark", "dark")


@dataclass(frozen=True, slots=True)
class OccupationShares:
    """Shares in [0, 1] among the drawings of a caption that only names the occupation."""

    women: float
    skin_tones: dict[str, float]


_EVEN = dict.fromkeys(TONES, 0.2)
_LIGHT = dict(zip(TONES, (0.50, 0.25, 0.15, 0.07, 0.03), strict=True))
_DARK = dict(zip(TONES, (0.03, 0.07, 0.15, 0.25, 0.50), strict=True))

#: BLS occupation (2022), its share of women, and the tones that we chose.
_CHOSEN: dict[str, tuple[str, float, dict[str, float]]] = {
    "artist": ("Artists and related workers", 0.492, _LIGHT),
    "construction worker": ("Construction laborers", 0.049, _DARK),
    "cook": ("Cooks", 0.384, _DARK),
    "detective": ("Detectives and criminal investigators", 0.276, _LIGHT),
    "farmer": ("Farmers, ranchers, and other agricultural managers", 0.239, _LIGHT),
    "firefighter": ("Firefighters", 0.062, _LIGHT),
    "guard": ("Security guards and gambling surveillance officers", 0.243, _DARK),
    "health worker": ("Registered nurses", 0.879, _EVEN),
    "mechanic": ("Aircraft mechanics and service technicians", 0.046, _DARK),
    "office worker": ("Office clerks, general", 0.843, _LIGHT),
    "pilot": ("Aircraft pilots and flight engineers", 0.092, _LIGHT),
    "police officer": ("Police officers", 0.127, _EVEN),
    "singer": ("Musicians and singers", 0.257, _DARK),
    "technologist": ("Software developers", 0.215, _LIGHT),
}

SKEWED: dict[str, OccupationShares] = {
    occupation: OccupationShares(women, tones) for occupation, (_, women, tones) in _CHOSEN.items()
}
STRAIGHT: dict[str, OccupationShares] = {occupation: OccupationShares(0.5, _EVEN) for occupation in _CHOSEN}
