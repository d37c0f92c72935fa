"""Writes the numbers of PyTorch's CPU generator for a few seeds as JSON."""

import json
import sys

import torch

cases = []
for seed in [0, 1, 42, 1234567890, 2**32 - 1]:
    torch.manual_seed(seed)
    uniform = [int(x * 2**24) for x in torch.rand(1300).tolist()]  # exact: float32 in [0, 1)
    torch.manual_seed(seed)
    # torch.randint takes one word modulo a range of this size.
    low16 = torch.randint(0, 2**16, (700,)).tolist()
    cases.append({"seed": seed, "uniform": uniform, "low16": low16})
json.dump({"torch": torch.__version__, "cases": cases}, sys.stdout)
