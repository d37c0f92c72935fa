import { describe, expect, it } from "vitest";
import { noiseNumbers, noiseScheduleNames, noiseTable } from "../../src/forward-noise/noise-schedules.js";

describe("the noise of a timestep", () => {
  it("is Stable Diffusion's in all its numbers", () => {
    // diffusers 0.42.1: DDIMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear").alphas_cumprod
    const table = noiseTable("scaled_linear");
    expect(noiseNumbers(table, 0).alphaBar).toBeCloseTo(0.99915, 5);
    expect(noiseNumbers(table, 999).alphaBar).toBeCloseTo(0.0046602, 6);
    expect(noiseNumbers(table, 999).sigma).toBeCloseTo(14.6146, 3);
  });

  it("keeps the spread, and has one meaning in all its numbers", () => {
    for (const name of noiseScheduleNames) {
      const table = noiseTable(name);
      for (const timestep of [0, 250, 500, 998]) {
        const { alphaBar, signal, noise, sigma, snr } = noiseNumbers(table, timestep);
        expect(signal ** 2 + noise ** 2).toBeCloseTo(1, 10);
        expect(signal ** 2).toBeCloseTo(alphaBar, 10);
        expect(sigma * signal).toBeCloseTo(noise, 4);
        expect(snr * sigma ** 2).toBeCloseTo(1, 3);
      }
    }
  });

  it("leaves nothing of the picture where the schedule says so", () => {
    const last = noiseNumbers(noiseTable("zero_snr"), 999);
    expect(last).toMatchObject({ alphaBar: 0, signal: 0, noise: 1, sigma: Number.POSITIVE_INFINITY, snr: 0 });
  });
});
