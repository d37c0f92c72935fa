import { expectClose } from "@alt2img/testing";
import { expect, test } from "vitest";
import { initNoiseSigma, readSchedulerConfig, type Schedule, scheduleFromConfig } from "../src/index.js";

const stableDiffusion = { beta_start: 0.00085, beta_end: 0.012, beta_schedule: "scaled_linear", steps_offset: 1 };
const schedule = (name: string, fields: object, steps: number, options = {}): Schedule =>
  scheduleFromConfig(readSchedulerConfig({ _class_name: name, ...stableDiffusion, ...fields }), steps, options);

test("Stable Diffusion's largest sigma", () => {
  const config = readSchedulerConfig({ _class_name: "EulerDiscreteScheduler", ...stableDiffusion });
  expect(scheduleFromConfig(config, 30).sigmas[0]).toBeCloseTo(14.61464, 4);
});

test("LCM's 4 of 50 steps", () => {
  expect([...schedule("LCMScheduler", {}, 4).timesteps]).toEqual([999, 759, 499, 259]);
});

test("trailing spacing gives the right count, and diffusers' count by option", () => {
  const trailing = { timestep_spacing: "trailing" };
  const extra = [];
  for (let steps = 1; steps <= 1000; steps++) {
    const ours = schedule("DDIMScheduler", trailing, steps);
    expect(ours.timesteps.length).toBe(steps);
    expect(ours.sigmas.length).toBe(steps + 1);
    if (schedule("DDIMScheduler", trailing, steps, { likeDiffusers: true }).timesteps.length > steps) extra.push(steps);
  }
  expect(extra.length).toBe(62);
  expect(extra.slice(0, 3)).toEqual([61, 103, 121]);
  expect(schedule("DDIMScheduler", trailing, 61, { likeDiffusers: true }).timesteps.at(-1)).toBe(-1);
});

test("Karras sigmas of 100 steps share timesteps, and there are still 100 of them", () => {
  const { timesteps, sigmas } = schedule("DPMSolverMultistepScheduler", { use_karras_sigmas: true }, 100);
  expect([timesteps.length, sigmas.length]).toEqual([100, 101]);
  expect(new Set(timesteps).size).toBe(95);
  expect(new Set(sigmas).size).toBe(101);
});

test("Karras sigmas on a cosine schedule, where diffusers' multistep solver runs past its end", () => {
  const { timesteps, sigmas } = schedule(
    "DPMSolverMultistepScheduler",
    { use_karras_sigmas: true, beta_schedule: "squaredcos_cap_v2" },
    20,
  );
  expect(timesteps.length).toBe(20);
  expect(sigmas.every(Number.isFinite)).toBe(true);
});

test("PNDM's first steps, which diffusers can't make for fewer than 4", () => {
  expect([...schedule("PNDMScheduler", {}, 3).timesteps]).toEqual([667, 334, 1]);
});

test("a stretched flow of one step, for which diffusers has NaN", () => {
  const config = readSchedulerConfig({ _class_name: "FlowMatchEulerDiscreteScheduler", shift_terminal: 0.1 });
  expect([...scheduleFromConfig(config, 1).sigmas]).toEqual([Infinity, 0]);
});

test("custom timesteps and sigmas", () => {
  const timesteps = [999, 850, 736, 645, 545, 455, 343, 233, 124, 24];
  const custom = schedule("EulerDiscreteScheduler", {}, 10, { timesteps });
  expect([...custom.timesteps]).toEqual(timesteps);
  // Align Your Steps, as diffusers has it: `AysSchedules` in scheduling_utils.py.
  expectClose(custom.sigmas, [14.615, 6.475, 3.861, 2.697, 1.886, 1.396, 0.963, 0.652, 0.399, 0.152, 0], {
    rtol: 0,
    atol: 0.03,
  });
  const again = schedule("EulerDiscreteScheduler", {}, 10, { sigmas: [...custom.sigmas] });
  expectClose(again.timesteps, timesteps, { rtol: 0, atol: 1e-3 });
});

test("a flow's custom sigmas are shifted", () => {
  const config = readSchedulerConfig({ _class_name: "FlowMatchEulerDiscreteScheduler", shift: 3 });
  const { timesteps, sigmas } = scheduleFromConfig(config, 4, { sigmas: [1, 0.75, 0.5, 0.25] });
  expectClose(timesteps, [1000, 900, 750, 500], { rtol: 1e-12, atol: 0 });
  expect(sigmas[0]).toBe(Infinity);
  expectClose(sigmas.subarray(1), [9, 3, 1, 0], { rtol: 1e-12, atol: 0 });
});

test("strength leaves the end of the steps", () => {
  const all = schedule("DDIMScheduler", { timestep_spacing: "trailing" }, 50);
  const part = schedule("DDIMScheduler", { timestep_spacing: "trailing" }, 50, { strength: 0.75 });
  expect([...part.timesteps]).toEqual([...all.timesteps.subarray(13)]);
  expect([...part.sigmas]).toEqual([...all.sigmas.subarray(13)]);
  // LCM spreads its steps over the first part of the distillation.
  expect([...schedule("LCMScheduler", {}, 4, { strength: 0.5 }).timesteps]).toEqual([499, 379, 259, 139]);
  expect(() => schedule("DDIMScheduler", {}, 10, { strength: 0.05 })).toThrow("leaves none of 10 steps");
  expect(() => schedule("DDIMScheduler", {}, 10, { strength: 1.5 })).toThrow("from 0 to 1");
});

test("pure noise and an epsilon network don't go together", () => {
  const fields = { rescale_betas_zero_snr: true, timestep_spacing: "trailing" };
  expect(() => schedule("DDIMScheduler", fields, 10)).toThrow('"epsilon" can\'t denoise');
  expect(schedule("DDIMScheduler", { ...fields, prediction_type: "v_prediction" }, 10).sigmas[0]).toBe(Infinity);
});

test("the scale of the first noise", () => {
  const euler = (timestep_spacing: string): number => {
    const config = readSchedulerConfig({ _class_name: "EulerDiscreteScheduler", ...stableDiffusion, timestep_spacing });
    return initNoiseSigma(config, scheduleFromConfig(config, 10));
  };
  expect(euler("trailing")).toBeCloseTo(14.61464, 4);
  expect(euler("leading")).toBeCloseTo(
    Math.hypot(schedule("EulerDiscreteScheduler", { timestep_spacing: "leading" }, 10).sigmas[0]!, 1),
    10,
  );
});

test.each([
  [{ steps: 0 }, "The number of steps is 0"],
  [{ steps: 2.5 }, "The number of steps is 2.5"],
  [{ steps: 1001 }, "1001 steps are more than the 1000 timesteps"],
  [{ steps: 2, timesteps: [5] }, "1 timesteps are given for 2 steps"],
  [{ steps: 2, timesteps: [5, 5] }, "timesteps[1] is 5"],
  [{ steps: 2, sigmas: [5, 1] }, "2 sigmas are given for 2 steps; expected 3"],
  [{ steps: 2, sigmas: [5, Number.NaN, 0] }, "sigmas[1] is NaN"],
])("refuses %o", ({ steps, ...options }, message) => {
  expect(() => schedule("DDIMScheduler", {}, steps, options)).toThrow(message);
});

test("a dynamic shift needs μ", () => {
  const config = readSchedulerConfig({ _class_name: "FlowMatchEulerDiscreteScheduler", use_dynamic_shifting: true });
  expect(() => scheduleFromConfig(config, 4)).toThrow("give mu, as dynamicShift makes it");
});

test.each(["linspace", "leading", "trailing"])("refuses lambda_min_clipped that leaves no timestep: %s", (spacing) => {
  const clipped = (lambda: number) =>
    schedule("DPMSolverMultistepScheduler", { timestep_spacing: spacing, lambda_min_clipped: lambda }, 1);
  for (const lambda of [3.54, 1000]) {
    expect(() => clipped(lambda)).toThrow(
      `lambda_min_clipped is ${lambda}, but λ is 3.53 at most in the training: no timestep would be left. Set it lower, such as -5.1.`,
    );
  }
  expect(clipped(3).timesteps[0]).toBeGreaterThanOrEqual(0);
});
