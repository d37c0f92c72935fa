"""Trains the judges, each on drawings that the other has not seen, and measures them on vendors that they have not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch

from ..clip.batches import Batches
from ..clip.drawings import read_drawings
from ..clip.files import write_json
from ..clip.retrieval import candidate_names, plain_rows, retrieve_names
from ..clip.settings import JUDGE, TOKENIZER
from ..clip.text_stage import train_text_and_conv
from ..clip.towers import padded_ids
from ..profile import Profile
from ..tokenizer import load_tokenizer
from .attribute_reader import READER, accuracy, people, train_reader
from .judge import load_judge, new_towers


def run(profile: Profile, build: Path) -> None:
    """Writes `<build>/judge/judge.pt` (`load_judge` reads it) and its figures, `<build>/judge/report.json`; and the
    same of the second judge, `reader.pt` and `reader-report.json`."""
    settings, context_length = JUDGE[profile.name], TOKENIZER[profile.name].context_length
    data, folder = build / str(profile.image_size), build / "judge"
    drawings = read_drawings(data / "heldout")
    tokenizer = load_tokenizer(build / "clip" / "tokenizer", context_length)
    towers = new_towers(settings, tokenizer.get_vocab_size(), context_length)
    # All concepts: a judge is to know them, and what it judges are drawings that it has not seen.
    batches = Batches(drawings, np.arange(len(drawings)), settings.training, settings.augment, "cpu")
    captions = padded_ids(tokenizer, drawings.captions, context_length)
    training = train_text_and_conv(towers, batches, captions, folder / "training.pt")
    torch.save(training.mean, folder / "judge.pt")
    _report(profile, build, training.seconds, training.cpu_seconds)
    unseen = read_drawings(data / "train")
    reader = train_reader(READER[profile.name], unseen, folder / "reader-training.pt")
    torch.save(reader.state_dict(), folder / "reader.pt")
    figures = {"reader of gender and tone": accuracy(reader.read, drawings, people(drawings))}
    print(f"judge: {figures}")
    write_json(folder / "reader-report.json", figures)


def _report(profile: Profile, build: Path, seconds: float, cpu_seconds: float) -> None:
    judge = load_judge(profile, build)
    data = build / str(profile.image_size)
    unseen = read_drawings(data / "train")
    names = candidate_names(unseen, read_drawings(data / "heldout"))
    name_embeds = judge.embed_texts(names)
    found = {}
    for vendor in sorted(set(unseen.columns["vendor"])):
        rows = plain_rows(unseen, vendor)
        pixels = torch.from_numpy(unseen.images[rows]).permute(0, 3, 1, 2).float() / 255
        result = retrieve_names(
            judge.embed_images(pixels), [unseen.columns["name"][row] for row in rows], name_embeds, names
        )
        found[vendor] = {"drawings": result.count, "top1": result.top1, "top5": result.top5, "top10": result.top10}
        print(f"judge: {vendor} {result}")
    training = JUDGE[profile.name].training
    write_json(
        build / "judge" / "report.json",
        {
            "candidates": len(names),
            "unseen_vendors": found,
            "images_seen": training.steps * training.batch_size,
            "seconds": round(seconds),
            "cpu_seconds": round(cpu_seconds),
        },
    )
