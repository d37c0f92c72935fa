/** How the values of a rule are spread, and which range a slider needs for them. */
export type Histogram = {
  readonly least: number;
  readonly most: number;
  /** How many values there are in each of equally wide bins from `least` to `most`; the last one has what is above, too. */
  readonly bins: Uint32Array;
  /** How many pairs have no value. */
  readonly missing: number;
};

const BINS = 48;
/** A few huge values would leave no room for the others. */
const SHOWN_SHARE = 0.99;

/**
 * @param values those that were measured
 * @param step what a slider moves by; the range is whole steps
 */
export function histogramOf(values: Float64Array, missing: number, step: number): Histogram | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted();
  const least = Math.floor(sorted[0]! / step) * step;
  const high = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * SHOWN_SHARE))]!;
  const most = Math.max(least + step, Math.ceil(high / step) * step);
  const bins = new Uint32Array(BINS);
  for (const value of values) bins[Math.min(BINS - 1, Math.floor(((value - least) / (most - least)) * BINS))]!++;
  return { least: rounded(least, step), most: rounded(most, step), bins, missing };
}

/** Without the noise of binary fractions. */
const rounded = (value: number, step: number): number => Number(value.toFixed(step < 1 ? 2 : 0));
