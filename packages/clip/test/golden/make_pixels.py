"""Makes pixels.json: digests of what transformers' image processors (Pillow backend) and OpenAI's transform make of pictures.

    pip install transformers==5.24.0 pillow==13.0.0 numpy==2.4.6 torch==2.13.0 torchvision==0.28.0
    python make_pixels.py

The pictures are made by a formula, which test/pixels/make-picture.ts has too, or are the files of packages/image/test/golden.
"""

import base64
import io
import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import PIL
import torchvision
import transformers
from PIL import Image
from torchvision.transforms import CenterCrop, Compose, InterpolationMode, Normalize, Resize, ToTensor
from transformers.models.clip.image_processing_pil_clip import CLIPImageProcessorPil
from transformers.models.siglip.image_processing_pil_siglip import SiglipImageProcessorPil

here = Path(__file__).parent

#: Each as a `preprocessor_config.json` has it.
CONFIGS = {
    "clip": {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 64}, "crop_size": {"height": 64, "width": 64}},
    "clip-224": {"image_processor_type": "CLIPImageProcessor"},
    "old": {"feature_extractor_type": "CLIPFeatureExtractor", "size": 37, "crop_size": 37, "resample": 3, "do_resize": True, "do_center_crop": True},
    "wide": {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 48}, "crop_size": {"height": 40, "width": 56}},
    "bilinear": {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 33}, "crop_size": {"height": 33, "width": 33}, "resample": 2},
    "not-normalized": {"image_processor_type": "CLIPImageProcessor", "size": {"shortest_edge": 50}, "crop_size": {"height": 50, "width": 50}, "do_normalize": False},
    "siglip": {"image_processor_type": "SiglipImageProcessor", "size": {"height": 64, "width": 64}},
    "only-cropped": {"image_processor_type": "CLIPImageProcessor", "do_resize": False, "crop_size": {"height": 45, "width": 45}},
}  # fmt: skip

SIZES = [
    (1, 1), (2, 3), (5, 4), (16, 16), (17, 31), (63, 65), (64, 64), (64, 48), (65, 64), (99, 7), (200, 3), (3, 200), (97, 61),
    (160, 107), (257, 2), (101, 103), (300, 200), (50, 50), (128, 128), (129, 130), (333, 224), (224, 333), (224, 224),
    (225, 224), (223, 224), (335, 224), (640, 427), (427, 640), (640, 480), (511, 513), (800, 50),
]  # fmt: skip


def picture(width: int, height: int, alpha: bool) -> Image.Image:
    """Noise by a hash of the place in every other row, smooth between; with `alpha`, three kinds of transparency."""
    with np.errstate(over="ignore"):
        y, x, c = np.meshgrid(*(np.arange(n, dtype=np.uint32) for n in (height, width, 4)), indexing="ij")
        hashed = (x + 1) * np.uint32(73856093) ^ (y + 1) * np.uint32(19349663) ^ (c + 1) * np.uint32(83492791)
        hashed = (hashed ^ (hashed >> np.uint32(15))) * np.uint32(2246822519)
    noise = (hashed >> np.uint32(24)).astype(np.uint8)
    smooth = ((x * (c + 3) + y * 5) % 256).astype(np.uint8)
    data = np.where(y % 2 == 1, noise, smooth)
    if not alpha:
        data[..., 3] = 255
    else:
        data[: height // 3, :, 3] = 0
        data[height - height // 3 :, :, 3] = 255
    return Image.fromarray(data, "RGBA") if alpha else Image.fromarray(np.ascontiguousarray(data[..., :3]), "RGB")


def processor(config: dict):
    kind = SiglipImageProcessorPil if "Siglip" in config.get("image_processor_type", "") else CLIPImageProcessorPil
    return kind(**{key: value for key, value in config.items() if not key.endswith("_type")})


def openai(size: int) -> Compose:
    """`_transform` of https://github.com/openai/CLIP/blob/main/clip/clip.py"""
    return Compose(
        [
            Resize(size, interpolation=InterpolationMode.BICUBIC),
            CenterCrop(size),
            lambda image: image.convert("RGB"),
            ToTensor(),
            Normalize((0.48145466, 0.4578275, 0.40821073), (0.26862954, 0.26130258, 0.27577711)),
        ]
    )


def row(values: np.ndarray) -> list:
    values = np.ascontiguousarray(values, dtype="<f4")
    return [sha256(values.tobytes()).hexdigest()[:12], round(float(values.reshape(-1)[values.size // 2]), 4)]


def pixels(config: str, image: Image.Image) -> list:
    return row(processor(CONFIGS[config])(image, return_tensors="np")["pixel_values"][0])


def main() -> None:
    names = list(CONFIGS)
    made, made_openai = [], []
    for index, (width, height) in enumerate(SIZES):
        for alpha in (False, True):
            image = picture(width, height, alpha)
            # Every size by "clip" and by three of the others in turn.
            for config in ["clip", *(names[1 + (index + 2 * step + alpha) % (len(names) - 1)] for step in range(3))]:
                made.append([width, height, int(alpha), config, *pixels(config, image)])
            made_openai.append([width, height, int(alpha), 64, *row(openai(64)(image).numpy())])
    files = []
    for name, *_, encoded in json.loads((here / "../../../image/test/golden/files.json").read_text())["files"]:
        # Decoders of AVIF differ by more than this is about.
        if name.endswith(".avif"):
            continue
        data = base64.b64decode(encoded)
        opened = lambda: Image.open(io.BytesIO(data))  # noqa: E731
        # Pillow can't resize some of its rarer modes, so OpenAI's transform fails on them.
        try:
            by_openai = row(openai(64)(opened()).numpy())
        except ValueError:
            by_openai = None
        files.append([name, pixels("clip", opened()), pixels("siglip", opened()), by_openai])
    made_by = {"transformers": transformers.__version__, "Pillow": PIL.__version__, "numpy": np.__version__, "torchvision": torchvision.__version__.split("+")[0]}
    parts = {"made_by": made_by, "configs": CONFIGS}
    lists = {"transformers": made, "openai": made_openai, "files": files}
    text = json.dumps(parts)[:-1] + "".join(
        f',\n"{key}":[\n' + ",\n".join(json.dumps(each, separators=(",", ":")) for each in rows) + "\n]"
        for key, rows in lists.items()
    )
    (here / "pixels.json").write_text(text + "}\n")


if __name__ == "__main__":
    main()
