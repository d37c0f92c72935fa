import type { Tensor } from "@alt2img/core";
import { describe, expect, it, test } from "vitest";
import {
  type Denoiser,
  exponentialSigmas,
  type Form,
  mixtureDenoiser,
  networkDenoiser,
  noiseScale,
  type Sampler,
  type Schedule,
  type StochasticOptions,
  sampleDdim,
  sampleDdpm,
  sampleDeis,
  sampleDpmMultistep,
  sampleDpmSinglestep,
  sampleLcm,
  samplePndm,
  sampleTcd,
  sampleUnipc,
  signalScale,
} from "../src/index.js";

/** Data that is a Gaussian: the ODE keeps the position in standard deviations of the noisy data. */
const gaussian = mixtureDenoiser({ means: [[1]], stds: [0.5] });
const position = 0.7;
const sampleAt = (sigma: number): number => 1 + position * Math.hypot(0.5, sigma);

async function end(sample: Sampler<StochasticOptions>, schedule: Schedule): Promise<number> {
  const first = { form: schedule.form, sigma: schedule.sigmas[0]! };
  const ve = first.sigma === Number.POSITIVE_INFINITY ? 0 : sampleAt(first.sigma);
  let x: Tensor = { dims: [1], data: Float32Array.of(ve === 0 ? position : signalScale(first) * ve) };
  const noise = (): Tensor => ({ dims: [1], data: Float32Array.of(0.3) });
  for await (const step of sample(gaussian, x, schedule, { noise })) x = step.x;
  return x.data[0]!;
}

/** From sigma 10 to 0.1 in steps of the same ratio. */
async function errorOf(sample: Sampler<StochasticOptions>, form: Form, steps: number): Promise<number> {
  const sigmas = exponentialSigmas(steps + 1, 0.1, 10).slice(0, -1);
  const last = { form, sigma: 0.1 };
  const exact = signalScale(last) * sampleAt(0.1);
  return Math.abs((await end(sample, { form, sigmas, timesteps: sigmas.slice(0, -1) })) - exact);
}

const full = { lowerOrderFinal: false } as const;
const methods: [string, Sampler<StochasticOptions>, number][] = [
  ["DDIM", (d, x, s) => sampleDdim(d, x, s), 1],
  ["DPM++ 2M", (d, x, s) => sampleDpmMultistep(d, x, s, full), 2],
  ["DPM++ 2M heun", (d, x, s) => sampleDpmMultistep(d, x, s, { ...full, solverType: "heun" }), 2],
  ["DPM-Solver 2M", (d, x, s) => sampleDpmMultistep(d, x, s, { ...full, extrapolated: "noise" }), 2],
  // The published third order leaves half of the second derivative out, which costs it an order.
  ["DPM++ 3M", (d, x, s) => sampleDpmMultistep(d, x, s, { ...full, order: 3 }), 2],
  ["DPM++ 2S", (d, x, s) => sampleDpmSinglestep(d, x, s, { ...full, order: 2 }), 2],
  ["DPM++ 3S", (d, x, s) => sampleDpmSinglestep(d, x, s, { ...full, order: 3, solverType: "heun" }), 3],
  ["DEIS 2", (d, x, s) => sampleDeis(d, x, s, { ...full, order: 2 }), 2],
  ["DEIS 3", (d, x, s) => sampleDeis(d, x, s, { ...full, order: 3 }), 3],
  ["UniPC bh1", (d, x, s) => sampleUnipc(d, x, s, { ...full, solverType: "bh1" }), 2],
  ["UniPC bh2", (d, x, s) => sampleUnipc(d, x, s, full), 2],
  ["UniPC 3", (d, x, s) => sampleUnipc(d, x, s, { ...full, order: 3 }), 3],
  ["PLMS", (d, x, s) => samplePndm(d, x, s), 2],
];

describe.each(methods)("%s converges", (_, sample, order) => {
  it.each(["ve", "vp", "flow"] as const)(`with order ${order} in the form %s`, async (form) => {
    const [coarse, fine] = [await errorOf(sample, form, 24), await errorOf(sample, form, 48)];
    expect(Math.log2(coarse / fine)).toBeGreaterThan(order - 0.35);
  });
});

const both: [string, Sampler<StochasticOptions>][] = [
  ...methods.map(([name, sample]) => [name, sample] as [string, Sampler<StochasticOptions>]),
  ["DPM++ 2M SDE", (d, x, s, o) => sampleDpmMultistep(d, x, s, { ...o, eta: 1 })],
  ["DPM++ 3M SDE", (d, x, s, o) => sampleDpmMultistep(d, x, s, { ...o, ...full, order: 3, eta: 1 })],
  ["DPM-Solver 3S", (d, x, s) => sampleDpmSinglestep(d, x, s, { order: 3, extrapolated: "noise" })],
  ["DDIM with eta 1", (d, x, s, o) => sampleDdim(d, x, s, { ...o, eta: 1 })],
  ["DDPM", sampleDdpm],
  ["DDPM with the large variance", (d, x, s, o) => sampleDdpm(d, x, s, { ...o, varianceType: "fixed_large" })],
  ["PNDM", (d, x, s) => samplePndm(d, x, s, { rungeKutta: true })],
  ["UniPC for the noise", (d, x, s) => sampleUnipc(d, x, s, { ...full, extrapolated: "noise" })],
  ["LCM", sampleLcm],
  ["TCD", (d, x, s, o) => sampleTcd(d, x, s, { ...o, sigmaOf: (timestep) => timestep / 10 })],
];

describe.each(both)("%s", (_, sample) => {
  it.each(["vp", "flow"] as const)("goes from pure noise to sigma 0 in the form %s", async (form) => {
    for (const steps of [1, 2, 3, 4, 5, 11]) {
      const tail = [...exponentialSigmas(steps, 0.05, 20).slice(1, -1), 0];
      const sigmas = Float64Array.of(Number.POSITIVE_INFINITY, ...tail);
      const timesteps = sigmas.slice(0, -1).map((sigma) => Math.min(10 * sigma, 999));
      const x = await end(sample, { form, sigmas, timesteps });
      expect(x).toBeGreaterThan(-2);
      expect(x).toBeLessThan(4);
    }
  });
});

test("UniPC with bh1 stays finite where diffusers' ends in NaN", async () => {
  const sigmas = exponentialSigmas(10, 0.03, 14);
  const schedule = { form: "vp", sigmas, timesteps: sigmas.slice(0, -1) } as const;
  for (const order of [1, 2, 3] as const) {
    const x = await end((d, x, s) => sampleUnipc(d, x, s, { ...full, order, solverType: "bh1" }), schedule);
    expect(Math.abs(x - sampleAt(0))).toBeLessThan(0.1);
  }
});

test("DDIM with eta 1 never takes more variance than the next level has", async () => {
  const denoise: Denoiser = async ({ dims, data }) => ({ dims, data: data.map(() => 0) });
  const sigmas = Float64Array.of(157, 156.99, 80, 14, 1, 0.0291, 0.0291, 0);
  const schedule = { form: "vp", sigmas, timesteps: sigmas.slice(0, -1) } as const;
  const noise = (dims: readonly number[]): Tensor => ({ dims, data: Float32Array.of(1) });
  let x: Tensor = { dims: [1], data: Float32Array.of(1) };
  for await (const step of sampleDdim(denoise, x, schedule, { eta: 1, noise })) {
    x = step.x;
    // The noise in x and the new noise are both 1 in units of σ, so their sum is at most √2 σ.
    const sigma = noiseScale({ form: "vp", sigma: sigmas[step.index + 1]! });
    expect(x.data[0]).toBeLessThanOrEqual(Math.SQRT2 * sigma + 1e-6);
    x = { dims: [1], data: Float32Array.of(sigma) };
  }
  expect(x.data[0]).toBe(0);
});

test("samplers say which option is missing", async () => {
  const sigmas = Float64Array.of(2, 1, 0);
  const schedule = { form: "vp", sigmas, timesteps: Float64Array.of(500, 250) } as const;
  const denoise = networkDenoiser(async (x) => x, { predictionType: "epsilon" });
  const x: Tensor = { dims: [1], data: Float32Array.of(1) };
  const noise = (): Tensor => x;
  const code = (code: string): unknown => expect.objectContaining({ code });
  await expect(sampleDdim(denoise, x, schedule, { eta: 0.5 }).next()).rejects.toThrow(code("diffusion/noise"));
  await expect(sampleDpmMultistep(denoise, x, schedule, { eta: 1 }).next()).rejects.toThrow(code("diffusion/noise"));
  await expect(sampleTcd(denoise, x, schedule, { noise }).next()).rejects.toThrow(code("diffusion/sigma-of"));
});
