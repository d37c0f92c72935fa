"""Makes pillow.json: what Pillow, imagehash and NumPy say of pictures that the tests make again from a formula.

    pip install pillow==13.0.0 imagehash==4.3.2 numpy==2.4.6 scipy==1.17.1
    python make_pillow.py
"""

import json
from hashlib import sha256
from pathlib import Path

import imagehash
import numpy as np
import PIL
import scipy
from PIL import Image, ImageOps

here = Path(__file__).parent
FILTERS = ["nearest", "box", "bilinear", "hamming", "bicubic", "lanczos"]


def noise(width: int, height: int, alpha: bool = False) -> Image.Image:
    """The picture of test/make-picture.ts: bytes of a linear congruential generator, every other row smooth."""
    state = np.uint32(width * 65537 + height)
    data = np.zeros((height, width, 4), np.uint8)
    value = int(state)
    for y in range(height):
        for x in range(width):
            for c in range(4):
                value = (value * 1664525 + 1013904223) % 2**32
                data[y, x, c] = value >> 24 if y % 2 else (x * (c + 3) + y * 5) % 256
    if not alpha:
        data[:, :, 3] = 255
    elif height > 1:
        data[height // 2, :, 3] = 0
    return Image.fromarray(data, "RGBA")


def digest(image: Image.Image) -> str:
    return sha256(image.convert("RGBA").tobytes()).hexdigest()[:16]


SIZES = [
    ((1, 1), (5, 3)), ((2, 3), (7, 1)), ((5, 4), (3, 3)), ((16, 16), (16, 5)), ((16, 16), (5, 16)), ((17, 31), (64, 9)),
    ((64, 48), (21, 16)), ((64, 48), (65, 49)), ((99, 7), (3, 100)), ((200, 3), (2, 3)), ((3, 200), (3, 2)),
    ((97, 61), (224, 224)), ((160, 107), (84, 56)), ((257, 1), (10, 1)), ((1, 257), (1, 10)), ((640, 5), (31, 224)),
    ((101, 103), (100, 102)), ((300, 200), (7, 299)), ((50, 50), (49, 51)), ((128, 128), (32, 32)), ((31, 29), (1, 1)),
]  # fmt: skip

resized = []
for size, target in SIZES:
    for alpha in (False, True):
        picture = noise(*size, alpha)
        if not alpha:
            picture = picture.convert("RGB")
        for name in FILTERS:
            result = picture.resize(target, Image.Resampling[name.upper()])
            resized.append([*size, *target, int(alpha), name, digest(result)])

# Positions of nearest neighbours, over many sizes: the pixel of a row that counts up.
nearest = []
for source in (2, 3, 5, 7, 10, 33, 49, 100, 255):
    row = Image.fromarray(np.arange(source, dtype=np.uint8)[None])
    for target in (1, 2, 3, 7, 14, 22, 30, 55, 98, 110, 161, 187, 201, 253):
        nearest.append([source, target, sha256(row.resize((target, 1), Image.Resampling.NEAREST).tobytes()).hexdigest()[:16]])

row = Image.fromarray(np.array([[0, 0, 255, 255, 0]], np.uint8))
issue_row = {name: list(row.resize((3, 1), Image.Resampling[name.upper()]).tobytes()) for name in FILTERS}

hashed = []
pictures = {
    "ramp": Image.fromarray(np.tile((4 * np.arange(64)).astype(np.uint8), (64, 1))),
    "ramp down": Image.fromarray(np.tile((4 * np.arange(64)).astype(np.uint8)[:, None], (1, 64))),
    "flat": Image.new("L", (40, 30), 77),
    "checks": Image.fromarray((255 * (np.add.outer(np.arange(64) // 8, np.arange(64) // 8) % 2)).astype(np.uint8)),
    "disc": Image.fromarray((255 * (np.hypot(*np.mgrid[-32:32, -32:32]) < 20)).astype(np.uint8)),
}
for name, picture in pictures.items():
    hashed.append([name, str(imagehash.dhash(picture)), str(imagehash.phash(picture))])
for size in [(1, 1), (2, 2), (9, 8), (32, 32), (33, 31), (64, 48), (97, 61), (200, 3), (3, 200), (300, 200), (128, 128)]:
    picture = noise(*size, True)
    hashed.append([f"{size[0]}x{size[1]}", str(imagehash.dhash(picture)), str(imagehash.phash(picture))])

oriented = []
for orientation in range(1, 9):
    picture = noise(7, 5)
    picture.getexif()[0x0112] = orientation
    oriented.append([orientation, *ImageOps.exif_transpose(picture).size, digest(ImageOps.exif_transpose(picture))])

with_alpha = noise(61, 40, True)
over = [
    [color, digest(Image.alpha_composite(Image.new("RGBA", with_alpha.size, tuple(color)), with_alpha).convert("RGB"))]
    for color in ([255, 255, 255], [0, 0, 0], [12, 200, 77])
]
json.dump(
    {
        "made_by": {"Pillow": PIL.__version__, "imagehash": imagehash.__version__, "numpy": np.__version__, "scipy": scipy.__version__},
        "resize": resized,
        "nearest": nearest,
        "row": issue_row,
        "hash": hashed,
        "orient": oriented,
        "over": over,
        "drop": digest(with_alpha.convert("RGB")),
        "gray": sha256(with_alpha.convert("L").tobytes()).hexdigest()[:16],
        "average": sha256((np.mean([np.asarray(noise(20, 10, a)) for a in (False, True, True)], axis=0) + 0.5).astype(np.uint8).tobytes()).hexdigest()[:16],
        "crop": digest(noise(20, 10).crop((-3, 4, 15, 13))),
    },
    (here / "pillow.json").open("w"),
    separators=(",", ":"),
)
