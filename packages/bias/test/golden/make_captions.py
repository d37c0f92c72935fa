"""Reference values for measures of captions: log-odds with an informative Dirichlet prior by the formulas of Monroe et al. 2008 in numpy;
p-values of fourfold tables by scipy; PMI and NPMI by their definitions, their standard errors by a numeric Jacobian.

    pip install numpy scipy
    python make_captions.py > captions.json
"""

import json
import sys

import numpy as np
import scipy
from scipy import stats


def log_odds(y1, y2, background, strength):
    y1, y2, background = (np.asarray(y, dtype=float) for y in (y1, y2, background))
    prior = strength * background / background.sum()
    n1, n2, a0 = y1.sum(), y2.sum(), prior.sum()
    # Equations 15 and 16, and 20 and 22 with its second, shorter form.
    omega1 = np.log((y1 + prior) / (n1 + a0 - (y1 + prior)))
    omega2 = np.log((y2 + prior) / (n2 + a0 - (y2 + prior)))
    delta = omega1 - omega2
    variance = 1 / (y1 + prior) + 1 / (y2 + prior)
    return {"logOdds": delta.tolist(), "deviation": np.sqrt(variance).tolist(), "z": (delta / np.sqrt(variance)).tolist()}


def corpora(seed, words, tokens1, tokens2, strength):
    rng = np.random.default_rng(seed)
    shares = 1 / np.arange(1, words + 1)
    y1 = rng.multinomial(tokens1, shares / shares.sum())
    y2 = rng.multinomial(tokens2, np.roll(shares, 2) / shares.sum())
    background = y1 + y2 + rng.multinomial(5 * tokens1, shares / shares.sum()) + 1
    counts = {"first": y1.tolist(), "second": y2.tolist(), "background": background.tolist(), "strength": strength}
    return {**counts, **log_odds(y1, y2, background, strength)}


def measures(shares):
    both, first_only, second_only, _ = shares
    pmi = np.log2(both / ((both + first_only) * (both + second_only)))
    return np.array([pmi, pmi / -np.log2(both)])


def table(both, first_only, second_only, neither):
    counts = np.array([both, first_only, second_only, neither], dtype=float)
    square = counts.reshape(2, 2)
    result = {"table": [both, first_only, second_only, neither]}
    result["fisher"] = stats.fisher_exact(square).pvalue
    if min(square.sum(0).min(), square.sum(1).min()) > 0:
        result["g"] = stats.chi2_contingency(square, correction=False, lambda_="log-likelihood").pvalue
    if both > 0:
        result["pmi"], result["npmi"] = measures(counts / counts.sum()).tolist()
    smoothed = counts + 0.5
    shares = smoothed / smoothed.sum()
    steps = np.eye(4) * shares * 1e-5
    jacobian = np.array([(measures(shares + step) - measures(shares - step)) / (2 * step.sum()) for step in steps]).T
    covariance = (np.diag(shares) - np.outer(shares, shares)) / smoothed.sum()
    errors = np.sqrt(np.diag(jacobian @ covariance @ jacobian.T))
    result["smoothed"] = {"values": measures(shares).tolist(), "errors": errors.tolist()}
    return result


tables = [
    (3, 1, 1, 3),
    (0, 10, 12, 500),
    (12, 88, 40, 1860),
    (5, 0, 0, 20),
    (1, 9, 400, 5000),
    (30, 70, 25, 75),
    (900, 100, 50, 8950),
    (2, 40, 3000, 70000),
    (10, 10, 10, 10),
    (7, 3, 0, 0),
]
tails = [0.0, 0.5, 1.96, 2.9999, 3.0001, 5, 8.5, 20, 37]
json.dump(
    {
        "madeBy": {"numpy": np.__version__, "scipy": scipy.__version__, "script": "make_captions.py"},
        "logOdds": [corpora(1, 8, 200, 300, 500), corpora(2, 40, 5000, 900, 50), corpora(3, 5, 20, 20, 0.5)],
        "tables": [table(*counts) for counts in tables],
        "tails": [[z, 2 * stats.norm.sf(z)] for z in tails],
    },
    sys.stdout,
    indent=1,
    allow_nan=False,
)
