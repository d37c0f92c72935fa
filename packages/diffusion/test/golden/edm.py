"""Writes edm.json: EDM's preconditioning as diffusers' EDMEulerScheduler computes it.

    pip install torch==2.13.0 diffusers==0.42.1 && python edm.py
"""

import json
from pathlib import Path

import diffusers
import torch

cases = []
for prediction_type in ("epsilon", "v_prediction"):
    scheduler = diffusers.EDMEulerScheduler(prediction_type=prediction_type, sigma_data=0.7)
    for sigma in (80.0, 3.0, 0.5, 0.01):
        generator = torch.Generator().manual_seed(1)
        x = torch.randn(4, generator=generator) * sigma
        output = torch.randn(4, generator=generator)
        cases.append(
            {
                "predictionType": prediction_type,
                "sigma": sigma,
                "x": x.tolist(),
                "output": output.tolist(),
                "input": scheduler.precondition_inputs(x, torch.tensor(sigma)).tolist(),
                "noise": scheduler.precondition_noise(torch.tensor(sigma)).item(),
                "denoised": scheduler.precondition_outputs(x, output, torch.tensor(sigma)).tolist(),
            }
        )
golden = {
    "madeBy": f"edm.py with diffusers {diffusers.__version__}, EDMEulerScheduler, and torch {torch.__version__}",
    "sigmaData": 0.7,
    "cases": cases,
}
rounded = json.loads(json.dumps(golden), parse_float=lambda text: float(f"{float(text):.8g}"))
Path(__file__).with_suffix(".json").write_text(json.dumps(rounded) + "\n")
