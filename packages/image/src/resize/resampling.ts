import type { CropOptions } from "../geometry/crop.js";
import type { Size } from "../geometry/size.js";
import { kernels, type ResampleFilter } from "./filter.js";
import { computeWeights, neededSpan, type Span, shifted, type Weights } from "./weights.js";

/** The wanted size, and the part of it that is computed. */
export type Resampling = Size & {
  readonly filter: Exclude<ResampleFilter, "nearest">;
  readonly part?: CropOptions | undefined;
};

/** Weights for both axes; `undefined` where the length stays. `down` begins at the first of `rows`. */
export type ResamplingPlan = {
  readonly across: Weights | undefined;
  readonly down: Weights | undefined;
  /** What is needed of the source. */
  readonly columns: Span;
  readonly rows: Span;
};

/** A photo's weights take less than a tenth of it. Those of a row of 90 million pixels would stay, and take gigabytes. */
const MOST_BYTES = 2 ** 22;

/** The pictures of a collection often have the same size, and weights take as long as a tenth of the resampling. */
let latest: { readonly key: string; readonly plan: ResamplingPlan } | undefined;

export function planResampling(source: Size, { width, height, filter, part }: Resampling): ResamplingPlan {
  const { x, y, ...size } = part ?? { x: 0, y: 0, width, height };
  const key = [source.width, source.height, width, height, filter, x, y, size.width, size.height].join();
  if (latest?.key === key) return latest.plan;
  const [inWidth, inHeight] = [
    { from: x, to: x + size.width },
    { from: y, to: y + size.height },
  ];
  const kernel = kernels[filter];
  const across = source.width === width ? undefined : computeWeights(source.width, width, kernel, inWidth);
  const down = source.height === height ? undefined : computeWeights(source.height, height, kernel, inHeight);
  const columns = across === undefined ? inWidth : neededSpan(across);
  const rows = down === undefined ? inHeight : neededSpan(down);
  const plan = { across, down: down && shifted(down, rows.from), columns, rows };
  latest = bytesOf(across) + bytesOf(down) <= MOST_BYTES ? { key, plan } : undefined;
  return plan;
}

const bytesOf = (weights: Weights | undefined): number => weights?.fixed.byteLength ?? 0;
