import { describe, expect, it } from "vitest";
import { chooseScheduler } from "../../src/text-to-image/choose-scheduler.js";

const config = { _class_name: "DDIMScheduler", beta_schedule: "scaled_linear", beta_start: 0.00085, beta_end: 0.012 };

describe("the scheduler of a pipeline with another sampler", () => {
  it.each([
    ["dpmpp_2m", "dpmsolver++", 2],
    ["dpmpp_3m", "dpmsolver++", 3],
    ["dpmpp_2m_sde", "sde-dpmsolver++", 2],
    ["dpmpp_3m_sde", "sde-dpmsolver++", 3],
  ] as const)("%s is DPM-Solver with fields", (sampler, algorithm, order) => {
    const { className, fields } = chooseScheduler(config, "scheduler_config.json", { sampler });
    expect(className).toBe("DPMSolverMultistepScheduler");
    expect([fields.algorithm_type, fields.solver_order]).toEqual([algorithm, order]);
    expect(fields.beta_start).toBe(0.00085);
  });

  it("lets fields have the last word", () => {
    const options = { sampler: "dpmpp_2m", schedule: { solver_order: 1, use_karras_sigmas: true } } as const;
    const { fields } = chooseScheduler(config, "scheduler_config.json", options);
    expect([fields.solver_order, fields.use_karras_sigmas]).toEqual([1, true]);
  });

  it("leaves out what only DDPM calls by that name", () => {
    const ddpm = { ...config, _class_name: "DDPMScheduler", variance_type: "fixed_large" };
    expect(chooseScheduler(ddpm, "scheduler_config.json").fields.variance_type).toBe("fixed_large");
    const { className } = chooseScheduler(ddpm, "scheduler_config.json", { sampler: "dpmpp_2m" });
    expect(className).toBe("DPMSolverMultistepScheduler");
  });

  it("names the sampler that was asked for", () => {
    const flow = { _class_name: "FlowMatchEulerDiscreteScheduler" };
    const choose = () => chooseScheduler(flow, "scheduler_config.json", { sampler: "dpmpp_2m" });
    expect(choose).toThrow('There is no sampler "dpmpp_2m" for a model with FlowMatchEulerDiscreteScheduler.');
  });

  it("names the samplers there are instead of an unknown one", () => {
    const choose = (sampler: string) =>
      chooseScheduler(config, "scheduler_config.json", { sampler: sampler as "ddim" });
    expect(() => choose("plms")).toThrow(/There are: ddim, .*dpmpp_2m, .*unipc\./);
    expect(() => choose("toString")).toThrow(/There is no sampler "toString"/);
  });
});
