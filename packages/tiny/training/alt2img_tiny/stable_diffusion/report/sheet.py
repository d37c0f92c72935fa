"""Sheets of pictures, as WebP."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

_GAP, _PAPER = 2, 205


def write_sheet(path: Path, rows: Sequence[Sequence[np.ndarray | None]], labels: Sequence[str] | None = None) -> None:
    """Pictures of one size, uint8 (H, W, 3), in rows; `None` leaves a wider gap. `labels` stand to the left of the
    rows."""
    height, width = next(picture for picture in rows[0] if picture is not None).shape[:2]
    margin = 0 if labels is None else 8 + 6 * max(len(label) for label in labels)
    across = max(sum(width + _GAP if picture is not None else 3 * _GAP for picture in row) for row in rows)
    sheet = Image.new("RGB", (margin + across + _GAP, len(rows) * (height + _GAP) + _GAP), (_PAPER,) * 3)
    draw = ImageDraw.Draw(sheet)
    for index, row in enumerate(rows):
        top, left = _GAP + index * (height + _GAP), margin + _GAP
        if labels is not None:
            draw.text((4, top + height // 2 - 6), labels[index], fill=(0, 0, 0))
        for picture in row:
            if picture is None:
                left += 3 * _GAP
                continue
            sheet.paste(Image.fromarray(picture), (left, top))
            left += width + _GAP
    path.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(path, quality=88, method=6)
