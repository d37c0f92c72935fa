"""Writes ../src/imagenet/imagenet-data.ts: which synsets of WordNet 3.0 ImageNet has, and how persons were marked.

    python3 make_imagenet_data.py IMAGENET WORDNET

IMAGENET holds imagenet-21k.tsv.gz (wnid, in21841, in21843, in1k; from the lists of huggingface/pytorch-image-models,
timm/data/_info, Apache-2.0) and person-safe-synsets.txt, person-unsafe-synsets.txt (published with Yang et al. 2020 at
image-net.org). WORDNET holds ili-map-pwn30.tab.gz (globalwordnet/cili, CC-BY-4.0). Only the facts are taken: wnids,
which list each is in, its ILI, its mark.

For each synset in rising order, three LEB128 numbers: difference of the offset to the one before, difference of the
ILI to the one before (ILI of nouns rise with the offsets), and flags: 1 in the 21,841, 2 in the 21,843, 4 in the 1,000,
8 person marked safe, 16 person marked unsafe.
"""
import base64
import gzip
import pathlib
import sys
import textwrap

imagenet, wordnet = map(pathlib.Path, sys.argv[1:3])
rows = [line.rstrip("\n").split("\t") for line in gzip.open(imagenet / "imagenet-21k.tsv.gz", "rt")][1:]
safe = set((imagenet / "person-safe-synsets.txt").read_text().split())
unsafe = set((imagenet / "person-unsafe-synsets.txt").read_text().split())
ili = {}
for line in gzip.open(wordnet / "ili-map-pwn30.tab.gz", "rt"):
    number, synset = line.rstrip("\n").split("\t")
    ili[synset] = int(number[1:])


def varint(value):
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return out


data = bytearray()
offset = index = 0
for wnid, in21841, in21843, in1k, *_ in rows:
    own = int(wnid[1:])
    flags = int(in21841) + 2 * int(in21843) + 4 * int(in1k) + 8 * (wnid in safe) + 16 * (wnid in unsafe)
    number = ili[f"{own:08d}-n"]
    data += varint(own - offset) + varint(number - index) + varint(flags)
    offset, index = own, number
text = base64.b64encode(data).decode()
lines = "\n".join(f'  "{line}" +' for line in textwrap.wrap(text, 116))[:-2]
(pathlib.Path(__file__).parent / "../src/imagenet/imagenet-data.ts").write_text(
    f"""// Written by scripts/make_imagenet_data.py, which says what it is and where it comes from.

/** {len(rows)} synsets. */
export const imageNetData: string =
{lines};
"""
)
