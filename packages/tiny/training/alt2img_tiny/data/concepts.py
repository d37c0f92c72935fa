"""What an emoji shows: names, keywords, groups and attributes, from Unicode's CLDR through emojibase."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

SKIN_TONES = {1: "light", 2: "medium-light", 3: "medium", 4: "medium-dark", 5: "dark"}

#: The ten groups of the zero-shot measurement, and for each subgroup of CLDR its group and a finer class word.
SUBGROUPS: dict[str, tuple[str, str]] = {
    **dict.fromkeys(
        [
            "face-smiling",
            "face-affection",
            "face-tongue",
            "face-hand",
            "face-neutral-skeptical",
            "face-sleepy",
            "face-unwell",
            "face-hat",
            "face-glasses",
            "face-concerned",
            "face-negative",
            "face-costume",
        ],
        ("face", "face"),
    ),
    "cat-face": ("face", "cat face"),
    "monkey-face": ("animal", "monkey"),
    "heart": ("symbol", "heart"),
    "emotion": ("symbol", "emotion"),
    **dict.fromkeys(
        [
            "hand-fingers-open",
            "hand-fingers-partial",
            "hand-single-finger",
            "hand-fingers-closed",
            "hands",
            "hand-prop",
        ],
        ("person", "hand"),
    ),
    "body-parts": ("person", "body part"),
    "person": ("person", "person"),
    "person-gesture": ("person", "gesture"),
    "person-role": ("person", "occupation"),
    "person-fantasy": ("person", "fantasy character"),
    "person-activity": ("person", "activity"),
    "person-sport": ("sport", "athlete"),
    "person-resting": ("person", "resting person"),
    "family": ("person", "family"),
    "person-symbol": ("person", "people"),
    "skin-tone": ("symbol", "skin tone"),
    "hair-style": ("person", "hair"),
    "animal-mammal": ("animal", "mammal"),
    "animal-bird": ("animal", "bird"),
    "animal-amphibian": ("animal", "amphibian"),
    "animal-reptile": ("animal", "reptile"),
    "animal-marine": ("animal", "sea animal"),
    "animal-bug": ("animal", "bug"),
    "plant-flower": ("object", "flower"),
    "plant-other": ("object", "plant"),
    "food-fruit": ("food", "fruit"),
    "food-vegetable": ("food", "vegetable"),
    "food-prepared": ("food", "meal"),
    "food-asian": ("food", "asian food"),
    "food-sweet": ("food", "dessert"),
    "drink": ("food", "drink"),
    "dishware": ("object", "dishware"),
    "place-map": ("symbol", "map"),
    "place-geographic": ("object", "landscape"),
    "place-building": ("building", "building"),
    "place-religious": ("building", "place of worship"),
    "place-other": ("object", "place"),
    "transport-ground": ("vehicle", "land vehicle"),
    "transport-water": ("vehicle", "boat"),
    "transport-air": ("vehicle", "aircraft"),
    "hotel": ("object", "hotel"),
    "time": ("object", "clock"),
    "sky-weather": ("object", "weather"),
    "event": ("object", "celebration"),
    "award-medal": ("object", "medal"),
    "sport": ("sport", "sport"),
    "game": ("object", "game"),
    "arts-crafts": ("object", "art"),
    "clothing": ("object", "clothing"),
    "sound": ("object", "sound"),
    "music": ("object", "music"),
    "musical-instrument": ("object", "musical instrument"),
    "phone": ("object", "phone"),
    "computer": ("object", "computer"),
    "light-video": ("object", "light"),
    "book-paper": ("object", "paper"),
    "money": ("object", "money"),
    "mail": ("object", "mail"),
    "writing": ("object", "pen"),
    "office": ("object", "stationery"),
    "lock": ("object", "lock"),
    "tool": ("object", "tool"),
    "science": ("object", "science"),
    "medical": ("object", "medicine"),
    "household": ("object", "household item"),
    "other-object": ("object", "thing"),
    "transport-sign": ("symbol", "sign"),
    "warning": ("symbol", "warning sign"),
    "arrow": ("symbol", "arrow"),
    "religion": ("symbol", "religious symbol"),
    "zodiac": ("symbol", "zodiac sign"),
    "av-symbol": ("symbol", "button"),
    "gender": ("symbol", "gender symbol"),
    "math": ("symbol", "math symbol"),
    "punctuation": ("symbol", "punctuation mark"),
    "currency": ("symbol", "currency symbol"),
    "other-symbol": ("symbol", "symbol"),
    "keycap": ("symbol", "keycap"),
    "alphanum": ("symbol", "letter"),
    "geometric": ("symbol", "shape"),
    "flag": ("flag", "flag"),
    "country-flag": ("flag", "country flag"),
    "subdivision-flag": ("flag", "country flag"),
}

#: The occupations among the emoji (CLDR's person-role, without royalty, weddings and birth).
PROFESSIONS = frozenset(
    {
        "health worker",
        "student",
        "teacher",
        "judge",
        "farmer",
        "cook",
        "mechanic",
        "factory worker",
        "office worker",
        "scientist",
        "technologist",
        "singer",
        "artist",
        "pilot",
        "astronaut",
        "firefighter",
        "police officer",
        "detective",
        "guard",
        "construction worker",
        "ninja",
    }
)

COLOURS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "gray")

_PLAIN_QUOTES = {0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'}
_WOMAN = frozenset({"woman", "women", "girl", "princess", "mermaid", "mrs.", "mother"})
_MAN = frozenset({"man", "men", "boy", "prince", "merman", "santa", "father"})


@dataclass(frozen=True, slots=True)
class Concept:
    """One emoji: a code point sequence with its name. Skin tones of one base share its `concept`."""

    hexcode: str
    #: The base's name without skin tone: "woman firefighter".
    concept: str
    #: The whole name as one would say it: "woman firefighter with dark skin tone".
    name: str
    keywords: tuple[str, ...]
    group: str
    class_word: str
    skin_tone: str | None
    gender: str | None
    profession: str | None
    colour: str | None


def plain_hexcode(hexcode: str) -> str:
    """Upper case, without variation selectors: icon sets disagree on U+FE0F."""
    return "-".join(part for part in hexcode.upper().split("-") if part != "FE0F")


def load_concepts(emojibase: Path) -> dict[str, Concept]:
    """All emoji of emojibase's English data by plain hexcode, in Unicode's order. Mixed-tone couples are left out."""
    groups = json.loads((emojibase / "meta/groups.json").read_text("utf-8"))
    concepts: dict[str, Concept] = {}
    for entry in json.loads((emojibase / "en/data.json").read_text("utf-8")):
        label = entry["label"]
        if "group" not in entry or "facing right" in label:
            continue  # regional indicators aren't emoji by themselves; mirrored people are drawings twice
        subgroup = groups["subgroups"][str(entry["subgroup"])]
        for variant in [entry, *entry.get("skins", [])]:
            tone = variant.get("tone")
            if isinstance(tone, list):
                if len(set(tone)) > 1:
                    continue  # 25 nearly equal drawings of each couple
                tone = tone[0]
            concept = _concept(variant["hexcode"], label, entry.get("tags", []), subgroup, tone)
            concepts[concept.hexcode] = concept
    return concepts


def natural_name(label: str) -> str:
    """CLDR's short name as one would say it: "flag: Japan" is "flag of japan", "man: bald" is "bald man"."""
    name = unicodedata.normalize("NFKC", label).lower().translate(_PLAIN_QUOTES)
    head, colon, rest = name.partition(": ")
    if not colon:
        return name
    if head == "flag":
        return f"flag of {rest}"
    if head == "keycap":
        return f"keycap {rest}"
    if head == "family":
        return f"family of {_listed(rest.split(', '))}"
    if head in ("kiss", "couple with heart"):
        return f"{head} of {_listed(rest.split(', '))}"
    if rest == "bald":
        return f"bald {head}"
    if rest == "beard":
        return f"{head} with a beard"
    return f"{head} with {rest}"


def _concept(hexcode: str, label: str, tags: list[str], subgroup: str, tone: int | None) -> Concept:
    base = natural_name(label)
    skin_tone = SKIN_TONES[tone] if tone is not None else None
    words = re.findall(r"[a-z.]+", base)
    woman, man = not _WOMAN.isdisjoint(words), not _MAN.isdisjoint(words)
    role = re.sub(r"^(woman|man) ", "", base)
    group, class_word = SUBGROUPS[subgroup]
    return Concept(
        hexcode=plain_hexcode(hexcode),
        concept=base,
        name=with_skin_tone(base, skin_tone),
        keywords=tuple(dict.fromkeys(natural_name(tag) for tag in tags)),
        group=group,
        class_word=class_word,
        skin_tone=skin_tone,
        gender=None if woman == man else "woman" if woman else "man",
        profession=role if role in PROFESSIONS else None,
        colour=next((colour for colour in COLOURS if colour in words), None)
        if group not in ("flag", "person")
        else None,
    )


def with_skin_tone(name: str, skin_tone: str | None) -> str:
    if skin_tone is None:
        return name
    return f"{name} {'and' if ' with ' in name else 'with'} {skin_tone} skin tone"


def _listed(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}"
