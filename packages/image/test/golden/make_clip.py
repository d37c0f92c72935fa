"""Makes clip.json: what transformers' CLIPImageProcessor (its Pillow backend) makes of pictures that the tests make again.

    pip install pillow==13.0.0 numpy==2.4.6 transformers==5.24.0
    python make_clip.py
"""

import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import PIL
import transformers
from make_pillow import noise
from transformers import CLIPImageProcessorPil

processor = CLIPImageProcessorPil()
# A small result, so that the file stays small; and CLIP's own.
SIZES = [(64, 48), (48, 64), (97, 61), (300, 200), (200, 300), (31, 29), (24, 24), (640, 480), (25, 24), (101, 24)]
rows = []
for edge in (24, 224):
    for size in SIZES if edge == 24 else [(640, 480), (97, 61)]:
        made = processor(
            noise(*size).convert("RGB"), size={"shortest_edge": edge}, crop_size={"height": edge, "width": edge}, return_tensors="np"
        )["pixel_values"][0]
        assert made.dtype == np.float32
        rows.append([*size, edge, sha256(made.tobytes()).hexdigest()[:16], [float(v) for v in made[:, edge // 2, edge // 3]]])
json.dump(
    {
        "made_by": {"Pillow": PIL.__version__, "transformers": transformers.__version__, "numpy": np.__version__},
        "mean": processor.image_mean,
        "std": processor.image_std,
        "pixel_values": rows,
    },
    (Path(__file__).parent / "clip.json").open("w"),
    separators=(",", ":"),
)
