import { clipError } from "../clip-error.js";
import type { Clip } from "../model/clip.js";

/** The model that a baseline was measured with. Plain data. */
export type BaselineModel = {
  /** Its folder's name, for people to read. */
  readonly name: string;
  /**
   * What it is recognised by, wherever its files are: the first 32 numbers of its embedding of “a photo of a cat”. Those of
   * its variants point in nearly the same direction, those of another model anywhere.
   */
  readonly mark: readonly number[];
};

const MARKED_TEXT = "a photo of a cat";
const MARK_LENGTH = 32;

/** A cosine. A ViT-B/32 (of random weights) in 8 bits keeps 0.999; unrelated directions come to 0.8 less than once in a million times. */
const SAME = 0.8;

export type CheckBaselineOptions = { readonly signal?: AbortSignal | undefined };

export async function baselineModel(
  clip: Pick<Clip, "name" | "embedTexts">,
  { signal }: CheckBaselineOptions = {},
): Promise<BaselineModel> {
  const [embedding] = await clip.embedTexts([MARKED_TEXT], { signal });
  return { name: clip.name, mark: Array.from(embedding!.subarray(0, MARK_LENGTH), (value) => round(value)) };
}

const round = (value: number): number => Math.round(value * 1e4) / 1e4;

/**
 * Checks that a baseline is of this model: cosines of another one are on another scale. `explainScore` does it, too.
 *
 * @throws Alt2imgError `clip/other-baseline` if it is of another model, or doesn't say of which
 */
export async function checkBaseline(
  clip: Pick<Clip, "name" | "embedTexts">,
  { name, model }: { readonly name: string; readonly model: BaselineModel },
  options: CheckBaselineOptions = {},
): Promise<void> {
  const { mark } = await baselineModel(clip, options);
  // A stored one may be without it.
  if (model !== undefined && cosine(mark, model.mark) >= SAME) return;
  const measured =
    model === undefined
      ? "doesn't say with which model it was measured"
      : `was measured with another model (${model.name})`;
  throw clipError(
    "other-baseline",
    `The baseline “${name}” ${measured}. Each model's scores are on a scale of their own: measure one with ${clip.name}, by ` +
      "measureBaseline or alt2img model baseline.",
  );
}

/** Of two directions; 0 if their lengths differ. */
function cosine(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return 0;
  const dot = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + value * y[i]!, 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
