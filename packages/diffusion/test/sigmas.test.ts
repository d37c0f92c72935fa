import { readFileSync } from "node:fs";
import { expectClose } from "@alt2img/testing";
import { expect, test } from "vitest";
import {
  alphasCumprod,
  betaSigmas,
  dynamicShift,
  exponentialSigmas,
  flowSigmas,
  flowTimeOf,
  karrasSigmas,
  polyexponentialSigmas,
  rescaleZeroTerminalSnr,
  scaledLinearBetas,
  sgmUniformSigmas,
  sigmaOf,
  sigmaOfFlowTime,
  spacedTimesteps,
  timestepOf,
  vpSigmas,
} from "../src/index.js";
import { betaQuantile, regularizedIncompleteBeta } from "../src/schedule/incomplete-beta.js";

const golden = JSON.parse(readFileSync(new URL("golden/sigmas.json", import.meta.url), "utf8"));
const table = { alphasCumprod: alphasCumprod(scaledLinearBetas(1000)) };
const exact = { rtol: 1e-10, atol: 0 };

test("the quantiles of the beta distribution are SciPy's", () => {
  for (const { a, b, p, x } of golden.quantiles) {
    expectClose([betaQuantile(p, a, b)], [x], { rtol: 1e-10, atol: 1e-300 });
    if (x > 1e-12 && x < 1 - 1e-6) expectClose([regularizedIncompleteBeta(x, a, b)], [p], exact);
  }
  expect([betaQuantile(0, 0.6, 0.6), betaQuantile(1, 0.6, 0.6)]).toEqual([0, 1]);
});

test("the schedules of Karras and k-diffusion", () => {
  const { steps, sigmaMin, sigmaMax } = golden;
  expectClose(karrasSigmas(steps, sigmaMin, sigmaMax), golden.karras, exact);
  expectClose(exponentialSigmas(steps, sigmaMin, sigmaMax), golden.exponential, exact);
  expectClose(polyexponentialSigmas(steps, sigmaMin, sigmaMax, { rho: 2 }), golden.polyexponential, exact);
  expectClose(betaSigmas(steps, sigmaMin, sigmaMax), golden.beta, exact);
  expectClose(vpSigmas(steps), golden.vp, exact);
  expectClose(sgmUniformSigmas(steps, table), golden.sgmUniform, { rtol: 3e-6, atol: 0 }); // float32 table
  expectClose(flowSigmas(steps, { shift: 3 }).map(flowTimeOf), golden.flow, exact);
});

test.each([1, 2, 3, 17, 100])("sigmas of %d steps fall and end in 0", (steps) => {
  const schedules = [
    karrasSigmas(steps, 0.03, 14.6),
    exponentialSigmas(steps, 0.03, 14.6),
    polyexponentialSigmas(steps, 0.03, 14.6, { rho: 1.7 }),
    betaSigmas(steps, 0.03, 14.6),
    vpSigmas(steps),
    sgmUniformSigmas(steps, table),
    flowSigmas(steps, { shift: 3, terminal: 0.1 }),
  ];
  for (const sigmas of schedules) {
    expect(sigmas.length).toBe(steps + 1);
    expect(sigmas.at(-1)).toBe(0);
    for (let i = 0; i < steps; i++) expect(sigmas[i + 1]!).toBeLessThan(sigmas[i]!);
  }
  for (const sigmas of schedules.slice(0, 4)) expect(sigmas[0]).toBeCloseTo(14.6, 10);
});

test("a table goes from timesteps to sigmas and back", () => {
  expect(sigmaOf(table, 999)).toBeCloseTo(14.61464, 4);
  for (const timestep of [0, 0.5, 1, 333.25, 500, 998.9, 999]) {
    const sigma = sigmaOf(table, timestep, { interpolation: "log_linear" });
    expect(timestepOf(table, sigma)).toBeCloseTo(timestep, 3);
  }
  expect([sigmaOf(table, -5), sigmaOf(table, 2000)]).toEqual([sigmaOf(table, 0), sigmaOf(table, 999)]);
  expect([timestepOf(table, 0), timestepOf(table, 1000), timestepOf(table, Infinity)]).toEqual([0, 999, 999]);
});

test("zero terminal SNR: the last level is pure noise, the first one stays", () => {
  const betas = scaledLinearBetas(1000);
  const rescaled = { alphasCumprod: alphasCumprod(rescaleZeroTerminalSnr(betas)) };
  expect(rescaled.alphasCumprod[0]).toBe(table.alphasCumprod[0]);
  expect(rescaled.alphasCumprod[999]).toBe(0);
  expect(sigmaOf(rescaled, 999)).toBe(Infinity);
  expect(timestepOf(rescaled, Infinity)).toBe(999);
});

test("spacings of ten steps", () => {
  expect([...spacedTimesteps("leading", 5, 1000, { stepsOffset: 1 })]).toEqual([801, 601, 401, 201, 1]);
  expect([...spacedTimesteps("trailing", 5, 1000)]).toEqual([999, 799, 599, 399, 199]);
  expect([...spacedTimesteps("linspace", 5, 1000, { round: true })]).toEqual([999, 749, 500, 250, 0]);
  expect([...spacedTimesteps("linspace", 4, 1001, { withoutLast: true })]).toEqual([1000, 750, 500, 250]);
  expect(() => spacedTimesteps("leading", 6, 5)).toThrow("6 steps don't fit into 5 timesteps");
});

test("times of a flow", () => {
  expect([sigmaOfFlowTime(1), flowTimeOf(Infinity)]).toEqual([Infinity, 1]);
  expect([sigmaOfFlowTime(0.75), flowTimeOf(3)]).toEqual([3, 0.75]);
  expect(dynamicShift(256)).toBeCloseTo(0.5, 12);
  expect(dynamicShift(4096)).toBeCloseTo(1.15, 12);
  expect(flowTimeOf(flowSigmas(8, { shift: 2, terminal: 0.1 })[7]!)).toBeCloseTo(0.1, 12);
});
