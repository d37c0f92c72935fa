"""Writes numbers of PyTorch's CPU generator as JSON; README.md says what is in it."""

import base64
import hashlib
import json
import platform
import sys

import torch

WHOLE = 40  # results with more elements are hashed

randint_ranges = [
    (0, 10), (-5, 5), (0, 2**16), (7, 2**28 + 6), (0, 2**28), (-(2**31), 2**31), (0, 2**32),
    (0, 2**53 - 1), (-(2**53) + 1, 2**53 - 1),
]  # fmt: skip


def bytes_of(name, values):
    """As the arrays of TypeScript hold them, little-endian."""
    if name == "randint":
        values = values.double()  # exact: safe integers
    if name == "randperm":
        values = values.int()
    return values.numpy().tobytes()


def draw(seed, calls):
    generator = torch.Generator().manual_seed(seed)
    results = []
    for name, *arguments in calls:
        if name in ("rand", "randn"):
            size, dtype = arguments
            values = getattr(torch, name)(size, dtype=getattr(torch, dtype), generator=generator)
        elif name == "randint":
            low, high, size = arguments
            values = torch.randint(low, high, (size,), generator=generator)
        else:
            values = torch.randperm(*arguments, generator=generator)
        data = bytes_of(name, values)
        key = "base64" if len(values) <= WHOLE else "sha256"
        value = base64.b64encode(data).decode() if key == "base64" else hashlib.sha256(data).hexdigest()
        results.append({"call": [name, *arguments], key: value})
    return {"seed": str(seed), "calls": results}


seeds = [0, 1, 42, 1234567890, 2**32 - 1, 2**32 + 7, 2**53 + 2, 2**63, 2**64 - 1, -1, -(2**40) - 3, -(2**63)]
large = [100, 1000, 1001, 4096, 65537]
cases = []
for seed in [0, 42, 2**32 + 7]:
    for dtype in ["float32", "float64"]:
        # In one row: the second number of a pair waits for the next call.
        cases.append(draw(seed, [("randn", size, dtype) for size in range(WHOLE + 1)]))
        cases.append(draw(seed, [("rand", size, dtype) for size in (0, 1, 2, 17)]))
for seed in seeds:
    cases.append(draw(seed, [("randn", size, "float32") for size in large]))
    cases.append(draw(seed, [("randn", size, "float64") for size in large]))
    cases.append(draw(seed, [("rand", size, dtype) for size in (1300, 65537) for dtype in ("float32", "float64")]))
    cases.append(draw(seed, [("randint", low, high, 9) for low, high in randint_ranges]))
    cases.append(draw(seed, [("randint", low, high, 700) for low, high in randint_ranges]))
    cases.append(draw(seed, [("randperm", n) for n in (0, 1, 2, 3, 10, 40, 41, 1000, 65537)]))
    mixed = [
        ("randn", 3, "float32"), ("randn", 17, "float32"), ("randn", 5, "float64"), ("rand", 2, "float32"),
        ("randn", 16, "float64"), ("randint", 0, 6, 4), ("randn", 1, "float64"), ("randperm", 7),
        ("rand", 3, "float64"), ("randn", 1, "float32"), ("randn", 1, "float32"), ("randn", 40, "float32"),
    ]  # fmt: skip
    cases.append(draw(seed, mixed))
cases.append(draw(7, [("randn", 1_000_003, "float32"), ("randn", 500_009, "float64")]))

json.dump(
    {
        "torch": torch.__version__,
        "capability": torch.backends.cpu.get_cpu_capability(),
        "libc": " ".join(platform.libc_ver()),
        "cases": cases,
    },
    sys.stdout,
)
