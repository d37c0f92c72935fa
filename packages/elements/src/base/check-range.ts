import { Alt2imgError } from "@alt2img/core";

/** From the least to the greatest value that an attribute may have, both included. */
export type Range = readonly [least: number, greatest: number];

/** @throws Alt2imgError `elements/attribute` unless the number is in the range, and whole if it has to be */
export function checkRange(
  attribute: string,
  value: number,
  [least, greatest]: Range,
  { isWhole = false }: { isWhole?: boolean } = {},
): void {
  if (value >= least && value <= greatest && (!isWhole || Number.isInteger(value))) return;
  const wanted = `a ${isWhole ? "whole " : ""}number from ${least} to ${greatest}`;
  throw new Alt2imgError("elements/attribute", `The attribute ${attribute} has to be ${wanted}, but is ${value}.`);
}

/** @throws Alt2imgError `elements/attribute` unless the value is one of those */
export function checkChoice<Choice extends string>(
  attribute: string,
  value: string,
  choices: readonly Choice[],
): asserts value is Choice {
  if ((choices as readonly string[]).includes(value)) return;
  const message = `The attribute ${attribute} has to be one of ${choices.join(", ")}, but is ${JSON.stringify(value)}.`;
  throw new Alt2imgError("elements/attribute", message);
}
