import { Alt2imgError } from "@alt2img/core";
import type { MeasuredRule } from "./measured-rule.js";
import type { PairRule } from "./pair-rule.js";

/**
 * Leaves out texts of fewer characters (Unicode code points, after white space is collapsed). LAION keeps texts of five
 * characters or more.
 *
 * @param characters 0 or more
 * @throws Alt2imgError `dataset/min-text-length` for anything else
 * @see Schuhmann et al. 2021, LAION-400M, section 2, https://arxiv.org/abs/2111.02114
 */
export function minTextLength(characters: number): MeasuredRule & PairRule {
  if (!(characters >= 0 && characters < Infinity)) {
    throw new Alt2imgError("dataset/min-text-length", `minTextLength is ${characters}; it must be 0 or more.`);
  }
  return {
    name: `fewer than ${characters} ${characters === 1 ? "character" : "characters"}`,
    source: "LAION-400M, section 2 (5 characters)",
    quantity: "text length",
    threshold: { atLeast: characters },
    measure: ({ text }) => codePoints(text),
    keep: ({ text }) => !isShorter(text, characters),
  };
}

/** Counts code points, but for most texts the length in code units decides. */
function isShorter(text: string, minLength: number): boolean {
  if (text.length < minLength) return true;
  return text.length < 2 * minLength && codePoints(text) < minLength;
}

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
