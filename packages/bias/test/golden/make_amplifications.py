"""Reference values for amplification: directional bias amplification by formulas 3 to 5 of Wang and Russakovsky 2021, and Zhao et al. 2017's
measure, in numpy; differences by statsmodels (Newcombe); ratios by the formula of Donner and Zou in numpy; trends by scipy's
correlation. Labels come from torch.randint, which the tests draw again from the same seeds.

    pip install numpy scipy statsmodels torch
    python make_amplifications.py > amplifications.json
"""

import json
import sys

import numpy as np
import scipy
import scipy.stats
import statsmodels
import torch
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint


def labels(seed, n, attributes, tasks, several):
    """Indicator matrices of n items. One attribute each, the more likely the same number as the task's; or, if `several`, a second of each."""
    draw = torch.Generator().manual_seed(seed)
    integers = lambda high: torch.randint(0, high, (n,), generator=draw).numpy()
    task, other, luck = integers(tasks), integers(attributes), integers(100)
    attribute = np.where(luck < 40, task % attributes, other)
    A, T = np.eye(attributes)[attribute], np.eye(tasks)[task]
    if several:
        A = np.maximum(A, np.eye(attributes)[integers(attributes)])
        T = np.maximum(T, np.eye(tasks)[integers(tasks)])
    return A, T


def directional(train, reference, outputs, direction, ties):
    (A, T), (Ar, Tr), (Ao, To) = train, reference, outputs
    total = []
    for a in range(A.shape[1]):
        for t in range(T.shape[1]):
            together, chance = (A[:, a] * T[:, t]).sum() * len(A), A[:, a].sum() * T[:, t].sum()
            if direction == "attribute-to-task":
                delta = To[Ao[:, a] == 1, t].mean() - Tr[Ar[:, a] == 1, t].mean()
            else:
                delta = Ao[To[:, t] == 1, a].mean() - Ar[Tr[:, t] == 1, a].mean()
            y = int(together > chance)
            total.append(y * delta + (1 - y) * -delta)
            if ties == "zero" and together == chance:
                total[-1] = 0.0
    return np.mean(total)


def cooccurrence(train, outputs):
    b = lambda A, T: (T.T @ A) / (T.T @ A).sum(axis=1, keepdims=True)
    before, after = b(*train), b(*outputs)
    return ((after - before) * (before * before.shape[1] > 1 + 1e-12)).sum() / len(before)


def case(seed, n, attributes, tasks, several):
    train, reference, outputs = [labels(seed + i, n, attributes, tasks, several) for i in range(3)]
    result = {"seed": seed, "n": n, "attributes": attributes, "tasks": tasks, "several": several}
    for direction in ("attribute-to-task", "task-to-attribute"):
        result[direction] = {
            "paper": directional(train, train, outputs, direction, "paper"),
            "zero": directional(train, train, outputs, direction, "zero"),
            "reference": directional(train, reference, outputs, direction, "paper"),
        }
    if not several:
        result["cooccurrence"] = cooccurrence(train, outputs)
    return result


def ratio(x1, n1, x2, n2):
    a, b = x1 / n1, x2 / n2
    (l1, u1), (l2, u2) = [proportion_confint(x, n, method="wilson") for x, n in ((x1, n1), (x2, n2))]
    low = (a * b - np.sqrt((a * b) ** 2 - l1 * u2 * (2 * a - l1) * (2 * b - u2))) / (u2 * (2 * b - u2))
    high = (a * b + np.sqrt((a * b) ** 2 - u1 * l2 * (2 * a - u1) * (2 * b - l2))) / (l2 * (2 * b - l2))
    return [low, high]


def share(x1, n1, x2, n2):
    difference = confint_proportions_2indep(x1, n1, x2, n2, method="newcomb", compare="diff")
    return {"outputs": [x1, n1], "training": [x2, n2], "difference": list(difference), "ratio": ratio(x1, n1, x2, n2)}


def trend(settings, counts, totals):
    x = np.repeat(settings, totals)
    y = np.concatenate([np.repeat([1, 0], [c, n - c]) for c, n in zip(counts, totals)])
    line = scipy.stats.linregress(x, y)
    z = line.rvalue * np.sqrt(len(x))
    return {"settings": settings, "counts": counts, "totals": totals, "slope": line.slope, "z": z, "pValue": 2 * scipy.stats.norm.sf(abs(z))}


result = {
    "madeBy": {
        **{name: module.__version__ for name, module in [("numpy", np), ("scipy", scipy), ("statsmodels", statsmodels), ("torch", torch)]},
        "script": "make_amplifications.py",
    },
    "cases": [case(1, 200, 2, 2, False), case(11, 500, 3, 10, False), case(21, 400, 2, 5, True), case(31, 24, 2, 2, False)],
    "shares": [share(30, 40, 50, 100), share(1, 20, 300, 1000), share(19, 20, 5, 10), share(0, 20, 7, 30)],
    "trends": [trend([1, 2, 3], [5, 10, 15], [20, 20, 20]), trend([1, 3, 5, 7.5], [12, 20, 21, 28], [40, 40, 35, 40])],
}
json.dump(result, sys.stdout, indent=1, default=float, allow_nan=False)
