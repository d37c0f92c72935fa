import type { SampledPicture } from "./tasks.js";

/** A sampler's picture, and how far it is from the reference. Plain data. */
export type ComparedPicture = SampledPicture & {
  /** The root mean square difference of their colours, as a share of the range from black to white: 0 if they are the same. */
  readonly difference: number;
};

/** The picture that is nearest to the reference; of those that are as near, the one with the fewest calls. */
export function nearestOf(pictures: readonly ComparedPicture[]): ComparedPicture | undefined {
  return pictures.toSorted((a, b) => a.difference - b.difference || a.calls - b.calls)[0];
}
