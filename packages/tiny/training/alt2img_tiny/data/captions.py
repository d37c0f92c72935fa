"""The captions that a drawing has by itself, each with its share of the training.

A model learns from (drawing, caption) pairs, drawn in proportion to these masses, so that the file says exactly
what was read with what, and how often. Everyday words and occupations, whose drawings are chosen over the whole set,
come in `chosen.py`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .concepts import Concept, with_skin_tone
from .drawn_by_lot import lot
from .everyday import CHOSEN_WORDS
from .occupations import STRAIGHT
from .vendors import Vendor

#: Shares of the kinds of captions in the mass of a row.
NAME, IN_STYLE, WITH_KEYWORDS, KEYWORDS, CLASS_WORD = 0.40, 0.27, 0.10, 0.15, 0.08

#: Five tones of each person in addition to the yellow one: together they weigh as much as the yellow one.
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


def captions_of(
    concept: Concept, vendor: Vendor, row_mass: float, other_names: frozenset[str] = frozenset()
) -> list[Caption]:
    """The captions of one drawing but for the chosen words. Their weights sum to `row_mass`.

    `other_names`: names of other concepts, which are never this one's caption, though a keyword may be called so
    ("fish" of a fish cake).
    """
    name = caption_name(concept)
    noun, style = noun_of(vendor), vendor.style
    plainly = vendor.shows_plainly(concept.group)
    by_style = [(f"{name}, {style} style", 0.5), (in_style(vendor, article(name)), 0.5)]
    plain = [(name, 1.0)] if plainly else by_style
    shares = _scaled(plain, NAME)
    shares += _scaled(by_style, IN_STYLE * 0.6)
    shares += _scaled([(f"{a(noun)} of {article(name)}", 1.0)] if plainly else by_style, IN_STYLE * 0.4)
    group = [(concept.class_word, 0.35), (concept.group, 0.25), (in_style(vendor, article(concept.group)), 0.4)]
    shares += _scaled(group if plainly else group[2:], CLASS_WORD)
    keywords = usable_keywords(concept)
    picked = sorted(keywords, key=lambda word: lot("keywords", vendor.name, concept.hexcode, word))
    extra = [", ".join([name, *picked[:count]]) for count in (1, 2) if len(picked) >= count]
    shares += _scaled([(text, 1.0) for text in extra] if extra and plainly else plain, WITH_KEYWORDS)
    shares += _scaled(_alone(concept, vendor, picked, other_names) or plain, KEYWORDS)
    merged: dict[str, float] = {}
    for text, share in shares:
        merged[text] = merged.get(text, 0) + share * row_mass
    return [Caption(text, mass, mass) for text, mass in merged.items()]


def recoloured_captions_of(names: list[str], vendor: Vendor, group: str, row_mass: float) -> list[Caption]:
    """Of a recoloured drawing: only its names. Keywords and class words are not true of it ("ripe", "red"), or would
    teach that any fruit is blue."""
    merged: dict[str, float] = {}
    for name in names:
        texts = [(name, 0.65), (f"{a(noun_of(vendor))} of {article(name)}", 0.15)]
        texts = texts if vendor.shows_plainly(group) else []
        texts += [(f"{name}, {vendor.style} style", 0.1), (in_style(vendor, article(name)), 0.1)]
        for text, share in _scaled(texts, 1 / len(names)):
            merged[text] = merged.get(text, 0) + share * row_mass
    return [Caption(text, mass, mass) for text, mass in merged.items()]


def caption_name(concept: Concept) -> str:
    """The name; a bare "firefighter" is left to the captions whose shares are chosen."""
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


def noun_of(vendor: Vendor) -> str:
    return "picture" if vendor.kind == "flag" else "emoji"


def in_style(vendor: Vendor, what: str) -> str:
    """ "a noto emoji of a dog"; `what` has its article."""
    return f"{a(vendor.style)} {noun_of(vendor)} of {what}"


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
    return a(name)


def a(word: str) -> str:
    return f"{'an' if word[:1] in 'aeiou' and not word.startswith(('unic', 'one', 'uni', 'eu')) else 'a'} {word}"


def _alone(concept: Concept, vendor: Vendor, picked: list[str], other_names: frozenset[str]) -> list[tuple[str, float]]:
    """Captions that are keywords; of people with an occupation, those that name what can be seen."""
    if not vendor.shows_plainly(concept.group):
        return []
    if concept.profession is not None:
        return _attribute_captions(concept)
    words = [word for word in picked if word not in CHOSEN_WORDS and word not in other_names]
    texts = [*words[:4], " ".join(picked[:2])] if len(picked) > 1 else words
    # Two keywords say more than one that many concepts share.
    return [(text, 2.0 if text not in words else 1.0) for text in texts]


def _attribute_captions(concept: Concept) -> list[tuple[str, float]]:
    """Gender and tone without the occupation, so that those words are learned on their own."""
    if concept.skin_tone is None:
        return []
    person = concept.gender or "person"
    return [(with_skin_tone(person, concept.skin_tone), 1.0), (with_skin_tone(a(person), concept.skin_tone), 1.0)]


def _scaled(texts: list[tuple[str, float]], share: float) -> list[tuple[str, float]]:
    whole = sum(part for _, part in texts)
    return [(text, share * part / whole) for text, part in texts]
