"""Sums over the timesteps and sigmas of diffusers' schedulers, for the cases of make_schedules.py and every count of steps from 1 to 100.

Run: python make_schedule_sums.py schedule-sums.json     (as make_schedules.py; takes some minutes)

Whole arrays would be 10 MB. Kept are sums of logarithms of the sigmas (at most 1e6, and 0 for 0), with the signs + − + − … and + + − − …, and
of asinh of the timesteps, with + − + − …. A relative change of one number changes its sum by as much, and rounding hardly does.
"""
import base64, json, sys
import numpy as np, torch, diffusers
from make_schedules import build, cases, levels

COUNTS = range(1, 101)
UNIT = 1e-7  # the sums are whole multiples of it

def signed_sum(values, every):
    """With a sign that changes after so many values, in units."""
    return round((values * (1 - 2 * (np.arange(len(values)) // every % 2))).sum() / UNIT)

def of_sigmas(sigmas):
    logs = np.log(np.minimum(np.where(sigmas > 0, sigmas, 1.0), 1e6))
    return [signed_sum(logs, 1), signed_sum(logs, 2)]

def ints(rows):
    return base64.b64encode(np.asarray(rows, dtype="<i4").tobytes()).decode()

def main(path):
    pools, rows = {"timesteps": {}, "sigmas": {}}, []
    for name, config in cases():
        scheduler, arrays, failed, targets = build(name, config), {"timesteps": [], "sigmas": [], "targets": []}, {}, None
        for steps in COUNTS:
            try:
                timesteps, sigmas, targets = levels(name, scheduler, steps, config.get("mu"))
                if np.isnan([*timesteps, *sigmas]).any():
                    raise FloatingPointError
            except Exception as error:
                failed.setdefault(type(error).__name__, []).append(steps)
                timesteps, sigmas, targets = np.zeros(0), np.zeros(0), None if targets is None else np.zeros(0)
            arrays["timesteps"].append(signed_sum(np.arcsinh(timesteps), 1))
            arrays["sigmas"].append(of_sigmas(sigmas))
            arrays["targets"].append(of_sigmas(np.zeros(0) if targets is None else targets))
        for part, like in (("timesteps", "timesteps"), ("sigmas", "sigmas"), ("targets", "sigmas")):
            block = ints(arrays[part])
            arrays[part] = pools[like].setdefault(block, len(pools[like]))
        if targets is None:
            del arrays["targets"]
        rows.append({"class": name + "Scheduler", "config": config, "failed": failed, **arrays})
    about = f"diffusers {diffusers.__version__}, torch {torch.__version__}, numpy {np.__version__}; from_config(config), set_timesteps(steps); make_schedule_sums.py"
    with open(path, "w") as file:
        file.write('{"about": %s,\n"rows": [\n' % json.dumps(about))
        file.write(",\n".join(json.dumps(row, separators=(",", ":")) for row in rows))
        for part, pool in pools.items():
            file.write('],\n"%s": [\n' % part + ",\n".join(json.dumps(block) for block in pool))
        file.write("]}\n")

if __name__ == "__main__":
    torch.set_num_threads(1)
    main(*sys.argv[1:])
