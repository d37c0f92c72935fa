"""Which concepts are held out of every training: one in some twenty-five, never a part of a family, never what an
everyday word means."""

from __future__ import annotations

import re

from .concepts import Concept
from .drawn_by_lot import lot
from .everyday import EVERYDAY_CONCEPTS

HELD_OUT_SHARE = 0.06

#: What examples, guides and measurements ask for by name, and so must have been seen.
_SEEN = re.compile(
    r"heart|apple|\bcat\b|\bdog\b|smil|grinning|thumbs|rocket|car\b|automobile|tree|pizza|hammer|wrench|octopus|tulip|"
    r"banana|house\b|guitar|umbrella|flag of (japan|france|germany|poland|italy|netherlands|ireland|sweden|ukraine)|"
    r"medal|snow|\bsun\b|moon|star\b|square|circle|keycap|frog|elephant|fish|bicycle|bus\b|fire\b"
)


def is_held_out(concept: Concept) -> bool:
    if concept.profession is not None or concept.concept in EVERYDAY_CONCEPTS or _SEEN.search(concept.concept):
        return False
    family = re.sub(r"\b(wo)?(man|men)\b|\bperson\b|\bpeople\b|\bgirl\b|\bboy\b", "", concept.concept).strip()
    return lot("split", family) < HELD_OUT_SHARE
