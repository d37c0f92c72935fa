import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { flowTimeOf, readSchedulerConfig, type Schedule, scheduleFromConfig } from "../src/index.js";

type Row = {
  class: string;
  config: Record<string, unknown> & { mu?: number };
  failed: Record<string, number[]>;
  timesteps: number;
  sigmas: number;
  targets?: number;
};
const golden: { rows: Row[]; timesteps: string[]; sigmas: string[] } = JSON.parse(
  readFileSync(new URL("golden/schedule-sums.json", import.meta.url), "utf8"),
);
const counts = Array.from({ length: 100 }, (_, i) => i + 1);
const ints = (text: string): Int32Array => new Int32Array(new Uint8Array(Buffer.from(text, "base64")).buffer);
/** The sums in the file are multiples of it. */
const unit = 1e-7;

/** With a sign that changes after so many values. */
const signedSum = (values: readonly number[], every: number): number =>
  values.reduce((sum, value, i) => sum + (Math.floor(i / every) % 2 === 0 ? value : -value), 0);
const logOf = (sigma: number): number => (sigma > 0 ? Math.log(Math.min(sigma, 1e6)) : 0);
const sumsOf = (sigmas: readonly number[]): number[] => [1, 2].map((every) => signedSum(sigmas.map(logOf), every));

/** diffusers' own numbers: flow times in place of sigmas, and the image's share with `invert_sigmas`. */
function inDiffusersTerms({ form, sigmas }: Schedule, inverted: unknown): number[] {
  const times = form === "flow" ? [...sigmas].map(flowTimeOf) : [...sigmas];
  return inverted ? times.map((time) => 1 - time) : times;
}

/**
 * How far sums may be apart: twice 1e-6, as up to 101 roundings add up. Exceptions: EDM's powers in float32, the rescaling to zero
 * terminal SNR, whose roots PyTorch doesn't round correctly, small differences from 1 in inverted sigmas, and DPMSolverSDEScheduler.
 */
function toleranceOf({ class: name, config }: Row): number {
  if (name.startsWith("EDM") || name === "DPMSolverSDEScheduler") return 1e-5;
  return config["rescale_betas_zero_snr"] || config["invert_sigmas"] ? 1e-5 : 2e-6;
}

/** Where diffusers doesn't do what it says and this does, or a timestep is cut off on the other side of a whole number. */
function differs({ class: name, config }: Row, steps: number): { timesteps?: boolean; sigmas?: boolean } {
  if (steps === 1 && config["sigma_schedule"] === "exponential" && name.startsWith("EDM"))
    return { timesteps: true, sigmas: true };
  if (steps === 1 && config["shift_terminal"] !== undefined) return { timesteps: true, sigmas: true };
  if (config["use_lu_lambdas"] && config["beta_schedule"] === "squaredcos_cap_v2") return { timesteps: true };
  // diffusers has one sigma too many, which comes into use with its one timestep too many.
  if (steps === 61 && config["interpolation_type"] === "log_linear") return { sigmas: true };
  if (name === "UniPCMultistepScheduler" && config["shift_terminal"] !== undefined) return { timesteps: true };
  return {};
}

describe.each(golden.rows)("$class $config", (row) => {
  const { mu, ...fields } = row.config;
  const config = readSchedulerConfig({ _class_name: row.class, ...fields });
  const [timesteps, sigmas, targets] = [
    ints(golden.timesteps[row.timesteps]!),
    ints(golden.sigmas[row.sigmas]!),
    row.targets === undefined ? undefined : ints(golden.sigmas[row.targets]!),
  ];
  const failed = new Set(Object.values(row.failed).flat());

  test("the sums of 1 to 100 steps", () => {
    const wrong: string[] = [];
    const compare = (what: string, ours: readonly number[], theirs: Int32Array): void => {
      for (const [i, sum] of ours.entries()) {
        const off = Math.abs(sum - theirs[i]! * unit);
        if (!(off <= toleranceOf(row))) wrong.push(`${what}: off by ${off.toExponential(1)}`);
      }
    };
    for (const steps of counts.filter((count) => !failed.has(count))) {
      const at = steps - 1;
      const skip = differs(row, steps);
      const ours = scheduleFromConfig(config, steps, { mu, likeDiffusers: true });
      const told = [...ours.timesteps].map(Math.asinh);
      if (!skip.timesteps) compare(`timesteps of ${steps} steps`, [signedSum(told, 1)], timesteps.subarray(at, steps));
      if (!skip.sigmas)
        compare(
          `sigmas of ${steps} steps`,
          sumsOf(inDiffusersTerms(ours, fields["invert_sigmas"])),
          sigmas.subarray(2 * at, 2 * steps),
        );
      if (targets)
        compare(`targets of ${steps} steps`, sumsOf([...ours.targets!]), targets.subarray(2 * at, 2 * steps));
    }
    expect(wrong).toEqual([]);
  });
});

test("all counts of all classes are compared but those for which diffusers has no numbers", () => {
  expect(new Set(golden.rows.map((row) => row.class)).size).toBe(21);
  const failed = golden.rows.flatMap(({ class: name, config, failed }) =>
    Object.entries(failed).map(([error, steps]) => `${name} ${JSON.stringify(config)}: ${error} with ${steps.length}`),
  );
  expect(failed).toMatchInlineSnapshot(`
    [
      "UniPCMultistepScheduler {"use_flow_sigmas":true,"prediction_type":"flow_prediction","use_dynamic_shifting":true,"time_shift_type":"linear","mu":1.7,"shift_terminal":0.1}: FloatingPointError with 1",
      "PNDMScheduler {"beta_start":0.00085,"beta_end":0.012,"beta_schedule":"scaled_linear","steps_offset":1,"timestep_spacing":"leading"}: ValueError with 3",
      "PNDMScheduler {"beta_schedule":"squaredcos_cap_v2","timestep_spacing":"leading","num_train_timesteps":777}: ValueError with 3",
      "PNDMScheduler {"beta_start":0.00085,"beta_end":0.012,"beta_schedule":"scaled_linear","steps_offset":1,"timestep_spacing":"linspace"}: ValueError with 3",
      "PNDMScheduler {"beta_schedule":"squaredcos_cap_v2","timestep_spacing":"linspace","num_train_timesteps":777}: ValueError with 3",
      "PNDMScheduler {"beta_start":0.00085,"beta_end":0.012,"beta_schedule":"scaled_linear","steps_offset":1,"timestep_spacing":"trailing"}: ValueError with 3",
      "PNDMScheduler {"beta_schedule":"squaredcos_cap_v2","timestep_spacing":"trailing","num_train_timesteps":777}: ValueError with 3",
      "PNDMScheduler {}: ValueError with 3",
      "LCMScheduler {}: ValueError with 50",
      "LCMScheduler {"beta_schedule":"linear","original_inference_steps":33}: ValueError with 67",
      "TCDScheduler {}: ValueError with 50",
      "TCDScheduler {"beta_schedule":"linear","original_inference_steps":33}: ValueError with 67",
      "FlowMatchEulerDiscreteScheduler {"use_dynamic_shifting":true,"shift_terminal":0.1,"mu":2.05}: FloatingPointError with 1",
      "CMStochasticIterativeScheduler {}: ValueError with 60",
    ]
  `);
});
