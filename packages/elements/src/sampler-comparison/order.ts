import type { Patch } from "../attribution/tasks.js";
import { checkChoice, checkRange, type Range } from "../base/check-range.js";
import { modelSource } from "../base/model-source.js";
import { pipelineSamplers } from "../diffusion/sampler-forms.js";
import { samplerNames } from "../diffusion/sampler-names.js";
import { setNames } from "../drawings/sheets.js";
import { samplerComparisonMessages } from "../messages/sampler-comparison.js";
import type { PictureOrder } from "../text-to-image/tasks.js";
import type { ComparedPicture } from "./nearest.js";
import { type Plan, planOf } from "./plan.js";
import type { FormulaOrder } from "./tasks.js";

/** What is drawn: by the formula, or by a model. */
export type Order = { readonly plan: Plan } & (
  | { readonly by: "formula"; readonly formula: Omit<FormulaOrder, "runs"> }
  | { readonly by: "model"; readonly picture: Omit<PictureOrder, "sampler" | "steps"> }
);

/** The reference first; there may be fewer than are planned. */
export type Comparison = { readonly order: Order; readonly pictures: readonly ComparedPicture[] };

/** Attributes of the element. */
export type Wanted = {
  readonly samplers: string;
  readonly steps: string;
  readonly reference: string;
  readonly referenceSteps: number;
  readonly seed: number;
  readonly set: string;
  readonly patch: string;
  readonly model?: string | undefined;
  readonly prompt: string;
  readonly guidance: number;
  readonly baseUrl: string;
};

export const SEEDS: Range = [0, 2 ** 32 - 2];
const GUIDANCES: Range = [0, 30];
/** What stands for the tiny Stable Diffusion in the attribute `model`. */
export const TINY = "tiny-stable-diffusion";
/** The one that takes as many steps as it needs can't be compared by steps. */
const formulaSamplers: readonly string[] = samplerNames.filter((name) => name !== "dpm_adaptive");

/** The names of the samplers that a model, or the formula, can use. */
export const samplersFor = (model: string | undefined): readonly string[] =>
  model ? Object.keys(pipelineSamplers) : formulaSamplers;

/** @throws Alt2imgError `elements/attribute` */
export function orderOf(wanted: Wanted): Order {
  const { seed, set, patch, guidance, model, prompt, baseUrl } = wanted;
  const plan = planOf(wanted, samplersFor(model));
  checkRange("seed", seed, SEEDS, { isWhole: true });
  if (model) {
    checkRange("guidance", guidance, GUIDANCES);
    const source = model === TINY ? "" : modelSource(model, baseUrl);
    return { plan, by: "model", picture: { prompt, seed, guidance, model: source } };
  }
  checkChoice("set", set, setNames);
  checkChoice("patch", patch, Object.keys(samplerComparisonMessages.en.patches) as Patch[]);
  return { plan, by: "formula", formula: { set, patch, seed } };
}
