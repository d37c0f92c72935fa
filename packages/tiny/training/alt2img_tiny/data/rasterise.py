"""SVG to pixels: librsvg through libvips, on white, in the middle of a square."""

from __future__ import annotations

import re

import numpy as np
import pyvips


def rasterise(svg: str, size: int) -> np.ndarray:
    """`uint8 (size, size, 3)`. The longer side of the drawing fills the square.

    Raises `pyvips.Error` for an SVG that librsvg refuses, `ValueError` for one without a size.
    """
    width, height = _size(svg)
    scale = size / max(width, height)
    image = pyvips.Image.svgload_buffer(svg.encode(), scale=scale, unlimited=True)
    image = image.flatten(background=255).colourspace("srgb")
    image = image.crop(0, 0, min(size, image.width), min(size, image.height))
    left, top = (size - image.width) // 2, (size - image.height) // 2
    image = image.embed(left, top, size, size, extend="background", background=255)
    return np.frombuffer(image.write_to_memory(), np.uint8).reshape(size, size, 3)


def _size(svg: str) -> tuple[float, float]:
    tag = re.search(r"<svg\b[^>]*>", svg)
    box = re.search(r'viewBox="([^"]+)"', tag.group() if tag else "")
    if box is None:
        raise ValueError("The SVG has no viewBox.")
    _, _, width, height = (float(number) for number in re.split(r"[\s,]+", box.group(1).strip()))
    # Without width and height librsvg takes the viewBox for the size; the sets that give both give them equal.
    return width, height
