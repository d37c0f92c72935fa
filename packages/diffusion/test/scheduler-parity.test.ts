import { readFileSync } from "node:fs";
import { expectClose } from "@alt2img/testing";
import { describe, expect, test } from "vitest";
import { flowTimeOf, readSchedulerConfig, type Schedule, scheduleFromConfig } from "../src/index.js";

type Row = {
  class: string;
  config: Record<string, unknown> & { mu?: number };
  failed: [number, string][];
  block: number;
};
const golden: { rows: Row[]; blocks: string[] } = JSON.parse(
  readFileSync(new URL("golden/schedules.json", import.meta.url), "utf8"),
);
const floats = (text: string): number[] => {
  const { buffer, byteOffset, byteLength } = new Uint8Array(Buffer.from(text, "base64"));
  return [...new Float32Array(buffer, byteOffset, byteLength / 4)];
};
/** Infinity as a number, so that it can be compared. */
const large = (sigma: number): number => Math.min(sigma, 1e100);
/** float32 in diffusers, so a timestep of 0 may be 1e-5 there; relative otherwise. */
const close = { rtol: 1e-6, atol: 1e-5 };

/** diffusers' own numbers: flow times in place of sigmas, and the image's share with `invert_sigmas`. */
function inDiffusersTerms({ form, sigmas }: Schedule, inverted: boolean): number[] {
  if (form !== "flow") return [...sigmas];
  return [...sigmas].map(flowTimeOf).map((time) => (inverted ? 1 - time : time));
}

function take(values: number[], count: number): number[] {
  return values.splice(0, count);
}

/** Cases in which diffusers doesn't do what it says, and this does: see the README. */
function differs({ class: name, config }: Row, steps: number): boolean {
  return (
    steps === 1 &&
    (config["shift_terminal"] !== undefined || (name.startsWith("EDM") && config["sigma_schedule"] === "exponential"))
  );
}

describe.each(golden.rows)("$class $config", (row) => {
  const { mu, ...fields } = row.config;
  const config = readSchedulerConfig({ _class_name: row.class, ...fields });
  const arrays = floats(golden.blocks[row.block]!);
  const hasTargets = ["ddim", "pndm"].includes(config.sampler);

  // EDM's multistep solver takes seventh powers in float32, and PyTorch's roots in the rescaling aren't correctly rounded.
  const rtol = row.class.startsWith("EDMDPM") || fields["rescale_betas_zero_snr"] ? 5e-6 : 1e-6;

  test("the arrays of 1 to 50 steps", () => {
    const rest = [...arrays];
    let compared = 0;
    while (rest.length > 0) {
      const [steps, length] = take(rest, 2) as [number, number];
      const [timesteps, sigmas] = [take(rest, length), take(rest, length + 1)];
      const targets = hasTargets ? take(rest, length) : [];
      if (differs(row, steps)) continue;
      const ours = scheduleFromConfig(config, steps, { mu });
      // Here, the last bit of diffusers' logarithm decides whether a fraction just below the last timestep is cut off.
      const mayDiffer = fields["use_lu_lambdas"] === true && fields["beta_schedule"] === "squaredcos_cap_v2";
      const first = mayDiffer && Math.abs(ours.timesteps[0]! - timesteps[0]!) === 1 ? 1 : 0;
      expectClose(ours.timesteps.subarray(first), timesteps.slice(first), close);
      expectClose(inDiffusersTerms(ours, fields["invert_sigmas"] === true).map(large), sigmas.map(large), {
        rtol,
        atol: 1e-7,
      });
      if (hasTargets)
        expectClose(
          scheduleFromConfig(config, steps, { likeDiffusers: true }).targets!.map(large),
          targets.map(large),
          { rtol, atol: 0 },
        );
      compared++;
    }
    expect(compared).toBeGreaterThan(0);
  });
});

test("all classes are compared, and diffusers fails in known places only", () => {
  expect(new Set(golden.rows.map((row) => row.class)).size).toBe(21);
  const failures = golden.rows.flatMap((row) => row.failed.map(([steps, error]) => `${row.class} ${steps} ${error}`));
  for (const failure of failures)
    expect(failure).toMatch(
      /^(PNDMScheduler [123] |(LCM|TCD)Scheduler \d+ |CMStochasticIterativeScheduler \d+ |(Euler|EulerAncestral)DiscreteScheduler)/,
    );
});
