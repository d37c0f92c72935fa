import type { Tensor } from "@alt2img/core";
import { describe, expect, it, test } from "vitest";
import { type EdmNetwork, edmDenoiser, karrasSigmas, sampleHeun, signalScale } from "../src/index.js";
import golden from "./golden/edm.json" with { type: "json" };

type Case = (typeof golden.cases)[number];

const { sigmaData } = golden;
const tensor = (values: readonly number[]): Tensor => ({ dims: [values.length], data: Float32Array.from(values) });

function expectNear(found: ArrayLike<number>, expected: readonly number[]): void {
  const scale = Math.max(...expected.map(Math.abs));
  for (const [i, value] of expected.entries()) expect(Math.abs(found[i]! - value) / scale).toBeLessThan(1e-6);
}

describe.each(golden.cases)("$predictionType at sigma $sigma", ({ predictionType, sigma, ...expected }: Case) => {
  it.each(["ve", "vp", "flow"] as const)("is diffusers' preconditioning in the form %s", async (form) => {
    const network: EdmNetwork = async (input, noise) => {
      expectNear(input.data, expected.input);
      expect(noise).toBeCloseTo(expected.noise, 6);
      return tensor(expected.output);
    };
    const denoise = edmDenoiser(network, { sigmaData, predictionType: predictionType as "epsilon" });
    const level = { form, sigma };
    const x = tensor(expected.x.map((value) => value * signalScale(level)));
    expectNear((await denoise(x, level)).data, expected.denoised);
  });
});

test("for Gaussian data the best network says nothing, and a sampler ends at the data's deviation", async () => {
  const denoise = edmDenoiser(async (input) => ({ ...input, data: new Float32Array(input.data.length) }));
  const sigmas = karrasSigmas(64, 0.002, 80);
  let x = tensor([80, -40]);
  for await (const step of sampleHeun(denoise, x, { form: "ve", sigmas, timesteps: sigmas.slice(0, -1) })) x = step.x;
  expect(x.data[0]).toBeCloseTo(0.5, 2);
  expect(x.data[1]).toBeCloseTo(-0.25, 2);
});

test("what can't be is refused", async () => {
  const echo: EdmNetwork = async () => tensor([1, 2]);
  for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => edmDenoiser(echo, { sigmaData: wrong })).toThrow(/sigmaData is/);
  }
  const [denoise, x] = [edmDenoiser(echo), tensor([1])];
  await expect(denoise(x, { form: "vp", sigma: Number.POSITIVE_INFINITY })).rejects.toThrow(/finite sigma/);
  await expect(denoise(x, { form: "ve", sigma: 1 })).rejects.toThrow(/returned a tensor of \[2\] for one of \[1\]/);
});
