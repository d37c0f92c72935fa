import type { Patch } from "../attribution/tasks.js";
import type { SetName } from "../drawings/sheets.js";
import { attributionEn } from "./attribution.en.js";

/** What `alt2img-sampler-comparison` says. Numbers come as the language writes them. */
export type SamplerComparisonMessages = {
  /** The prompt to start with; the tiny model knows English names of emoji. */
  readonly example: string;
  readonly explanation: string;
  readonly formula: string;
  readonly credits: string;
  readonly set: string;
  readonly sets: Readonly<Record<SetName, string>>;
  readonly patch: string;
  readonly patches: Readonly<Record<Patch, string>>;
  readonly prompt: string;
  readonly steps: string;
  readonly stepsHelp: (most: string) => string;
  readonly samplers: (count: string) => string;
  readonly samplersHelp: (most: string) => string;
  readonly addsNoise: string;
  readonly seed: string;
  readonly other: string;
  readonly draw: string;
  readonly stop: string;
  readonly loads: string;
  readonly loadsOther: string;
  readonly drawing: (done: string, all: string) => string;
  readonly stopped: (done: string) => string;
  readonly run: (sampler: string, steps: string) => string;
  readonly reference: (run: string, calls: string) => string;
  readonly away: (difference: string) => string;
  readonly calls: (calls: string) => string;
  readonly best: (run: string, calls: string, difference: string) => string;
  readonly bestAt: (steps: string, sampler: string, difference: string) => string;
  readonly noise: (samplers: string) => string;
  readonly chart: string;
  readonly chartCalls: string;
  readonly table: string;
  readonly columns: { readonly sampler: string; readonly steps: (steps: string) => string };
};

export const samplerComparisonEn: SamplerComparisonMessages = {
  example: "red heart",
  explanation:
    "All begin with the same noise and ask the same denoiser. A sampler decides how to go from guess to guess. Which one gets close to the picture that many small steps give, with the fewest calls?",
  credits: attributionEn.credits,
  formula: "The denoiser is a formula that recombines 196 drawings; nothing was trained.",
  set: attributionEn.set,
  sets: attributionEn.sets,
  patch: attributionEn.patch,
  patches: attributionEn.patches,
  prompt: "Prompt",
  steps: "Steps",
  stepsHelp: (most) => `At most ${most} numbers from 1 to 100, separated by commas.`,
  samplers: (count) => `Samplers: ${count}`,
  samplersHelp: (most) => `Choose at most ${most}.`,
  addsNoise: "adds noise",
  seed: attributionEn.seed,
  other: attributionEn.other,
  draw: "Draw",
  stop: "Stop",
  loads: "The first drawing loads 34 MB.",
  loadsOther: "The first drawing loads the model, which may take a while.",
  drawing: (done, all) => `Drawing: ${done} of ${all} pictures so far …`,
  stopped: (done) => `Stopped. Pictures so far: ${done}.`,
  run: (sampler, steps) => (steps === "1" ? `${sampler}, 1 step` : `${sampler}, ${steps} steps`),
  reference: (run, calls) => `The reference: ${run}, ${calls}`,
  away: (difference) => `${difference} away`,
  calls: (calls) => (calls === "1" ? "1 call" : `${calls} calls`),
  best: (run, calls, difference) => `Nearest to the reference: ${run} (${calls}), ${difference} away.`,
  bestAt: (steps, sampler, difference) =>
    `With ${steps === "1" ? "1 step" : `${steps} steps`}: ${sampler}, ${difference} away.`,
  noise: (samplers) =>
    `These samplers add fresh noise in each step, so they end at another picture, however many steps they take: ${samplers}.`,
  chart: "How far from the reference the pictures are, by calls of the denoiser",
  chartCalls: "calls of the denoiser",
  table: "The pictures, by sampler and number of steps",
  columns: { sampler: "Sampler", steps: (steps) => (steps === "1" ? "1 step" : `${steps} steps`) },
};
