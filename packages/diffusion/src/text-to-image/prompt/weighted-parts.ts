import { Alt2imgError } from "@alt2img/core";

/** A piece of a prompt with one weight. */
export type WeightedPart = { readonly text: string; readonly weight: number };

/** What brackets without a number multiply a weight with, or divide it by. */
const STEP = 1.1;

/** Far more than what still makes pictures, and few enough for half precision. */
const MOST = 1000;

/** How deep brackets nest at most: 73 round ones are beyond what a weight can be. */
const DEEPEST = 100;

/** An escape, the number before a closing bracket, a bracket, or anything else. */
const PIECES = /\\[()[\]\\]|:\s*([+-]?(?:\d+(?:\.\d*)?|\.\d+))\s*\)|[()[\]]|[^\\()[\]:]+|[\\:]/g;

/**
 * Reads the weights of a prompt: `(word)` is 1.1 times as strong, `[word]` 1.1 times weaker, `(word:1.3)` 1.3 times as strong. Brackets
 * nest, and their weights are multiplied. `\(`, `\)`, `\[`, `\]` and `\\` are the characters themselves. A bracket that is never
 * closed reaches to the end; one that was never opened is text, and so is a number that isn't one. Other backslashes are left out.
 *
 * @returns neighbours with the same weight joined; one empty part for an empty prompt
 * @throws Alt2imgError `diffusion/prompt` for a weight beyond ±1000, or more than 100 brackets inside of each other
 * @see https://github.com/AUTOMATIC1111/stable-diffusion-webui/wiki/Features#attentionemphasis
 */
export function weightedParts(prompt: string): WeightedPart[] {
  const parts: { text: string; weight: number }[] = [];
  const open: Record<"(" | "[", number[]> = { "(": [], "[": [] };
  const multiply = (from: number, factor: number): void => {
    for (const part of parts.slice(from)) part.weight *= factor;
  };
  for (const [piece, number] of prompt.matchAll(PIECES)) {
    if (piece === "(" || piece === "[") {
      if (open[piece].push(parts.length) > DEEPEST) throw tooDeep(piece);
    } else if (number !== undefined && open["("].length > 0) multiply(open["("].pop()!, Number(number));
    else if (piece === ")" && open["("].length > 0) multiply(open["("].pop()!, STEP);
    else if (piece === "]" && open["["].length > 0) multiply(open["["].pop()!, 1 / STEP);
    else parts.push({ text: piece.startsWith("\\") ? piece.slice(1) : piece, weight: 1 });
  }
  for (const from of open["("]) multiply(from, STEP);
  for (const from of open["["]) multiply(from, 1 / STEP);
  return joined(parts);
}

function joined(parts: readonly WeightedPart[]): WeightedPart[] {
  const result: { text: string; weight: number }[] = [];
  for (const { text, weight } of parts) {
    if (!(Math.abs(weight) <= MOST)) throw tooLarge(text, weight);
    const last = result.at(-1);
    if (last?.weight === weight) last.text += text;
    else result.push({ text, weight });
  }
  return result.length > 0 ? result : [{ text: "", weight: 1 }];
}

const tooDeep = (bracket: string): Alt2imgError =>
  new Alt2imgError(
    "diffusion/prompt",
    `More than ${DEEPEST} “${bracket}” are open in the prompt. Close them, write \\${bracket} for the sign itself, or turn weights off.`,
  );

const tooLarge = (text: string, weight: number): Alt2imgError =>
  new Alt2imgError(
    "diffusion/prompt",
    `“${text.trim().slice(0, 40)}” in the prompt has a weight of ${weight}; give a number from -${MOST} to ${MOST}.`,
  );
