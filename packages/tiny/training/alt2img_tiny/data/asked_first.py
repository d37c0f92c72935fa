"""What a class would ask for first, and which drawings a training set shows with those words: a table to look at.

```sh
python -m alt2img_tiny.data.asked_first --build build
```
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path

import numpy as np

from ..clip.drawings import Drawings, read_drawings

ASKED_FIRST: dict[str, tuple[str, ...]] = {
    "animals": ("dog", "cat", "horse", "cow", "pig", "lion", "elephant", "monkey", "bird", "fish", "frog", "butterfly"),
    "food": ("apple", "banana", "cake", "pizza", "bread", "hamburger", "ice cream", "egg", "coffee", "tea", "milk"),
    "things": ("key", "umbrella", "book", "clock", "phone", "computer", "guitar", "ball", "hat", "chair", "scissors"),
    "places and sky": ("house", "school", "hospital", "castle", "tree", "flower", "sun", "moon", "star", "mountain"),
    "on the move": ("car", "bus", "train", "airplane", "boat", "bicycle", "rocket"),
    "people at work": (
        "doctor", "nurse", "teacher", "pilot", "farmer", "judge", "cook", "scientist", "artist", "firefighter",
        "police officer", "astronaut", "singer",
    ),
    "people and faces": ("man", "woman", "girl", "boy", "baby", "king", "queen", "smiling face", "sad face", "angry"),
    "colours and things": (
        "red apple", "blue apple", "red car", "blue car", "yellow car", "green car", "red heart", "blue heart",
        "green tree", "yellow bird", "pink flower", "purple umbrella",
    ),
}  # fmt: skip


def beside(drawings: Drawings, word: str) -> tuple[float, dict[str, float]]:
    """The share of a caption in all pairs of the training split, and of that the share of each concept (or, recoloured,
    of each name), largest first. Nothing if it isn't a caption."""
    if word not in drawings.captions:
        return 0.0, {}
    row_of_entry = np.repeat(np.arange(len(drawings)), np.diff(drawings.starts))
    trained = np.array([split == "train" for split in drawings.columns["split"]])[row_of_entry]
    entries = np.flatnonzero(trained & (drawings.caption_ids == drawings.captions.index(word)))
    mass: Counter[str] = Counter()
    for entry in entries:
        mass[drawings.columns["concept"][row_of_entry[entry]]] += float(drawings.masses[entry])
    whole = sum(mass.values())
    shares = {concept: each / whole for concept, each in mass.most_common() if each > 0}
    return whole / float(drawings.masses[trained].sum()), shares


def table(drawings: Drawings) -> str:
    """In Markdown: a row a word, with its share in hundred thousandths of all pairs."""
    lines = ["| caption | of 100,000 pairs | beside it |", "| --- | --- | --- |"]
    for heading, words in ASKED_FIRST.items():
        lines.append(f"| **{heading}** | | |")
        for word in words:
            share, concepts = beside(drawings, word)
            shown = ", ".join(f"{concept} {part:.0%}" for concept, part in list(concepts.items())[:6])
            lines.append(f"| {word} | {share * 1e5:.1f} | {shown or 'not a caption'} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(
        description="Prints which drawings go with the words that a class would ask for first."
    )
    parser.add_argument("--build", type=Path, default=Path(__file__).parents[2] / "build")
    parser.add_argument("--size", type=int, default=64, help="side of the drawings in pixels; default: 64")
    options = parser.parse_args()
    print(table(read_drawings(options.build / str(options.size) / "train")))


if __name__ == "__main__":
    main()
