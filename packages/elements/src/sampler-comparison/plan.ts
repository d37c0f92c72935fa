import { Alt2imgError } from "@alt2img/core";
import { checkChoice, checkRange, type Range } from "../base/check-range.js";
import type { SamplerSteps } from "./tasks.js";

/** So many samplers and numbers of steps are compared at most. */
export const MOST_SAMPLERS = 6;
export const MOST_STEP_COUNTS = 6;
const STEPS: Range = [1, 100];

/** What to draw. */
export type Plan = {
  readonly samplers: readonly string[];
  /** Numbers of steps, rising. */
  readonly steps: readonly number[];
  readonly reference: SamplerSteps;
};

/** The items of a list with commas, without duplicates. */
export const itemsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((item) => item.trim())
      .filter((item) => item !== ""),
  ),
];

/**
 * The plan of attributes that are lists with commas.
 *
 * @param names of the samplers that there are
 * @throws Alt2imgError `elements/attribute`
 */
export function planOf(
  {
    samplers,
    steps,
    reference,
    referenceSteps,
  }: { samplers: string; steps: string; reference: string; referenceSteps: number },
  names: readonly string[],
): Plan {
  const chosen = itemsOf(samplers);
  for (const name of chosen) checkChoice("samplers", name, names);
  checkNumber("samplers", chosen, MOST_SAMPLERS, `of ${names.join(", ")}`);
  const counts = itemsOf(steps).map(countOf);
  for (const count of counts) checkRange("steps", count, STEPS, { isWhole: true });
  checkNumber("steps", counts, MOST_STEP_COUNTS, `number from ${STEPS[0]} to ${STEPS[1]}`);
  checkChoice("reference", reference, names);
  checkRange("reference-steps", referenceSteps, STEPS, { isWhole: true });
  return {
    samplers: chosen,
    steps: [...new Set(counts)].sort((a, b) => a - b),
    reference: { sampler: reference, steps: referenceSteps },
  };
}

function countOf(item: string): number {
  if (/^\d+$/.test(item)) return Number(item);
  const wanted = `whole numbers from ${STEPS[0]} to ${STEPS[1]} in digits`;
  throw new Alt2imgError(
    "elements/attribute",
    `The attribute steps has to be ${wanted}, but has ${JSON.stringify(item)}.`,
  );
}

function checkNumber(attribute: string, items: readonly unknown[], most: number, kind: string): void {
  if (items.length > 0 && items.length <= most) return;
  const problem =
    items.length === 0
      ? `is empty. Give at least one ${kind}.`
      : `has ${items.length} items, and may have at most ${most}. Leave some out.`;
  throw new Alt2imgError("elements/attribute", `The attribute ${attribute} ${problem}`);
}

/** What is drawn: the reference first, so that everything can be compared with it at once; then the few steps before the many. */
export function runsOf({ samplers, steps, reference }: Plan): SamplerSteps[] {
  return [reference, ...steps.flatMap((count) => samplers.map((sampler) => ({ sampler, steps: count })))];
}
