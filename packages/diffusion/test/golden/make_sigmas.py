"""Dumps schedules of sigmas and quantiles, in float64. Run: python make_sigmas.py > sigmas.json     (numpy 2, scipy)

The formulas are those of k-diffusion's sampling.py (get_sigmas_karras, _exponential, _polyexponential, _vp), of diffusers'
_convert_to_beta, and of ComfyUI's sgm_uniform.
"""
import json
import numpy as np
from scipy import stats

steps, low, high = 12, 0.0292, 14.6146
end = lambda values: [*map(float, values), 0.0]
ramp = np.linspace(0, 1, steps)
t = np.linspace(1, 1e-3, steps)
alphas = np.cumprod(1 - np.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2)
log_sigmas = np.log(np.sqrt((1 - alphas) / alphas))
flow = np.linspace(1, 1 / steps, steps)
print(json.dumps({
    "steps": steps, "sigmaMin": low, "sigmaMax": high,
    "quantiles": [
        {"a": a, "b": b, "p": float(p), "x": float(stats.beta.ppf(p, a, b))}
        for a, b in [(0.6, 0.6), (0.5, 0.9), (2.0, 3.0), (5.0, 0.7)]
        for p in [1e-6, 0.001, 0.02, 1 / 7, 0.4, 0.5, 0.75, 0.9, 0.999]
    ],
    "karras": end((high ** (1 / 7) + ramp * (low ** (1 / 7) - high ** (1 / 7))) ** 7),
    "exponential": end(np.exp(np.linspace(np.log(high), np.log(low), steps))),
    "polyexponential": end(np.exp(np.linspace(1, 0, steps) ** 2 * (np.log(high) - np.log(low)) + np.log(low))),
    "beta": end([low + stats.beta.ppf(p, 0.6, 0.6) * (high - low) for p in 1 - ramp]),
    "vp": end(np.sqrt(np.expm1(19.9 * t**2 / 2 + 0.1 * t))),
    "sgmUniform": end(np.exp(np.interp(np.linspace(999, 0, steps + 1)[:-1], np.arange(1000), log_sigmas))),
    "flow": end(3 * flow / (1 + 2 * flow)),
}))
