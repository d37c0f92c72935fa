"""Writes golden.json and images.png: what Python `transformers` makes of the tiny CLIP's shipped folder.

    python make_golden.py MODEL_FOLDER DATA_FOLDER

MODEL_FOLDER is `packages/tiny/parts/clip/files`, DATA_FOLDER the training set as the step `data` builds it (`<build>/64/train`).
"""

import hashlib
import json
import sys
from pathlib import Path

import numpy as np
import PIL
import pyarrow.parquet as pq
import torch
import transformers
from PIL import Image
from transformers import AutoTokenizer, CLIPImageProcessor, CLIPModel

HERE = Path(__file__).parent
TEXTS = [
    "",
    "red apple",
    "a noto emoji of a red apple",
    "Green  APPLE\n",
    "cat face",
    "dog face",
    "a fluent emoji of a cat",
    "woman firefighter with dark skin tone",
    "man firefighter with light skin tone",
    "a person with medium skin tone",
    "blue heart",
    "a purple pizza",
    "flag of japan",
    "rocket, space",
    "smiling face with sunglasses",
    "keycap 7",
    "animal",
    "food",
    "an emoji of a vehicle",
    "it's a dog's life: 2nd edition (1999)!",
    "café, naïve, Zürich, Ærø, ﬁsh",
    "日本の旗 🇯🇵",
    "<|startoftext|> is a token; so is <|endoftext|>",
    "a very long sentence that does not fit into the context of this model because it goes on and on about an apple, a cat, "
    "a dog and a house until nobody remembers where it began",
]
KEYS = [
    "noto/red-apple",
    "noto/green-apple",
    "noto/cat-face",
    "noto/dog-face",
    "noto/blue-heart",
    "noto/rocket",
    "noto/pizza",
    "noto/octopus",
    "noto-v1/grinning-face",
    "noto-v1/cat",
    "noto-v1/house",
    "fluent-emoji/red-apple",
    "fluent-emoji/smiling-face-with-sunglasses",
    "fluent-emoji/rocket",
    "fluent-emoji-flat/pizza",
    "fluent-emoji-flat/octopus",
    "fluent-emoji-flat/automobile",
    "fluent-emoji-high-contrast/hammer",
]
#: Up to this many images: those of `KEYS` that the set has, then every so many rows of the training set.
IMAGES, ACROSS = 24, 8


def main(model_folder: Path, data: Path) -> None:
    table = pq.read_table(data / "rows.parquet", columns=["key", "name", "vendor", "license", "author"]).to_pydict()
    pixels = np.load(data / "images.npy", mmap_mode="r")
    rows = [table["key"].index(key) for key in KEYS if key in table["key"]]
    rows += list(range(500, len(pixels), len(pixels) // (IMAGES - len(rows) + 1)))[: IMAGES - len(rows)]
    side = pixels.shape[1]
    sheet = Image.new("RGB", (ACROSS * side, IMAGES // ACROSS * side), "white")
    images = [Image.fromarray(np.ascontiguousarray(pixels[row])) for row in rows]
    places = [(index % ACROSS * side, index // ACROSS * side) for index in range(IMAGES)]
    for image, place in zip(images, places, strict=True):
        sheet.paste(image, place)
    sheet.save(HERE / "images.png", optimize=True)

    model = CLIPModel.from_pretrained(model_folder, dtype=torch.float32, attn_implementation="eager").eval()
    tokenizer = AutoTokenizer.from_pretrained(model_folder)
    processor = CLIPImageProcessor.from_pretrained(model_folder)
    tokens = tokenizer(TEXTS, padding="max_length", truncation=True, return_tensors="pt")["input_ids"]
    pixel_values = processor(images=images, return_tensors="pt")["pixel_values"]
    with torch.no_grad():
        output = model(input_ids=tokens, pixel_values=pixel_values)
        states = model.text_model(input_ids=tokens[:2]).last_hidden_state
    golden = {
        "made_by": {
            "transformers": transformers.__version__,
            "torch": torch.__version__,
            "pillow": PIL.__version__,
            "call": "CLIPModel(input_ids, pixel_values): text_embeds, image_embeds (L2-normalised), logits_per_image",
            "model.safetensors": hashlib.sha256((model_folder / "model.safetensors").read_bytes()).hexdigest(),
        },
        "texts": [
            {"text": text, "input_ids": ids, "text_embeds": embeds}
            for text, ids, embeds in zip(TEXTS, _unpadded(tokens), _short(output.text_embeds), strict=True)
        ],
        "images": [
            {
                **{column: table[column][row] for column in ("key", "name", "vendor", "license", "author")},
                "x": x,
                "y": y,
                "image_embeds": embeds,
            }
            for row, (x, y), embeds in zip(rows, places, _short(output.image_embeds), strict=True)
        ],
        "image_size": side,
        "pixel_values_of_first_image": {
            "mean_by_channel": _short(pixel_values[0].mean(dim=(1, 2))),
            "row_32_of_channel_0": _short(pixel_values[0, 0, side // 2]),
        },
        "logit_scale": model.logit_scale.exp().item(),
        "logits_per_image": _short(output.logits_per_image, 5),
        "last_hidden_state_of_two_texts": {
            "shape": list(states.shape),
            "first_8_of_each_token": _short(states[:, :, :8]),
        },
    }
    (HERE / "golden.json").write_text(json.dumps(golden, ensure_ascii=False) + "\n", encoding="utf-8")


def _unpadded(tokens: torch.Tensor) -> list[list[int]]:
    """Up to and with the first end token."""
    end = int(tokens[0, -1])
    return [ids[: ids.index(end) + 1] for ids in tokens.tolist()]


def _short(values: torch.Tensor, digits: int = 7) -> list:
    def rounded(part: object) -> object:
        return [rounded(inner) for inner in part] if isinstance(part, list) else round(part, digits)

    return rounded(values.tolist())


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
