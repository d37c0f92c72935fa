import type { Plane } from "./plane.js";
import { type ResampleKernels, resampleKernels } from "./resample-kernels.js";
import { neededSpan, shifted, type Weights } from "./weights.js";

/** Roughly how many source bytes to process at once. */
const BAND_BYTES = 2 ** 20;
/** A pair of source pixels may begin at the last one. */
const SLACK = 16;
/** A weight is `high * 2048 + low`. */
const LOW_BITS = 11;

/** For each target pixel: how many pairs of source pixels, and their weights, as wasm/resample/resample.c wants them. */
type Pairs = {
  readonly first: Int32Array;
  readonly count: Int32Array;
  readonly pairs: Int16Array;
  readonly stride: number;
};

type ColorLayout = "rgb" | "rgba";

/** `resampleRows` of RGBA pixels in WebAssembly; `undefined` if that isn't available. The bytes are the same. */
export function resampleRowsInWasm(
  { width, height, data }: Plane,
  weights: Weights,
  layout: ColorLayout,
): Plane | undefined {
  const targetWidth = weights.first.length;
  const pairs = rememberedPairs(weights);
  const band = Math.max(1, Math.min(height, Math.floor(BAND_BYTES / (4 * width))));
  const memory = layOut(pairs, 4 * width * band + SLACK, 4 * targetWidth * band);
  if (pairs === undefined || memory === undefined) return undefined;
  const { kernels, bytes, tables, source, target } = memory;
  const result = new Uint8ClampedArray(4 * targetWidth * height);
  for (let y = 0; y < height; y += band) {
    const rows = Math.min(band, height - y);
    bytes.set(data.subarray(4 * width * y, 4 * width * (y + rows)), source);
    kernels.across(source, width, rows, target, targetWidth, ...tables, pairs.stride, opaque(layout));
    result.set(bytes.subarray(target, target + 4 * targetWidth * rows), 4 * targetWidth * y);
  }
  return { width: targetWidth, height, data: result };
}

/** `resampleColumns` of RGBA pixels in WebAssembly; `undefined` if that isn't available. The bytes are the same. */
export function resampleColumnsInWasm(
  { width, data }: Plane,
  weights: Weights,
  layout: ColorLayout,
): Plane | undefined {
  const targetHeight = weights.first.length;
  const rowBytes = Math.ceil((4 * width) / 16) * 16;
  const result = new Uint8ClampedArray(4 * width * targetHeight);
  for (const { y, to, from, end, weights: part } of rememberedBands(weights, Math.floor(BAND_BYTES / rowBytes))) {
    const pairs = rememberedPairs(part);
    const memory = layOut(pairs, rowBytes * (end - from + 1) + SLACK, rowBytes * (to - y));
    if (pairs === undefined || memory === undefined) return undefined;
    const { kernels, bytes, tables, source, target } = memory;
    for (let row = from; row < end; row++) {
      bytes.set(data.subarray(4 * width * row, 4 * width * (row + 1)), source + rowBytes * (row - from));
    }
    kernels.down(source, rowBytes, target, to - y, ...tables, pairs.stride, opaque(layout));
    for (let row = 0; row < to - y; row++) {
      const at = target + rowBytes * row;
      result.set(bytes.subarray(at, at + 4 * width), 4 * width * (y + row));
    }
  }
  return { width, height: targetHeight, data: result };
}

/** ORed into each pixel: alpha is the last of its bytes. */
const opaque = (layout: ColorLayout): number => (layout === "rgb" ? 0xff000000 : 0);

/** Target rows `y` to `to`, and the source rows `from` to `end` that they are made of. The weights begin at `from`. */
type Band = {
  readonly y: number;
  readonly to: number;
  readonly from: number;
  readonly end: number;
  readonly weights: Weights;
};

const bandsOf = new WeakMap<Weights, { readonly sourceRows: number; readonly bands: readonly Band[] }>();

/** `cutIntoBands`, once for the same weights. */
function rememberedBands(weights: Weights, sourceRows: number): readonly Band[] {
  const known = bandsOf.get(weights);
  if (known?.sourceRows === sourceRows) return known.bands;
  const bands = cutIntoBands(weights, sourceRows);
  bandsOf.set(weights, { sourceRows, bands });
  return bands;
}

function cutIntoBands(weights: Weights, sourceRows: number): Band[] {
  const size = bandOf(weights, sourceRows);
  const targetHeight = weights.first.length;
  const bands: Band[] = [];
  for (let y = 0; y < targetHeight; y += size) {
    const to = Math.min(targetHeight, y + size);
    const part = slice(weights, y, to);
    const { from, to: end } = neededSpan(part);
    bands.push({ y, to, from, end, weights: shifted(part, from) });
  }
  return bands;
}

/** How many target rows can be made from about `sourceRows` source rows; at least 1. */
function bandOf({ first, count }: Weights, sourceRows: number): number {
  const perTarget = (first.at(-1)! + count.at(-1)! - first[0]!) / first.length;
  return Math.max(1, Math.min(first.length, Math.floor((sourceRows - count[0]!) / perTarget)));
}

function slice({ first, count, fixed, stride }: Weights, from: number, to: number): Weights {
  return {
    first: first.subarray(from, to),
    count: count.subarray(from, to),
    fixed: fixed.subarray(from * stride, to * stride),
    stride,
  };
}

const pairsOf = new WeakMap<Weights, Pairs | undefined>();

/** `pairWeights`, once for the same weights. */
function rememberedPairs(weights: Weights): Pairs | undefined {
  if (!pairsOf.has(weights)) pairsOf.set(weights, pairWeights(weights));
  return pairsOf.get(weights);
}

/** `undefined` if a weight is too large for its half; with the filters here, none is. */
function pairWeights({ first, count, fixed, stride }: Weights): Pairs | undefined {
  const pairStride = 4 * Math.ceil(stride / 2);
  const pairs = new Int16Array(first.length * pairStride);
  for (let target = 0; target < first.length; target++) {
    for (let k = 0; k < count[target]!; k++) {
      const weight = fixed[target * stride + k]!;
      const high = weight >> LOW_BITS;
      if (high !== (high << 16) >> 16) return undefined;
      const at = target * pairStride + 4 * (k >> 1) + (k & 1);
      pairs[at] = high;
      pairs[at + 2] = weight & (2 ** LOW_BITS - 1);
    }
  }
  return { first, count: count.map((pixels) => (pixels + 1) >> 1), pairs, stride: pairStride };
}

type Memory = {
  readonly kernels: ResampleKernels;
  readonly bytes: Uint8Array;
  /** Where `first`, `count` and `pairs` are. */
  readonly tables: readonly [number, number, number];
  readonly source: number;
  readonly target: number;
};

function layOut(pairs: Pairs | undefined, sourceBytes: number, targetBytes: number): Memory | undefined {
  if (pairs === undefined) return undefined;
  const parts = [pairs.first, pairs.count, pairs.pairs];
  const sizes = [...parts.map(({ byteLength }) => byteLength), sourceBytes, targetBytes].map(
    (size) => Math.ceil(size / 16) * 16,
  );
  const kernels = resampleKernels(16 + sizes.reduce((sum, size) => sum + size, 0));
  if (kernels === undefined) return undefined;
  let next = Math.ceil(kernels.__heap_base.value / 16) * 16;
  const places = sizes.map((size) => {
    const place = next;
    next += size;
    return place;
  }) as [number, number, number, number, number];
  const bytes = new Uint8Array(kernels.memory.buffer);
  for (const [i, part] of parts.entries()) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), places[i]);
  }
  const [first, count, weights, source, target] = places;
  return { kernels, bytes, tables: [first, count, weights], source, target };
}
