import { Alt2imgError } from "@alt2img/core";

/** How often each item comes, relative to the most frequent one, and the logarithm of how much less the rarest one does. */
export type ItemWeights = { readonly shares: Float64Array; readonly range: number };

/** @throws Alt2imgError `diffusion/weights` unless there is a finite number above 0 for each item */
export function itemWeights(weights: readonly number[] | undefined, count: number): ItemWeights {
  if (weights === undefined) return { shares: new Float64Array(count).fill(1), range: 0 };
  const wrong = weights.findIndex((weight) => !(weight > 0 && Number.isFinite(weight)));
  if (wrong === -1 && weights.length === count) {
    const most = weights.reduce((a, b) => Math.max(a, b));
    const shares = Float64Array.from(weights, (weight) => weight / most);
    return { shares, range: -Math.log(shares.reduce((a, b) => Math.min(a, b))) };
  }
  const found = wrong === -1 ? `${weights.length} weights` : `the weight ${weights[wrong]} at ${wrong}`;
  throw new Alt2imgError(
    "diffusion/weights",
    `There are ${count} items and ${found}. Give each item a weight above 0, and leave out items that don't count.`,
  );
}
