import { createGenerator } from "@alt2img/core/random";
import { expectClose } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import { brownianTreeNoise, gaussianNoise, type NoiseSource } from "../src/index.js";

test("Gaussian noise continues the generator's stream, as PyTorch's does", () => {
  const [noise, generator] = [gaussianNoise(createGenerator(7)), createGenerator(7)];
  expect(noise([2, 3, 4], 5, 3)).toEqual({ dims: [2, 3, 4], data: generator.randn(24) });
  expect(noise([2, 3, 4], 3, 1).data).toEqual(generator.randn(24));
});

describe("the Brownian tree", () => {
  const times: Record<string, [(sigma: number) => number, NoiseSource]> = {
    "σ / (1 + σ)": [(sigma) => (sigma === Number.POSITIVE_INFINITY ? 1 : sigma / (1 + sigma)), brownianTreeNoise(3)],
    σ: [(sigma) => sigma, brownianTreeNoise(3, { sigmaMin: 0, sigmaMax: 80, transform: (sigma) => sigma })],
    "ln σ": [Math.log, brownianTreeNoise(3, { sigmaMin: 0.002, sigmaMax: 80, transform: Math.log })],
  };

  test.each(Object.entries(times))(
    "adjacent steps add up to the step over both, in the time %s",
    (_, [time, noise]) => {
      const increment = (from: number, to: number): Float64Array => {
        const length = Math.sqrt(Math.abs(time(from) - time(to)));
        return Float64Array.from(noise([40], from, to).data, (value) => value * length);
      };
      const whole = increment(14.6, 0.03);
      for (const steps of [2, 3, 4, 8, 16]) {
        const sigmas = Array.from({ length: steps + 1 }, (_, i) => 14.6 * (0.03 / 14.6) ** (i / steps));
        const parts = sigmas.slice(1).map((to, i) => increment(sigmas[i]!, to));
        const sum = Float64Array.from(whole, (_, k) => parts.reduce((sum, part) => sum + part[k]!, 0));
        expectClose(sum, whole, { atol: 1e-5, rtol: 1e-6 });
      }
    },
  );

  test("gives the same, whatever was asked for before, and another motion for another seed", () => {
    const [one, two] = [brownianTreeNoise(1), brownianTreeNoise(1)];
    for (const [from, to] of [
      [9, 3],
      [3, 0.5],
      [Number.POSITIVE_INFINITY, 9],
    ] as const)
      one([12], from, to);
    expect(one([12], 3, 0.5)).toEqual(two([12], 3, 0.5));
    expect(brownianTreeNoise(2)([12], 3, 0.5)).not.toEqual(two([12], 3, 0.5));
    expectClose(
      two([12], 0.5, 3).data,
      two([12], 3, 0.5).data.map((value) => -value),
      { atol: 0, rtol: 0 },
    );
  });

  test("has mean 0, variance 1, and independent increments", () => {
    const [noise, size] = [brownianTreeNoise(11), 20_000];
    const steps = [
      [14.6, 5],
      [5, 4.9],
      [4.9, 0.4],
      [0.4, 0.01],
      [0.01, 0],
    ] as const;
    const draws = steps.map(([from, to]) => noise([size], from, to).data);
    const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / size;
    for (const [i, draw] of draws.entries()) {
      // Four standard errors.
      expect(Math.abs(mean(draw))).toBeLessThan(4 / Math.sqrt(size));
      expect(Math.abs(mean(draw.map((value) => value ** 2)) - 1)).toBeLessThan(4 * Math.sqrt(2 / size));
      for (const other of draws.slice(i + 1))
        expect(Math.abs(mean(draw.map((value, k) => value * other[k]!)))).toBeLessThan(4 / Math.sqrt(size));
    }
  });

  test("takes pure noise as a level, and says which levels it has", () => {
    expect(brownianTreeNoise(0)([4], Number.POSITIVE_INFINITY, 0).data.every(Number.isFinite)).toBe(true);
    const noise = brownianTreeNoise(0, { sigmaMin: 0.03, sigmaMax: 14.6 });
    expect(() => noise([4], 20, 1)).toThrow(/goes from sigma 0.03 to 14.6, and noise was asked for at 20/);
    expect(() => brownianTreeNoise(0.5)).toThrow(expect.objectContaining({ code: "core/seed" }));
  });
});
