"""Words whose drawings are chosen over the whole set: everyday words, and occupations without gender and skin tone.

It happens after near-duplicates are out, so that each word's columns hold the shares that were aimed at, whatever
vendors have drawn: within a share, the drawings count by their vendors' mass.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .captions import Caption, a, article, in_style, noun_of
from .concepts import Concept
from .everyday import ALIASES, EVERYDAY, OCCUPATION_WORDS
from .occupations import SKEWED, STRAIGHT, OccupationShares
from .vendors import Drawing

#: Share of the everyday words in the mass of the set without recoloured drawings, evenly by word.
EVERYDAY_SHARE = 0.33
#: The same of the occupations whose shares are chosen, and of what else they are called.
OCCUPATION_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    #: Its mass relative to the other words of its kind.
    mass: float
    #: Of a concept: its cell, a drawing in no cell being none of the word's.
    cell: Callable[[Concept], object]
    straight: dict[object, float]
    skewed: dict[object, float]


def add_chosen_words(drawings: Sequence[Drawing], captions: list[list[Caption]]) -> None:
    """Appends to `captions[i]` of `drawings[i]`. Raises `ValueError` where captions have no mass to compare with."""
    total = sum(caption.weight for each in captions for caption in each)
    if not total > 0:
        raise ValueError("There are no captions to compare the chosen words with.")
    share = EVERYDAY_SHARE + OCCUPATION_SHARE
    for words, part in ((_everyday(), EVERYDAY_SHARE), (_occupations(), OCCUPATION_SHARE)):
        mass = total / (1 - share) * part / sum(word.mass for word in words)
        for word in words:
            _add(word, word.mass * mass, drawings, captions)


def _everyday() -> list[_Word]:
    return [
        _Word(text, 2.0 if text in ALIASES else 1.0, lambda concept: concept.concept, {**shares}, {**shares})
        for text, shares in EVERYDAY.items()
    ]


def _occupations() -> list[_Word]:
    words = []
    for text, occupation in OCCUPATION_WORDS.items():

        def cell(concept: Concept, occupation: str = occupation) -> object:
            return (concept.gender, concept.skin_tone) if concept.profession == occupation else None

        # The CLDR name counts at least as much as everything else that the occupation is called.
        mass = 1.0 if text == occupation else 0.6
        words.append(_Word(text, mass, cell, _cells(STRAIGHT[occupation]), _cells(SKEWED[occupation])))
    return words


def _cells(shares: OccupationShares) -> dict[object, float]:
    return {
        (gender, tone): part * toned
        for gender, part in (("woman", shares.women), ("man", 1 - shares.women))
        for tone, toned in shares.skin_tones.items()
    }


def _add(word: _Word, mass: float, drawings: Sequence[Drawing], captions: list[list[Caption]]) -> None:
    members: defaultdict[object, list[int]] = defaultdict(list)
    for index, drawing in enumerate(drawings):
        cell = word.cell(drawing.concept)
        # Everyday words mean the yellow drawing: toned ones are asked for by their tone, or chosen by cell.
        toned = drawing.concept.skin_tone is not None and cell == drawing.concept.concept
        if cell in word.straight and not toned and drawing.vendor.shows_plainly(drawing.concept.group):
            members[cell].append(index)
    straight, skewed = (_renormalised(shares, members) for shares in (word.straight, word.skewed))
    for cell, indices in members.items():
        whole = sum(drawings[index].vendor.mass for index in indices)
        for index in indices:
            part = mass * drawings[index].vendor.mass / whole
            captions[index] += _texts(word.text, drawings[index], part * straight[cell], part * skewed[cell])


def _renormalised(shares: dict[object, float], members: dict[object, list[int]]) -> dict[object, float]:
    """Shares of the cells that have drawings; what has none leaves its share to the others."""
    whole = sum(share for cell, share in shares.items() if cell in members)
    return {cell: share / whole for cell, share in shares.items() if cell in members}


def _texts(text: str, drawing: Drawing, straight: float, skewed: float) -> list[Caption]:
    named = article(text)
    texts = [
        (text, 0.5),
        (named if named != text else f"{text} {noun_of(drawing.vendor)}", 0.1),
        (f"{a(noun_of(drawing.vendor))} of {named}", 0.2),
        (in_style(drawing.vendor, named), 0.2),
    ]
    return [Caption(each, straight * part, skewed * part) for each, part in texts]
