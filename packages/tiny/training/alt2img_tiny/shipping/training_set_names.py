"""What the emoji are called in other languages, so that a drawing is found by a word of one's own."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa

from ..data.concepts import plain_hexcode

#: Folders of emojibase-data; each is a column `name_<language>`.
LANGUAGES = ("de", "es", "fr", "it", "ja", "pt", "zh")


def with_names(rows: pa.Table, emojibase: Path) -> pa.Table:
    """`rows` with a nullable column of names for each language: CLDR's short names, as emojibase has them.

    A name is in the first row of its hexcode and is null in the others, to which `hexcode` leads: in every row the
    seven languages would cost 1.2 MB, like this 0.3.
    """
    hexcodes = rows["hexcode"].to_pylist()
    first = {hexcode: row for row, hexcode in reversed(list(enumerate(hexcodes)))}
    for language in LANGUAGES:
        names = _names(emojibase / language / "data.json")
        column = [names.get(hexcode) if first[hexcode] == row else None for row, hexcode in enumerate(hexcodes)]
        rows = rows.append_column(pa.field(f"name_{language}", pa.string()), pa.array(column, pa.string()))
    return rows


def _names(path: Path) -> dict[str, str]:
    """By plain hexcode; skin tones and genders have names of their own."""
    return {
        plain_hexcode(variant["hexcode"]): variant["label"]
        for entry in json.loads(path.read_text("utf-8"))
        for variant in [entry, *entry.get("skins", [])]
    }
