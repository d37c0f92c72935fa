import { readFileSync } from "node:fs";
import type { Tensor } from "@alt2img/core";
import { createGenerator } from "@alt2img/core/random";
import { sharedData } from "@alt2img/testing/node";
import { describe, expect, test } from "vitest";
import {
  type Denoiser,
  gaussianNoise,
  type Network,
  type NoiseSource,
  networkDenoiser,
  type Sampler,
  type Schedule,
  type StochasticOptions,
  sampleConsistency,
  sampleDpm2,
  sampleDpm2Ancestral,
  sampleDpmAdaptive,
  sampleDpmpp2sAncestral,
  sampleDpmppSde,
  sampleEuler,
  sampleEulerAncestral,
  sampleHeun,
  sampleLms,
} from "../src/index.js";

type Run = { final: string; steps?: string; accepted?: number };
type Config = {
  prediction_type?: "epsilon" | "v_prediction" | "sample";
  sigma_data?: number;
  sigma_max?: number;
  stochastic_sampling?: boolean;
  clip_denoised?: boolean;
};
type Scheduled = { scheduler: string; config: Config; sigmas: string; timesteps: string; middles?: string };
type Row = Scheduled & { dummy: Run; linear: Run };
type KRow = { sampler: string; options: Record<string, number>; sigmas: string; dummy: Run; linear: Run };

const read = <T>(name: string): T => JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), "utf8"));
const diffusers = read<{ references: (Scheduled & { steps: number })[]; rows: Row[] }>("samplers-diffusers");
const kDiffusion = read<{ rows: KRow[] }>("samplers-k-diffusion");

const floats = (base64: string): Float32Array => new Float32Array(new Uint8Array(Buffer.from(base64, "base64")).buffer);

// The formulas of golden/samplers-diffusers.py.
const dims = [2, 3, 2, 4];
const size = 48;
const indices = Array.from({ length: size }, (_, i) => i);
const start = Float32Array.from(indices, (i) => 1.4 * Math.sin(0.5 + 2.1 * i + 0.05 * i * i));
const matrix = Float32Array.from({ length: size * size }, (_, at) => {
  const [i, j] = [Math.floor(at / size), at % size];
  return (i === j ? 0.5 : 0) + 0.1 * Math.sin(1 + 7.1 * i + 3.3 * j);
});

function counted(): NoiseSource {
  let count = 0;
  return (dims) => {
    const k = count++;
    return { dims, data: Float32Array.from(indices, (i) => 1.4 * Math.sin(1 + 7.3 * k + 3.7 * i + 0.1 * i * i)) };
  };
}

const networks: Record<"dummy" | "linear", Network> = {
  dummy: async ({ dims, data }, t) => ({ dims, data: data.map((value) => (value * t) / (t + 1)) }),
  linear: async ({ dims, data }, t) => ({
    dims,
    data: data.map((_, i) =>
      data.reduce((sum, value, j) => sum + matrix[i * size + j]! * value, 0.1 * Math.sin(0.01 * t)),
    ),
  }),
};

/** EDM's preconditioning of a network, as diffusers' EDMEulerScheduler and CMStochasticIterativeScheduler have it. */
function preconditioned(network: Network, { scheduler, config }: Scheduled): Denoiser {
  const { sigma_data: data = 0.5, prediction_type } = config;
  const sigmaMin = scheduler === "CMStochasticIterative" ? 0.002 : 0;
  const limit = scheduler === "CMStochasticIterative" && config.clip_denoised !== false ? 1 : Number.POSITIVE_INFINITY;
  return async (x, { sigma, timestep }) => {
    const norm = Math.hypot(sigma, data);
    const output = await network({ dims: x.dims, data: x.data.map((value) => value / norm) }, timestep!);
    const skip = data ** 2 / ((sigma - sigmaMin) ** 2 + data ** 2);
    const out = (((sigma - sigmaMin) * data) / norm) * (prediction_type === "v_prediction" ? -1 : 1);
    const values = x.data.map((value, i) => skip * value + out * output.data[i]!);
    return { dims: x.dims, data: values.map((value) => Math.min(limit, Math.max(-limit, value))) };
  };
}

function scheduleOf({ scheduler, sigmas, timesteps }: Scheduled): Schedule {
  const isFlow = scheduler.startsWith("FlowMatch");
  // diffusers has t of the form "flow", ours is the ratio of noise and image.
  const relative = Float64Array.from(floats(sigmas), (sigma) => (isFlow ? sigma / (1 - sigma) : sigma));
  return { form: isFlow ? "flow" : "ve", sigmas: relative, timesteps: Float64Array.from(floats(timesteps)) };
}

function denoiserOf(network: Network, row: Scheduled, { sigmas }: Schedule): Denoiser {
  if (["EDMEuler", "CMStochasticIterative"].includes(row.scheduler)) return preconditioned(network, row);
  const middles = floats(row.middles ?? "");
  const predictionType = row.scheduler.startsWith("FlowMatch") ? "flow" : (row.config.prediction_type ?? "epsilon");
  // Ancestral middles are, but for rounding, the next level itself.
  const timestepOf = (sigma: number): number => middles[sigmas.findLastIndex((higher) => higher > sigma * 1.0001)]!;
  return networkDenoiser(network, { predictionType, timestepOf });
}

const ofDiffusers: Record<string, Sampler<StochasticOptions>> = {
  EulerDiscrete: sampleEuler,
  EulerAncestralDiscrete: sampleEulerAncestral,
  HeunDiscrete: sampleHeun,
  KDPM2Discrete: sampleDpm2,
  KDPM2AncestralDiscrete: sampleDpm2Ancestral,
  LMSDiscrete: sampleLms,
  DPMSolverSDE: sampleDpmppSde,
  EDMEuler: sampleEuler,
  FlowMatchEulerDiscrete: sampleEuler,
  FlowMatchHeunDiscrete: sampleHeun,
  CMStochasticIterative: (denoise, x, schedule, options) =>
    sampleConsistency(denoise, x, schedule, { ...options, sigmaMin: 0.002 }),
};

const ofKDiffusion: Record<string, Sampler<StochasticOptions>> = {
  euler: sampleEuler,
  heun: sampleHeun,
  dpm_2: sampleDpm2,
  euler_ancestral: sampleEulerAncestral,
  dpm_2_ancestral: sampleDpm2Ancestral,
  dpmpp_2s_ancestral: sampleDpmpp2sAncestral,
  dpmpp_sde: sampleDpmppSde,
  lms: sampleLms,
  dpm_adaptive: sampleDpmAdaptive,
};

const scaled = (sigma: number): Tensor => ({ dims, data: start.map((value) => value * sigma) });

const largest = ({ data }: Pick<Tensor, "data">): number => data.reduce((most, x) => Math.max(most, Math.abs(x)), 0);

/**
 * The largest error of x after each step and at the end, in units of what is allowed: 1e-5 of the largest value of the sample, and
 * what float32 can't resolve at its scale so far (16 units in the last place), which stays where a network takes nearly all away.
 */
async function worstError(steps: ReturnType<Sampler>, start: Tensor, run: Run): Promise<number> {
  const [expected, final] = [floats(run.steps ?? ""), floats(run.final)];
  let [x, most, worst] = [start, largest(start), 0];
  const compare = (values: Float32Array): void => {
    most = Math.max(most, largest(x));
    const allowed = 1e-5 * largest(x) + 16 * 2 ** -24 * most;
    for (const [i, value] of values.entries()) worst = Math.max(worst, Math.abs(x.data[i]! - value) / allowed);
  };
  for await (const step of steps) {
    x = step.x;
    compare(expected.subarray(4 * step.index, 4 * step.index + 4));
  }
  compare(final);
  return worst;
}

describe.each(Object.entries(ofDiffusers))("diffusers' %s", (name, sample) => {
  const rows = diffusers.rows.filter(({ scheduler }) => scheduler === name);

  test("has at least 20 configurations", () => expect(rows.length).toBeGreaterThanOrEqual(20));

  test.each(rows.map((row) => [floats(row.timesteps).length, JSON.stringify(row.config), row] as const))(
    "%i steps, %s",
    async (_, __, row) => {
      const schedule = scheduleOf(row);
      const x = scaled(schedule.form === "flow" ? 1 : schedule.sigmas[0]!);
      for (const model of ["dummy", "linear"] as const) {
        const sampler = row.config.stochastic_sampling ? sampleConsistency : sample;
        const steps = sampler(denoiserOf(networks[model], row, schedule), x, schedule, { noise: counted() });
        expect.soft(await worstError(steps, x, row[model]), model).toBeLessThan(1);
      }
    },
  );
});

describe.each(Object.entries(ofKDiffusion))("k-diffusion's %s", (name, sample) => {
  const rows = kDiffusion.rows.filter(({ sampler }) => sampler === name);

  test.each(rows.map((row) => [floats(row.sigmas).length - 1, JSON.stringify(row.options), row] as const))(
    "%i steps, %s",
    async (_, __, row) => {
      const sigmas = Float64Array.from(floats(row.sigmas));
      const timestepOf = (sigma: number): number => 100 * Math.log1p(sigma);
      const schedule: Schedule = { form: "ve", sigmas, timesteps: sigmas.slice(0, -1).map(timestepOf) };
      const { s_churn: churn, s_tmin: churnMin, s_tmax: churnMax, s_noise: sNoise, ...more } = row.options;
      const { pcoeff: p, icoeff: i, dcoeff: d, ...others } = more;
      const options = {
        churn,
        churnMin,
        churnMax,
        sNoise,
        ...others,
        ...(p === undefined ? {} : { pid: { p, i, d } }),
      };
      const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
      for (const model of ["dummy", "linear"] as const) {
        const denoise = networkDenoiser(networks[model], { predictionType: "epsilon", timestepOf });
        const x = scaled(sigmas[0]!);
        const steps = sample(denoise, x, schedule, { noise: counted(), ...given });
        // The adaptive sampler's steps depend on small differences of samples, which float32 rounds.
        const allowed = name === "dpm_adaptive" ? 20 : 1;
        expect.soft(await worstError(steps, x, row[model]), model).toBeLessThan(allowed);
        if (row[model].accepted === undefined) continue;
        let accepted = 0;
        for await (const _ of sample(denoise, x, schedule, { noise: counted(), ...given })) accepted++;
        expect(accepted, "accepted steps").toBe(row[model].accepted);
      }
    },
  );
});

const path = sharedData("diffusion/scheduler-reference.json");

// Only here do their loops take the sample as it is; `samplers-reference.test.ts` has the others.
describe.skipIf(path === undefined).each(["EDMEuler", "CMStochasticIterative"])(
  "diffusers' own numbers for %s",
  (name) => {
    type Reference = {
      id: string;
      scheduler: string;
      numInferenceSteps: number;
      startNoise?: { tStart: number };
      expected: { sumAbs: number };
    };
    const all: Reference[] = path === undefined ? [] : JSON.parse(readFileSync(path, "utf8")).rows;
    const rows = all.filter(({ scheduler }) => scheduler === `${name}Scheduler`);

    test.each(rows.map((row) => [row.id, row] as const))(
      "%s",
      async (_, { numInferenceSteps, startNoise, expected }) => {
        const made = diffusers.references.find(
          ({ scheduler, steps }) => scheduler === name && steps === numInferenceSteps,
        )!;
        const { form, sigmas, timesteps } = scheduleOf(made);
        const cut = startNoise?.tStart ?? 0;
        const first = name === "EDMEuler" ? Math.hypot(sigmas[0]!, 1) : sigmas[0]!;
        const added = startNoise === undefined ? 0 : sigmas[cut]!;
        const data = Float32Array.from({ length: 768 }, (_, at) => {
          const ramp = (at % 192) * 4 + Math.floor(at / 192);
          return (ramp / 768) * first + ((767 - ramp) / 768) * added;
        });
        let x: Tensor = { dims: [4, 3, 8, 8], data };
        const schedule = { form, sigmas: sigmas.slice(cut), timesteps: timesteps.slice(cut) };
        const noise = gaussianNoise(createGenerator(0));
        const steps = ofDiffusers[name]!(preconditioned(networks.dummy, made), x, schedule, { noise });
        for await (const step of steps) x = step.x;
        const sum = x.data.reduce((sum, value) => sum + Math.abs(value), 0);
        expect(Math.abs(sum - expected.sumAbs)).toBeLessThan(0.01);
      },
    );
  },
);
