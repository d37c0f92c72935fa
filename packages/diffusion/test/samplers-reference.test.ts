import { readFileSync } from "node:fs";
import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, test } from "vitest";
import {
  type Denoiser,
  gaussianNoise,
  type NoiseSource,
  type Sampler,
  type StochasticOptions,
  sampleDpm2,
  sampleDpm2Ancestral,
  sampleEuler,
  sampleEulerAncestral,
  sampleHeun,
} from "../src/index.js";
import { lagrangeIntegrals } from "../src/sampler/lms.js";

type Row = {
  id: string;
  scheduler: string;
  config: { prediction_type?: string; use_karras_sigmas?: boolean };
  numInferenceSteps: number;
  startNoise?: { tStart: number };
  expected: { sumAbs: number; meanAbs: number };
  tolerance: { sumAbs: number; meanAbs: number };
};
type Made = { scheduler: string; config: Row["config"]; steps: number } & Record<"sigmas" | "timesteps", string> & {
    middles?: string;
  };

const golden = new URL("golden/samplers-diffusers.json", import.meta.url);
const schedules: Made[] = JSON.parse(readFileSync(golden, "utf8")).references;
const floats = (base64 = ""): number[] => [...new Float32Array(new Uint8Array(Buffer.from(base64, "base64")).buffer)];

const samplers: Record<string, Sampler<StochasticOptions>> = {
  EulerDiscreteScheduler: sampleEuler,
  EulerAncestralDiscreteScheduler: sampleEulerAncestral,
  HeunDiscreteScheduler: sampleHeun,
  KDPM2DiscreteScheduler: sampleDpm2,
  KDPM2AncestralDiscreteScheduler: sampleDpm2Ancestral,
};

const map = ({ dims, data }: Tensor, change: (value: number) => number): Tensor => ({ dims, data: data.map(change) });
const dummy = (x: Tensor, t: number): Tensor => map(x, (value) => (value * t) / (t + 1));

/** The slope that a scheduler finds with the dummy model in an input that was scaled already. */
function slope(input: Tensor, sigma: number, t: number, predictionType = "epsilon"): Tensor {
  if (predictionType === "epsilon") return dummy(input, t);
  const norm = Math.hypot(1, sigma);
  const output = dummy(input, t);
  return {
    dims: input.dims,
    data: input.data.map((x, i) => (x - x / norm ** 2 + (sigma / norm) * output.data[i]!) / sigma),
  };
}

/** Step `i` of their loop. It takes the sample as it was scaled for the model for the sample itself, unlike diffusers' pipelines. */
async function stepOfLoop(x: Tensor, i: number, made: Made, noise: NoiseSource): Promise<Tensor> {
  const [sigmas, timesteps, middles] = [floats(made.sigmas), floats(made.timesteps), floats(made.middles)];
  let calls = 0;
  const denoise: Denoiser = async (x, { sigma }) => {
    const isFirst = calls++ === 0;
    const input = isFirst ? x : map(x, (value) => value / Math.hypot(1, sigma));
    const d = slope(input, sigma, (isFirst ? timesteps : middles)[i]!, made.config.prediction_type);
    return { dims: x.dims, data: x.data.map((value, k) => value - sigma * d.data[k]!) };
  };
  const schedule = {
    form: "ve",
    sigmas: Float64Array.from(sigmas.slice(i, i + 2)),
    timesteps: Float64Array.of(0),
  } as const;
  let after = x;
  for await (const step of samplers[made.scheduler]!(denoise, x, schedule, { noise })) after = step.x;
  return after;
}

/** The linear multistep method of order 4 in the same loop, with the weights of ours. */
function lmsStep(x: Tensor, i: number, made: Made, past: Tensor[]): Tensor {
  const sigmas = floats(made.sigmas);
  past.unshift(dummy(x, floats(made.timesteps)[i]!));
  past.splice(4);
  const weights = lagrangeIntegrals(
    past.map((_, k) => sigmas[i - k]!),
    sigmas[i + 1]!,
  );
  return {
    dims: x.dims,
    data: x.data.map((value, k) => past.reduce((sum, d, j) => sum + weights[j]! * d.data[k]!, value)),
  };
}

const path = sharedData("diffusion/scheduler-reference.json");
const rows: Row[] = path === undefined ? [] : JSON.parse(readFileSync(path, "utf8")).rows;
const checked = rows.filter(({ scheduler }) => scheduler in samplers || scheduler === "LMSDiscreteScheduler");

describe.skipIf(path === undefined)("the numbers in diffusers' own tests", () => {
  test("are there", () => expect(checked.length).toBeGreaterThanOrEqual(12));

  test.each(checked.map((row) => [row.id, row] as const))("%s", async (_, row) => {
    const made = schedules.find(
      ({ scheduler, config, steps }) =>
        `${scheduler}Scheduler` === row.scheduler &&
        steps === row.numInferenceSteps &&
        config.prediction_type === row.config.prediction_type &&
        config.use_karras_sigmas === row.config.use_karras_sigmas,
    )!;
    const sigmas = floats(made.sigmas);
    const start = row.startNoise?.tStart ?? 0;
    const added = row.startNoise === undefined ? 0 : sigmas[start]!;
    // Their sample is a ramp with the batch as its last axis, which then comes first; their noise is the same from its end.
    const data = Float32Array.from({ length: 768 }, (_, at) => {
      const ramp = (at % 192) * 4 + Math.floor(at / 192);
      return (ramp / 768) * sigmas[0]! + ((767 - ramp) / 768) * added;
    });
    let x: Tensor = { dims: [4, 3, 8, 8], data };
    const noise = gaussianNoise(createGenerator(0));
    const past: Tensor[] = [];
    for (let i = start; i < row.numInferenceSteps; i++) {
      x = map(x, (value) => value / Math.hypot(1, sigmas[i]!));
      const named = { ...made, scheduler: row.scheduler };
      x = row.scheduler in samplers ? await stepOfLoop(x, i, named, noise) : lmsStep(x, i, named, past);
    }
    const sum = x.data.reduce((sum, value) => sum + Math.abs(value), 0);
    // Theirs are sums of float32.
    const allowed = (key: "sumAbs" | "meanAbs"): number => Math.max(row.tolerance[key], 5e-6 * row.expected[key]);
    expect.soft(Math.abs(sum - row.expected.sumAbs), "sum").toBeLessThan(allowed("sumAbs"));
    expect.soft(Math.abs(sum / 768 - row.expected.meanAbs), "mean").toBeLessThan(allowed("meanAbs"));
  });
});
