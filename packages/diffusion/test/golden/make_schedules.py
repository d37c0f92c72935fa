"""Dumps the timesteps and sigmas of diffusers' schedulers, for every class, spacing and way of spreading sigmas.

Run: python make_schedules.py schedules.json [FULL]     (diffusers 0.42.1, torch 2.13, numpy, scipy, torchsde)
FULL gets the same arrays in plain JSON, for a check by hand; it isn't committed.
"""
import base64, functools, json, sys, warnings
import numpy as np, scipy.stats, torch, diffusers

scipy.stats.beta.ppf = functools.cache(scipy.stats.beta.ppf)  # slow, and asked for the same again and again

warnings.filterwarnings("ignore")
diffusers.utils.logging.set_verbosity_error()
STEPS = [1, 2, 5, 10, 20, 50]
SPACINGS = ["leading", "linspace", "trailing"]
SPREADS = [{}, {"use_karras_sigmas": True}, {"use_exponential_sigmas": True}, {"use_beta_sigmas": True}]
SD = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "steps_offset": 1}
COSINE = {"beta_schedule": "squaredcos_cap_v2"}
ZERO_SNR = {"rescale_betas_zero_snr": True, "prediction_type": "v_prediction"}
VIDEO = {"timestep_type": "continuous", "prediction_type": "v_prediction", "use_karras_sigmas": True, "sigma_min": 0.002, "sigma_max": 700.0}
FLOW = {"use_flow_sigmas": True, "prediction_type": "flow_prediction"}

def cases():
    for name in ["EulerDiscrete", "EulerAncestralDiscrete", "HeunDiscrete", "KDPM2Discrete", "KDPM2AncestralDiscrete", "LMSDiscrete", "DPMSolverSDE"]:
        for spacing in SPACINGS:
            for spread in SPREADS if name != "EulerAncestralDiscrete" else [{}]:
                yield name, {**SD, "timestep_spacing": spacing, **spread}
        yield name, {}
        yield name, {**COSINE, "num_train_timesteps": 1100}
        if name != "EulerAncestralDiscrete":
            for spread in SPREADS[1:]:
                yield name, {**SD, "sigma_min": 0.1, "sigma_max": 10.0, **spread}
    for spacing in SPACINGS:
        for name in ["EulerDiscrete", "EulerAncestralDiscrete"]:
            yield name, {**SD, **ZERO_SNR, "timestep_spacing": spacing}
        yield "EulerDiscrete", {**VIDEO, **SD, "timestep_spacing": spacing}
        yield "EulerDiscrete", {**SD, "interpolation_type": "log_linear", "timestep_spacing": spacing}
    yield "EulerDiscrete", {**SD, "timestep_type": "continuous", "prediction_type": "v_prediction"}
    yield "EulerDiscrete", {**SD, "interpolation_type": "log_linear", "use_karras_sigmas": True}
    yield "EulerDiscrete", {**SD, "final_sigmas_type": "sigma_min", "timestep_spacing": "trailing"}
    yield "EulerDiscrete", {"trained_betas": [0.01, 0.02, 0.04, 0.08, 0.16], "num_train_timesteps": 5}
    yield "HeunDiscrete", {"beta_schedule": "exp"}
    for name in ["DPMSolverMultistep", "UniPCMultistep", "DEISMultistep"]:
        final = {} if name == "DEISMultistep" else {"final_sigmas_type": "sigma_min"}
        for spacing in SPACINGS:
            yield name, {**SD, "timestep_spacing": spacing}
            yield name, {**SD, "timestep_spacing": spacing, "num_train_timesteps": 777, **final}
            if name != "DEISMultistep":
                yield name, {**SD, **ZERO_SNR, "timestep_spacing": spacing}
        for spread in SPREADS[1:]:
            yield name, {**SD, **spread}
            yield name, {**COSINE, **spread, **final}
            yield name, {**SD, "sigma_min": 0.1, "sigma_max": 10.0, **spread}
        for shift in [1.0, 3.0]:
            yield name, {**FLOW, "flow_shift": shift}
        yield name, {**FLOW, "flow_shift": 5.0, **final}
        yield name, {**FLOW, "use_dynamic_shifting": True, "mu": 0.8}
        yield name, {}
    for spacing in SPACINGS:
        yield "DPMSolverMultistep", {**COSINE, "lambda_min_clipped": -5.1, "timestep_spacing": spacing}
    for base in [SD, COSINE]:
        yield "DPMSolverMultistep", {**base, "use_lu_lambdas": True}
    yield "DPMSolverMultistep", {**SD, "algorithm_type": "sde-dpmsolver++", "solver_order": 3, "solver_type": "bh1"}
    yield "UniPCMultistep", {**FLOW, "use_karras_sigmas": True, **SD}
    yield "UniPCMultistep", {**FLOW, "use_dynamic_shifting": True, "time_shift_type": "linear", "mu": 1.7, "shift_terminal": 0.1}
    single = {key: value for key, value in SD.items() if key != "steps_offset"}
    for config in [{}, {"final_sigmas_type": "sigma_min"}, {**COSINE, "lambda_min_clipped": -5.1}, {**FLOW, "flow_shift": 3.0}, *SPREADS[1:]]:
        yield "DPMSolverSinglestep", {**single, **config}
    for name in ["DDIM", "DDPM", "PNDM"]:
        for spacing in SPACINGS:
            yield name, {**SD, "timestep_spacing": spacing}
            yield name, {**COSINE, "timestep_spacing": spacing, "num_train_timesteps": 777}
            if name != "PNDM":
                yield name, {**SD, **ZERO_SNR, "timestep_spacing": spacing}
            if name != "DDPM":
                yield name, {**SD, "timestep_spacing": spacing, "set_alpha_to_one": name == "PNDM", "skip_prk_steps": True}
        yield name, {}
    for schedule in ["sigmoid", "laplace"]:
        yield "DDPM", {"beta_schedule": schedule}
    for name in ["LCM", "TCD"]:
        for config in [{}, {"original_inference_steps": 100}, {**ZERO_SNR, "original_inference_steps": 100}, {"beta_schedule": "linear", "original_inference_steps": 33}]:
            yield name, config
    for shift in [1.0, 3.0]:
        for spread in SPREADS:
            yield "FlowMatchEulerDiscrete", {"shift": shift, **spread}
        yield "FlowMatchHeunDiscrete", {"shift": shift}
    yield "FlowMatchEulerDiscrete", {"shift": 3.0, "use_dynamic_shifting": True, "mu": 0.9}
    yield "FlowMatchEulerDiscrete", {"use_dynamic_shifting": True, "time_shift_type": "linear", "mu": 1.3, "use_karras_sigmas": True}
    yield "FlowMatchEulerDiscrete", {"use_dynamic_shifting": True, "shift_terminal": 0.1, "mu": 2.05}
    yield "FlowMatchEulerDiscrete", {"shift": 2.0, "invert_sigmas": True}
    for name in ["EDMEuler", "EDMDPMSolverMultistep"]:
        for schedule in ["karras", "exponential"]:
            for final in ["zero", "sigma_min"]:
                yield name, {"sigma_schedule": schedule, "final_sigmas_type": final, "sigma_max": 120.0}
        yield name, {"rho": 5.0}
    yield "CMStochasticIterative", {}
    yield "CMStochasticIterative", {"num_train_timesteps": 201, "rho": 5.0}

def levels(name, scheduler, steps, mu):
    """One level for each step: timesteps, sigmas (or flow times) with the end, and DDIM's and PNDM's own targets."""
    scheduler.set_timesteps(steps, **({} if mu is None else {"mu": mu}))
    timesteps = scheduler.timesteps.double().numpy()
    targets = None
    if name in ["DDIM", "DDPM", "PNDM", "LCM", "TCD"]:
        if name == "PNDM":
            timesteps = np.array(scheduler._timesteps[::-1], dtype=np.float64)
        table = scheduler.alphas_cumprod.double().numpy()
        alphas = table[timesteps.astype(int)]
        final = {"DDPM": 1.0, "LCM": 1.0, "TCD": table[0]}.get(name)
        if final is None:
            final = float(scheduler.final_alpha_cumprod)
            previous = timesteps.astype(int) - scheduler.config.num_train_timesteps // steps
            targets = np.where(previous >= 0, table[previous], final)
        relative = lambda alpha: np.sqrt((1 - alpha) / alpha)
        with np.errstate(divide="ignore"):
            return timesteps, relative(np.append(alphas, final)), None if targets is None else relative(targets)
    sigmas = scheduler.sigmas.double().numpy()
    if name in ["HeunDiscrete", "FlowMatchHeunDiscrete", "DPMSolverSDE"]:
        sigmas = np.concatenate([sigmas[:1], sigmas[1::2]])
    if name in ["HeunDiscrete", "FlowMatchHeunDiscrete"]:
        timesteps = np.concatenate([timesteps[:1], timesteps[1::2]])
    if name.startswith("KDPM2"):
        sigmas = np.concatenate([sigmas[:1], sigmas[1:-1:2]])
    if name.startswith("KDPM2") or name == "DPMSolverSDE":
        timesteps = timesteps[0::2]
    if getattr(scheduler.config, "interpolation_type", "") == "log_linear" and not scheduler.config.use_karras_sigmas:
        sigmas = sigmas[: len(timesteps) + 1]  # one more is never reached
    return timesteps, sigmas, None

def build(name, config):
    config = {key: value for key, value in config.items() if key != "mu"}
    return getattr(diffusers, name + "Scheduler").from_config({"_class_name": name + "Scheduler", **config})

def floats(values):
    return base64.b64encode(np.asarray(values, dtype="<f4").tobytes()).decode()

def main(path, full_path=None):
    pool, rows, full = {}, [], []
    for name, config in cases():
        arrays, failed, every = [], [], []
        scheduler = build(name, config)
        for steps in STEPS:
            try:
                timesteps, sigmas, targets = levels(name, scheduler, steps, config.get("mu"))
            except Exception as error:
                failed.append([steps, type(error).__name__])
                continue
            extra = [] if targets is None else list(targets)
            every.append([steps, list(timesteps), list(sigmas), extra])
            arrays += [steps, len(timesteps), *timesteps, *sigmas, *extra]
        row = {"class": name + "Scheduler", "config": config, "failed": failed}
        block = floats(arrays)
        rows.append({**row, "block": pool.setdefault(block, len(pool))})
        full.append({**row, "arrays": every})
    about = f"diffusers {diffusers.__version__}, torch {torch.__version__}, numpy {np.__version__}; from_config(config), set_timesteps(steps); make_schedules.py"
    with open(path, "w") as file:
        file.write('{"about": %s,\n"rows": [\n' % json.dumps(about))
        file.write(",\n".join(json.dumps(row, separators=(",", ":")) for row in rows))
        file.write('],\n"blocks": [\n' + ",\n".join(json.dumps(block) for block in pool) + "]}\n")
    if full_path:
        with open(full_path, "w") as file:
            json.dump(full, file)

if __name__ == "__main__":
    torch.set_num_threads(1)
    main(*sys.argv[1:])
