"""python weat-numpy.py SIZE DIMENSION PERMUTATIONS: WEAT's sampled p-value by numpy, in a loop and all at once, as JSON.

Both compute each target's association once. Run it with OMP_NUM_THREADS=1 for one core.
"""
import json
import statistics
import sys
import time

import numpy as np

size, dimension, permutations = map(int, sys.argv[1:])
rng = np.random.default_rng(0)
sets = [rng.standard_normal((size, dimension), dtype=np.float32) for _ in range(4)]


def associations():
    X, Y, A, B = (s / np.linalg.norm(s, axis=1, keepdims=True) for s in sets)
    targets = np.concatenate([X, Y])
    s = (targets @ A.T).mean(axis=1) - (targets @ B.T).mean(axis=1)
    return s, s[:size].sum()


def in_a_loop():
    s, observed = associations()
    return sum(s[rng.permutation(2 * size)[:size]].sum() >= observed for _ in range(permutations))


def at_once():
    s, observed = associations()
    return (rng.permuted(np.tile(s, (permutations, 1)), axis=1)[:, :size].sum(axis=1) >= observed).sum()


def timed(run):
    seconds = []
    for _ in range(9):
        start = time.perf_counter()
        found = run()
        seconds.append(time.perf_counter() - start)
    return {"seconds": statistics.median(seconds), "found": f"p = {(found + 1) / (permutations + 1):.3f}"}


print(json.dumps({"inALoop": timed(in_a_loop), "atOnce": timed(at_once)}))
