"""The model card: prose that is written by hand, and tables that are made from the report."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

_TEMPLATE = Path(__file__).with_name("card.md")


def write_card(report: dict, path: Path) -> None:
    """Fills the places `{{name}}` of `card.md` with tables and facts of the report."""
    text = _TEMPLATE.read_text(encoding="utf-8")
    for name, filling in _fillings(report).items():
        place = "{{" + name + "}}"
        if place not in text:
            raise ValueError(f"card.md has no placeholder {place}")
        text = text.replace(place, filling)
    if "{{" in text:
        raise ValueError(f"card.md has a placeholder that nothing fills: {text[text.index('{{') :][:40]}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _fillings(report: dict) -> dict[str, str]:
    model, groups = report["model"], report["zero_shot_groups"]
    twemoji = report["attributes"].get("twemoji") or next(iter(report["attributes"].values()))
    stages = [("first", "text-and-conv"), ("second", "conv"), ("third", "vision")]
    return {
        "parameters": f"{model['text_parameters'] / 1e6:.2f} M and {model['vision_parameters'] / 1e6:.2f} M",
        "reached": _reached(report),
        "steps": f"{model['conv']['step']:,} and {model['vision']['step']:,}",
        "megabytes": f"{model['bytes'] / 1e6:.1f}",
        "candidates": str(report["retrieval"]["candidates"]),
        "retrieval": _retrieval({key: value for key, value in report["retrieval"].items() if key != "candidates"}),
        "groups": _table(
            ["drawings", "prompt", "n", "right", "mean of the classes", "commonest group"],
            [
                [name, kind, _count(result), *_accuracies(result)]
                for name, kinds in groups.items()
                for kind, result in kinds.items()
            ],
        ),
        "group_confusion": _confusion(groups["twemoji"]["class word"] if "twemoji" in groups else _first(groups)),
        "attributes": _table(
            ["vendor", "attribute", "n", "classes", "right", "mean of the classes", "commonest class"],
            [
                [vendor, name.replace("_", " "), _count(result), str(len(result["classes"])), *_accuracies(result)]
                for vendor, results in report["attributes"].items()
                for name, result in results.items()
            ],
        ),
        "tone_confusion": _confusion(twemoji["skin_tone"]),
        "named_tone_confusion": _confusion(twemoji["skin_tone_of_named_person"]),
        "gender_confusion": _confusion(twemoji["gender"]),
        "profession_confusion": _confusion(twemoji["profession"]) if "profession" in twemoji else "",
        "calibration": _table(
            ["vendor", "logit scale", "factor", "expected calibration error"],
            [
                [vendor, kind, f"{result['logit_scale']:.1f}", f"{result['expected_error']:.3f}"]
                for vendor, kinds in report["calibration"].items()
                for kind, result in kinds.items()
            ],
        ),
        "reliability": _table(
            ["vendor", "logit scale", "confidence", "n", "mean confidence", "right"],
            [
                [
                    vendor,
                    kind,
                    f"{row['low']:.1f} to {row['high']:.1f}",
                    str(row["count"]),
                    f"{row['confidence']:.2f}",
                    f"{row['accuracy']:.2f}",
                ]
                for vendor, kinds in report["calibration"].items()
                for kind, result in kinds.items()
                for row in result["bins"]
            ],
        ),
        "baselines": _table(
            ["drawings", "pairs", "n", "1 %", "5 %", "25 %", "median", "75 %", "95 %", "99 %"],
            [
                [
                    name,
                    kind,
                    str(values["count"]),
                    *(f"{values[point]:.3f}" for point in ("0.01", "0.05", "0.25", "0.5", "0.75", "0.95", "0.99")),
                ]
                for name, kinds in report["baselines"].items()
                for kind, values in kinds.items()
            ],
        ),
        "hardware": "; ".join(
            f"{place} stage {model[name]['step']:,} steps, {model[name]['cpu_seconds'] / 60:.0f} CPU minutes "
            f"({model[name]['seconds'] / 60:.0f} on the clock)"
            for place, name in stages
        ),
    }


def _reached(report: dict) -> str:
    """On the first of the vendors that were held out, in the order of the card's aims."""
    name = "held-out vendor twemoji"
    tables, groups = report["retrieval"], report["zero_shot_groups"]
    found = tables.get(name) or next(table for key, table in tables.items() if key != "candidates")
    by_word = groups["twemoji"]["class word"] if "twemoji" in groups else _first(groups)
    return f"{_percent(found['top1'])}, {_percent(found['top5'])} and {_percent(by_word['accuracy'])}"


def _retrieval(tables: dict[str, dict]) -> str:
    return _table(
        ["drawings", "n", "top-1", "top-5", "top-10"],
        [
            [name, str(row["count"]), *(_percent(row[key]) for key in ("top1", "top5", "top10"))]
            for name, row in tables.items()
        ],
    )


def _confusion(result: dict) -> str:
    """Rows are the truth, columns the answer."""
    classes = result["classes"]
    return _table(
        ["", *classes], [[name, *map(str, row)] for name, row in zip(classes, result["confusion"], strict=True)]
    )


def _accuracies(result: dict) -> list[str]:
    return [_percent(result[key]) for key in ("accuracy", "balanced_accuracy", "baseline")]


def _count(result: dict) -> str:
    return str(sum(map(sum, result["confusion"])))


def _first(groups: dict) -> dict:
    return next(iter(groups.values()))["class word"]


def _percent(share: float) -> str:
    return f"{share:.1%}".replace("%", " %")


def _table(head: list[str], rows: Iterable[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
