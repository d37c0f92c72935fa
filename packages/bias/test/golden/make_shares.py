"""Reference values for shares: entropies and divergences by scipy, simultaneous intervals by statsmodels, the likeliest mixture by a
general optimizer of scipy, Ward's clusters by scipy. The vectors are torch.randn's, which the tests draw again from the same seeds.

    pip install numpy scipy statsmodels torch
    python make_shares.py > shares.json
"""

import json
import sys

import numpy as np
import scipy
import statsmodels
import torch
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.optimize import minimize
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy
from statsmodels.stats.proportion import multinomial_proportions_confint


def diversity(counts, reference):
    p, r = np.array(counts) / sum(counts), np.array(reference)
    return {
        **{"counts": counts, "reference": reference},
        "entropy": entropy(p, base=2),
        "evenness": entropy(p) / np.log(len(p)),
        "totalVariation": np.abs(p - r).sum() / 2,
        "jensenShannon": jensenshannon(p, r, base=2) ** 2,
        "goodman": multinomial_proportions_confint(counts, alpha=0.05, method="goodman").tolist(),
    }


def mixture(outcomes, given):
    q, M = np.array(outcomes, float), np.array(given)
    likelihood = lambda p: -(q * np.log(p @ M + 1e-300)).sum() / q.sum()
    best = min(
        (
            minimize(
                likelihood,
                start,
                bounds=[(0, 1)] * len(M),
                constraints={"type": "eq", "fun": lambda p: p.sum() - 1},
                method="SLSQP",
                options={"ftol": 1e-15, "maxiter": 1000},
            )
            for start in np.vstack([np.full(len(M), 1 / len(M)), np.random.default_rng(0).dirichlet(np.ones(len(M)), 5)])
        ),
        key=lambda result: result.fun,
    )
    return {"outcomes": outcomes, "given": given, "shares": best.x.tolist()}


def clusters(seed, n, dimension, k):
    generator = torch.Generator().manual_seed(seed)
    vectors = torch.randn(n * dimension, generator=generator).numpy().reshape(n, dimension).astype(np.float64)
    vectors[:, 0] += np.arange(n) % 5 * 2
    labels = fcluster(linkage(vectors, "ward"), k, criterion="maxclust")
    numbers = {}
    return {
        **{"seed": seed, "n": n, "dimension": dimension, "k": k},
        "assignments": [numbers.setdefault(int(label), len(numbers)) for label in labels],
    }


result = {
    "madeBy": {
        **{name: module.__version__ for name, module in [("numpy", np), ("scipy", scipy), ("statsmodels", statsmodels), ("torch", torch)]},
        "script": "make_shares.py",
    },
    "diversity": [
        diversity([8, 4, 4], [1 / 3] * 3),
        diversity([10, 0], [0.5, 0.5]),
        diversity([3, 17, 80, 5], [0.1, 0.2, 0.65, 0.05]),
        diversity([1, 1, 1, 1, 1, 7, 0, 0], [1 / 8] * 8),
    ],
    "mixtures": [
        mixture([40, 60], [[0.8, 0.2], [0.1, 0.9]]),
        mixture([3, 97], [[0.8, 0.2], [0.1, 0.9]]),
        mixture([50, 30, 20], [[0.9, 0.05, 0.05], [0.1, 0.8, 0.1], [0.2, 0.2, 0.6]]),
        mixture([50, 30, 5, 15], [[0.8, 0.1, 0.0, 0.1], [0.1, 0.7, 0.1, 0.1], [0.1, 0.1, 0.5, 0.3]]),
        mixture([70, 5, 5, 20], [[0.6, 0.2, 0.1, 0.1], [0.2, 0.5, 0.2, 0.1], [0.1, 0.2, 0.5, 0.2]]),
    ],
    "clusters": [clusters(1, 12, 2, 3), clusters(2, 60, 8, 12), clusters(3, 300, 16, 24), clusters(4, 300, 32, 48)],
}
json.dump(result, sys.stdout, indent=1, default=float, allow_nan=False)
