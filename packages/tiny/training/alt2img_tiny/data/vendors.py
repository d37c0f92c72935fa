"""Where the drawings come from: icon sets as npm packages, each with its SVG bodies, names, author and licence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .concepts import SUBGROUPS, Concept, plain_hexcode


@dataclass(frozen=True, slots=True)
class Vendor:
    """An icon set. `style` is the word by which captions ask for it."""

    name: str
    package: str
    style: str
    kind: str = "emoji"
    #: False for a set in black and white. Its "orange heart" is black: what is named after a colour is left out.
    coloured: bool = True
    #: Of the drawings, where their author says another than the package does.
    license: str | None = None
    #: Mass of one drawing in the training, relative to others of the same emoji.
    mass: float = 1.0
    #: Groups whose drawings are shown only where the caption names the style: a black "dog", a blob's "man" are not
    #: what a bare word should show.
    only_by_style: frozenset[str] = frozenset()

    def shows_plainly(self, group: str) -> bool:
        """Whether captions without a style may go with this vendor's drawings of a group."""
        return group not in self.only_by_style


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG of a vendor, and the emoji that it draws."""

    vendor: Vendor
    icon: str
    svg: str
    concept: Concept
    author: str
    license: str
    source: str


_ALL_GROUPS = frozenset(group for group, _ in SUBGROUPS.values())

TRAINING_VENDORS = (
    Vendor("noto", "@iconify-json/noto", "noto"),
    Vendor("noto-v1", "@iconify-json/noto-v1", "blob", mass=0.5, only_by_style=frozenset({"face", "person", "sport"})),
    Vendor("fluent-emoji", "@iconify-json/fluent-emoji", "fluent", mass=0.8),
    Vendor("fluent-emoji-flat", "@iconify-json/fluent-emoji-flat", "flat"),
    Vendor(
        "fluent-emoji-high-contrast",
        "@iconify-json/fluent-emoji-high-contrast",
        "black and white",
        coloured=False,
        mass=0.25,
        only_by_style=_ALL_GROUPS,
    ),
    # Apache 2.0, says the package; that is the code's licence, and the drawings are CC BY 4.0 (its LICENSE.md).
    Vendor("fxemoji", "@iconify-json/fxemoji", "firefox", license="CC-BY-4.0", mass=0.4),
    Vendor("emojione", "@iconify-json/emojione", "emojione", mass=0.8),
    # Five drawings of each flag: together they weigh less than those of another emoji, which are harder to learn.
    Vendor("flag-icons", "@iconify-json/flag", "rectangular", kind="flag", mass=0.6),
    Vendor("flagpack", "@iconify-json/flagpack", "simple", kind="flag", mass=0.4),
    Vendor("circle-flags", "@iconify-json/circle-flags", "round", kind="flag", mass=0.3, only_by_style=_ALL_GROUPS),
    Vendor("cif", "@iconify-json/cif", "plain", kind="flag", mass=0.4),
    Vendor("country-flag-icons", "country-flag-icons", "small", kind="flag", mass=0.4),
)

#: Held out whole, for measuring; not shipped.
HELD_OUT_VENDORS = (
    Vendor("twemoji", "@iconify-json/twemoji", "twitter"),
    Vendor("openmoji", "@iconify-json/openmoji", "outline"),
)


class Icons:
    """The drawings in `node_modules`, matched to emoji by code point where a set says it, by name where it does not."""

    def __init__(self, node_modules: Path, concepts: dict[str, Concept]) -> None:
        self._modules = node_modules
        self._concepts = concepts
        self._by_name = self._names()

    def drawings(self, vendor: Vendor) -> Iterator[Drawing]:
        """Each emoji at most once, in Unicode's order."""
        if vendor.package == "country-flag-icons":
            icons, author, license_ = self._country_flag_icons()
        else:
            icons, author, license_ = self._iconify(vendor)
        version = json.loads((self._modules / vendor.package / "package.json").read_text("utf-8"))["version"]
        for hexcode, concept in self._concepts.items():
            if hexcode in icons and (vendor.coloured or concept.colour in (None, "black", "white")):
                icon, svg = icons[hexcode]
                source = f"{vendor.package}@{version}"
                yield Drawing(vendor, icon, svg, concept, author, vendor.license or license_, source)

    def _iconify(self, vendor: Vendor) -> tuple[dict[str, tuple[str, str]], str, str]:
        folder = self._modules / vendor.package
        data = json.loads((folder / "icons.json").read_text("utf-8"))
        info = json.loads((folder / "info.json").read_text("utf-8"))
        hexcodes: dict[str, str] = {}
        if vendor.kind == "flag":
            for name in data["icons"]:
                if vendor.name == "flag-icons" and not name.endswith("-4x3"):
                    continue
                hexcode = flag_hexcode(name.removesuffix("-4x3"))
                if hexcode is not None:
                    hexcodes[hexcode] = name
        else:
            chars = {name: plain_hexcode(code) for code, name in _chars(folder).items()}
            for name in data["icons"]:
                hexcode = chars.get(name) or self._by_name.get(_squashed(name))
                if hexcode is not None:
                    hexcodes.setdefault(hexcode, name)
        width, height = data.get("width", 16), data.get("height", 16)
        icons = {code: (name, _svg(data["icons"][name], width, height)) for code, name in hexcodes.items()}
        return icons, info["author"]["name"], info["license"]["spdx"]

    def _country_flag_icons(self) -> tuple[dict[str, tuple[str, str]], str, str]:
        folder = self._modules / "country-flag-icons"
        icons = {}
        for path in sorted((folder / "3x2").glob("*.svg")):
            hexcode = flag_hexcode(path.stem.lower())
            if hexcode is not None:
                icons[hexcode] = (path.stem.lower(), path.read_text("utf-8"))
        return icons, "Nikolay Kuchumov", json.loads((folder / "package.json").read_text("utf-8"))["license"]

    def _names(self) -> dict[str, str]:
        """Emoji by squashed name: what the sets with code points call them, then CLDR's names and short codes."""
        names: dict[str, str] = {}
        for package in ("noto", "fluent-emoji-flat", "fluent-emoji-high-contrast", "twemoji", "openmoji"):
            for code, name in _chars(self._modules / "@iconify-json" / package).items():
                names.setdefault(_squashed(name), plain_hexcode(code))
        for hexcode, concept in self._concepts.items():
            names.setdefault(_squashed(concept.name), hexcode)
        for path in ("cldr", "emojibase", "github", "iamcal", "joypixels"):
            codes = json.loads((self._modules / f"emojibase-data/en/shortcodes/{path}.json").read_text("utf-8"))
            for code, short in codes.items():
                for one in short if isinstance(short, list) else [short]:
                    names.setdefault(_squashed(one), plain_hexcode(code))
        return names


def flag_hexcode(region: str) -> str | None:
    """ISO 3166 "jp" or "gb-eng" as the code points of its flag (UTS #51, emoji flag and tag sequences)."""
    if re.fullmatch(r"[a-z]{2}", region):
        return "-".join(f"{0x1F1E6 + ord(letter) - ord('a'):X}" for letter in region)
    if region in ("gb-eng", "gb-sct", "gb-wls"):
        tags = [f"{0xE0000 + ord(letter):X}" for letter in region.replace("-", "")]
        return "-".join(["1F3F4", *tags, "E007F"])
    return None


def _chars(folder: Path) -> dict[str, str]:
    return json.loads((folder / "chars.json").read_text("utf-8"))


def _squashed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())


def _svg(icon: dict, width: float, height: float) -> str:
    box = (icon.get("left", 0), icon.get("top", 0), icon.get("width", width), icon.get("height", height))
    view = " ".join(f"{number:g}" for number in box)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{view}" width="{box[2]:g}" height="{box[3]:g}">{icon["body"]}</svg>'
    )
