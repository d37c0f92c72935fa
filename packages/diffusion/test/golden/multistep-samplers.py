"""Writes multistep-samplers.json: trajectories of diffusers' schedulers and k-diffusion's samplers, in float32 on the CPU.

    pip install torch==2.13.0 diffusers==0.42.1 numpy scipy torchdiffeq torchsde
    pip install --no-deps k-diffusion==0.1.1.post1
    python multistep-samplers.py

Two networks stand for trained ones: "dummy", that of diffusers' tests, sample * t / (t + 1), and "linear", a fixed random
matrix. Arrays are float32 in base64. `probes` has the first and last value of the sample after each step.
"""

import base64
import importlib
import json
import sys
import types
from importlib.util import find_spec
from pathlib import Path

import diffusers
import numpy as np
import torch

SHAPE = (2, 2, 3, 3)
FEATURES = 18
rng = np.random.default_rng(12)
matrix = torch.tensor(rng.standard_normal((FEATURES, FEATURES)) / np.sqrt(FEATURES), dtype=torch.float32)
start = torch.tensor(rng.standard_normal(SHAPE), dtype=torch.float32)
noises = torch.tensor(rng.standard_normal((40, *SHAPE)), dtype=torch.float32)


def encode(array) -> str:
    return base64.b64encode(np.ascontiguousarray(array, dtype="<f4").tobytes()).decode()


def dummy(x: torch.Tensor, t: float) -> torch.Tensor:
    return x * t / (t + 1)


def linear(x: torch.Tensor, t: float) -> torch.Tensor:
    return (x.reshape(SHAPE[0], FEATURES) @ matrix.T).reshape(SHAPE) + t / 1000


MODELS = {"dummy": dummy, "linear": linear}


def trajectory(xs: list[torch.Tensor], before: float = 0) -> dict:
    flat = np.stack([x.numpy().ravel() for x in xs])
    if not np.isfinite(flat).all():
        raise ValueError("not finite")
    return {"final": encode(flat[-1]), "probes": encode(flat[:, [0, -1]]), "scale": float(f"{max(before, np.abs(flat).max()):.4g}")}


class Draws:
    """Gives the same noises to every run, in place of randn_tensor."""

    def __init__(self):
        self.count = 0

    def __call__(self, shape, **_):
        self.count += 1
        return noises[(self.count - 1) % len(noises)]


def relative(alpha_cumprod) -> float:
    a = float(alpha_cumprod)
    return np.inf if a == 0 else np.sqrt((1 - a) / a)


def levels(scheduler, timesteps: list[int]) -> list[float]:
    """Sigma in units of the data at each timestep and at the end, as the class has it."""
    name = type(scheduler).__name__
    if hasattr(scheduler, "sigmas"):
        sigmas = scheduler.sigmas.double().numpy()
        return sigmas / (1 - sigmas) if scheduler.config.use_flow_sigmas else sigmas
    cumprod = scheduler.alphas_cumprod
    ratio = scheduler.config.num_train_timesteps // scheduler.num_inference_steps
    if name in ("DDIMScheduler", "PNDMScheduler"):
        for t, following in zip(timesteps, [*timesteps[1:], -1]):
            assert max(-1, t - ratio) == following, f"{name} steps from {t} to {t - ratio}, not to {following}"
            # With odd ratios, the halves of PNDM's Runge-Kutta steps go to another timestep than the network is told.
            assert name == "DDIMScheduler" or scheduler.config.skip_prk_steps or ratio % 2 == 0, f"{name}: odd {ratio}"
    end = {"DDPMScheduler": 1.0, "LCMScheduler": 1.0, "TCDScheduler": cumprod[0]}
    last = end[name] if name in end else scheduler.final_alpha_cumprod
    return [relative(a) for a in [*(cumprod[t] for t in timesteps), last]]


def run(name: str, config: dict, steps: int, call: dict | None = None) -> dict:
    runs = {}
    for label, model in MODELS.items():
        scheduler = getattr(diffusers, name)(**config)
        module = sys.modules[type(scheduler).__module__]
        if hasattr(module, "randn_tensor"):
            module.randn_tensor = Draws()
        scheduler.set_timesteps(steps)
        calls = [float(t) for t in scheduler.timesteps]
        x, xs = start, []
        for t in scheduler.timesteps:
            x = scheduler.step(model(x, float(t)), t, x, **(call or {})).prev_sample
            xs.append(x)
        timesteps, halfway = calls, []
        if name == "PNDMScheduler":
            prk = len(scheduler.prk_timesteps)
            # Of the four calls of a Runge-Kutta step and the two calls of the first PLMS step, the last one ends the step.
            timesteps = calls[0:prk:4] + calls[prk:] if prk else calls[:1] + calls[2:]
            halfway = [{"timestep": t, "sigma": relative(scheduler.alphas_cumprod[int(t)])} for t in calls[1:prk:4]]
            xs = xs[3:prk:4] + xs[prk:] if prk else xs[-steps:]
        sigmas = levels(scheduler, [int(t) for t in timesteps])
        runs[label] = trajectory(xs, float(start.abs().max()))
    return {
        "class": name,
        "config": config,
        "steps": steps,
        **({"call": call} if call else {}),
        **({"halfway": halfway} if halfway else {}),
        "sigmas": encode(sigmas),
        "timesteps": [int(t) if t == int(t) else t for t in timesteps],
        **runs,
    }


def k_diffusion():
    """k_diffusion.sampling alone: the package itself imports much that it doesn't need."""
    package = types.ModuleType("k_diffusion")
    package.__path__ = find_spec("k_diffusion").submodule_search_locations
    sys.modules["k_diffusion"] = package
    sys.modules["k_diffusion.utils"] = types.ModuleType("k_diffusion.utils")
    package.utils = sys.modules["k_diffusion.utils"]
    return importlib.import_module("k_diffusion.sampling")


sampling = k_diffusion()


def run_k(function: str, sigma_max: float, steps: int, call: dict) -> dict:
    sigmas = sampling.get_sigmas_karras(steps, 0.03, sigma_max)
    timesteps = [round(1000 * float(s) / (1 + float(s))) for s in sigmas[:-1]]
    runs = {}
    for label, model in MODELS.items():
        draws, seen = Draws(), []

        def denoise(x, sigma):
            t = timesteps[int((sigmas == sigma[0]).nonzero()[0])]
            return x - sigma[0] * model(x / (1 + sigma[0] ** 2) ** 0.5, t)

        noise = {"noise_sampler": lambda *_: draws(SHAPE)} if "sde" in function else {}
        x = getattr(sampling, function)(
            denoise, start * sigmas[0], sigmas, callback=lambda d: seen.append(d["x"]), disable=True, **noise, **call
        )
        runs[label] = trajectory([*seen[1:], x])
    return {
        "class": function,
        "config": {},
        "steps": steps,
        "call": call,
        "sigmas": encode(sigmas),
        "timesteps": [int(t) if t == int(t) else t for t in timesteps],
        **runs,
    }


SD = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
COSINE = {"beta_schedule": "squaredcos_cap_v2"}
PREDICTIONS = ["epsilon", "v_prediction", "sample"]
THRESHOLD = {"thresholding": True, "dynamic_thresholding_ratio": 0.87, "sample_max_value": 1.5}
ZERO_SNR = {"rescale_betas_zero_snr": True, "timestep_spacing": "trailing"}
cases: list[dict] = []


def add(name: str, config: dict, steps: int = 8, **call) -> None:
    try:
        cases.append(run(name, config, steps, call or None))
    except (ValueError, AssertionError, IndexError) as error:
        print(f"left out: {name} {config} {steps} {call}: {error}")


for prediction in PREDICTIONS:
    for variance in ["fixed_small", "fixed_small_log", "fixed_large"]:
        add("DDPMScheduler", {**SD, "prediction_type": prediction, "variance_type": variance, "clip_sample": False})
    add("DDPMScheduler", {"prediction_type": prediction}, 10)
    add("DDPMScheduler", {**COSINE, "prediction_type": prediction, "timestep_spacing": "linspace"}, 12)
    add("DDPMScheduler", {"prediction_type": prediction, **THRESHOLD, "timestep_spacing": "linspace"}, 5)
    add("DDPMScheduler", {**COSINE, "prediction_type": prediction, "clip_sample_range": 2.0}, 7)

for prediction in PREDICTIONS:
    for eta in [0.0, 0.4, 1.0]:
        add("DDIMScheduler", {**SD, "prediction_type": prediction, "clip_sample": False, "steps_offset": 1}, eta=eta)
    add("DDIMScheduler", {"prediction_type": prediction}, 10, eta=0.0)
    add("DDIMScheduler", {"prediction_type": prediction, **THRESHOLD, "timestep_spacing": "trailing"}, 10, eta=0.5)
    add("DDIMScheduler", {**COSINE, "prediction_type": prediction}, 7, eta=1.0, use_clipped_model_output=True)
    add("DDIMScheduler", {**SD, "prediction_type": prediction, "set_alpha_to_one": False, "clip_sample": False}, 12, eta=1.0)
    add("DDIMScheduler", {**SD, **ZERO_SNR, "prediction_type": prediction, "clip_sample": False}, 10, eta=0.3)
    add("DDIMScheduler", {"timestep_spacing": "trailing", "prediction_type": prediction, "clip_sample_range": 3.0}, 20, eta=0.0)

for prediction in ["epsilon", "v_prediction"]:
    for skip in [False, True]:
        common = {"prediction_type": prediction, "skip_prk_steps": skip}
        add("PNDMScheduler", {**common}, 10)
        add("PNDMScheduler", {**SD, **common, "steps_offset": 1}, 4)
        add("PNDMScheduler", {**SD, **common, "set_alpha_to_one": True}, 5)
        add("PNDMScheduler", {**COSINE, **common, "set_alpha_to_one": True}, 20)
        add("PNDMScheduler", {**SD, **common, "timestep_spacing": "trailing", "set_alpha_to_one": True}, 10)
    add("PNDMScheduler", {**SD, "prediction_type": prediction, "skip_prk_steps": True}, 1)
    add("PNDMScheduler", {**SD, "prediction_type": prediction, "skip_prk_steps": True}, 2)
    add("PNDMScheduler", {**SD, "prediction_type": prediction, "skip_prk_steps": True}, 20)

name = "DPMSolverMultistepScheduler"
for order in [1, 2, 3]:
    for solver in ["midpoint", "heun"] if order > 1 else ["midpoint"]:
        common = {**SD, "solver_order": order, "solver_type": solver}
        add(name, common, 8)
        add(name, {**common, "prediction_type": "v_prediction", "use_karras_sigmas": True}, 15)
        sigma_min = {**common, "final_sigmas_type": "sigma_min"}
        add(name, {**sigma_min, "algorithm_type": "dpmsolver", "prediction_type": "sample"}, 10)
        if order > 1:
            add(name, {**sigma_min, "algorithm_type": "dpmsolver", "lower_order_final": False}, 16)
        if order < 3:  # The third order of diffusers' SDE has a sign wrong; k-diffusion's is below.
            add(name, {**common, "algorithm_type": "sde-dpmsolver++"}, 8)
            add(name, {**common, "algorithm_type": "sde-dpmsolver++", "use_karras_sigmas": True}, 15)
    common = {"solver_order": order, "prediction_type": "sample"}
    add(name, {**common, "euler_at_final": True, "final_sigmas_type": "sigma_min", "timestep_spacing": "leading"}, 15)
    add(name, {**common, **COSINE, "lower_order_final": False, "timestep_spacing": "trailing"}, 7)
    add(name, {**SD, **THRESHOLD, "solver_order": order, "use_exponential_sigmas": True}, 8)
    add(name, {**SD, **ZERO_SNR, "solver_order": order, "prediction_type": "v_prediction"}, 8)
    flow = {"use_flow_sigmas": True, "flow_shift": 3.0, "prediction_type": "flow_prediction"}
    add(name, {**flow, "solver_order": order}, 8)
add(name, {**SD, "use_lu_lambdas": True, "final_sigmas_type": "sigma_min"}, 10)

name = "DPMSolverSinglestepScheduler"
for order in [1, 2, 3]:
    for solver in ["midpoint", "heun"] if order > 1 else ["midpoint"]:
        common = {**SD, "solver_order": order, "solver_type": solver}
        add(name, common, 11)
        add(name, {**common, "prediction_type": "v_prediction", "use_karras_sigmas": True}, 12)
        sigma_min = {**common, "final_sigmas_type": "sigma_min"}
        add(name, {**sigma_min, "prediction_type": "sample"}, 6)
        add(name, {**sigma_min, "algorithm_type": "dpmsolver"}, 10)
        if order < 3 or solver == "midpoint":
            add(name, {**common, "algorithm_type": "sde-dpmsolver++"}, 9)
    add(name, {**COSINE, **THRESHOLD, "solver_order": order}, 7)
    add(name, {**flow, "solver_order": order}, 8)

name = "DEISMultistepScheduler"
for order in [1, 2, 3]:
    for prediction in PREDICTIONS:
        add(name, {**SD, "solver_order": order, "prediction_type": prediction}, 8)
        add(name, {"solver_order": order, "prediction_type": prediction, "timestep_spacing": "leading"}, 15 if order < 3 else 12)
    add(name, {**COSINE, "solver_order": order, "lower_order_final": False, "timestep_spacing": "leading"}, 7)
    add(name, {**SD, **THRESHOLD, "solver_order": order, "use_karras_sigmas": True}, 10)
    # Predictions of the noise lose digits in float32 where there is little else, so less of it.
    add(name, {**flow, "flow_shift": 0.02, "solver_order": order}, 8)

name = "UniPCMultistepScheduler"
for order in [1, 2, 3]:
    for solver in ["bh1", "bh2"]:
        common = {**SD, "solver_order": order, "solver_type": solver, "final_sigmas_type": "sigma_min"}
        add(name, common, 8)
        add(name, {**common, "prediction_type": "v_prediction", "use_karras_sigmas": True}, 12)
        add(name, {**common, "predict_x0": False, "lower_order_final": False}, 9)
        add(name, {**common, "predict_x0": False, "prediction_type": "sample", "disable_corrector": [0, 2]}, 10)
    common = {**SD, "solver_order": order}
    add(name, common, 8)
    add(name, {**common, **THRESHOLD, "timestep_spacing": "leading"}, 10)
    add(name, {**common, **ZERO_SNR, "prediction_type": "v_prediction"}, 7)
    add(name, {**flow, "solver_order": order}, 8)
    add(name, {**COSINE, "solver_order": order, "prediction_type": "sample"}, 16)

for prediction in PREDICTIONS:
    for steps in [1, 2, 4, 8]:
        add("LCMScheduler", {"prediction_type": prediction}, steps)
    add("LCMScheduler", {"prediction_type": prediction, "timestep_scaling": 0.01}, 5)
    add("LCMScheduler", {"prediction_type": prediction, "clip_sample": True, "timestep_scaling": 0.1}, 3)
    add("LCMScheduler", {"prediction_type": prediction, **THRESHOLD, "original_inference_steps": 100}, 6)

for prediction in PREDICTIONS:
    for eta in [0.0, 0.3, 1.0]:
        add("TCDScheduler", {"prediction_type": prediction}, 4, eta=eta)
    add("TCDScheduler", {"prediction_type": prediction}, 1, eta=0.3)
    add("TCDScheduler", {"prediction_type": prediction, "original_inference_steps": 100}, 8, eta=0.5)
    add("TCDScheduler", {"prediction_type": prediction, **COSINE}, 6, eta=0.2)
    add("TCDScheduler", {"prediction_type": prediction, "beta_schedule": "linear"}, 12, eta=0.7)

for sigma_max, steps in [(3.0, 4), (14.6, 7), (14.6, 16)]:
    cases.append(run_k("sample_dpmpp_2m", sigma_max, steps, {}))
    for eta in [0.5, 1.0]:
        for solver in ["midpoint", "heun"]:
            cases.append(run_k("sample_dpmpp_2m_sde", sigma_max, steps, {"eta": eta, "solver_type": solver}))
    for eta in [0.0, 0.3, 0.7, 1.0]:
        cases.append(run_k("sample_dpmpp_3m_sde", sigma_max, steps, {"eta": eta}))

tables = {
    "sd": diffusers.TCDScheduler().alphas_cumprod,
    "squaredcos_cap_v2": diffusers.TCDScheduler(beta_schedule="squaredcos_cap_v2").alphas_cumprod,
    "linear": diffusers.TCDScheduler(beta_schedule="linear").alphas_cumprod,
}
head = {
    "about": __doc__.strip().splitlines()[0],
    "versions": {"torch": torch.__version__, "diffusers": diffusers.__version__, "k-diffusion": "0.1.1.post1"},
    "shape": SHAPE,
    "matrix": encode(matrix),
    "start": encode(start),
    "noises": encode(noises),
    # Sigmas of all timesteps, for TCD's steps to timesteps between those of the schedule.
    "trainingSigmas": {key: encode([relative(a) for a in table]) for key, table in tables.items()},
}
lines = ",\n".join(json.dumps(case, separators=(",", ":")) for case in cases)
text = json.dumps(head, indent=1)[:-2] + ',\n "cases": [\n' + lines + "\n]}\n"
json.loads(text)
Path(__file__).with_suffix(".json").write_text(text)
counts: dict[str, int] = {}
for case in cases:
    counts[case["class"]] = counts.get(case["class"], 0) + 1
print(counts, len(text))
