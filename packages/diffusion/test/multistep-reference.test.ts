import { readFileSync } from "node:fs";
import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, it } from "vitest";
import {
  addNoise,
  clipDenoised,
  levelAt,
  networkDenoiser,
  readSchedulerConfig,
  type SamplerStep,
  type Schedule,
  sampleDdim,
  sampleDdpm,
  sampleDeis,
  sampleDpmMultistep,
  sampleDpmSinglestep,
  sampleLcm,
  samplePndm,
  sampleTcd,
  sampleUnipc,
  scheduleFromConfig,
  sigmaOf,
  singlestepOrders,
  thresholdDenoised,
} from "../src/index.js";
import { noiseTableOf } from "../src/schedule/scheduler-config.js";

/** A row of the tests of diffusers itself. */
type Row = {
  id: string;
  scheduler: string;
  config: Record<string, unknown>;
  numInferenceSteps: number;
  initialSample: "dummySample" | "dummySample1d";
  startNoise?: { tStart: number };
  timestepsFromIndex?: number;
  expected: { sumAbs?: number; meanAbs: number };
  tolerance: { sumAbs?: number; meanAbs: number };
};

const path = sharedData("diffusion/scheduler-reference.json");
const ours = /^(DDPM|DDIM|PNDM|DPMSolverMultistep|DPMSolverSinglestep|DEISMultistep|UniPCMultistep|LCM|TCD)Scheduler$/;
const all: Row[] = path === undefined ? [] : JSON.parse(readFileSync(path, "utf8")).rows;
const rows = all.filter(({ scheduler }) => ours.test(scheduler));

/** The integers from 0, divided by their number, with the last axis, the batch, moved to the front. */
function dummySample(dims: readonly number[], reversed = false): Tensor {
  const [batch = 1] = dims;
  const size = dims.reduce((product, length) => product * length, 1);
  const data = Float32Array.from({ length: size }, (_, i) => {
    const [b, rest] = [Math.floor(i / (size / batch)), i % (size / batch)];
    const count = rest * batch + b;
    return (reversed ? size - 1 - count : count) / size;
  });
  return { dims, data };
}

function cut({ form, sigmas, timesteps }: Schedule, start: number): Schedule {
  return { form, sigmas: sigmas.slice(start), timesteps: timesteps.slice(start) };
}

function sample(row: Row): AsyncGenerator<SamplerStep, void, void> {
  const dims = row.initialSample === "dummySample" ? [4, 3, 8, 8] : [4, 3, 8];
  const given = Object.entries(row.config).map(([name, value]) => [name, value === "-infinity" ? -Infinity : value]);
  const config = readSchedulerConfig({ _class_name: row.scheduler, ...Object.fromEntries(given) });
  const { fields, predictionType, clipSampleRange: clip, thresholding } = config;
  const whole = scheduleFromConfig(config, row.numInferenceSteps);
  const from = row.startNoise?.tStart ?? row.timestepsFromIndex ?? 0;
  const schedule = cut(whole, from);
  const clean = dummySample(dims);
  const x = row.startNoise ? addNoise(clean, dummySample(dims, true), levelAt(schedule, 0)) : clean;
  const table = noiseTableOf(config);
  const network = networkDenoiser(async (x, t) => ({ dims, data: x.data.map((value) => (value * t) / (t + 1)) }), {
    predictionType,
  });
  const limits = thresholding && { ratio: thresholding.ratio, max: thresholding.maxValue };
  const denoise = limits ? thresholdDenoised(network, limits) : clip === null ? network : clipDenoised(network, clip);
  const generator = createGenerator(0);
  const noise = (): Tensor => ({ dims, data: generator.randn(clean.data.length) });
  const order = fields.solver_order as 1 | 2 | 3;
  const lowerOrderFinal = fields.lower_order_final;
  switch (row.scheduler) {
    case "DDPMScheduler":
      return sampleDdpm(denoise, x, schedule, { noise, likeDiffusers: true });
    case "DDIMScheduler":
      return sampleDdim(network, x, schedule, clip === null ? {} : { clip });
    case "PNDMScheduler": {
      const half = Math.floor(1000 / row.numInferenceSteps / 2);
      const halfway = [...schedule.timesteps.slice(0, 3)].map((t) => t - half);
      return samplePndm(denoise, x, schedule, {
        rungeKutta: true,
        halfway: halfway.map((timestep) => ({ form: "vp", timestep, sigma: sigmaOf(table, timestep) })),
      });
    }
    case "DPMSolverMultistepScheduler":
      return sampleDpmMultistep(denoise, x, schedule, { order, lowerOrderFinal });
    case "DPMSolverSinglestepScheduler": {
      const orders = singlestepOrders(row.numInferenceSteps, order, lowerOrderFinal).slice(from);
      return sampleDpmSinglestep(denoise, x, schedule, { orders });
    }
    case "DEISMultistepScheduler":
      return sampleDeis(denoise, x, schedule, { order });
    case "UniPCMultistepScheduler":
      return sampleUnipc(denoise, x, schedule, { order });
    case "LCMScheduler":
      return sampleLcm(denoise, x, schedule, { noise });
    case "TCDScheduler":
      return sampleTcd(denoise, x, schedule, { eta: 0 });
    default:
      throw new Error(`no sampler for ${row.scheduler}`);
  }
}

describe.skipIf(!path)("diffusers' own tests", () => {
  it("are there", () => expect(rows.length).toBeGreaterThan(20));

  it.each(rows.map((row) => [row.id, row] as const))("%s", async (_, row) => {
    let data = new Float32Array();
    for await (const step of sample(row)) data = Float32Array.from(step.x.data);
    const sumAbs = data.reduce((sum, value) => sum + Math.abs(value), 0);
    const { expected, tolerance } = row;
    expect(Math.abs(sumAbs / data.length - expected.meanAbs)).toBeLessThan(tolerance.meanAbs);
    if (expected.sumAbs === undefined) return;
    const allowed = Math.max(tolerance.sumAbs!, 5e-6 * expected.sumAbs);
    expect(Math.abs(sumAbs - expected.sumAbs)).toBeLessThan(allowed);
  });
});
