import { readFileSync } from "node:fs";
import type { Tensor } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import {
  clipDenoised,
  type Denoiser,
  type Form,
  type Network,
  type NoiseSource,
  networkDenoiser,
  noiseScale,
  type PredictionType,
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
  thresholdDenoised,
} from "../src/index.js";

type Run = { final: string; probes: string; scale: number };
/** The values of a config and a call have the types that the options take. */
type Case = {
  class: string;
  config: Record<string, never>;
  steps: number;
  call?: Record<string, never>;
  halfway?: { timestep: number; sigma: number }[];
  sigmas: string;
  timesteps: number[];
  dummy: Run;
  linear: Run;
};
type Golden = {
  shape: number[];
  matrix: string;
  start: string;
  noises: string;
  trainingSigmas: Record<string, string>;
  cases: Case[];
};

const golden: Golden = JSON.parse(readFileSync(new URL("golden/multistep-samplers.json", import.meta.url), "utf8"));
const { shape: dims, cases } = golden;
const [matrix, start, noises] = [golden.matrix, golden.start, golden.noises].map(decode) as [
  Float32Array,
  Float32Array,
  Float32Array,
];

function decode(base64: string): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(base64, "base64")).buffer);
}

const networks: Record<"dummy" | "linear", Network> = {
  dummy: async (x, timestep) => ({ dims, data: x.data.map((value) => (value * timestep) / (timestep + 1)) }),
  linear: async (x, timestep) => {
    const features = matrix.length ** 0.5;
    const data = x.data.map((_, i) => {
      const [row, sample] = [i % features, i - (i % features)];
      let sum = timestep / 1000;
      for (let j = 0; j < features; j++) sum += matrix[row * features + j]! * x.data[sample + j]!;
      return sum;
    });
    return { dims, data };
  },
};

function sameNoises(): NoiseSource {
  let index = 0;
  return () => ({ dims, data: noises.subarray(start.length * index, start.length * ++index) });
}

/** The sampler that a scheduler's config describes. */
function sample(
  { class: name, config, call = {}, halfway }: Case,
  denoise: Denoiser,
  x: Tensor,
  schedule: Schedule,
): AsyncGenerator<SamplerStep, void, void> {
  const noise = sameNoises();
  const {
    solver_order: order,
    lower_order_final: lowerOrderFinal,
    solver_type: solverType,
    algorithm_type: algorithm,
  } = config;
  const extrapolated = algorithm === "dpmsolver" ? "noise" : "data";
  const eta = algorithm === "sde-dpmsolver++" ? 1 : 0;
  switch (name) {
    case "DDPMScheduler":
      return sampleDdpm(denoise, x, schedule, { noise, varianceType: config["variance_type"] });
    case "DDIMScheduler": {
      const { eta, use_clipped_model_output: useClippedNoise } = call;
      const limits = config["thresholding"] ? { threshold: thresholdOf(config) } : clipOf(config);
      return sampleDdim(denoise, x, schedule, { noise, eta, useClippedNoise, ...limits });
    }
    case "PNDMScheduler":
      return samplePndm(denoise, x, schedule, {
        rungeKutta: !config["skip_prk_steps"],
        halfway: halfway?.map((level) => ({ form: schedule.form, ...level })),
        extrapolated: config["prediction_type"],
      });
    case "DPMSolverMultistepScheduler":
      return sampleDpmMultistep(denoise, x, schedule, {
        ...{ order, lowerOrderFinal, solverType, extrapolated, eta, noise },
        eulerAtFinal: config["euler_at_final"],
      });
    case "DPMSolverSinglestepScheduler":
      // diffusers' default is false, but it lowers the order anyway if the steps don't fit or sigma ends at 0.
      return sampleDpmSinglestep(denoise, x, schedule, {
        order,
        lowerOrderFinal: false,
        solverType,
        extrapolated,
        eta,
        noise,
      });
    case "DEISMultistepScheduler":
      return sampleDeis(denoise, x, schedule, { order, lowerOrderFinal });
    case "UniPCMultistepScheduler":
      return sampleUnipc(denoise, x, schedule, {
        ...{ order, lowerOrderFinal, solverType },
        extrapolated: config["predict_x0"] === false ? "noise" : "data",
        disableCorrector: config["disable_corrector"],
      });
    case "LCMScheduler":
      return sampleLcm(denoise, x, schedule, { noise, timestepScaling: config["timestep_scaling"] });
    case "TCDScheduler": {
      const table = decode(golden.trainingSigmas[config["beta_schedule"] ?? "sd"]!);
      return sampleTcd(denoise, x, schedule, { noise, eta: call["eta"], sigmaOf: (timestep) => table[timestep]! });
    }
    case "sample_dpmpp_2m":
      return sampleDpmMultistep(denoise, x, schedule, { lowerOrderFinal: false });
    case "sample_dpmpp_2m_sde":
      return sampleDpmMultistep(denoise, x, schedule, {
        ...{ lowerOrderFinal: false, eta: call["eta"], noise },
        solverType: call["solver_type"],
      });
    case "sample_dpmpp_3m_sde":
      return sampleDpmMultistep(denoise, x, schedule, {
        ...{ order: 3, lowerOrderFinal: false, eta: call["eta"], noise },
        solverType: "heun",
      });
    default:
      throw new Error(`no sampler for ${name}`);
  }
}

function thresholdOf(config: Case["config"]): { ratio: number; max: number } {
  return { ratio: config["dynamic_thresholding_ratio"]!, max: config["sample_max_value"]! };
}

/** DDPM and DDIM clip by default. */
function clipOf({ clip_sample: clips, clip_sample_range: clip = 1 as never }: Case["config"]): { clip?: number } {
  return clips === false ? {} : { clip };
}

function denoiserOf({ class: name, config }: Case, network: Network): Denoiser {
  const { prediction_type: prediction = "epsilon" }: { prediction_type?: string } = config;
  const predictionType = (prediction === "flow_prediction" ? "flow" : prediction) as PredictionType;
  const denoise = networkDenoiser(network, { predictionType });
  if (name === "DDIMScheduler" || name === "TCDScheduler") return denoise;
  if (config["thresholding"]) return thresholdDenoised(denoise, thresholdOf(config));
  const { clip } = name === "DDPMScheduler" || config["clip_sample"] ? clipOf(config) : {};
  return clip === undefined ? denoise : clipDenoised(denoise, clip);
}

const schedulers = [...new Set(cases.map(({ class: name }) => name))];

describe.each(schedulers)("%s", (name) => {
  const own = cases.filter((entry) => entry.class === name);
  it.each(own.map((entry) => [JSON.stringify({ ...entry.config, ...entry.call }), entry.steps, entry] as const))(
    "%s, %d steps",
    async (_, __, entry) => {
      const form: Form = entry.class.startsWith("sample_") ? "ve" : entry.config["use_flow_sigmas"] ? "flow" : "vp";
      const sigmas = Float64Array.from(decode(entry.sigmas));
      const schedule: Schedule = { form, sigmas, timesteps: Float64Array.from(entry.timesteps) };
      const scale = form === "ve" ? noiseScale({ form, sigma: sigmas[0]! }) : 1;
      for (const label of ["dummy", "linear"] as const) {
        const x = { dims, data: start.map((value) => scale * value) };
        const xs: Tensor[] = [];
        for await (const step of sample(entry, denoiserOf(entry, networks[label]), x, schedule)) xs.push(step.x);
        expect(xs.length).toBe(entry.timesteps.length);
        const { final, probes, scale: largest } = entry[label];
        const got = Float32Array.from(xs.flatMap(({ data }) => [data[0]!, data.at(-1)!]));
        const tolerance = 1e-5 * largest;
        expect(maxDifference(got, decode(probes))).toBeLessThan(tolerance);
        expect(maxDifference(xs.at(-1)!.data, decode(final))).toBeLessThan(tolerance);
      }
    },
  );
});

function maxDifference(got: Float32Array, expected: Float32Array): number {
  expect(got.length).toBe(expected.length);
  // Math.max keeps NaN.
  return Math.max(...got.map((value, i) => Math.abs(value - expected[i]!)));
}
