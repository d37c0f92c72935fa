import { createRandom, type RasterImage } from "@alt2img/core";
import { composeOver } from "@alt2img/image";
import { biasError } from "../bias-error.js";
import { bootstrapInterval, type Interval } from "../statistics/bootstrap-interval.js";
import { mean } from "../statistics/moments.js";
import { onWhite } from "./on-white.js";

/**
 * How colourful people find a picture: 0 is grey, 15 slightly, 33 moderately, 45 averagely, 59 quite, 82 highly and 109 extremely
 * colourful.
 *
 *     rg = R − G, yb = (R + G) / 2 − B, over all pixels, from 0 to 255
 *     colourfulness = √(σ²(rg) + σ²(yb)) + 0.3 · √(μ²(rg) + μ²(yb))
 *
 * By hand: one red and one green pixel have rg of 255 and −255 and yb of 127.5 both: 255 + 0.3 · 127.5 = 293.25.
 *
 * @param image over white where it is transparent
 * @throws Alt2imgError `image/raster-image`
 * @see Hasler and Süsstrunk 2003, "Measuring colourfulness in natural images", https://doi.org/10.1117/12.477378
 */
export function colourfulness(image: RasterImage): number {
  const { data } = composeOver(image, onWhite);
  const n = data.length / 4;
  let [rgSum, rgSquares, ybSum, ybSquares] = [0, 0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const rg = data[at]! - data[at + 1]!;
    const yb = (data[at]! + data[at + 1]!) / 2 - data[at + 2]!;
    rgSum += rg;
    rgSquares += rg * rg;
    ybSum += yb;
    ybSquares += yb * yb;
  }
  const variance = Math.max(0, rgSquares / n - (rgSum / n) ** 2 + ybSquares / n - (ybSum / n) ** 2);
  return Math.sqrt(variance) + 0.3 * Math.hypot(rgSum / n, ybSum / n);
}

export type MeanColourfulnessOptions = {
  /** How many bootstrap draws the interval takes. Default 2,000. */
  readonly draws?: number | undefined;
  /** Of the interval, from 0 to 1. Default 0.95. */
  readonly level?: number | undefined;
  /** An integer in [-2⁶³, 2⁶⁴). Default 0. */
  readonly seed?: number | bigint | undefined;
};

/** How colourful pictures are. Plain data. */
export type MeanColourfulness = {
  readonly mean: number;
  /** Of the mean. Left out for fewer than 3 pictures, or if all are equally colourful. */
  readonly interval?: Interval;
  readonly n: number;
  /** Of each picture. */
  readonly values: readonly number[];
};

/**
 * The mean colourfulness of pictures, such as those of one occupation: a trace of stereotype that needs no labels.
 *
 * @param images only one at a time is in memory, if they come one at a time
 * @throws Alt2imgError `bias/sets` for no images; `bias/option`; `image/raster-image`; `core/seed`
 */
export async function meanColourfulness(
  images: AsyncIterable<RasterImage> | Iterable<RasterImage>,
  { draws = 2000, level = 0.95, seed = 0 }: MeanColourfulnessOptions = {},
): Promise<MeanColourfulness> {
  if (!(level > 0 && level < 1)) {
    throw biasError("option", `level is ${level}; give a number between 0 and 1, such as 0.95.`);
  }
  if (!(Number.isSafeInteger(draws) && draws >= 1)) {
    throw biasError("option", `draws is ${draws}; give a whole number, 1 or more.`);
  }
  const values: number[] = [];
  for await (const image of images) values.push(colourfulness(image));
  if (values.length === 0) throw biasError("sets", "There are no images. Give at least one.");
  const options = { draws, level, random: createRandom(seed) };
  const interval =
    values.length < 3 ? undefined : bootstrapInterval([Float64Array.from(values)], ([drawn]) => mean(drawn!), options);
  return { mean: mean(values), ...(interval === undefined ? {} : { interval }), n: values.length, values };
}
