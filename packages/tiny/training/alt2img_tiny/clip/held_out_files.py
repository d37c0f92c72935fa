"""Writes the drawings of the held-out vendors as PNG files, for libraries that are to measure the model themselves.

    python -m alt2img_tiny.clip.held_out_files BUILD/64 FOLDER

FOLDER gets `drawings/<number>.png` and `held-out.json`: the names to choose from, and for each drawing its vendor, name
and group. Skin-tone variants and recoloured drawings are left out, as in the model card.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
from PIL import Image

from .drawings import read_drawings
from .retrieval import candidate_names, plain_rows


def write(data: Path, folder: Path) -> None:
    train, held_out = read_drawings(data / "train"), read_drawings(data / "heldout")
    (folder / "drawings").mkdir(parents=True, exist_ok=True)
    drawings = []
    for vendor in sorted(set(held_out.columns["vendor"])):
        for row in plain_rows(held_out, vendor):
            file = f"drawings/{len(drawings)}.png"
            Image.fromarray(np.ascontiguousarray(held_out.images[row])).save(folder / file)
            columns = ("vendor", "name", "group")
            drawings.append({"file": file, **{column: held_out.columns[column][row] for column in columns}})
    content = {"names": candidate_names(train, held_out), "drawings": drawings}
    (folder / "held-out.json").write_text(json.dumps(content, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]), Path(sys.argv[2]))
