"""Reference values for association tests: WEAT by its formula in numpy, every relabelling counted by itertools; adjusted p-values by
statsmodels; bootstrap intervals by scipy. The vectors are torch.randn's, which the tests draw again from the same seeds.

    pip install numpy scipy statsmodels torch
    python make_associations.py > associations.json
"""

import itertools
import json
import sys

import numpy as np
import scipy
import scipy.stats
import statsmodels
import torch
from statsmodels.stats.multitest import multipletests


def vectors(seed, sizes, dimension, shift):
    generator = torch.Generator().manual_seed(seed)
    sets = [torch.randn(n * dimension, generator=generator).numpy().reshape(n, dimension) for n in sizes]
    # The first target and the first attribute share a direction, so that there is something to find.
    for which in (0, 2):
        sets[which][:, 0] += np.float32(shift)
    return [s.astype(np.float64) for s in sets]


def unit(v):
    return v / np.linalg.norm(v, axis=1, keepdims=True)


def d(first, second, ddof):
    return (first.mean() - second.mean()) / np.concatenate([first, second]).std(ddof=ddof)


def exact(first, second):
    values = np.concatenate([first, second])
    observed = first.sum()
    sums = np.array([values[list(c)].sum() for c in itertools.combinations(range(len(values)), len(first))])
    return [int((sums >= observed - 1e-12).sum()), int((sums > observed + 1e-12).sum()), len(sums)]


def test(first, second, seed):
    result = {
        "statistic": first.sum() - second.sum(),
        "effectSize": {"sample": d(first, second, 1), "population": d(first, second, 0)},
    }
    if scipy.special.comb(len(first) + len(second), len(first)) <= 20_000:
        result["exact"] = exact(first, second)
    else:
        rng = np.random.default_rng(seed)
        values = np.concatenate([first, second])
        sums = np.array([rng.permutation(values)[: len(first)].sum() for _ in range(200_000)])
        result["sampled"] = float((sums >= first.sum()).mean())
    if min(len(first), len(second)) >= 8:
        interval = scipy.stats.bootstrap(
            (first, second),
            lambda x, y: d(x, y, 1),
            vectorized=False,
            n_resamples=20_000,
            method="BCa",
            rng=np.random.default_rng(seed),
        ).confidence_interval
        result["interval"] = [interval.low, interval.high]
    return result


def case(seed, sizes, dimension, shift):
    X, Y, A, B = [unit(v) for v in vectors(seed, sizes, dimension, shift)]
    s = lambda targets: (targets @ A.T).mean(axis=1) - (targets @ B.T).mean(axis=1)
    single = lambda T: test((A @ T.T).mean(axis=1), (B @ T.T).mean(axis=1), seed)
    level3 = lambda T, C: [(T @ C.T).mean(), (T @ C.T).std(ddof=1)]
    return {
        **{"seed": seed, "sizes": sizes, "dimension": dimension, "shift": shift},
        "differential": test(s(X), s(Y), seed),
        "X": single(X),
        "Y": single(Y),
        "similarities": {"XA": level3(X, A), "XB": level3(X, B), "YA": level3(Y, A), "YB": level3(Y, B)},
    }


cases = [
    case(1, [4, 4, 3, 3], 5, 0.0),
    case(2, [8, 8, 8, 8], 16, 0.5),
    case(3, [6, 7, 5, 4], 8, 1.0),
    case(4, [25, 25, 25, 25], 32, 0.4),
    case(5, [50, 40, 30, 20], 512, 1.0),
    case(6, [2, 2, 2, 2], 3, 0.0),
]
p_values = [0.01, 0.04, 0.03, 0.005, 0.5, 0.04, 1.0, 0.0, 0.2]
adjusted = {
    "pValues": p_values,
    "holm": multipletests(p_values, method="holm")[1].tolist(),
    "benjamini-hochberg": multipletests(p_values, method="fdr_bh")[1].tolist(),
}
quantiles = [1e-300, 1e-12, 1e-5, 0.001, 0.02425, 0.025, 0.3, 0.5, 0.8, 0.975, 0.999999]
normal = {
    "quantile": [[p, scipy.stats.norm.ppf(p)] for p in quantiles],
    "cdf": [[x, scipy.stats.norm.cdf(x)] for x in (-8, -5, -1.96, -0.1, 0, 0.5, 2, 4, 7)],
}
made_by = {name: module.__version__ for name, module in [("numpy", np), ("scipy", scipy), ("statsmodels", statsmodels), ("torch", torch)]}
json.dump(
    {"madeBy": {**made_by, "script": "make_associations.py"}, "cases": cases, "adjusted": adjusted, "normal": normal},
    sys.stdout,
    indent=1,
    default=float,
    allow_nan=False,
)
