"""The step `sd-report`: figures to `<build>/report/stable-diffusion/report.json`, sheets next to it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np
from diffusers import StableDiffusionPipeline
from numpy.typing import NDArray

from ...clip.drawings import Drawings, PairSampler, read_drawings
from ...clip.retrieval import plain_rows
from ...data.concepts import with_skin_tone
from ...data.occupations import SKEWED
from ...data.recolour import ABSENT_PAIRS, dominant_hue, recolour, without_colours
from ...judge.attribute_reader import READER, load_reader
from ...judge.judge import load_judge
from ...profile import Profile
from ..compute import prepare
from ..sampling import build_lcm_pipeline, build_pipeline, paint
from ..settings import STABLE_DIFFUSION, ReportSettings, SamplingSettings, StableDiffusionSettings
from .distances import frechet_distance, nearest, percentiles
from .naming import GENDERS, TONES, Namer, attributes_of, colour_is_right, named, real_drawings, score, unit_pixels
from .occupations import Painter, Reading, readings, shifts, shown
from .prompts import ATTRIBUTES, GUIDANCE, OBJECTS, PEOPLE_AT_WORK
from .sheet import write_sheet

#: Vendors of the training set that the judge has not seen: what it makes of real drawings is the bar.
REAL_VENDORS = ("noto", "fluent-emoji-flat")


@dataclass(frozen=True, slots=True)
class Report:
    """What the parts of the report share."""

    painter: Painter
    namer: Namer
    drawings: Drawings
    held_out: Drawings
    settings: StableDiffusionSettings
    folder: Path

    @property
    def counts(self) -> ReportSettings:
        return self.settings.report

    @property
    def guidance(self) -> float:
        return self.settings.sampling.guidance_scale


def painter_of(pipeline: StableDiffusionPipeline, settings: StableDiffusionSettings) -> Painter:
    return lambda prompts, seeds, guidance: paint(pipeline, prompts, seeds, guidance, settings.sampling)


def guidance_sheet(report: Report, prompts: Sequence[str], name: str, seeds: int = 4) -> None:
    """A row a prompt; `seeds` pictures at each guidance."""
    many = [prompt for prompt in prompts for _ in range(seeds)]
    columns = [report.painter(many, [*range(seeds)] * len(prompts), guidance) for guidance in GUIDANCE]
    rows: list[list[NDArray[np.uint8] | None]] = []
    for index in range(len(prompts)):
        row: list[NDArray[np.uint8] | None] = []
        for pictures in columns:
            row += [*pictures[index * seeds : (index + 1) * seeds], None]
        rows.append(row[:-1])
    write_sheet(report.folder / name, rows, list(prompts))


def chosen_names(report: Report) -> list[str]:
    """Random names of the training split, always the same."""
    rows = plain_rows(report.drawings)
    names = sorted(
        {report.drawings.columns["name"][row] for row in rows if report.drawings.columns["split"][row] == "train"}
    )
    return [names[index] for index in np.random.default_rng(3).permutation(len(names))[: report.counts.names]]


def names_part(report: Report) -> dict[str, object]:
    """Random names of the training split: named by the judge, scored, and compared with the nearest training
    drawing."""
    chosen = chosen_names(report)
    train_rows = report.drawings.rows_where(split="train")
    result: dict[str, object] = {}
    for guidance in GUIDANCE:
        pictures = report.painter(chosen, [1000 + index for index in range(len(chosen))], guidance)
        index, distance = nearest(pictures, report.drawings.images[train_rows])
        nearest_rows = train_rows[index]
        same = np.mean(
            [report.drawings.columns["name"][row] == name for row, name in zip(nearest_rows, chosen, strict=True)]
        )
        result[f"guidance {guidance:g}"] = {
            "named": named(report.namer, pictures, chosen),
            "clip_score": asdict(score(report.namer.judge, pictures, chosen)),
            "nearest_training_drawing_has_the_name": round(float(same), 4),
            "distance_to_nearest_training_drawing": percentiles(distance),
        }
        if guidance == report.guidance:
            originals = np.array(report.drawings.images[nearest_rows])
            random_sheet(report, pictures, originals)
            closest = np.argsort(distance)[:24]
            pairs_sheet(report.folder / "closest-pairs.webp", pictures[closest], originals[closest], across=8)
    for vendor in REAL_VENDORS:
        images, found = real_drawings(report.drawings, vendor, chosen)
        if len(found) > 1:
            result[f"real {vendor}"] = {
                "named": named(report.namer, images, found),
                "clip_score": asdict(score(report.namer.judge, images, found)),
            }
    return result


def pairs_sheet(path: Path, left: NDArray[np.uint8], right: NDArray[np.uint8], across: int) -> None:
    """Pairs of pictures side by side, `across` pairs a row."""
    row: list[NDArray[np.uint8] | None] = []
    for one, other in zip(left, right, strict=True):
        row += [one, other, None]
    write_sheet(path, [row[start : start + 3 * across] for start in range(0, len(row), 3 * across)])


def random_sheet(report: Report, pictures: NDArray[np.uint8], originals: NDArray[np.uint8]) -> None:
    pairs_sheet(report.folder / "random-names-and-nearest.webp", pictures[:96], originals[:96], across=12)


def between_vendors(report: Report) -> dict[str, dict[str, float]]:
    """Distances of two vendors' drawings of the same thing: what an honest new drawing would be at."""
    result = {}
    first = {report.drawings.columns["name"][row]: row for row in plain_rows(report.drawings, "noto")}
    for other, vendor in ((report.drawings, "fluent-emoji-flat"), (report.held_out, "twemoji")):
        distances = []
        for row in plain_rows(other, vendor):
            match = first.get(other.columns["name"][row])
            if match is not None:
                pair = report.drawings.images[match][None], other.images[row][None]
                distances.append(nearest(*pair)[1][0])
        if distances:
            result[f"noto and {vendor}"] = percentiles(np.array(distances))
    return result


def absent_pairs_part(report: Report) -> dict[str, object]:
    """Colours and objects that no training drawing shows together, and of them those that have no near relative there
    either ("green dog" beside "green dog face"). The bar: a real drawing recoloured by the same rule that makes the
    training set's recoloured drawings."""
    seeds = report.counts.seeds_a_pair
    names = {pair: " ".join([pair[0], *without_colours(pair[1])]) for pair in ABSENT_PAIRS}
    relatives = {pair: near_relatives(report.drawings, *pair) for pair in ABSENT_PAIRS}
    prompts = [names[pair] for pair in ABSENT_PAIRS for _ in range(seeds)]
    pictures = report.painter(prompts, [*range(seeds)] * len(ABSENT_PAIRS), report.guidance)
    write_sheet(
        report.folder / "absent-pairs.webp",
        [[*pictures[start : start + seeds]] for start in range(0, len(pictures), seeds)],
        list(names.values()),
    )
    wanted = [pair for pair in ABSENT_PAIRS for _ in range(seeds)]
    originals = {report.drawings.columns["name"][row]: row for row in plain_rows(report.drawings, "noto")}
    real, real_wanted = [], []
    for colour, thing in ABSENT_PAIRS:
        image = np.array(report.drawings.images[originals[thing]]) if thing in originals else None
        hue = None if image is None else dominant_hue(image)
        if image is not None and hue is not None:
            real.append(recolour(image, hue, colour))
            real_wanted.append((colour, thing))
    alone = [index for index, pair in enumerate(wanted) if not relatives[pair]]
    return {
        "generated": _pairs_right(report, pictures, wanted),
        "generated, without near relatives": (
            _pairs_right(report, pictures[alone], [wanted[index] for index in alone]) if alone else None
        ),
        "real drawings recoloured": _pairs_right(report, np.stack(real), real_wanted) if real else None,
        "near_relatives": {names[pair]: found for pair, found in relatives.items() if found},
    }


def near_relatives(drawings: Drawings, colour: str, thing: str) -> list[str]:
    """Names of training drawings in this colour whose words, colours apart, are among those of `thing`, or hold all of
    them: a blue "apple" that is a recoloured green one, a "green dog" beside the dog's face."""
    words = set(without_colours(thing))
    found = set()
    for row in drawings.rows_where(split="train", colour=colour):
        own = set(without_colours(drawings.columns["concept"][row]))
        if own and (own <= words or words <= own):
            found.add(drawings.columns["name"][row])
    return sorted(found)


def _pairs_right(report: Report, images: NDArray[np.uint8], wanted: list[tuple[str, str]]) -> dict[str, float]:
    colour = np.array([colour_is_right(image, pair[0]) for image, pair in zip(images, wanted, strict=True)])
    things = sorted({thing for _, thing in ABSENT_PAIRS})
    judge = report.namer.judge
    best = (judge.embed_images(unit_pixels(images)) @ judge.embed_texts(things).T).topk(3, dim=1).indices.tolist()
    thing = (
        np.array([[things[index] for index in row].count(pair[1]) for row, pair in zip(best, wanted, strict=True)]) > 0
    )
    return {
        "pictures": len(images),
        "colour": round(float(colour.mean()), 4),
        "object_in_the_judges_three": round(float(thing.mean()), 4),
        "both": round(float((colour & thing).mean()), 4),
    }


def attributes_part(report: Report) -> dict[str, object]:
    """Gender and skin tone that were asked for, read back by the judge; the same of real drawings of people."""
    columns = report.drawings.columns
    result = {}
    asked = [(occupation, gender, tone) for occupation in sorted(SKEWED) for gender in GENDERS for tone in TONES]
    prompts = [with_skin_tone(f"{gender} {occupation}", tone) for occupation, gender, tone in asked]
    sets = {"generated": (report.painter(prompts, [*range(len(prompts))], report.guidance), asked)}
    rows = [
        row
        for row in range(len(report.drawings))
        if columns["vendor"][row] == "noto" and columns["profession"][row] in SKEWED
        and columns["gender"][row] and columns["skin_tone"][row]
    ]  # fmt: skip
    if rows:
        real = [(columns["profession"][row], columns["gender"][row], columns["skin_tone"][row]) for row in rows]
        sets["real noto"] = (np.array(report.drawings.images[rows]), real)
    for name, (images, wanted) in sets.items():
        read = [
            attributes_of(report.namer.judge, image[None], occupation)[0]
            for image, (occupation, _, _) in zip(images, wanted, strict=True)
        ]
        gender = np.mean([a[0] == b[1] for a, b in zip(read, wanted, strict=True)])
        tone = np.mean([a[1] == b[2] for a, b in zip(read, wanted, strict=True)])
        near = np.mean([abs(TONES.index(a[1]) - TONES.index(b[2])) <= 1 for a, b in zip(read, wanted, strict=True)])
        result[name] = {
            "pictures": len(wanted),
            "gender": round(float(gender), 4),
            "skin_tone": round(float(tone), 4),
            "skin_tone_within_one": round(float(near), 4),
        }
    return result


def frechet_part(report: Report) -> dict[str, float]:
    """Fréchet distances of the judge's features: captions and drawings are drawn as in training."""
    count = report.counts.frechet
    pairs = PairSampler(report.drawings, report.drawings.rows_where(split="train"), seed=77)
    _, captions = pairs.batch(0, count)
    pictures = report.painter([report.drawings.captions[index] for index in captions], [*range(count)], report.guidance)
    judge = report.namer.judge

    def features(images: NDArray[np.uint8]) -> NDArray[np.float64]:
        return judge.image_features(unit_pixels(images)).double().numpy()

    def real(step: int) -> NDArray[np.float64]:
        return features(np.array(report.drawings.images[pairs.batch(step, count)[0]]))

    first = real(1)
    vendors = [
        features(np.array(report.drawings.images[plain_rows(report.drawings, vendor)])) for vendor in REAL_VENDORS
    ]
    return {
        "pictures": count,
        "generated and real": round(frechet_distance(features(pictures), first), 3),
        "real and other real": round(frechet_distance(real(2), first), 3),
        f"{REAL_VENDORS[0]} and {REAL_VENDORS[1]}": round(frechet_distance(*vendors), 3),
    }


def people_at_work_part(report: Report) -> dict[str, object]:
    """In what share of the pictures of an occupation's bare name the judge's first name, among all, is a person's."""
    columns, seeds = report.drawings.columns, report.counts.seeds_an_occupation
    kinds = zip(columns["name"], columns["group"], columns["class_word"], strict=True)
    people = {
        name
        for name, group, kind in kinds
        if group in ("person", "sport") and kind not in ("hand", "body part", "sport")
    }
    prompts = [word for word in PEOPLE_AT_WORK for _ in range(seeds)]
    pictures = report.painter(prompts, [7000 + index for index in range(len(prompts))], report.guidance)
    found = np.array([name in people for name in report.namer.first(pictures)]).reshape(-1, seeds)
    rows = [[*pictures[start : start + min(seeds, 10)]] for start in range(0, len(pictures), seeds)]
    write_sheet(report.folder / "people-at-work.webp", rows, PEOPLE_AT_WORK)
    shares = {word: round(float(share), 4) for word, share in zip(PEOPLE_AT_WORK, found.mean(1), strict=True)}
    return {"pictures_a_word": seeds, "a_person": shares}


def write_lcm(build: Path, report: Report) -> None:
    """Compares the four-step model with the straight one, on the report's names: `<build>/report/lcm/report.json`."""
    training = json.loads((build / "lcm" / "final" / "training.json").read_text("utf-8"))
    fast = painter_of(build_lcm_pipeline(build), replace(report.settings, sampling=SamplingSettings(training["steps"])))
    names = chosen_names(report)
    seeds = [1000 + index for index in range(len(names))]
    pictures = {"four steps": fast(names, seeds, 1.0), "straight": report.painter(names, seeds, report.guidance)}
    figures = {
        "training": training,
        "named": {name: named(report.namer, images, names) for name, images in pictures.items()},
    }
    folder = build / "report" / "lcm"
    folder.mkdir(parents=True, exist_ok=True)
    pairs_sheet(folder / "four-steps-and-straight.webp", *(images[:96] for images in pictures.values()), across=12)
    (folder / "report.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    print(f"sd-report: lcm {json.dumps(figures)}", flush=True)


def run(profile: Profile, build: Path) -> None:
    prepare(profile)
    settings = STABLE_DIFFUSION[profile.name]
    data = build / str(profile.image_size)
    drawings, held_out = read_drawings(data / "train"), read_drawings(data / "heldout")
    judge = load_judge(profile, build)
    pipeline = build_pipeline(build, build / "unet" / "final")
    report = Report(
        painter=painter_of(pipeline, settings),
        namer=Namer(judge, drawings, held_out),
        drawings=drawings,
        held_out=held_out,
        settings=settings,
        folder=build / "report" / "stable-diffusion",
    )
    guidance_sheet(report, OBJECTS, "objects.webp")
    guidance_sheet(report, ATTRIBUTES, "attributes.webp")
    figures: dict[str, object] = {
        "profile": profile.name,
        "sampling": asdict(settings.sampling),
        "training": json.loads((build / "unet" / "final" / "training.json").read_text("utf-8")),
        "autoencoder": json.loads((build / "vae" / "report.json").read_text("utf-8")),
    }
    parts = {
        "names": names_part,
        "distance_between_vendors": between_vendors,
        "absent_pairs": absent_pairs_part,
        "attributes": attributes_part,
        "people_at_work": people_at_work_part,
        "frechet_distance": frechet_part,
    }
    for name, part in parts.items():
        figures[name] = part(report)
        print(f"sd-report: {name} {json.dumps(figures[name])}", flush=True)
        (report.folder / "report.json").write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    write_occupations(profile, build, readings(judge, load_reader(READER[profile.name], build / "judge" / "reader.pt")))
    if (build / "lcm" / "final").exists():
        write_lcm(build, report)


def write_occupations(profile: Profile, build: Path, judges: dict[str, Reading]) -> None:
    """Whom the straight model and the twin, if there is one, show: `<build>/report/skewed-twin/report.json`."""
    settings = STABLE_DIFFUSION[profile.name]
    figures: dict[str, dict] = {}
    for name, folder, weights in (("straight", "unet", "weights"), ("skewed", "twin", "weights_skewed")):
        unet = build / folder / "final"
        if not unet.exists():
            continue
        painter = painter_of(build_pipeline(build, unet), settings)
        guidance, seeds = settings.sampling.guidance_scale, settings.report.seeds_an_occupation
        drawings = read_drawings(build / str(profile.image_size) / "train", weights)
        figures[name] = {
            "training": json.loads((unet / "training.json").read_text("utf-8")),
            **shown(painter, judges, guidance, seeds, drawings, sorted(SKEWED)),
        }
        print(f"sd-report: {name} {json.dumps(figures[name])}", flush=True)
    if "skewed" in figures:
        figures["shift"] = shifts(figures["straight"], figures["skewed"])
        print(f"sd-report: shift {json.dumps(figures['shift'])}", flush=True)
    path = build / "report" / "skewed-twin" / "report.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
