import { expect, test } from "vitest";
import { noiseTableOf, readSchedulerConfig } from "../src/index.js";

test("reads Stable Diffusion 1.5's config, which has fields of another class", () => {
  const config = readSchedulerConfig(`{
    "_class_name": "EulerDiscreteScheduler", "_diffusers_version": "0.6.0", "beta_end": 0.012, "beta_schedule": "scaled_linear",
    "beta_start": 0.00085, "num_train_timesteps": 1000, "set_alpha_to_one": false, "skip_prk_steps": true, "steps_offset": 1,
    "trained_betas": null, "clip_sample": false, "use_karras_sigmas": null }`);
  expect(config).toMatchObject({
    className: "EulerDiscreteScheduler",
    sampler: "euler",
    form: "ve",
    predictionType: "epsilon",
    clipSampleRange: null,
    thresholding: null,
    unused: ["set_alpha_to_one", "skip_prk_steps", "clip_sample"],
  });
  expect(config.fields).toMatchObject({ steps_offset: 1, beta_end: 0.012, use_karras_sigmas: false });
  expect(noiseTableOf(config).alphasCumprod.length).toBe(1000);
  expect(structuredClone(config)).toEqual(config);
});

test("reads -Infinity, which Python writes and JSON doesn't have, but leaves texts alone", () => {
  const text =
    '{"_class_name": "DPMSolverMultistepScheduler", "lambda_min_clipped": -Infinity, "_note": "a NaN, an Infinity"}';
  expect(readSchedulerConfig(text).fields.lambda_min_clipped).toBe(-Infinity);
});

test("clipping and thresholding", () => {
  const ddim = readSchedulerConfig({ _class_name: "DDIMScheduler", clip_sample_range: 2, thresholding: true });
  expect([ddim.clipSampleRange, ddim.thresholding]).toEqual([2, { ratio: 0.995, maxValue: 1 }]);
  expect(readSchedulerConfig({ _class_name: "CMStochasticIterativeScheduler" }).clipSampleRange).toBe(1);
});

test("takes another solver's names as diffusers does", () => {
  const { fields } = readSchedulerConfig({
    _class_name: "DPMSolverMultistepScheduler",
    algorithm_type: "deis",
    solver_type: "bh2",
  });
  expect([fields.algorithm_type, fields.solver_type]).toEqual(["dpmsolver++", "midpoint"]);
});

const euler = (fields: object): object => ({ _class_name: "EulerDiscreteScheduler", ...fields });
test.each([
  ["{", "diffusion/scheduler-config", "unet/s.json isn't JSON"],
  [[], "diffusion/scheduler-config", "unet/s.json isn't a JSON object"],
  [null, "diffusion/scheduler-config", "unet/s.json isn't a JSON object"],
  [{}, "diffusion/scheduler-class", "unet/s.json: _class_name is missing; supported are CMStochastic"],
  [{ _class_name: "toString" }, "diffusion/scheduler-class", '_class_name is "toString"; supported'],
  [{ _class_name: 3 }, "diffusion/scheduler-class", "_class_name is 3; supported"],
  [
    euler({ steps_offset: "1" }),
    "diffusion/scheduler-field",
    'unet/s.json: steps_offset is "1", expected a whole number',
  ],
  [
    euler({ timestep_spacing: "lead" }),
    "diffusion/scheduler-field",
    'is "lead", expected "leading", "linspace", "trailing"',
  ],
  [euler({ num_train_timesteps: 1e9 }), "diffusion/scheduler-field", "expected a whole number from 1 to 100,000"],
  [euler({ beta_end: null }), "diffusion/scheduler-field", "beta_end is null, expected a number from 0 to 1"],
  [euler({ trained_betas: [0.1, "x"] }), "diffusion/scheduler-field", "expected a list of 1 to 100,000 numbers"],
  [euler({ trained_betas: [] }), "diffusion/scheduler-field", "trained_betas is []"],
  [euler({ beta_schedule: "sigmoid" }), "diffusion/scheduler-field", "but EulerDiscreteScheduler takes"],
  [euler({ use_karras_sigmas: true, use_beta_sigmas: true }), "diffusion/scheduler-field", "set only one of them"],
  [
    { _class_name: "DPMSolverMultistepScheduler", algorithm_type: "dpmsolver" },
    "diffusion/scheduler-field",
    'final_sigmas_type is "zero"',
  ],
  [
    { _class_name: "DPMSolverMultistepScheduler", use_flow_sigmas: true, use_karras_sigmas: true },
    "diffusion/scheduler-field",
    "use_flow_sigmas is true, but so is use_karras_sigmas",
  ],
])("refuses %o", (json, code, message) => {
  const read = (): unknown => readSchedulerConfig(json, { file: "unet/s.json" });
  expect(read).toThrow(expect.objectContaining({ code, message: expect.stringContaining(message) }));
});
