import type { ImageTextPair } from "@alt2img/core";
import { type IfMissing, type MeasuredRule, thresholdRule } from "../../rules/measured-rule.js";
import type { PairRule } from "../../rules/pair-rule.js";

export type SizeOptions = {
  /**
   * The keys of a pair's width and height. Default: the picture's own size, `WIDTH` and `HEIGHT`, and for pairs without it
   * what the page declares, `width` and `height`.
   */
  columns?: readonly [width: string, height: string] | undefined;
  /** What happens to a pair without a size. Default `"fail"`. */
  ifMissing?: IfMissing | undefined;
};

/** Pillow's `Image.MAX_IMAGE_PIXELS`: a quarter of a gibibyte, at 3 bytes a pixel. */
const PILLOW_LIMIT = 89_478_485;

/**
 * Leaves out images with a side shorter than this.
 *
 * @param pixels 0 or more
 * @throws Alt2imgError `dataset/threshold`
 */
export function minSide(pixels: number, options: SizeOptions = {}): MeasuredRule & PairRule {
  return sizeRule(`a side under ${pixels} pixels`, "shorter side", { atLeast: pixels }, Math.min, options);
}

/**
 * Leaves out images whose longer side is more than this many times the shorter one, such as banners.
 *
 * @param ratio 1 or more; img2dataset's `max_aspect_ratio`
 * @throws Alt2imgError `dataset/threshold`
 */
export function maxAspectRatio(ratio: number, options: SizeOptions = {}): MeasuredRule & PairRule {
  const aspect = (width: number, height: number): number => Math.max(width, height) / Math.min(width, height);
  return sizeRule(`aspect ratio over ${ratio}`, "aspect ratio", { atMost: ratio }, aspect, options, [1, Infinity]);
}

/**
 * Leaves out images with more pixels than this: files of a few kilobytes that fill the memory when they are decoded.
 *
 * @param pixels 1 or more; default 89,478,485, above which Pillow warns of a decompression bomb
 * @throws Alt2imgError `dataset/threshold`
 * @see https://pillow.readthedocs.io/en/stable/reference/Image.html#PIL.Image.open
 */
export function maxPixels(pixels: number = PILLOW_LIMIT, options: SizeOptions = {}): MeasuredRule & PairRule {
  const area = (width: number, height: number): number => width * height;
  return sizeRule(`more than ${pixels} pixels`, "number of pixels", { atMost: pixels }, area, options, [1, Infinity]);
}

export type FileSizeOptions = {
  /** The key of the file's size in bytes. Default `"bytes"`. */
  column?: string | undefined;
  /** What happens to a pair without it. Default `"fail"`. */
  ifMissing?: IfMissing | undefined;
};

/**
 * Leaves out image files of fewer bytes. LAION keeps 5 kB or more.
 *
 * @param bytes 0 or more
 * @throws Alt2imgError `dataset/threshold`
 */
export function minFileSize(
  bytes: number,
  { column = "bytes", ifMissing }: FileSizeOptions = {},
): MeasuredRule & PairRule {
  return thresholdRule({
    name: `fewer than ${bytes} bytes`,
    source: "LAION-400M, section 2 (5 kB)",
    quantity: "file size in bytes",
    threshold: { atLeast: bytes },
    range: [0, Infinity],
    column,
    ifMissing,
  });
}

function sizeRule(
  name: string,
  quantity: string,
  threshold: { atLeast: number } | { atMost: number },
  of: (width: number, height: number) => number,
  { columns, ifMissing }: SizeOptions,
  range: readonly [number, number] = [0, Infinity],
): MeasuredRule & PairRule {
  return thresholdRule({
    name,
    quantity,
    threshold,
    range,
    ifMissing,
    measure(pair: ImageTextPair) {
      const size = columns === undefined ? (sizeIn(pair, OWN) ?? sizeIn(pair, DECLARED)) : sizeIn(pair, columns);
      return size === undefined ? undefined : of(...size);
    },
  });
}

const OWN = ["WIDTH", "HEIGHT"] as const;
const DECLARED = ["width", "height"] as const;

function sizeIn(
  pair: ImageTextPair,
  columns: readonly [width: string, height: string],
): [width: number, height: number] | undefined {
  const [width, height] = columns.map((column): unknown =>
    Object.hasOwn(pair, column) ? (Reflect.get(pair, column) ?? undefined) : undefined,
  );
  return width === undefined || height === undefined ? undefined : [Number(width), Number(height)];
}
