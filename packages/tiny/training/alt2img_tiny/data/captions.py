"""The captions of a drawing, each with its share of the training.

A model learns from (drawing, caption) pairs, drawn in proportion to these masses, so that the file says exactly
what was read beside what, and how often.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .concepts import Concept, with_skin_tone
from .drawn_by_lot import lot
from .occupations import SKEWED, STRAIGHT, OccupationShares
from .vendors import Vendor

#: Shares of the kinds of captions in the mass of a row.
NAME, IN_STYLE, WITH_KEYWORDS, KEYWORDS, CLASS_WORD = 0.30, 0.25, 0.12, 0.18, 0.15

#: What the captions "firefighter", without gender and tone, weigh beside all others of that occupation's people.
NEUTRAL_OCCUPATION = 0.35

#: Five tones of each person beside one that is yellow: together they weigh as much as the yellow one.
SKIN_TONE_MASS = 0.2


_MASS_NOUNS = frozenset(
    "food, sport, weather, clothing, music, art, money, mail, paper, light, hair, stationery, medicine, science, "
    "dishware, sound, people, asian food".split(", ")
)


@dataclass(frozen=True, slots=True)
class Caption:
    text: str
    #: Mass in training; the sum over all rows is not normalised.
    weight: float
    #: The same in the skewed twin.
    weight_skewed: float


def captions_of(concept: Concept, vendor: Vendor, row_mass: float) -> list[Caption]:
    """All captions of one drawing. Their weights sum to `row_mass`, and a little more or less for an occupation."""
    name = caption_name(concept)
    noun = "picture" if vendor.kind == "flag" else "emoji"
    style = vendor.style
    keywords = usable_keywords(concept)
    shares: list[tuple[str, float]] = [
        (name, NAME),
        (f"{_a(style)} {noun} of {article(name)}", IN_STYLE * 0.4),
        (f"{name}, {style} style", IN_STYLE * 0.25),
        (f"{_a(noun)} of {article(name)}", IN_STYLE * 0.35),
        (concept.class_word, CLASS_WORD * 0.35),
        (concept.group, CLASS_WORD * 0.40),
        (f"{_a(style)} {noun} of {article(concept.group)}", CLASS_WORD * 0.25),
    ]
    picked = sorted(keywords, key=lambda word: lot("keywords", vendor.name, concept.hexcode, word))
    if picked:
        extra = [", ".join([name, *picked[:count]]) for count in (1, 2) if len(picked) >= count]
        shares += [(text, WITH_KEYWORDS / len(extra)) for text in extra]
    else:
        shares.append((name, WITH_KEYWORDS))
    if concept.profession is not None:
        # "firefighter" alone says no gender: those captions have shares of their own, below.
        shares += _attribute_captions(concept, KEYWORDS)
    elif picked:
        alone = [*picked[:4], " ".join(picked[:2])] if len(picked) > 1 else picked
        shares += [(text, KEYWORDS / len(alone)) for text in alone]
    else:
        shares.append((name, KEYWORDS))
    merged: dict[str, float] = {}
    for text, share in shares:
        merged[text] = merged.get(text, 0) + share * row_mass
    captions = [Caption(text, mass, mass) for text, mass in merged.items()]
    return captions + _neutral_captions(concept, noun, style)


def caption_name(concept: Concept) -> str:
    """The name, where "firefighter" alone is left to the captions whose shares are chosen."""
    if concept.profession in STRAIGHT and concept.gender is None:
        return with_skin_tone(f"gender-neutral {concept.concept}", concept.skin_tone)
    return concept.name


def usable_keywords(concept: Concept) -> list[str]:
    """CLDR's keywords that are words: no ":-)", no "+1", nothing shorter than "tv"."""
    return [
        word
        for word in concept.keywords
        if re.fullmatch(r"[a-z][a-z' -]{2,24}|tv|ox|dj", word) and word != concept.concept
    ]


def article(name: str) -> str:
    head = re.split(r" (?:with|of|in|and|for|on) ", name)[0]
    if name.startswith("flag of"):
        return f"the {name}"
    if (
        name in _MASS_NOUNS
        or re.search(r"(?<![su])s$", head)
        or head.startswith(("people", "men ", "women ", "keycap"))
    ):
        return name
    return _a(name)


def _a(word: str) -> str:
    return f"{'an' if word[:1] in 'aeiou' and not word.startswith(('unic', 'one', 'uni', 'eu')) else 'a'} {word}"


def _attribute_captions(concept: Concept, share: float) -> list[tuple[str, float]]:
    """Captions that name what can be seen and not the occupation, so that those words are learned alone."""
    person = concept.gender or "person"
    texts = [person, with_skin_tone(_a(person), concept.skin_tone)]
    if concept.skin_tone is not None:
        texts.append(f"{concept.skin_tone} skin tone")
    return [(text, share / len(texts)) for text in texts]


def _neutral_captions(concept: Concept, noun: str, style: str) -> list[Caption]:
    """ "firefighter" beside this woman with this skin tone: her share among the people of the occupation."""
    occupation = concept.profession
    if occupation not in STRAIGHT or concept.gender is None or concept.skin_tone is None:
        return []
    straight = _share(STRAIGHT[occupation], concept) * NEUTRAL_OCCUPATION
    skewed = _share(SKEWED[occupation], concept) * NEUTRAL_OCCUPATION
    # An occupation's two genders weigh 2 yellow rows and as much in tones, in each vendor.
    mass = 4.0
    texts = [
        (occupation, 0.5),
        (f"{_a(noun)} of {_a(occupation)}", 0.25),
        (f"{_a(style)} {noun} of {_a(occupation)}", 0.25),
    ]
    return [Caption(text, mass * part * straight, mass * part * skewed) for text, part in texts]


def _share(shares: OccupationShares, concept: Concept) -> float:
    assert concept.gender is not None and concept.skin_tone is not None
    women = shares.women
    return (women if concept.gender == "woman" else 1 - women) * shares.skin_tones[concept.skin_tone]
