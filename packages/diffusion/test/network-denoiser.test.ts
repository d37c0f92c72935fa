import type { Tensor } from "@alt2img/core";
import { describe, expect, it } from "vitest";
import {
  clipDenoised,
  type Denoiser,
  type Form,
  type Level,
  type Network,
  networkDenoiser,
  noiseScale,
  type PredictionType,
  signalScale,
  thresholdDenoised,
} from "../src/index.js";

const clean = [0.5, -1, 0.25, 0.75];
const noise = [1.5, 0.2, -0.7, -2];

function noisy(level: Level): Tensor {
  const data = Float32Array.from(clean, (value, i) => signalScale(level) * value + noiseScale(level) * noise[i]!);
  return { dims: [1, 4], data };
}

/** A network that knows both. It checks that it gets what it was trained on. */
function knowing(predictionType: PredictionType, sigma: number): Network {
  const level = { form: predictionType === "flow" ? ("flow" as const) : ("vp" as const), sigma };
  const [a, s] = [signalScale(level), noiseScale(level)];
  const output = {
    epsilon: noise,
    v_prediction: noise.map((value, i) => a * value - s * clean[i]!),
    sample: clean,
    flow: noise.map((value, i) => value - clean[i]!),
  }[predictionType];
  return async ({ dims, data }, timestep) => {
    expect(timestep).toBe(7);
    for (const [i, value] of noisy(level).data.entries()) expect(data[i]).toBeCloseTo(value, 5);
    return { dims, data: Float32Array.from(output) };
  };
}

const types: PredictionType[] = ["epsilon", "v_prediction", "sample", "flow"];
const forms: Form[] = ["ve", "vp", "flow"];

describe.each(types)("a network that predicts %s", (predictionType) => {
  it.each(forms.flatMap((form) => [0.01, 1, 14.6].map((sigma) => [form, sigma] as const)))(
    "finds the clean image in the form %s at sigma %d",
    async (form, sigma) => {
      const denoise = networkDenoiser(knowing(predictionType, sigma), { predictionType });
      const { dims, data } = await denoise(noisy({ form, sigma }), { form, sigma, timestep: 7 });
      expect(dims).toEqual([1, 4]);
      for (const [i, value] of clean.entries()) expect(data[i]).toBeCloseTo(value, 4);
    },
  );

  it.each(["vp", "flow"] as const)("starts with pure noise of the form %s, or says that it can't", async (form) => {
    const level = { form, sigma: Number.POSITIVE_INFINITY, timestep: 7 };
    const denoised = networkDenoiser(knowing(predictionType, level.sigma), { predictionType })(noisy(level), level);
    if (predictionType === "epsilon") {
      await expect(denoised).rejects.toThrow(expect.objectContaining({ code: "diffusion/pure-noise" }));
    } else {
      for (const [i, value] of clean.entries()) expect((await denoised).data[i]).toBeCloseTo(value, 5);
    }
  });
});

describe("networkDenoiser", () => {
  const level = { form: "vp", sigma: 1 } as const;

  it("asks for the timestep of a level that has none", async () => {
    const timestepOf = (sigma: number): number => 7 * sigma;
    const denoise = networkDenoiser(knowing("epsilon", 1), { predictionType: "epsilon", timestepOf });
    expect((await denoise(noisy(level), level)).data[0]).toBeCloseTo(0.5, 5);
    await expect(
      networkDenoiser(knowing("epsilon", 1), { predictionType: "epsilon" })(noisy(level), level),
    ).rejects.toThrow(expect.objectContaining({ code: "diffusion/timestep" }));
  });

  it("refuses an output of other dims", async () => {
    const wrong: Network = async () => ({ dims: [1, 3], data: new Float32Array(3) });
    await expect(
      networkDenoiser(wrong, { predictionType: "epsilon" })(noisy(level), { ...level, timestep: 7 }),
    ).rejects.toThrow(expect.objectContaining({ code: "diffusion/output-dims" }));
  });
});

describe("limits of the denoised image", () => {
  const fixed =
    (...values: number[]): Denoiser =>
    async ({ dims }) => ({ dims, data: Float32Array.from(values) });
  const x: Tensor = { dims: [2, 4], data: new Float32Array(8) };
  const level = { form: "ve", sigma: 1 } as const;

  it("clips to a range", async () => {
    const denoise = clipDenoised(fixed(-3, -0.5, 0, 0.5, 1, 2, 3, -2), 1.5);
    expect([...(await denoise(x, level)).data]).toEqual([-1.5, -0.5, 0, 0.5, 1, 1.5, 1.5, -1.5]);
  });

  it("divides by a quantile of each sample", async () => {
    // torch.quantile([0.5, 1, 2, 4], 0.5) is 1.5; of [0.1, 0.2, 0.3, 2] it is 0.25, and 1 counts.
    const denoise = thresholdDenoised(fixed(-4, 0.5, 1, 2, 0.1, 0.2, -0.3, 2), { ratio: 0.5, max: 3 });
    const expected = [-1, 1 / 3, 2 / 3, 1, 0.1, 0.2, -0.3, 1];
    for (const [i, value] of (await denoise(x, level)).data.entries()) expect(value).toBeCloseTo(expected[i]!, 6);
  });

  it("divides by at most the largest threshold", async () => {
    const denoise = thresholdDenoised(fixed(4, 4, 4, 1, 0, 0, 0, 0), { ratio: 0.5, max: 2 });
    expect([...(await denoise(x, level)).data]).toEqual([1, 1, 1, 0.5, 0, 0, 0, 0]);
  });
});
