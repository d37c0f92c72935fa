import type { Embedding } from "@alt2img/core";
import { dot } from "../embed/normalize.js";
import type { Clip } from "../model/clip.js";

/** What a word of a text adds to its score. */
export type WordContribution = {
  readonly word: string;
  /** Where it is in the text, in UTF-16 units, half-open. */
  readonly start: number;
  readonly end: number;
  /** The cosine of the text without the word. */
  readonly cosineWithout: number;
  /** What the cosine loses without it: positive if the word fits the image. */
  readonly adds: number;
};

/** The most words: for a longer text, only the first ones are judged. */
const MOST_WORDS = 100;

/**
 * Leaves out each word in turn and scores the rest. A text of one word is compared with the empty text.
 *
 * @throws Alt2imgError what `embedTexts` throws
 */
export async function wordContributions(
  clip: Pick<Clip, "embedTexts">,
  image: Embedding,
  text: string,
  cosine: number,
  signal: AbortSignal | undefined,
): Promise<WordContribution[]> {
  const words = [...text.matchAll(/\S+/g)].slice(0, MOST_WORDS);
  const without = words.map(({ 0: word, index }) => {
    const before = text.slice(0, index).trimEnd();
    const after = text.slice(index + word.length).trimStart();
    return before === "" || after === "" ? before + after : `${before} ${after}`;
  });
  const embeddings = await clip.embedTexts(without, { signal });
  return words.map(({ 0: word, index }, i) => {
    const cosineWithout = dot(image, embeddings[i]!);
    return { word, start: index, end: index + word.length, cosineWithout, adds: cosine - cosineWithout };
  });
}
