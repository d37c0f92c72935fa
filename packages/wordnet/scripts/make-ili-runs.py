"""Writes ili-princeton-30.txt and -31.txt: the maps of the Collaborative Interlingual Index as runs.

    python3 make-ili-runs.py FOLDER    # with ili-map-pwn30.tab.gz, ili-map-pwn31.tab.gz of globalwordnet/cili
                                       # and dict folders 30/ and 31/ of WordNet's database files

The synsets of an edition are taken in the order adjectives, adverbs, verbs, nouns, each by offset. A line "n i" says:
from the n-th synset (from 0) on, the ILI are i, i + 1, i + 2 ...; "n 0" that there is none.
Source: https://github.com/globalwordnet/cili (CC-BY-4.0), commit dfc99e1 of 2024-06-11.
"""
import gzip
import sys

folder = sys.argv[1]
for edition in ("30", "31"):
    ili = {}
    for line in gzip.open(f"{folder}/ili-map-pwn{edition}.tab.gz", "rt"):
        number, synset = line.rstrip("\n").split("\t")
        ili.setdefault(synset, int(number[1:]))
    synsets = []
    for part in ("adj", "adv", "verb", "noun"):
        for line in open(f"{folder}/{edition}/dict/data.{part}", encoding="utf-8"):
            if not line.startswith(" "):
                fields = line.split(" ", 3)
                synsets.append(f"{fields[0]}-{fields[2]}")
    with open(f"ili-princeton-{edition}.txt", "w") as out:
        expected = None
        for n, synset in enumerate(synsets):
            number = ili.get(synset, 0)
            if number != expected:
                out.write(f"{n} {number}\n")
            expected = number + 1 if number else 0
