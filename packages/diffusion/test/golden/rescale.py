"""Writes rescale.json: guidance and its rescaling as diffusers' pipelines compute them.

    pip install torch==2.13.0 diffusers==0.42.1 transformers==5.23.0 && python rescale.py
"""

import json
from pathlib import Path

import diffusers
import torch
from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion import rescale_noise_cfg

torch.manual_seed(0)
conditional, unconditional = torch.randn(2, 2, 3, 4, 5)
cases = []
for scale, rescale in ((7.5, 0.7), (3.0, 1.0), (2.0, 0.2)):
    guided = unconditional + scale * (conditional - unconditional)
    rescaled = rescale_noise_cfg(guided, conditional, guidance_rescale=rescale)
    cases.append({"scale": scale, "rescale": rescale, "guided": rescaled.ravel().tolist()})
golden = {
    "madeBy": f"rescale.py with diffusers {diffusers.__version__}, rescale_noise_cfg, and torch {torch.__version__}",
    "dims": list(conditional.shape),
    "conditional": conditional.ravel().tolist(),
    "unconditional": unconditional.ravel().tolist(),
    "cases": cases,
}
rounded = json.loads(json.dumps(golden), parse_float=lambda text: float(f"{float(text):.8g}"))
Path(__file__).with_suffix(".json").write_text(json.dumps(rounded) + "\n")
