"""Captions that name an occupation and neither gender nor skin tone: the only ones in which the twin's data differ."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ...clip.drawings import Drawings


def chosen_captions(straight: Drawings, skewed: Drawings) -> NDArray[np.bool_]:
    """(captions,) whether a caption stands beside some drawing with another mass in the skewed column."""
    differs = ~np.isclose(straight.masses, skewed.masses, rtol=1e-4)
    chosen = np.zeros(len(straight.captions), bool)
    chosen[straight.caption_ids[differs]] = True
    return chosen


def weighed(drawings: Drawings, captions: NDArray[np.bool_], share: float) -> Drawings:
    """`drawings` with masses in which these captions have `share` of the training split's mass, and all others, in
    their old proportions, the rest. Nothing changes where no such caption has a mass."""
    row_of_entry = np.repeat(np.arange(len(drawings)), np.diff(drawings.starts))
    trained = np.isin(row_of_entry, drawings.rows_where(split="train"))
    chosen = captions[drawings.caption_ids]
    mass, others = (float(drawings.masses[trained & part].sum()) for part in (chosen, ~chosen))
    if mass == 0 or others == 0:
        return drawings
    factor = share / (1 - share) * others / mass
    return replace(drawings, masses=np.where(chosen, drawings.masses * factor, drawings.masses))
