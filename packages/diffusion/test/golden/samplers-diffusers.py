"""Writes samplers-diffusers.json: trajectories of diffusers' schedulers, and samplers-k-diffusion.json: those of k-diffusion's samplers.

    pip install torch==2.13.0 diffusers==0.42.1 scipy==1.17.1 torchdiffeq==0.2.5 torchsde==0.2.6 numpy==2.4.6
    pip install --no-deps k-diffusion==0.1.1.post1 && python samplers-diffusers.py

float32 on a CPU. The cosine schedule goes without its highest levels, of sigma 20,000 and more: there float32 can't tell the noise
that Heun's method needs, and KDPM2AncestralDiscreteScheduler ends in NaN. Nothing random enters: start, noise and the networks come from the formulas below, which the test repeats.
Arrays are float32, little-endian, in base64. `sigmas`, `timesteps` and `middles` (timesteps of calls inside of a step) are
what the scheduler made. Each run has the final `x`, and the first 4 values of `x` after each step.
"""

import base64
import importlib
import json
import sys
import types
from pathlib import Path

import diffusers
import numpy as np
import torch

DIMS = (2, 3, 2, 4)
SIZE = 48


def start() -> torch.Tensor:
    i = np.arange(SIZE)
    return torch.tensor(1.4 * np.sin(0.5 + 2.1 * i + 0.05 * i * i), dtype=torch.float32).reshape(DIMS)


def noise(k: int) -> torch.Tensor:
    i = np.arange(SIZE)
    return torch.tensor(1.4 * np.sin(1 + 7.3 * k + 3.7 * i + 0.1 * i * i), dtype=torch.float32).reshape(DIMS)


def dummy(x: torch.Tensor, t: float) -> torch.Tensor:
    """diffusers' own test model."""
    return x * t / (t + 1)


i, j = np.meshgrid(np.arange(SIZE), np.arange(SIZE), indexing="ij")
MATRIX = torch.tensor((0.5 * (i == j) + 0.1 * np.sin(1 + 7.1 * i + 3.3 * j)), dtype=torch.float32)


def linear(x: torch.Tensor, t: float) -> torch.Tensor:
    """A fixed linear network that mixes all values."""
    return (MATRIX @ x.reshape(SIZE) + 0.1 * torch.sin(0.01 * torch.as_tensor(t, dtype=torch.float64)).to(torch.float32)).reshape(DIMS)


MODELS = {"dummy": dummy, "linear": linear}


def packed(values) -> str:
    return base64.b64encode(np.asarray(values, dtype="<f4").tobytes()).decode()


class Noise:
    def __init__(self):
        self.count = 0

    def __call__(self, *args, **kwargs) -> torch.Tensor:
        self.count += 1
        return noise(self.count - 1)


def trajectory(scheduler, steps: int, model, step_options: dict) -> tuple[dict, dict]:
    scheduler.set_timesteps(steps)
    source = Noise()
    if hasattr(scheduler, "noise_sampler"):
        scheduler.noise_sampler = source
    module = sys.modules[type(scheduler).__module__]
    if hasattr(module, "randn_tensor"):
        module.randn_tensor = source
    flow = type(scheduler).__name__.startswith("FlowMatch")
    timesteps = [float(t) for t in scheduler.timesteps]
    x = start() * (1 if flow else scheduler.sigmas[0])
    rows = []
    for n, t in enumerate(scheduler.timesteps):
        inputs = x if flow else scheduler.scale_model_input(x, t)
        x = scheduler.step(model(inputs, t), t, x, **step_options).prev_sample
        if getattr(scheduler, "state_in_first_order", True) or n == len(timesteps) - 1:
            rows.append(x.reshape(-1)[:4].numpy())
    second = hasattr(scheduler, "state_in_first_order")
    sigmas = scheduler.sigmas.numpy()
    schedule = {"sigmas": packed([*sigmas[:-1][::2], sigmas[-1]] if second else sigmas)}
    if "KDPM2" in type(scheduler).__name__:
        # The table ends with the last sigma twice.
        schedule["sigmas"] = packed(sigmas[:-1][[0, *range(1, len(sigmas) - 1, 2)]])
    elif second:
        schedule["sigmas"] = packed([sigmas[0], *sigmas[1:-1][::2], sigmas[-1]])
    schedule["timesteps"] = packed(timesteps[::2] if second else timesteps)
    if second:
        schedule["middles"] = packed(timesteps[1::2])
    return schedule, {"final": packed(x.reshape(-1)), "steps": packed(np.concatenate(rows))}


def entry(name: str, config: dict, steps: int, step_options: dict | None = None) -> dict:
    runs, schedule = {}, {}
    for model in MODELS:
        scheduler = getattr(diffusers, f"{name}Scheduler")(**config)
        schedule, runs[model] = trajectory(scheduler, steps, MODELS[model], step_options or {})
    return {"scheduler": name, "config": config, "options": step_options or {}, **schedule, **runs}


SD = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
LINEAR = {"beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear"}
V = {"prediction_type": "v_prediction"}
SAMPLE = {"prediction_type": "sample"}
spacings = [{"timestep_spacing": spacing} for spacing in ("linspace", "leading", "trailing")]
KARRAS, EXPONENTIAL, BETA = ({f"use_{kind}_sigmas": True} for kind in ("karras", "exponential", "beta"))

common = [
    *[(SD | spacing, steps) for spacing in spacings for steps in (4, 9)],
    *[(SD | spacing | V, 7) for spacing in spacings],
    *[(LINEAR | spacing | {"steps_offset": 1}, 6) for spacing in spacings],
    ({"beta_schedule": "squaredcos_cap_v2", "timestep_spacing": "leading"}, 5),
    ({"beta_schedule": "squaredcos_cap_v2", "timestep_spacing": "leading"} | V, 5),
]
shaped = [(SD | kind | prediction, steps) for kind in (KARRAS, EXPONENTIAL, BETA) for prediction, steps in (({}, 8), (V, 5))]
with_sample = [(SD | SAMPLE | spacing, 5) for spacing in spacings]
single = [(SD, 1), (SD | V, 2), (SD | {"timestep_spacing": "trailing"}, 1)]
ancestral = [(SD | prediction | spacing, steps) for prediction in ({}, V) for spacing in spacings for steps in (2, 12)]
ROWS = {
    "EulerDiscrete": [*common, *shaped, *with_sample, *single, (SD | V | {"rescale_betas_zero_snr": True, "timestep_spacing": "trailing"}, 6), (SD | {"final_sigmas_type": "sigma_min"}, 6)],
    "EulerAncestralDiscrete": [*common, *ancestral[:9]],
    "HeunDiscrete": [*common, *shaped, *with_sample],
    "KDPM2Discrete": [*common, *shaped],
    "KDPM2AncestralDiscrete": [*common, *shaped],
    "LMSDiscrete": [*common, *shaped, *with_sample],
    "DPMSolverSDE": [*common, *shaped],
    "EDMEuler": [
        (schedule | prediction | {"sigma_max": high, "sigma_data": data}, steps)
        for schedule in ({}, {"sigma_schedule": "exponential"})
        for prediction in ({}, V)
        for high, data in ((80.0, 0.5), (14.6, 1.0))
        for steps in (3, 7, 10)
    ],
    "FlowMatchEulerDiscrete": [
        ({"shift": shift} | more, steps)
        for shift in (1.0, 3.0)
        for more in ({}, {"stochastic_sampling": True}, KARRAS)
        for steps in (1, 2, 4, 11)
    ],
    "FlowMatchHeunDiscrete": [({"shift": shift}, steps) for shift in (0.5, 1.0, 3.0, 6.0) for steps in (2, 3, 4, 7, 11)],
    "CMStochasticIterative": [
        ({"num_train_timesteps": train, "sigma_max": high, "clip_denoised": clip}, steps)
        for train in (40, 201)
        for high in (80.0, 14.6)
        for clip in (True, False)
        for steps in (1, 4, 9)
    ],
}

# The schedules of the rows in diffusers' own tests, whose results are elsewhere.
REFERENCE = {"num_train_timesteps": 1100, "beta_start": 0.0001, "beta_end": 0.02, "beta_schedule": "linear"}
REFERENCE_ROWS = {
    "EulerDiscrete": [REFERENCE, REFERENCE | KARRAS],
    "EulerAncestralDiscrete": [REFERENCE],
    "HeunDiscrete": [REFERENCE, REFERENCE | KARRAS],
    "KDPM2Discrete": [REFERENCE, REFERENCE | V],
    "KDPM2AncestralDiscrete": [REFERENCE],
    "LMSDiscrete": [REFERENCE, REFERENCE | KARRAS],
    "EDMEuler": [{"num_train_timesteps": 256, "sigma_min": 0.002, "sigma_max": 80.0}],
    "CMStochasticIterative": [{"num_train_timesteps": 201, "sigma_min": 0.002, "sigma_max": 80.0}],
}


def reference(name: str, config: dict, steps: int) -> dict:
    row = entry(name, config, steps)
    return {"scheduler": name, "config": config, "steps": steps} | {key: row[key] for key in ("sigmas", "timesteps", "middles") if key in row}


def k_diffusion():
    """k_diffusion.sampling without the package's other modules, which need torchvision."""
    path = Path(importlib.util.find_spec("k_diffusion").submodule_search_locations[0])
    package, utils = types.ModuleType("k_diffusion"), types.ModuleType("k_diffusion.utils")
    package.__path__ = [str(path)]
    utils.append_dims = lambda x, dims: x[(...,) + (None,) * (dims - x.ndim)]
    package.utils = utils
    sys.modules |= {"k_diffusion": package, "k_diffusion.utils": utils}
    return importlib.import_module("k_diffusion.sampling")


def timestep_of(sigma: torch.Tensor) -> torch.Tensor:
    return 100 * torch.log(1 + sigma)


def sample_k(sampling, name: str, sigmas: torch.Tensor, options: dict, model) -> dict:
    def denoise(x, sigma):
        sigma = sigma[0]
        return x - sigma * MODELS[model](x / (1 + sigma**2) ** 0.5, timestep_of(sigma))

    rows: list = []

    def callback(info):
        # Called in the step, before x changes.
        rows.append(info["x"].reshape(-1)[:4].numpy())

    sampler = getattr(sampling, f"sample_{name}")
    stochastic = name in ("euler_ancestral", "dpm_2_ancestral", "dpmpp_2s_ancestral", "dpmpp_sde") or options.get("eta")
    more = {"noise_sampler": Noise()} if stochastic else {}
    if "s_churn" in options:
        low, high = options.get("s_tmin", 0), options.get("s_tmax", float("inf"))
        churned = [low <= float(sigma) <= high for sigma in sigmas[:-1]]
        calls = iter([sum(churned[:n]) for n in range(len(churned))])
        sampling.torch.randn_like = lambda x: noise(next(calls))
    else:
        sampling.torch.randn_like = torch.zeros_like
    if name == "dpm_adaptive":
        x, info = sampler(denoise, start() * sigmas[0], float(sigmas[-1]), float(sigmas[0]), callback=None, disable=True, return_info=True, **options, **more)
        return {"final": packed(x.reshape(-1)), "accepted": info["n_accept"]}
    x = sampler(denoise, start() * sigmas[0], sigmas, callback=callback, disable=True, **options, **more)
    if "s_churn" in options:
        # The callback gets x with its churn.
        return {"final": packed(x.reshape(-1))}
    rows = [*rows[1:], x.reshape(-1)[:4].numpy()]
    return {"final": packed(x.reshape(-1)), "steps": packed(np.concatenate(rows))}


CHURNS = [{"s_churn": 5}, {"s_churn": 40, "s_noise": 1.007}, {"s_churn": 3, "s_tmin": 0.5, "s_tmax": 9.0}]
ETAS = [{}, {"eta": 0.5}, {"eta": 0}, {"s_noise": 0.9}]
K_ROWS = {
    **{name: [{}, *CHURNS] for name in ("euler", "heun", "dpm_2")},
    **{name: ETAS for name in ("euler_ancestral", "dpm_2_ancestral", "dpmpp_2s_ancestral")},
    "dpmpp_sde": [*ETAS, {"r": 0.3}],
    "lms": [{"order": order} for order in (1, 2, 3, 4)],
    "dpm_adaptive": [{}, {"order": 2}, {"rtol": 0.01, "atol": 0.001}, {"eta": 1.0}, {"pcoeff": 0.3, "icoeff": 0.7, "dcoeff": 0.1}],
}

if __name__ == "__main__":
    torch.set_num_threads(1)
    here = Path(__file__).parent
    made = {"made by": f"samplers-diffusers.py, diffusers {diffusers.__version__}, torch {torch.__version__}, float32"}
    rows = [entry(name, config, steps) for name, configs in ROWS.items() for config, steps in configs]
    references = [reference(name, config, 10) for name, configs in REFERENCE_ROWS.items() for config in configs]
    references.append(reference("CMStochasticIterative", REFERENCE_ROWS["CMStochasticIterative"][0], 1))
    lines = ",\n".join(json.dumps(row) for row in rows)
    (here / "samplers-diffusers.json").write_text(
        f'{{"provenance": {json.dumps(made)},\n"references": {json.dumps(references)},\n"rows": [\n{lines}\n]}}\n'
    )
    sampling = k_diffusion()
    made = {"made by": f"samplers-diffusers.py, k-diffusion 0.1.1.post1, torch {torch.__version__}, float32"}
    rows = []
    for name, options in K_ROWS.items():
        for steps in (5, 10):
            sigmas = sampling.get_sigmas_karras(steps, 0.03, 14.6)
            if name == "dpm_adaptive":
                sigmas = torch.tensor([14.6, 0.03 if steps == 10 else 0.3])
            for option in options:
                runs = {model: sample_k(sampling, name, sigmas, option, model) for model in MODELS}
                rows.append({"sampler": name, "options": option, "sigmas": packed(sigmas), **runs})
    lines = ",\n".join(json.dumps(row) for row in rows)
    (here / "samplers-k-diffusion.json").write_text(f'{{"provenance": {json.dumps(made)},\n"rows": [\n{lines}\n]}}\n')
