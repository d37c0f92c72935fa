import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { describe, expect, test } from "vitest";
import {
  addNoise,
  betaSigmas,
  brownianTreeNoise,
  clipDenoised,
  cutByStrength,
  type Denoiser,
  exponentialSigmas,
  type Form,
  flowSigmas,
  gaussianNoise,
  guide,
  guideAway,
  inpaint,
  karrasSigmas,
  linearBetas,
  localDenoiser,
  mixtureDenoiser,
  optimalDenoiser,
  pairOf,
  polyexponentialSigmas,
  readSchedulerConfig,
  type SamplerStep,
  type Schedule,
  type ScheduleOptions,
  sampleCfgPlusPlus,
  sampleDdim,
  sampleDeis,
  sampleDpmAdaptive,
  sampleDpmMultistep,
  sampleDpmppSde,
  sampleDpmSinglestep,
  sampleEuler,
  sampleEulerAncestral,
  sampleHeun,
  samplers,
  sampleTcd,
  sampleUnipc,
  scheduleFromConfig,
  slerp,
  spacedTimesteps,
  squaredCosineBetas,
  thresholdDenoised,
  vpSigmas,
} from "../src/index.js";

const vector = (...values: number[]): Tensor => ({ dims: [values.length], data: Float32Array.from(values) });
const scheduleOf = (sigmas: number[], form: Form = "ve"): Schedule => ({
  form,
  sigmas: Float64Array.from(sigmas),
  timesteps: Float64Array.from(sigmas.slice(1), (_, i) => 900 - 100 * i),
});
const falling = scheduleOf([10, 5, 2, 1, 0.3, 0]);
const mixture = mixtureDenoiser({
  means: [
    [0, 0],
    [1, 2],
  ],
  stds: [0.5, 0.3],
});
const noise = () => gaussianNoise(createGenerator(1));
const level = { form: "ve", sigma: 1 } as const;

async function last(steps: AsyncIterable<SamplerStep>): Promise<Tensor | undefined> {
  let x: Tensor | undefined;
  for await (const step of steps) x = step.x;
  return x;
}

describe.each(samplers)("$name", ({ sample }) => {
  const run = (denoise: Denoiser, schedule = falling, x = vector(5, 6)) =>
    last(sample(denoise, x, schedule, { noise: noise() }));

  test.each([
    ["no steps", scheduleOf([0])],
    ["nothing", { ...falling, sigmas: new Float64Array(), timesteps: new Float64Array() }],
    ["too few sigmas", { ...falling, sigmas: falling.sigmas.slice(1) }],
    ["as many sigmas as a step more has", { ...falling, timesteps: falling.timesteps.slice(1) }],
    ["NaN", scheduleOf([10, Number.NaN, 1, 0])],
    ["rising sigmas", scheduleOf([1, 2, 5, 10])],
    ["a sigma below 0", scheduleOf([5, -1, 0])],
    ["0 in the middle", scheduleOf([5, 0, 0])],
    ["pure noise without a limit", scheduleOf([Number.POSITIVE_INFINITY, 5, 0])],
    ["an unknown form", scheduleOf([5, 1, 0], "edm" as Form)],
  ])("refuses a schedule with %s", async (_, schedule) => {
    await expect(run(mixture, schedule)).rejects.toMatchObject({ code: "diffusion/schedule" });
  });

  test("stays finite where two levels are the same", async () => {
    const end = await run(mixture, scheduleOf([8, 8, 8, 3, 3, 1, 0.5, 0.5, 0]));
    expect(end?.data.every(Number.isFinite)).toBe(true);
  });

  test.each<[string, Denoiser]>([
    ["fewer values", async () => vector(1)],
    ["more values", async () => vector(1, 2, 3)],
    ["nothing", async () => undefined as unknown as Tensor],
  ])("refuses a denoiser that returns %s", async (_, denoise) => {
    await expect(run(denoise)).rejects.toMatchObject({
      code: "diffusion/output-dims",
      message: expect.stringContaining("At sigma 10"),
    });
  });

  test("refuses a denoiser that returns NaN, and a start that has it", async () => {
    const code = "diffusion/not-finite";
    const message = "At sigma 10 the denoiser returned NaN as value 1. Look at its output.";
    await expect(run(async () => vector(0, Number.NaN))).rejects.toMatchObject({ code, message });
    const start = expect.stringContaining("value 0 of the sample is NaN");
    await expect(run(async (x) => x, falling, vector(Number.NaN, 0))).rejects.toMatchObject({ code, message: start });
  });

  test("keeps the dims of the start", async () => {
    const flat: Denoiser = async (x) => ({ dims: [1, 2, 1], data: x.data.map((value) => value / 2) });
    expect((await run(flat))?.dims).toEqual([2]);
  });

  test("stops before the next call of the denoiser, within a step too", async () => {
    const controller = new AbortController();
    let calls = 0;
    const denoise: Denoiser = (x, at) => {
      if (++calls === 3) controller.abort(new Error("enough"));
      return mixture(x, at);
    };
    const steps = sample(denoise, vector(5, 6), falling, { noise: noise(), signal: controller.signal });
    await expect(last(steps)).rejects.toThrow("enough");
    expect(calls).toBe(3);
  });
});

describe.each(samplers.filter(({ stochastic }) => stochastic))("$name", ({ sample }) => {
  test("asks for its noise source", async () => {
    const steps = sample(mixture, vector(5, 6), falling, {} as { noise: ReturnType<typeof noise> });
    await expect(last(steps)).rejects.toMatchObject({ code: "diffusion/noise" });
  });

  test("refuses noise of another size", async () => {
    const steps = sample(mixture, vector(5, 6), falling, { noise: () => vector(1) });
    await expect(last(steps)).rejects.toMatchObject({ code: "diffusion/dims" });
  });
});

test("more steps than the training has timesteps: the same level comes twice", async () => {
  for (const className of ["UniPCMultistepScheduler", "DPMSolverSinglestepScheduler", "DEISMultistepScheduler"]) {
    const config = readSchedulerConfig({ _class_name: className, num_train_timesteps: 20 });
    const schedule = scheduleFromConfig(config, 30);
    const { sample } = samplers.find(({ name }) => name === config.sampler)!;
    const end = await last(sample(mixture, vector(0.3, -0.4), schedule, { noise: noise() }));
    expect(end?.data.every(Number.isFinite)).toBe(true);
  }
});

describe("options out of range", () => {
  const x = vector(5, 6);
  const wrong = { order: 5 as 3, eta: Number.NaN };
  test.each<[string, string, () => AsyncIterable<SamplerStep>]>([
    ["order", "diffusion/order", () => sampleDpmMultistep(mixture, x, falling, { order: wrong.order })],
    ["order", "diffusion/order", () => sampleDpmSinglestep(mixture, x, falling, { order: 0 as 1 })],
    ["order", "diffusion/order", () => sampleDeis(mixture, x, falling, { order: wrong.order })],
    ["order", "diffusion/order", () => sampleUnipc(mixture, x, falling, { order: wrong.order })],
    ["order", "diffusion/order", () => sampleDpmAdaptive(mixture, x, falling, { order: 7 as 3 })],
    ["orders", "diffusion/order", () => sampleDpmSinglestep(mixture, x, falling, { orders: [1, 2, 0, 1, 1] })],
    ["eta", "diffusion/eta", () => sampleDdim(mixture, x, falling, { eta: 1.5, noise: noise() })],
    ["eta", "diffusion/eta", () => sampleTcd(mixture, x, falling, { eta: -1, noise: noise() })],
    ["eta", "diffusion/eta", () => sampleEulerAncestral(mixture, x, falling, { eta: wrong.eta, noise: noise() })],
    ["eta", "diffusion/eta", () => sampleDpmMultistep(mixture, x, falling, { eta: -1, noise: noise() })],
    [
      "eta of the noise",
      "diffusion/eta",
      () => sampleDpmSinglestep(mixture, x, falling, { eta: 1, extrapolated: "noise", noise: noise() }),
    ],
    ["churn", "diffusion/churn", () => sampleHeun(mixture, x, falling, { churn: Number.NaN, noise: noise() })],
    ["r", "diffusion/share", () => sampleDpmppSde(mixture, x, falling, { r: 0, noise: noise() })],
    ["tolerance", "diffusion/tolerance", () => sampleDpmAdaptive(mixture, x, falling, { rtol: 0, atol: 0 })],
    ["step size", "diffusion/step-size", () => sampleDpmAdaptive(mixture, x, falling, { pid: { stepSize: 0 } })],
    ["clip", "diffusion/clip", () => sampleDdim(mixture, x, falling, { clip: -1 })],
    [
      "lambda",
      "diffusion/guidance",
      () => sampleCfgPlusPlus(pairOf(mixture, mixture), x, falling, { lambda: Number.NaN }),
    ],
  ])("%s: %s", async (_, code, steps) => {
    await expect(last(steps())).rejects.toMatchObject({ code });
  });

  test("no values at all have no error", async () => {
    const nothing: Tensor = { dims: [0], data: new Float32Array() };
    expect((await last(sampleDpmAdaptive(async (sample) => sample, nothing, falling)))?.data.length).toBe(0);
  });

  test("limits", async () => {
    for (const options of [{ ratio: 2 }, { ratio: Number.NaN }, { max: 0 }]) {
      await expect(thresholdDenoised(mixture, options)(x, level)).rejects.toMatchObject({
        code: "diffusion/threshold",
      });
    }
    await expect(clipDenoised(mixture, Number.NaN)(x, level)).rejects.toMatchObject({ code: "diffusion/clip" });
  });
});

describe("guidance", () => {
  const pair = pairOf(mixture, async ({ dims, data }) => ({ dims, data: data.map(() => 0) }));

  test.each([Number.NaN, Number.POSITIVE_INFINITY, () => Number.NaN])("refuses the scale %s", async (scale) => {
    await expect(guide(pair, { scale })(vector(1, 2), level)).rejects.toMatchObject({
      code: "diffusion/guidance",
      message: expect.stringContaining("at sigma 1"),
    });
  });

  test("refuses answers of two sizes", async () => {
    const uneven = pairOf(mixture, async () => vector(1));
    await expect(guide(uneven, { scale: 2 })(vector(1, 2), level)).rejects.toMatchObject({ code: "diffusion/dims" });
    const three = { conditional: mixture, unconditional: async () => vector(1), negative: mixture };
    await expect(guideAway(three, { scale: 2 })(vector(1, 2), level)).rejects.toMatchObject({ code: "diffusion/dims" });
    await expect(last(sampleCfgPlusPlus(uneven, vector(1, 2), falling, { lambda: 0.5 }))).rejects.toMatchObject({
      code: "diffusion/output-dims",
    });
  });

  test("a prediction without contrast isn't rescaled", async () => {
    const flat: Denoiser = async ({ dims, data }) => ({ dims, data: data.map(() => 0.5) });
    const sample: Tensor = { dims: [1, 2], data: Float32Array.of(1, 2) };
    const guided = guide(pairOf(flat, flat), { scale: 2, rescale: 0.5, predictionType: "sample" });
    expect((await guided(sample, level)).data).toEqual(Float32Array.of(0.5, 0.5));
  });
});

test("tensors that don't fit together", () => {
  expect(() => addNoise(vector(1, 2, 3), vector(1), level)).toThrow(
    expect.objectContaining({ code: "diffusion/dims" }),
  );
  expect(() => addNoise(vector(1), vector(1), { form: "vp", sigma: -1 })).toThrow(
    expect.objectContaining({ code: "diffusion/sigma" }),
  );
  expect(() => slerp(vector(1, 2, 3), vector(1, 2), 0.5)).toThrow(expect.objectContaining({ code: "diffusion/dims" }));
  expect(() => slerp(vector(1), vector(2), Number.NaN)).toThrow(expect.objectContaining({ code: "diffusion/share" }));
});

describe("inpainting", () => {
  const image: Tensor = { dims: [3, 2, 4], data: new Float32Array(24).fill(1) };
  const mask = (dims: number[], value = 1): Tensor => ({ dims, data: new Float32Array(8).fill(value) });

  test("refuses a mask on its side, and values that aren't shares", () => {
    for (const wrong of [mask([4, 2]), mask([2, 4], 5), mask([2, 4], -0.1), mask([2, 4], Number.NaN)]) {
      expect(() => inpaint(mixture, image, wrong)).toThrow(expect.objectContaining({ code: "diffusion/mask" }));
    }
  });

  test("refuses a sample on its side", async () => {
    const sample: Tensor = { dims: [3, 4, 2], data: new Float32Array(24) };
    const painted = inpaint(async (x) => x, image, mask([1, 2, 4]));
    await expect(painted(sample, level)).rejects.toMatchObject({ code: "diffusion/mask" });
    expect((await painted({ ...sample, dims: [1, 3, 2, 4] }, level)).data).toEqual(sample.data);
  });
});

describe("denoisers without a network", () => {
  const images: Tensor = { dims: [2, 1, 1, 2], data: Float32Array.of(0, 1, 2, 3) };
  const denoisers = { optimal: optimalDenoiser(images), local: localDenoiser(images, { patch: 1 }), mixture };

  test.each(Object.entries(denoisers))("%s: a sample or sigma that isn't a number", async (name, denoise) => {
    const dims = name === "mixture" ? [2] : [1, 1, 2];
    const sample: Tensor = { dims, data: Float32Array.of(0, Number.NaN) };
    await expect(denoise(sample, level)).rejects.toMatchObject({ code: "diffusion/not-finite" });
    const finite: Tensor = { dims, data: Float32Array.of(0, 1) };
    for (const sigma of [Number.NaN, -1]) {
      await expect(denoise(finite, { form: "ve", sigma })).rejects.toMatchObject({ code: "diffusion/sigma" });
    }
  });

  test("training data that isn't finite", () => {
    const broken: Tensor = { dims: [2, 1, 1, 2], data: Float32Array.of(0, 1, Number.NaN, 3) };
    for (const make of [() => optimalDenoiser(broken), () => localDenoiser(broken, { patch: 1 })]) {
      expect(make).toThrow("Item 1 of the training data has the value NaN; give finite numbers.");
    }
  });

  test("a patch and a place that aren't whole numbers", () => {
    for (const patch of ["3", undefined] as unknown[]) {
      const make = () => localDenoiser(images, { patch: patch as number });
      expect(make).toThrow(expect.objectContaining({ code: "diffusion/patch" }));
    }
    const sample: Tensor = { dims: [1, 1, 2], data: Float32Array.of(0, 1) };
    expect(() => denoisers.local.sourcesOf(sample, level, { row: 0, column: 0.5 })).toThrow(
      expect.objectContaining({ code: "diffusion/dims" }),
    );
  });

  test("points without noise: the nearest one", async () => {
    const points = mixtureDenoiser({ means: [[0], [1]], stds: [0, 0] });
    expect((await points(vector(0.4), { form: "ve", sigma: 0 })).data[0]).toBe(0);
  });
});

describe("schedules", () => {
  test.each([0, -1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])("%s steps", (steps) => {
    const makers = [
      () => karrasSigmas(steps, 0.1, 10),
      () => exponentialSigmas(steps, 0.1, 10),
      () => polyexponentialSigmas(steps, 0.1, 10),
      () => betaSigmas(steps, 0.1, 10),
      () => vpSigmas(steps),
      () => flowSigmas(steps),
      () => linearBetas(steps),
      () => squaredCosineBetas(steps),
      () => spacedTimesteps("trailing", steps, 1000),
    ];
    for (const make of makers) expect(make).toThrow(expect.objectContaining({ code: "diffusion/steps" }));
  });

  test.each([
    [10, 0.1],
    [0, 10],
    [-1, 10],
    [Number.NaN, 10],
    [0.1, Number.POSITIVE_INFINITY],
  ])("from %s to %s", (min, max) => {
    for (const make of [karrasSigmas, exponentialSigmas, polyexponentialSigmas, betaSigmas]) {
      expect(() => make(3, min, max)).toThrow(expect.objectContaining({ code: "diffusion/sigma" }));
    }
  });
});

describe("schedules from configs", () => {
  const make = (fields: Record<string, unknown>, options?: ScheduleOptions) =>
    scheduleFromConfig(readSchedulerConfig({ _class_name: "FlowMatchEulerDiscreteScheduler", ...fields }), 3, options);
  const dynamic = { use_dynamic_shifting: true };

  test.each<[string, Record<string, unknown>, ScheduleOptions]>([
    ["mu that isn't a number", dynamic, { mu: Number.NaN }],
    ["mu that is too large", dynamic, { mu: 1000 }],
    ["mu below 0 where it is the shift", { ...dynamic, time_shift_type: "linear" }, { mu: -1 }],
    ["times above 1", {}, { sigmas: [5, 3, 1] }],
    ["a largest time above 1", { use_karras_sigmas: true, sigma_max: 3, sigma_min: 0.1 }, {}],
    [
      "a single beta without noise",
      { _class_name: "DDIMScheduler", rescale_betas_zero_snr: true, num_train_timesteps: 3, trained_betas: [0, 0, 0] },
      {},
    ],
  ])("%s", (_, fields, options) => {
    expect(() => make(fields, options)).toThrow(expect.objectContaining({ code: "diffusion/schedule" }));
  });

  test("fields that contradict each other", () => {
    const config = { _class_name: "DDIMScheduler", trained_betas: [0.1, 0.2] };
    expect(() => make(config)).toThrow("trained_betas has 2 numbers, but num_train_timesteps is 1000");
    expect(() => make({ ...config, trained_betas: null, steps_offset: -5 })).toThrow("steps_offset is -5");
    const reversed = { use_karras_sigmas: true, sigma_min: 0.5, sigma_max: 0.1 };
    expect(() => make(reversed)).toThrow(expect.objectContaining({ code: "diffusion/sigma" }));
  });

  test("a strength of 0 asks for more strength, not for infinitely many steps", () => {
    expect(() => cutByStrength(falling, 0)).toThrow("leaves none of 5 steps: take a strength of 0.2.");
  });
});

test("a Brownian motion needs a finite time, and a step some of it", () => {
  const code = "diffusion/brownian-range";
  const ofItself = (sigma: number): number => sigma;
  expect(() => brownianTreeNoise(1, { transform: ofItself })).toThrow(expect.objectContaining({ code }));
  expect(() => brownianTreeNoise(1, { sigmaMin: 5, sigmaMax: 1 })).toThrow(expect.objectContaining({ code }));
  expect(() => brownianTreeNoise(1)([2], 5, 5)).toThrow(expect.objectContaining({ code }));
  const noise = brownianTreeNoise(1, { sigmaMin: 0, sigmaMax: 10, transform: ofItself });
  expect(noise([2], 3, 2).data.every(Number.isFinite)).toBe(true);
});

test("pure noise in a form that has it", async () => {
  const steps = sampleEuler(mixture, vector(1, 2), scheduleOf([Number.POSITIVE_INFINITY, 5, 1, 0], "vp"));
  expect((await last(steps))?.data.every(Number.isFinite)).toBe(true);
});
