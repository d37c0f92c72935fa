import type { Tensor } from "@alt2img/core";
import { expect, test } from "vitest";
import { type Denoiser, type Form, karrasSigmas, noiseScale, sampleEuler, signalScale } from "../src/index.js";

/** The exact denoiser of data that is a Gaussian of mean 1 and standard deviation 0.5. */
const gaussian: Denoiser = async ({ dims, data }, level) => {
  const [alpha, sigma] = [signalScale(level), noiseScale(level)];
  const gain = (alpha * 0.25) / (alpha ** 2 * 0.25 + sigma ** 2);
  return { dims, data: data.map((value) => 1 + gain * (value - alpha)) };
};

async function end(form: Form, steps: number): Promise<number> {
  const sigmas = karrasSigmas(steps, 0.01, 10);
  const schedule = { form, sigmas, timesteps: sigmas.slice(0, -1) };
  const start = { form, sigma: 10 };
  let x: Tensor = { dims: [1], data: Float32Array.of(signalScale(start) + noiseScale(start) * 0.7) };
  for await (const step of sampleEuler(gaussian, x, schedule)) x = step.x;
  return x.data[0]!;
}

test.each(["ve", "vp", "flow"] as const)("Euler's method ends where the ODE does, in the form %s", async (form) => {
  // The flow keeps the position in units of the standard deviation of the noisy data, √(0.5² + σ²).
  const exact = 1 + (0.5 * (0.7 * 10)) / Math.hypot(0.5, 10);
  const [coarse, fine] = [Math.abs((await end(form, 100)) - exact), Math.abs((await end(form, 200)) - exact)];
  expect(fine).toBeLessThan(0.01);
  expect(coarse / fine).toBeGreaterThan(1.7);
});

test("the forms are the same method", async () => {
  const ve = await end("ve", 20);
  expect(await end("vp", 20)).toBeCloseTo(ve, 5);
  expect(await end("flow", 20)).toBeCloseTo(ve, 5);
});
