import { styleText } from "node:util";
import type { Clip } from "@alt2img/clip";
import { formatCount } from "@alt2img/core";
import stringWidth from "string-width";
import { printable } from "../printable.js";
import { pictureName } from "./embed-pictures.js";
import type { ScoreFlags } from "./flags.js";
import type { ScoredPicture } from "./scored-picture.js";

/**
 * Scores for people: of one picture every text, the best first; of several pictures the matrix of cosines.
 *
 * @param texts in the order of the scores
 */
export function scoreText(
  pictures: readonly ScoredPicture[],
  texts: readonly string[],
  stream: NodeJS.WriteStream,
): string {
  const readable = pictures.filter(({ failure }) => failure === undefined);
  const [first] = readable;
  if (first === undefined) return "";
  return pictures.length === 1 ? ranking(first, stream) : matrix(readable, texts, stream);
}

/** Lines about the scores, for standard error. */
export function scoreNote(
  { dimension, logitScale, logitBias = 0, family, runtime }: Clip,
  model: string,
  pictures: readonly ScoredPicture[],
  { explain }: ScoreFlags,
): string[] {
  if (pictures.every(({ failure }) => failure !== undefined)) return [];
  const bias = logitBias === 0 ? "" : ` ${logitBias < 0 ? "−" : "+"} ${Math.abs(logitBias).toFixed(1)}`;
  const logit =
    logitScale === undefined
      ? "The model's files don't contain its logit scale, so there are only cosines."
      : `A cosine is between -1 and 1; the logit is ${Math.exp(logitScale).toFixed(1)} × the cosine${bias}.`;
  const probability =
    family === "siglip" && logitScale !== undefined ? " The probability is SigLIP's own, for each pair by itself." : "";
  const hint = explain === true ? "" : " Add --explain to see what a score means.";
  return [
    `Model: ${model} (${runtime.variant}, ${dimension} numbers for each picture and text).`,
    `${logit}${probability} Only scores of the same model can be compared.${hint}`,
  ];
}

/** Says that texts are too long for the model, which scores them by their beginning. */
export function cutNote({ contextLength }: Pick<Clip, "contextLength">, pictures: readonly ScoredPicture[]): string[] {
  const { scores } = pictures.find(({ failure }) => failure === undefined) ?? { scores: [] };
  const cut = scores.filter(({ cutWords }) => cutWords !== undefined);
  const [first] = cut;
  if (first === undefined) return [];
  const part = scores.length === 1 ? formatCount(first.cutWords!.length, "word") : "the end";
  const whole = scores.length === 1 ? "the text" : `${formatCount(cut.length, "text")} of ${scores.length}`;
  return [`The model reads ${contextLength} tokens (words or parts of words). It didn't read ${part} of ${whole}.`];
}

function ranking({ name, scores }: ScoredPicture, stream: NodeJS.WriteStream): string {
  const [hasLogit, hasProbability] = [scores[0]?.logit !== undefined, scores[0]?.probability !== undefined];
  const head = ["cosine", ...(hasLogit ? ["logit"] : []), ...(hasProbability ? ["probability"] : []), "text"];
  const rows = [...scores]
    .sort((a, b) => b.cosine - a.cosine)
    .map(({ cosine, logit, probability, text }) => [
      cosine.toFixed(3),
      ...(logit === undefined ? [] : [logit.toFixed(2)]),
      ...(probability === undefined ? [] : [probability.toFixed(4)]),
      printable(text),
    ]);
  return `${printable(pictureName(name))}\n${table([head, ...rows], head.length - 1, stream)}`;
}

/** The widest table that has the texts themselves over its columns. */
const MOST_HEAD_WIDTH = 80;

function matrix(pictures: readonly ScoredPicture[], texts: readonly string[], stream: NodeJS.WriteStream): string {
  const shown = texts.map(printable);
  const isWide = shown.reduce((sum, text) => sum + stringWidth(text) + 2, 0) > MOST_HEAD_WIDTH;
  const heads = isWide ? shown.map((_, i) => `(${i + 1})`) : shown;
  const legend = isWide ? shown.map((text, i) => `(${i + 1}) ${text}\n`).join("") : "";
  const rows = pictures.map(({ name, scores }) => [
    ...scores.map(({ cosine }) => cosine.toFixed(3)),
    printable(pictureName(name)),
  ]);
  return `${legend}${table([[...heads, "cosine with each picture"], ...rows], heads.length, stream)}`;
}

/** Cells next to each other, numbers to the right; the last column is text. */
function table(rows: readonly (readonly string[])[], last: number, stream: NodeJS.WriteStream): string {
  const widths = rows.reduce<number[]>(
    (all, row) => row.map((cell, i) => Math.max(all[i] ?? 0, stringWidth(cell))),
    [],
  );
  return rows
    .map((row, i) => {
      const cells = row.map((cell, at) => (at === last ? cell : " ".repeat(widths[at]! - stringWidth(cell)) + cell));
      const line = `  ${cells.join("  ")}`;
      return `${i === 0 ? styleText("bold", line, { stream }) : line}\n`;
    })
    .join("");
}
