"""The model card: prose that is written by hand, and tables that are made from the reports."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path


def fill(template: str, fillings: dict[str, str], path: Path) -> None:
    """Writes the template of that name in this folder to `path`, each place `{{name}}` filled."""
    text = Path(__file__).with_name(template).read_text("utf-8")
    places = set(re.findall(r"\{\{(\w+)\}\}", text))
    if places != fillings.keys():
        raise ValueError(f"{template} and its fillings differ in {sorted(places ^ fillings.keys())}")
    for name, filling in fillings.items():
        text = text.replace("{{" + name + "}}", filling)
    path.write_text(text, encoding="utf-8")


def write_card(folder: Path, unet_config: dict, path: Path) -> None:
    """Fills the places `{{name}}` of `card.md` from `report.json` and `export.json` in `folder`."""
    report, export = (json.loads((folder / name).read_text("utf-8")) for name in ("report.json", "export.json"))
    fill("card.md", _fillings(report, export, unet_config), path)


#: Two standard deviations of a difference of two shares of 20 near a half are 0.31.
CLEAR_DIFFERENCE = 0.3


def write_twin_card(report: Path, gender: float, path: Path) -> None:
    """From `report.json` of the folder `skewed-twin`. `gender`: share of genders that the first judge reads right where
    they were asked for."""
    figures = json.loads(report.read_text("utf-8"))
    straight, skewed, shift = figures["straight"], figures["skewed"], figures["shift"]
    training = skewed["training"]
    leg = training["steps"] - training["trunk_steps"]
    batch = training["images_seen"] // training["steps"]
    rows = []
    for occupation, row in skewed["occupations"].items():
        even = straight["occupations"][occupation]
        cells = [
            cell
            for trait in ("women", "light")
            for cell in (
                _percent(even[f"{trait}_in_training"]),
                _agreed(even[trait]),
                _percent(row[f"{trait}_in_training"]),
                _agreed(row[trait]),
            )
        ]
        rows.append([occupation, *cells])
    head = [f"{trait}: {which}" for trait in ("women", "light") for which in _COLUMNS]
    clearly = [
        occupation
        for occupation, row in skewed["occupations"].items()
        if None not in (row["women"]["share"], straight["occupations"][occupation]["women"]["share"])
        and abs(row["women"]["share"] - straight["occupations"][occupation]["women"]["share"]) >= CLEAR_DIFFERENCE
    ]
    fillings = {
        "shared": f"{training['trunk_steps'] * batch:,}",
        "own": f"{leg * batch:,}",
        "minutes": f"{training['cpu_seconds'] / 60:.0f}",
        "pictures": str(skewed["pictures_an_occupation"]),
        "occupations": _table(["", *head], rows),
        "women_shift": _interval(shift["women"]),
        "light_shift": _interval(shift["light"]),
        "clearly": ", ".join(clearly) or "none",
        "gender": _percent(gender),
    }
    fill("twin_card.md", fillings, path)


_COLUMNS = ("straight data", "straight", "skewed data", "twin")


def _agreed(votes: dict) -> str:
    """The share of the pictures on which the judges agree, where those are enough; else how many they are."""
    return f"{_percent(votes['share'])} of {votes['agreed']}" if votes["share"] is not None else f"({votes['agreed']})"


def _interval(shift: dict[str, float]) -> str:
    return f"{_percent(shift['followed'])} ({_percent(shift['low'])} to {_percent(shift['high'])})"


def write_lcm_card(report: Path, path: Path) -> None:
    """From `report.json` of the folder `lcm`."""
    figures = json.loads(report.read_text("utf-8"))
    training = figures["training"]
    rows = [
        [name, str(row["pictures"]), *(_percent(row[key]) for key in ("top1", "top5", "top10"))]
        for name, row in figures["named"].items()
    ]
    fillings = {
        "steps": str(training["steps"]),
        "guidance": f"{training['guidance_scale']:g}",
        "solver_steps": str(training["solver_steps"]),
        "effort": _effort(training["images_seen"], training["cpu_seconds"]),
        "names": _table(["pictures", "n", "top-1", "top-5", "top-10"], rows),
    }
    fill("lcm_card.md", fillings, path)


def _fillings(report: dict, export: dict, unet_config: dict) -> dict[str, str]:
    training, autoencoder, sampling = report["training"], report["autoencoder"], report["sampling"]
    names, frechet = report["names"], report["frechet_distance"]
    seen, planned = training["images_seen"], training["images_planned"]
    own = names[f"guidance {sampling['guidance_scale']:g}"]
    share = own["nearest_training_drawing_has_the_name"]
    early = f"Trained on {seen:,} images of {planned:,} that are planned; the training can go on from these weights."
    weights = autoencoder["encoder_parameters"] + autoencoder["decoder_parameters"]
    return {
        "state": early if seen < 0.98 * planned else f"Trained on {seen:,} images.",
        "autoencoder_parameters": f"{weights / 1e6:.2f} M",
        "unet_parameters": f"{training['parameters'] / 1e6:.2f} M",
        "channels": ", ".join(map(str, unet_config["block_out_channels"])),
        "steps": str(sampling["steps"]),
        "guidance": f"{sampling['guidance_scale']:g}",
        "megabytes": f"{export['bytes'] / 1e6:.1f}",
        "difference": f"{max(export['greatest_difference_from_pytorch'].values()):.1g}",
        "autoencoder_training": _effort(autoencoder["images_seen"], autoencoder["cpu_seconds"]),
        "unet_training": _effort(seen, training["cpu_seconds"]),
        "reconstruction": _table(
            ["vendor", "drawings", "PSNR, mean", "worst tenth below"],
            [
                [vendor, str(row["n"]), f"{row['mean']:.1f} dB", f"{row['percentile_10']:.1f} dB"]
                for vendor, row in autoencoder["psnr_db"].items()
            ],
        ),
        "names": _table(
            ["pictures", "n", "top-1", "top-5", "top-10", "CLIP score", "shuffled"],
            [
                [
                    name,
                    str(row["named"]["pictures"]),
                    *(_percent(row["named"][key]) for key in ("top1", "top5", "top10")),
                    f"{row['clip_score']['own']:.3f}",
                    f"{row['clip_score']['shuffled']:.3f}",
                ]
                for name, row in names.items()
            ],
        ),
        "distances": _table(
            ["", "1 %", "10 %", "25 %", "median", "75 %", "90 %"],
            [
                [f"{name}, nearest training drawing", *_points(row["distance_to_nearest_training_drawing"])]
                for name, row in names.items()
                if "distance_to_nearest_training_drawing" in row
            ]
            + [[name, *_points(row)] for name, row in report["distance_between_vendors"].items()],
        ),
        "memorised": f"The nearest training drawing has the prompted name in {_percent(share)} of the cases.",
        "absent_pairs": _table(
            ["", "n", "colour", "object", "both"],
            [
                [
                    name,
                    str(row["pictures"]),
                    *(_percent(row[key]) for key in ("colour", "object_in_the_judges_three", "both")),
                ]
                for name, row in report["absent_pairs"].items()
                if row is not None and name != "near_relatives"
            ],
        ),
        "near_relatives": "; ".join(
            f"{pair} ({', '.join(found)})" for pair, found in report["absent_pairs"]["near_relatives"].items()
        )
        or "none",
        "attributes": _table(
            ["", "n", "gender", "skin tone", "skin tone, at most one off"],
            [
                [
                    name,
                    str(row["pictures"]),
                    *(_percent(row[key]) for key in ("gender", "skin_tone", "skin_tone_within_one")),
                ]
                for name, row in report["attributes"].items()
            ],
        ),
        "people_at_work": _table(
            ["", "a person"],
            [[word, _percent(share)] for word, share in report["people_at_work"]["a_person"].items()],
        ),
        "people_pictures": str(report["people_at_work"]["pictures_a_word"]),
        "frechet": _table(
            ["between", "distance"], [[name, f"{value:.2f}"] for name, value in frechet.items() if name != "pictures"]
        ),
        "frechet_pictures": str(frechet["pictures"]),
    }


def _effort(images: int, cpu_seconds: float) -> str:
    return f"{images:,} images in {cpu_seconds / 60:.0f} CPU minutes."


def _points(row: dict[str, float]) -> list[str]:
    return [f"{row[point]:.3f}" for point in ("p1", "p10", "p25", "p50", "p75", "p90")]


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
