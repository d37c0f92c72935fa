import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { expectClose } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import {
  brownianTreeNoise,
  type Denoiser,
  type Form,
  gaussianNoise,
  karrasSigmas,
  mixtureDenoiser,
  noiseScale,
  type Sampler,
  type StochasticOptions,
  sampleConsistency,
  sampleDpm2,
  sampleDpmAdaptive,
  sampleDpmpp2sAncestral,
  sampleDpmppSde,
  sampleEuler,
  sampleHeun,
  sampleLms,
  samplers,
  signalScale,
} from "../src/index.js";

/** The exact denoiser of data that is a Gaussian of mean 1 and standard deviation 0.5. */
const gaussian = mixtureDenoiser({ means: [[1]], stds: [0.5] });
const forms = ["ve", "vp", "flow"] as const;
type AnySampler = Sampler<StochasticOptions & Record<string, unknown>>;

async function end(
  sample: AnySampler,
  { form = "ve", sigmas, ...more }: { form?: Form; sigmas: Float64Array } & Record<string, unknown>,
  denoise: Denoiser = gaussian,
): Promise<number> {
  const start = { form, sigma: sigmas[0]! };
  let x: Tensor = { dims: [1], data: Float32Array.of(signalScale(start) + noiseScale(start) * 0.7) };
  const schedule = { form, sigmas, timesteps: sigmas.slice(0, -1) };
  const noise = gaussianNoise(createGenerator(5));
  for await (const step of sample(denoise, x, schedule, { noise, ...more })) x = step.x;
  return x.data[0]!;
}

/** From sigma 4 to 0.3, geometrically: there everything is smooth, and float32 doesn't hide the error. */
const geometric = (steps: number): Float64Array =>
  Float64Array.from({ length: steps + 1 }, (_, i) => 4 * (0.3 / 4) ** (i / steps));

describe("order of convergence against the exact solution", () => {
  const deterministic = { eta: 0 };
  const cases: [string, AnySampler, Form, Record<string, unknown>, number][] = [
    ...forms.map((form): (typeof cases)[number] => ["Euler", sampleEuler, form, {}, 1]),
    ...forms.map((form): (typeof cases)[number] => ["Heun", sampleHeun, form, {}, 2]),
    ...forms.map((form): (typeof cases)[number] => ["DPM2", sampleDpm2, form, {}, 2]),
    ["DPM++ 2S", sampleDpmpp2sAncestral, "ve", deterministic, 2],
    ["DPM++ SDE without noise", sampleDpmppSde, "vp", deterministic, 2],
    ["LMS", sampleLms, "ve", { order: 1 }, 1],
    ["LMS", sampleLms, "ve", { order: 2 }, 2],
    ["LMS", sampleLms, "flow", { order: 3 }, 2.5],
  ];
  test.each(cases)("%s, %o, in the form %s", async (_, sample, form, options, order) => {
    // The flow keeps the position in units of the standard deviation of the noisy data, √(0.5² + σ²).
    const exact = 1 + (Math.hypot(0.5, 0.3) * (0.7 * 4)) / Math.hypot(0.5, 4);
    const last = { form, sigma: 0.3 };
    const error = async (steps: number): Promise<number> =>
      Math.abs((await end(sample, { form, sigmas: geometric(steps), ...options })) / signalScale(last) - exact);
    const [coarse, fine] = [await error(16), await error(32)];
    expect(fine).toBeLessThan(0.05);
    expect(Math.log2(coarse / fine)).toBeGreaterThan(order - 0.25);
  });

  test("DPM-Solver-23 keeps to its tolerance", async () => {
    const exact = 1 + (Math.hypot(0.5, 0.3) * (0.7 * 4)) / Math.hypot(0.5, 4);
    const sigmas = Float64Array.of(4, 0.3);
    const error = async (rtol: number): Promise<number> =>
      Math.abs((await end(sampleDpmAdaptive, { sigmas, rtol, atol: rtol / 10 })) - exact);
    expect(await error(0.05)).toBeLessThan(0.01);
    expect(await error(0.0001)).toBeLessThan(0.0005);
  });
});

test.each([
  ["euler", {}],
  ["euler_ancestral", {}],
  ["dpmpp_2s_ancestral", {}],
  ["dpm_sde", {}],
  ["lms", {}],
  ["dpm_adaptive", { eta: 1 }],
])("%s is the same method in every form", async (name, options) => {
  const { sample } = samplers.find((info) => info.name === name)!;
  const sigmas = karrasSigmas(12, 0.02, 10);
  const ve = await end(sample, { sigmas, ...options });
  for (const form of forms) expect(await end(sample, { form, sigmas, ...options })).toBeCloseTo(ve, 4);
});

describe.each(samplers.map((info) => [info.name, info] as const))(
  "%s",
  (name, { sample, callsPerStep, stochastic }) => {
    const sigmas = karrasSigmas(8, 0.02, 10);
    const schedule = { form: "ve" as const, sigmas, timesteps: sigmas.slice(0, -1) };
    const x = { dims: [1], data: Float32Array.of(7) };
    const noise = brownianTreeNoise(4);

    // LCM keeps a share of x at small timesteps.
    test.skipIf(name === "lcm")("knows the answer if the denoiser does", async () => {
      for (const form of forms)
        expect(
          await end(sample, { form, sigmas }, async ({ dims }) => ({ dims, data: Float32Array.of(0.25) })),
        ).toBeCloseTo(0.25, 5);
    });

    test.skipIf(name === "dpm_adaptive")("starts from pure noise", async () => {
      const fromNoise = Float64Array.of(Number.POSITIVE_INFINITY, ...sigmas.slice(2));
      for (const form of ["vp", "flow"] as const) {
        const value = await end(sample, { form, sigmas: fromNoise });
        expect(value).toBeGreaterThan(-2);
        expect(value).toBeLessThan(4);
      }
    });

    test("yields each step, doesn't change its input, and calls the network as often as it says", async () => {
      let calls = 0;
      const counting: Denoiser = (...call) => {
        calls++;
        return gaussian(...call);
      };
      const indices: number[] = [];
      for await (const { index, x: after, denoised } of sample(counting, x, schedule, { noise })) {
        indices.push(index);
        expect(after.dims).toEqual([1]);
        expect(denoised.dims).toEqual([1]);
      }
      expect(indices).toEqual(indices.map((_, i) => i));
      expect(x.data[0]).toBe(7);
      if (name === "dpm_adaptive") return;
      expect(indices).toHaveLength(8);
      expect(calls).toBe(7 * callsPerStep + 1 + (name === "pndm" ? 1 : 0)); // PLMS takes two in its first step.
    });

    test("is stochastic if it says so", async () => {
      const seeds = [1, 2].map((seed) => end(sample, { sigmas, noise: brownianTreeNoise(seed) }));
      const [one, two] = await Promise.all(seeds);
      expect(one !== two).toBe(stochastic);
    });

    test("can be left, and stops at the signal", async () => {
      const controller = new AbortController();
      let steps = 0;
      const run = async (): Promise<void> => {
        for await (const _ of sample(gaussian, x, schedule, { noise, signal: controller.signal }))
          if (++steps === 2) controller.abort();
      };
      await expect(run()).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
      expect(steps).toBe(2);
      for await (const { index } of sample(gaussian, x, schedule, { noise })) if (index === 1) break;
    });
  },
);

describe("what Euler's method is by other names", () => {
  const sigmas = karrasSigmas(6, 0.05, 20);
  const schedule = { form: "flow" as const, sigmas, timesteps: sigmas.slice(0, -1) };
  const start: Tensor = { dims: [3], data: Float32Array.of(0.4, -1.2, 2) };
  const denoise = mixtureDenoiser({
    means: [
      [1, 0, 0],
      [0, -1, 2],
    ],
    stds: [0.2, 0.4],
  });

  test.each([
    // x += (α' − α) · (clean − noise), with α = 1 − t: Heitz et al. 2023, algorithm 4.
    [
      "IADB",
      (x: number, clean: number, t: number, next: number) => x + (t - next) * (clean - (x - (1 - t) * clean) / t),
    ],
    // x = mix · x + (1 − mix) · clean, with mix = t' / t: Dino Diffusion's demo.
    ["Dino Diffusion", (x: number, clean: number, t: number, next: number) => (next / t) * x + (1 - next / t) * clean],
    // x += (t' − t) · v, with the velocity v = noise − clean = (x − clean) / t.
    ["rectified flow", (x: number, clean: number, t: number, next: number) => x + ((next - t) * (x - clean)) / t],
  ])("%s", async (_, formula) => {
    let expected = start;
    for await (const { index, sigma, x } of sampleEuler(denoise, start, schedule)) {
      const clean = await denoise(expected, { form: "flow", sigma });
      const [t, next] = [sigma, sigmas[index + 1]!].map((sigma) => sigma / (1 + sigma)) as [number, number];
      expected = { dims: [3], data: expected.data.map((value, i) => formula(value, clean.data[i]!, t, next)) };
      expectClose(x.data, expected.data, { atol: 1e-5, rtol: 0 });
    }
  });

  test("SD-Turbo's one step is the denoised image", async () => {
    const once = { form: "ve" as const, sigmas: Float64Array.of(14.6, 0), timesteps: Float64Array.of(999) };
    const clean = await denoise(start, { form: "ve", sigma: 14.6 });
    for (const sample of [sampleEuler, sampleConsistency])
      for await (const { x } of sample(denoise, start, once, { noise: brownianTreeNoise(1) })) expect(x).toEqual(clean);
  });
});

test("the Brownian tree keeps the composition when the number of steps changes", async () => {
  const ends = async (noise: () => StochasticOptions["noise"]): Promise<number[]> =>
    Promise.all(
      [20, 40, 80].map((steps) => end(sampleDpmppSde, { sigmas: karrasSigmas(steps, 0.02, 10), noise: noise() })),
    );
  const spread = (values: number[]): number => Math.max(...values) - Math.min(...values);
  for (const seed of [1, 2, 3, 4, 5]) expect(spread(await ends(() => brownianTreeNoise(seed)))).toBeLessThan(0.2);
});

test("errors say what to do", async () => {
  const sigmas = karrasSigmas(4, 0.1, 5);
  await expect(end(sampleEuler, { sigmas, churn: 10, noise: undefined })).rejects.toThrow(
    expect.objectContaining({ code: "diffusion/noise" }),
  );
  await expect(end(sampleLms, { sigmas, order: 5 })).rejects.toThrow(
    expect.objectContaining({ code: "diffusion/order" }),
  );
  await expect(end(sampleDpmAdaptive, { sigmas, eta: 1, noise: undefined })).rejects.toThrow(
    expect.objectContaining({ code: "diffusion/noise" }),
  );
  const broken: Denoiser = async ({ dims }) => ({ dims, data: Float32Array.of(Number.NaN) });
  await expect(end(sampleDpmAdaptive, { sigmas }, broken)).rejects.toThrow(
    expect.objectContaining({ code: "diffusion/not-finite" }),
  );
  const pure = Float64Array.of(Number.POSITIVE_INFINITY, 1, 0);
  await expect(end(sampleDpmAdaptive, { form: "vp", sigmas: pure }, gaussian)).rejects.toThrow(
    expect.objectContaining({ code: "diffusion/pure-noise" }),
  );
});
