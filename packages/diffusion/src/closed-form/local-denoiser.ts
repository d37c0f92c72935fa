import { Alt2imgError, type Tensor } from "@alt2img/core";
import type { Denoiser } from "../denoiser/denoiser.js";
import type { Level } from "../schedule/schedule.js";
import { batchSize, itemsOf } from "./batch.js";
import { doubleVariance, inCleanScale } from "./clean-scale.js";
import { type ItemWeights, itemWeights } from "./item-weights.js";
import { patchSums } from "./patch-sums.js";

export type LocalOptions = {
  /**
   * Height and width of the square patches in pixels, odd; or a function of sigma that gives them. The nearer the patches are to
   * the size of the image, the more is memorised; the smaller they are, the more is recombined.
   */
  readonly patch: number | ((sigma: number) => number);
  /**
   * Whether a patch may come from any place of a training image, and not only from its own. At the border, where a convolution
   * sees its padding, it comes from the same distance to the border. Takes time in proportion to the number of places.
   */
  readonly equivariant?: boolean;
  /** How often each image comes in training, above 0. They needn't add up to 1. Equal if left out. */
  readonly weights?: readonly number[] | undefined;
};

/** A training image, and a place in it, that a pixel comes from. */
export type PixelSource = {
  /** Index of the training image. */
  readonly image: number;
  readonly row: number;
  readonly column: number;
  /** Its share of the pixel; all shares of a pixel add up to 1. */
  readonly weight: number;
};

/** Row and column of a pixel, and the index of its sample in a batch. */
export type PixelPlace = { readonly row: number; readonly column: number; readonly sample?: number };

/** A denoiser that says where each pixel of its answer comes from. */
export type LocalDenoiser = Denoiser & {
  /** All sources of a pixel of the denoised sample whose weight isn't 0, the largest first. */
  sourcesOf(x: Tensor, level: Level, place: PixelPlace): PixelSource[];
};

/** As in `optimalDenoiser`. */
const CUT = 40;

/**
 * The best denoiser that sees only a patch around each pixel, as a convolutional network does near the end of sampling: each
 * pixel is the mean of the training images' pixels, weighted by how likely the patches around them are behind the noisy patch.
 * Pixels decide for themselves, so a sampler with it makes new images out of pieces of the old ones.
 *
 * To draw only some classes, give only their images.
 *
 * @param images dims `[images, channels, height, width]`, in the range of clean samples, mostly −1 to 1; kept, not copied
 * @returns takes samples `[channels, height, width]`, or a batch of them
 * @throws Alt2imgError `diffusion/data` for an empty set or values that aren't finite; `diffusion/patch` for a size that isn't an
 *   odd number; `diffusion/weights` for weights that don't fit; the denoiser throws `diffusion/dims`, `diffusion/sigma` and `diffusion/not-finite`
 * @see Kamb and Ganguli 2024, An analytic theory of creativity in convolutional diffusion models, sections 3 and 4,
 *   https://arxiv.org/abs/2412.20292
 */
export function localDenoiser(images: Tensor, { patch, equivariant = false, weights }: LocalOptions): LocalDenoiser {
  const { item, count } = itemsOf(images, 3);
  const [channels, height, width] = item as [number, number, number];
  const set: ImageSet = { data: images.data, count, channels, height, width, ...itemWeights(weights, count) };
  const radiusAt = (sigma: number): number => checkRadius(typeof patch === "function" ? patch(sigma) : patch, sigma);
  if (typeof patch !== "function") checkRadius(patch);
  const size = channels * height * width;

  const denoise: Denoiser = async (x, level, signal) => {
    const batch = batchSize(x, item);
    const [clean, spread, radius] = [inCleanScale(x, level), doubleVariance(level), radiusAt(level.sigma)];
    const data = new Float32Array(x.data.length);
    for (let b = 0; b < batch; b++) {
      const sample = clean.subarray(b * size, (b + 1) * size);
      data.set(denoiseSample(set, sample, { spread, radius, equivariant, signal }), b * size);
    }
    return { dims: x.dims, data };
  };

  return Object.assign(denoise, {
    sourcesOf(x: Tensor, level: Level, { row, column, sample = 0 }: PixelPlace): PixelSource[] {
      batchSize(x, item);
      const clean = inCleanScale(x, level).subarray(sample * size, (sample + 1) * size);
      const isInside =
        [row, column].every(Number.isInteger) && row >= 0 && row < height && column >= 0 && column < width;
      if (!isInside || clean.length !== size) {
        const message = `There is no pixel at row ${row} and column ${column} of sample ${sample}; the samples have ${height} rows and ${width} columns.`;
        throw new Alt2imgError("diffusion/dims", message);
      }
      return sourcesOfPixel(set, clean, { row, column }, doubleVariance(level), radiusAt(level.sigma), equivariant);
    },
  });
}

type ImageSet = ItemWeights & { data: Float32Array; count: number; channels: number; height: number; width: number };

function checkRadius(patch: number, sigma?: number): number {
  if (Number.isInteger(patch) && patch > 0 && patch % 2 === 1) return (patch - 1) / 2;
  const where = sigma === undefined ? "" : ` at sigma ${sigma}`;
  throw new Alt2imgError(
    "diffusion/patch",
    `The patch size is ${patch}${where}; it must be an odd number, such as 3 or 5.`,
  );
}

/** The places along one axis from which a patch at `at` may come. */
function places(at: number, length: number, radius: number, equivariant: boolean): [first: number, last: number] {
  const isAtBorder = at < radius || at >= length - radius;
  return equivariant && !isAtBorder ? [radius, length - radius - 1] : [at, at];
}

type SampleOptions = {
  spread: number;
  radius: number;
  equivariant: boolean;
  signal: AbortSignal | undefined;
};

/**
 * All pixels at once. For each training image and each shift of it, the squared differences of all pixels are summed over the
 * patches in time that doesn't depend on the patches' size. The weights are relative to the nearest patch so far, and are
 * scaled when a nearer one comes.
 */
function denoiseSample(
  set: ImageSet,
  sample: Float64Array,
  { spread, radius, equivariant, signal }: SampleOptions,
): Float64Array {
  const { data, count, channels, height, width, shares, range } = set;
  const area = height * width;
  const nearest = new Float64Array(area).fill(Number.POSITIVE_INFINITY);
  const total = new Float64Array(area);
  const mean = new Float64Array(channels * area);
  const [rows, columns] = [shifts(height, radius, equivariant), shifts(width, radius, equivariant)];
  const differences = new Float64Array(area);
  for (let image = 0; image < count; image++) {
    signal?.throwIfAborted();
    const [start, share] = [image * channels * area, shares[image]!];
    for (const down of rows) {
      for (const right of columns) {
        squaredDifferences(set, start, sample, { down, right }, differences);
        const distances = patchSums(differences, height, width, radius);
        const [top, bottom] = shiftable(height, radius, down);
        const [left, end] = shiftable(width, radius, right);
        for (let row = top; row < bottom; row++) {
          for (let column = left; column < end; column++) {
            const at = row * width + column;
            const distance = distances[at]!;
            const source = start + (row + down) * width + column + right;
            if (distance < nearest[at]!) {
              const scale = total[at] === 0 ? 0 : Math.exp((distance - nearest[at]!) / spread);
              nearest[at] = distance;
              total[at] = total[at]! * scale + share;
              for (let c = 0; c < channels; c++) {
                mean[c * area + at] = mean[c * area + at]! * scale + share * data[source + c * area]!;
              }
              continue;
            }
            const far = distance - nearest[at]!;
            if (far > (CUT + range) * spread) continue;
            const weight = share * (far === 0 ? 1 : Math.exp(-far / spread));
            total[at]! += weight;
            for (let c = 0; c < channels; c++) mean[c * area + at]! += weight * data[source + c * area]!;
          }
        }
      }
    }
  }
  for (let i = 0; i < mean.length; i++) mean[i]! /= total[i % area]!;
  return mean;
}

/** By how much a training image is shifted along an axis. */
function shifts(length: number, radius: number, equivariant: boolean): number[] {
  const most = equivariant ? Math.max(0, length - 2 * radius - 1) : 0;
  return Array.from({ length: 2 * most + 1 }, (_, i) => i - most);
}

/** The pixels along an axis whose patch may come from `shift` pixels further. */
function shiftable(length: number, radius: number, shift: number): [from: number, to: number] {
  if (shift === 0) return [0, length];
  return [radius + Math.max(0, -shift), length - radius - Math.max(0, shift)];
}

/** The squared differences between the sample and a shifted image, summed over the channels. */
function squaredDifferences(
  { data, channels, height, width }: ImageSet,
  start: number,
  sample: Float64Array,
  { down, right }: { down: number; right: number },
  into: Float64Array,
): void {
  const area = height * width;
  into.fill(0);
  const [top, bottom] = [Math.max(0, -down), height - Math.max(0, down)];
  const [left, end] = [Math.max(0, -right), width - Math.max(0, right)];
  for (let c = 0; c < channels; c++) {
    for (let row = top; row < bottom; row++) {
      const at = row * width;
      const from = c * area + at;
      const other = start + c * area + (row + down) * width + right;
      for (let column = left; column < end; column++) {
        const difference = sample[from + column]! - data[other + column]!;
        into[at + column]! += difference * difference;
      }
    }
  }
}

function sourcesOfPixel(
  { data, count, channels, height, width, shares, range }: ImageSet,
  sample: Float64Array,
  { row, column }: { row: number; column: number },
  spread: number,
  radius: number,
  equivariant: boolean,
): PixelSource[] {
  const area = height * width;
  const [top, bottom] = places(row, height, radius, equivariant);
  const [left, right] = places(column, width, radius, equivariant);
  const found: { image: number; row: number; column: number; distance: number }[] = [];
  let nearest = Number.POSITIVE_INFINITY;
  for (let image = 0; image < count; image++) {
    for (let r = top; r <= bottom; r++) {
      for (let c = left; c <= right; c++) {
        let distance = 0;
        for (let channel = 0; channel < channels; channel++) {
          for (let y = Math.max(-radius, -row); y <= Math.min(radius, height - 1 - row); y++) {
            for (let x = Math.max(-radius, -column); x <= Math.min(radius, width - 1 - column); x++) {
              const own = sample[channel * area + (row + y) * width + column + x]!;
              const other = data[(image * channels + channel) * area + (r + y) * width + c + x]!;
              distance += (own - other) ** 2;
            }
          }
        }
        nearest = Math.min(nearest, distance);
        if (distance <= nearest + (CUT + range) * spread) found.push({ image, row: r, column: c, distance });
      }
    }
  }
  const weighted = found
    .filter(({ distance }) => distance <= nearest + (CUT + range) * spread)
    .map(({ distance, ...source }) => ({
      ...source,
      weight: shares[source.image]! * (distance === nearest ? 1 : Math.exp((nearest - distance) / spread)),
    }));
  const sum = weighted.reduce((total, { weight }) => total + weight, 0);
  return weighted
    .map(({ weight, ...source }) => ({ ...source, weight: weight / sum }))
    .sort((one, other) => other.weight - one.weight);
}
