"""Makes files.json: pictures from a formula in every format and kind, and what Pillow decodes them to.

    apt-get install libjpeg-turbo-progs
    pip install pillow==13.0.0 numpy==2.4.6
    python make_files.py

cjpeg and jpegtran (libjpeg-turbo 2.1.5) make the JPEGs that Pillow cannot write.
"""

import base64
import io
import json
import struct
import subprocess
import zlib
from hashlib import sha256
from pathlib import Path

import numpy as np
import PIL
from PIL import Image, features

here = Path(__file__).parent
rng = np.random.default_rng(1)


def picture(width: int, height: int, channels: int = 3) -> np.ndarray:
    """Smooth shapes with some noise: compresses, and shows every wrong upsampling."""
    y, x = np.mgrid[:height, :width]
    planes = [128 + 100 * np.sin(x / (4 + c)) * np.cos(y / (7 - c)) + 40 * ((x // 5 + y // 7 + c) % 2) for c in range(channels)]
    return np.clip(np.stack(planes, -1) + rng.integers(-6, 7, (height, width, channels)), 0, 255).astype(np.uint8)


RGB = Image.fromarray(picture(37, 29))
RGBA = Image.fromarray(np.dstack([picture(37, 29), np.tile(np.linspace(0, 255, 37).astype(np.uint8), (29, 1))]), "RGBA")
GRAY = RGB.convert("L")
CMYK = Image.fromarray(picture(37, 29, 4), "CMYK")
entries: list[list] = []


def add(name: str, data: bytes) -> None:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        orientation = image.getexif().get(0x0112, 1)
        pixels = np.asarray(image.convert("RGB") if image.mode == "CMYK" else image.convert("RGBA"))
        if pixels.shape[2] == 3:
            pixels = np.dstack([pixels, np.full(pixels.shape[:2], 255, np.uint8)])
        entry = [name, image.width, image.height, orientation, sha256(pixels.tobytes()).hexdigest()[:16], base64.b64encode(data).decode()]
        if name.endswith(".avif"):
            entry.append(base64.b64encode(zlib.compress(pixels.tobytes(), 9)).decode())
        entries.append(entry)


def save(image: Image.Image, name: str, **options) -> None:
    buffer = io.BytesIO()
    image.save(buffer, **options)
    add(name, buffer.getvalue())


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(width: int, height: int, depth: int, color: int, rows: bytes, *extra: bytes, interlace: int = 0) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlace)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + b"".join(extra) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


# JPEG
for quality, sampling in [(75, 2), (90, 1), (95, 0), (30, 2)]:
    save(RGB, f"rgb-q{quality}-s{sampling}.jpg", format="JPEG", quality=quality, subsampling=sampling)
save(RGB, "progressive.jpg", format="JPEG", progressive=True)
save(GRAY, "gray.jpg", format="JPEG")
save(RGB, "restarts.jpg", format="JPEG", restart_marker_blocks=2)
save(RGB, "kept-rgb.jpg", format="JPEG", keep_rgb=True)
save(Image.fromarray(picture(1, 1)), "one-pixel.jpg", format="JPEG")
save(Image.fromarray(picture(200, 3)), "wide.jpg", format="JPEG")
exif = Image.Exif()
exif[0x0112] = 6
save(RGB, "turned.jpg", format="JPEG", exif=exif)
save(CMYK, "cmyk.jpg", format="JPEG", quality=85)
save(CMYK, "cmyk-progressive.jpg", format="JPEG", progressive=True)

# PNG
save(RGB, "rgb.png", format="PNG")
save(RGBA, "rgba.png", format="PNG")
save(GRAY, "gray.png", format="PNG")
save(RGBA.convert("LA"), "gray-alpha.png", format="PNG")
save(RGB.quantize(200), "palette-8.png", format="PNG")
for bits in (1, 2, 4):
    save(RGB.quantize(2**bits), f"palette-{bits}.png", format="PNG", bits=bits)
save(RGB.quantize(16), "palette-transparent.png", format="PNG", transparency=bytes([0, 100, 200]))
save(GRAY.convert("1"), "bilevel.png", format="PNG")
save(RGB, "rgb-transparent.png", format="PNG", transparency=RGB.getpixel((3, 4)))
save(GRAY, "gray-transparent.png", format="PNG", transparency=GRAY.getpixel((3, 4)))
save(RGB, "turned.png", format="PNG", exif=exif)
for bits in (2, 4):
    row_bytes = (13 * bits + 7) // 8
    rows = b"".join(b"\0" + bytes(rng.integers(0, 256, row_bytes, np.uint8)) for _ in range(11))
    add(f"gray-{bits}.png", png(13, 11, bits, 0, rows))
deep = rng.integers(0, 65536, (11, 13, 4)).astype(">u2")
deep[:, :6, 0] = rng.integers(0, 400, (11, 6))
for name, color, channels in [("gray", 0, 1), ("rgb", 2, 3), ("gray-alpha", 4, 2), ("rgba", 6, 4)]:
    rows = b"".join(b"\0" + deep[y, :, :channels].tobytes() for y in range(11))
    add(f"{name}-16.png", png(13, 11, 16, color, rows))
gamma = chunk(b"gAMA", struct.pack(">I", 100000))
add("gamma.png", png(5, 4, 8, 2, b"".join(b"\0" + picture(5, 1).tobytes() for _ in range(4)), gamma))
for width, height in [(1, 1), (3, 2), (9, 13)]:
    rows = b""
    for x, y, dx, dy in [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]:
        across, down = -(-(width - x) // dx), -(-(height - y) // dy)
        if across > 0:
            rows += b"".join(bytes([i % 5]) + bytes(rng.integers(0, 256, 3 * across, np.uint8)) for i in range(max(0, down)))
    add(f"interlaced-{width}x{height}.png", png(width, height, 8, 2, rows, interlace=1))

# WebP
save(RGB, "lossy.webp", format="WEBP", quality=80)
save(RGBA, "lossy-alpha.webp", format="WEBP", quality=60)
save(RGBA, "lossless.webp", format="WEBP", lossless=True, exact=True)
save(RGB, "lossless-rgb.webp", format="WEBP", lossless=True)
save(RGB, "turned.webp", format="WEBP", exif=exif)
save(RGBA, "animated.webp", format="WEBP", save_all=True, append_images=[RGBA.rotate(90)], lossless=True)

# AVIF
save(RGB, "rgb.avif", format="AVIF", quality=80)
save(RGBA, "rgba.avif", format="AVIF", quality=60, subsampling="4:4:4")
save(GRAY, "gray.avif", format="AVIF")
save(RGB, "turned.avif", format="AVIF", exif=exif)

# GIF
save(RGB, "rgb.gif", format="GIF")
save(GRAY, "gray.gif", format="GIF")
save(RGB, "interlaced.gif", format="GIF", interlace=1)
save(RGBA, "transparent.gif", format="GIF")
save(RGB, "animated.gif", format="GIF", save_all=True, append_images=[RGB.rotate(90)])
whole = io.BytesIO()
RGB.quantize(8).save(whole, format="GIF")
moved = bytearray(whole.getvalue())
moved[6:10] = struct.pack("<HH", 50, 40)
at = moved.index(b",", 13 + 24)
moved[at + 1 : at + 5] = struct.pack("<HH", 5, 7)
add("offset.gif", bytes(moved))

# BMP
save(RGB, "rgb.bmp", format="BMP")
save(GRAY, "gray.bmp", format="BMP")
save(GRAY.convert("1"), "bilevel.bmp", format="BMP")
save(RGB.quantize(100), "palette.bmp", format="BMP")
save(RGBA, "rgba.bmp", format="BMP")


def bmp(width: int, height: int, bits: int, pixels: bytes, compression: int = 0, extra: bytes = b"", colors: int = 0) -> bytes:
    header = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(pixels), 0, 0, colors, 0)
    return b"BM" + struct.pack("<IHHI", 54 + len(extra) + len(pixels), 0, 0, 54 + len(extra)) + header + extra + pixels


palette16 = bytes(rng.integers(0, 256, 64, np.uint8))
add("palette-4.bmp", bmp(5, 4, 4, bytes(rng.integers(0, 256, 16, np.uint8)), extra=palette16, colors=16))
add("rgb-555.bmp", bmp(5, 4, 16, bytes(rng.integers(0, 256, 48, np.uint8))))
add("rgb-565.bmp", bmp(5, 4, 16, bytes(rng.integers(0, 256, 48, np.uint8)), 3, struct.pack("<III", 0xF800, 0x7E0, 0x1F)))
add("bgrx.bmp", bmp(3, 4, 32, bytes(rng.integers(0, 256, 48, np.uint8))))
add("top-down.bmp", bmp(3, -4, 24, bytes(rng.integers(0, 256, 48, np.uint8))))
palette256 = bytes(rng.integers(0, 256, 1024, np.uint8))
rle8 = bytes([3, 7, 0, 3, 9, 8, 7, 0, 0, 0, 6, 200, 0, 0, 2, 1, 4, 2, 0, 0, 6, 5, 0, 1])
add("rle8.bmp", bmp(6, 4, 8, rle8, 1, palette256))
rle4 = bytes([3, 0x7A, 0, 3, 0x98, 0x70, 0, 0, 6, 0x21, 0, 0, 6, 0x5F, 0, 1])
add("rle4.bmp", bmp(6, 3, 4, rle4, 2, palette16, 16))

# JPEG of rarer kinds. (At the end, so that the random numbers above stay the same.)


def cjpeg(*arguments: str, image: Image.Image = RGB) -> bytes:
    ppm = io.BytesIO()
    image.save(ppm, format="PPM")
    return subprocess.run(["cjpeg", *arguments], input=ppm.getvalue(), capture_output=True, check=True).stdout


def encoded(image: Image.Image, **options) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, **options)
    return buffer.getvalue()


def replaced(data: bytes, old: bytes, new: bytes) -> bytes:
    assert data.count(old) == 1
    return data.replace(old, new)


WIDE = Image.fromarray(picture(83, 41))
cmyk = encoded(CMYK, format="JPEG", quality=90)
adobe = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
add("cmyk-without-marker.jpg", replaced(cmyk, adobe, b""))
add("cmyk-ycck.jpg", replaced(cmyk, adobe, adobe[:-1] + b"\x02"))
halved = encoded(Image.fromarray(picture(83, 41, 4), "CMYK"), format="JPEG", quality=90, subsampling="4:2:0")
add("cmyk-ycck-halved.jpg", replaced(halved, adobe, adobe[:-1] + b"\x02"))
add("arithmetic.jpg", cjpeg("-arithmetic"))
add("arithmetic-progressive.jpg", cjpeg("-arithmetic", "-progressive"))
for sampling in ("1x2", "2x1", "2x2", "4x1", "1x4", "4x2", "2x1,1x2,1x1", "1x1,2x2,2x2"):
    add(f"sampling-{sampling.replace(',', '-')}.jpg", cjpeg("-sample", sampling, image=WIDE))
for width, height in [(1, 9), (2, 9), (3, 9), (4, 4), (5, 2), (17, 16), (16, 17), (33, 15)]:
    add(f"halved-{width}x{height}.jpg", cjpeg("-sample", "2x2", image=Image.fromarray(picture(width, height))))
progressive = cjpeg("-progressive", image=WIDE)
scans = [i for i in range(len(progressive) - 1) if progressive[i : i + 2] == b"\xff\xda"]
for count in (1, 3, 6):
    # Scans are left out, and libjpeg smooths what it has.
    tables = progressive[: scans[count]].rfind(b"\xff\xc4")
    add(f"progressive-{count}-scans.jpg", progressive[: tables if tables > scans[count - 1] else scans[count]] + b"\xff\xd9")

# What readers get wrong: transparent keys, markers that contradict each other, screens and headers of odd sizes.
for bits, keys in [(1, (0, 1, 2)), (2, (0, 3, 85)), (4, (0, 15, 17)), (8, (7, 263)), (16, (7, 65535))]:
    length = (16 * bits + 7) // 8
    rows = 3 * (b"\0" + bytes(range(0, 256, 256 // length))[:length])
    for key in keys:
        add(f"key-{bits}-{key}.png", png(16, 3, bits, 0, rows, chunk(b"tRNS", struct.pack(">H", key))))
add("key-257.png", png(2, 1, 8, 2, bytes([0, 1, 2, 3, 9, 9, 9]), chunk(b"tRNS", struct.pack(">HHH", 257, 2, 3))))
pixels = b"".join(b"\0" + picture(5, 1).tobytes() for _ in range(4))
unfinished = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 5, 4, 8, 2, 0, 0, 0))
add("without-adler.png", unfinished + chunk(b"IDAT", zlib.compress(pixels)[:-4]) + chunk(b"IEND", b""))
add("without-end.png", unfinished + chunk(b"IDAT", zlib.compress(pixels)))
split = [zlib.compress(pixels)[i : i + 1] for i in range(len(zlib.compress(pixels)))]
add("split.png", unfinished + b"".join(chunk(b"IDAT", part) for part in [b"", *split]) + chunk(b"IEND", b""))


def segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def turned_by(value: int) -> bytes:
    return segment(0xE1, b"Exif\0\0MM\0*\0\0\0\x08\0\1\1\x12\0\3\0\0\0\1\0" + bytes([value]) + b"\0\0\0\0\0\0")


plain = encoded(RGB, format="JPEG", quality=85)
without_jfif = plain[:2] + plain[20:]
add("two-exif.jpg", plain[:2] + turned_by(6) + turned_by(3) + plain[2:])
for transform in (0, 2, 9):
    marker = segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes([transform]))
    add(f"adobe-{transform}.jpg", without_jfif[:2] + marker + without_jfif[2:])
    add(f"jfif-adobe-{transform}.jpg", plain[:2] + marker + plain[2:])
frame, scan = without_jfif.index(b"\xff\xc0"), without_jfif.index(b"\xff\xda")
for ids in (b"RGB", b"\0\1\2", b"\x09\x08\x07"):
    named = bytearray(without_jfif)
    for i, name in enumerate(ids):
        named[frame + 10 + 3 * i] = named[scan + 5 + 2 * i] = name
    add(f"ids-{ids.hex()}.jpg", bytes(named))
add("trailing.jpg", plain + b"trailing bytes")
add("all-of-one-channel.jpg", cjpeg("-grayscale", "-sample", "2x2"))
few = bytearray(encoded(RGB.quantize(8), format="GIF"))
for name, screen in [("small", (5, 4)), ("empty", (0, 0)), ("large", (60, 50))]:
    few[6:10] = struct.pack("<HH", *screen)
    add(f"{name}-screen.gif", bytes(few))
masks = struct.pack("<IIII", 0x7C00, 0x3E0, 0x1F, 0x8000) + bytes(52)
header = struct.pack("<IiiHHIIiiII", 108, 5, 4, 1, 16, 3, 48, 0, 0, 0, 0)
noise = bytes(rng.integers(0, 256, 48, np.uint8))
add("alpha-555.bmp", b"BM" + struct.pack("<IHHI", 14 + 108 + 48, 0, 0, 14 + 108) + header + masks + noise)
for sampling in ("4:2:0", "4:2:2"):
    for width in (36, 37):
        image = Image.fromarray(picture(width, 21))
        add(f"{width}-{sampling.replace(':', '')}.avif", encoded(image, format="AVIF", quality=90, subsampling=sampling))

made_by = {"Pillow": PIL.__version__, **{name: features.version(name) for name in ("jpg", "libjpeg_turbo", "webp", "avif")}}
# Its container says 60 × 50, the AV1 picture in it 6000 × 5000.
flat = encoded(Image.new("RGB", (6000, 5000), (90, 120, 200)), format="AVIF", speed=10, quality=30)
lying = replaced(flat, struct.pack(">II", 6000, 5000), struct.pack(">II", 60, 50))
hostile = {"lying.avif": base64.b64encode(lying).decode()}
json.dump({"made_by": made_by, "files": entries, "hostile": hostile}, (here / "files.json").open("w"), separators=(",", ":"))
