"""Which WordNet 3.0 synset an emoji's name means: its head noun, in the sense that fits the emoji's group."""

from __future__ import annotations

import io
import re
import tarfile
from pathlib import Path

from .concepts import Concept

#: Lexicographer files (lexnames(5WN)) that fit a group, best first.
_FILES: dict[str, tuple[str, ...]] = {
    "face": ("noun.body", "noun.communication", "noun.feeling", "noun.animal"),
    "person": ("noun.person", "noun.body", "noun.communication", "noun.act", "noun.group"),
    "animal": ("noun.animal",),
    "food": ("noun.food", "noun.plant", "noun.artifact"),
    "flag": ("noun.artifact",),
    "vehicle": ("noun.artifact",),
    "building": ("noun.artifact",),
    "sport": ("noun.person", "noun.act", "noun.artifact"),
    "object": ("noun.artifact", "noun.object", "noun.plant", "noun.phenomenon", "noun.event", "noun.communication"),
    "symbol": ("noun.communication", "noun.shape", "noun.artifact", "noun.attribute", "noun.body"),
}

_LEXNAMES = (
    "adj.all adj.pert adv.all noun.Tops noun.act noun.animal noun.artifact noun.attribute noun.body noun.cognition "
    "noun.communication noun.event noun.feeling noun.food noun.group noun.location noun.motive noun.object noun.person "
    "noun.phenomenon noun.plant noun.possession noun.process noun.quantity noun.relation noun.shape noun.state "
    "noun.substance noun.time"
).split()


class Nouns:
    """The nouns of Princeton WordNet 3.0: `index.noun` and `data.noun` of the database (wndb(5WN))."""

    def __init__(self, package: Path) -> None:
        with tarfile.open(package / "WNdb-3.0.tar.gz") as archive:
            files = {Path(name).name: name for name in archive.getnames()}
            index, data = (
                io.TextIOWrapper(archive.extractfile(files[name]), "ascii").read()  # type: ignore[arg-type]
                for name in ("index.noun", "data.noun")
            )
        self._senses: dict[str, list[str]] = {}
        for line in index.splitlines():
            if not line.startswith(" "):
                fields = line.split()
                self._senses[fields[0]] = fields[-int(fields[2]) :]
        self._file = {line[:8]: _LEXNAMES[int(line[9:11])] for line in data.splitlines() if not line.startswith(" ")}

    def synset(self, concept: Concept) -> str | None:
        """The wnid ("n07739125"), or none where no noun of the name is in WordNet."""
        for lemma in _lemmas(concept):
            offsets = self._senses.get(lemma)
            if offsets:
                wanted = [*_FILES[concept.group]]
                best = [offset for name in wanted for offset in offsets if self._file[offset] == name]
                return f"n{(best or offsets)[0]}"
        return None


def _lemmas(concept: Concept) -> list[str]:
    if concept.group == "flag":
        return ["national_flag"] if concept.class_word == "country flag" else ["flag"]
    name = concept.profession or re.sub(r"^(wo)?man (?=\w)", "", concept.concept)
    head = re.split(r" (?:with|of|in|and|for|on|without|from|at|to) ", re.sub(r"[^a-z' -]", "", name))[0].split()
    # Longest ending first: "fire extinguisher" before "extinguisher"; then the same of the singular.
    endings = ["_".join(head[start:]) for start in range(len(head))]
    return [lemma for ending in endings for lemma in (ending, re.sub(r"s$", "", ending))]
