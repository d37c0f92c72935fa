import { Alt2imgError, type Tensor } from "@alt2img/core";
import { indexOfNotFinite } from "../tensor/index-of-not-finite.js";

/**
 * How many samples there are in `x`: 1 if it has the dims of an item, `n` if it has an axis of length `n` before them.
 *
 * @throws Alt2imgError `diffusion/dims` for any other dims
 */
export function batchSize({ dims, data }: Tensor, item: readonly number[]): number {
  const [batch, own] = dims.length === item.length ? [1, dims] : [dims[0] ?? 0, dims.slice(1)];
  const length = dims.reduce((product, size) => product * size, 1);
  if (own.length === item.length && own.every((size, i) => size === item[i]) && data.length === length) return batch;
  const wanted = `[${item.join(", ")}]`;
  throw new Alt2imgError(
    "diffusion/dims",
    `The sample has ${data.length} values and the dims [${dims.join(", ")}]; the denoiser needs ${wanted}, or several of those with an axis for the batch first.`,
  );
}

/**
 * The items of a set: its dims without the first, and how many there are.
 *
 * @throws Alt2imgError `diffusion/data` for an empty set, for values that aren't finite, or if there aren't as many as `dims` say
 */
export function itemsOf({ dims, data }: Tensor, axes?: number): { item: readonly number[]; count: number } {
  const [count = 0, ...item] = dims;
  const length = dims.reduce((product, size) => product * size, 1);
  if (count > 0 && length > 0 && data.length === length && (axes === undefined || item.length === axes)) {
    const at = indexOfNotFinite(data);
    if (at === -1) return { item, count };
    const where = Math.floor(at / (length / count));
    throw new Alt2imgError(
      "diffusion/data",
      `Item ${where} of the training data has the value ${data[at]}; give finite numbers.`,
    );
  }
  const wanted = axes === 3 ? "[images, channels, height, width]" : "[items, …]";
  throw new Alt2imgError(
    "diffusion/data",
    `The training data has ${data.length} values and the dims [${dims.join(", ")}]. Give at least one item, with the dims ${wanted}.`,
  );
}
