import { Alt2imgError, type RasterImage } from "@alt2img/core";
import { toGray } from "../pixel/gray.js";
import { resample } from "../resize/resize.js";
import { dct32 } from "./dct.js";

const SIDE = 8;
const DCT_SIDE = 32;

/**
 * Difference hash: is each pixel of the 9 × 8 greyscale thumbnail brighter than its left neighbour? The 64 answers are
 * those of `imagehash.dhash(image)` in Python, bit for bit. Near-duplicates differ in a few bits; see `hashDistance`.
 *
 * @returns 16 hexadecimal digits, row by row, as `str(imagehash.dhash(image))` gives them
 * @throws Alt2imgError `image/raster-image`
 * @see Krawetz 2013, https://www.hackerfactor.com/blog/index.php?/archives/529-Kind-of-Like-That.html
 */
export function dHash(image: RasterImage): string {
  const { data } = resample(toGray(image), { width: SIDE + 1, height: SIDE, filter: "lanczos", layout: "gray" });
  return hexOfBits((i) => {
    const at = Math.floor(i / SIDE) * (SIDE + 1) + (i % SIDE);
    return data[at + 1]! > data[at]!;
  });
}

/**
 * Perceptual hash: which of the 64 lowest frequencies of the 32 × 32 greyscale thumbnail are stronger than their median?
 * The 64 answers are those of `imagehash.phash(image)` in Python, bit for bit.
 *
 * @returns 16 hexadecimal digits, row by row, as `str(imagehash.phash(image))` gives them
 * @throws Alt2imgError `image/raster-image`
 * @see Krawetz 2011, https://www.hackerfactor.com/blog/index.php?/archives/432-Looks-Like-It.html
 */
export function pHash(image: RasterImage): string {
  const { data } = resample(toGray(image), { width: DCT_SIDE, height: DCT_SIDE, filter: "lanczos", layout: "gray" });
  const frequencies = Float64Array.from(data);
  // SciPy transforms the columns first.
  const column = new Float64Array(DCT_SIDE);
  for (let x = 0; x < DCT_SIDE; x++) {
    for (let y = 0; y < DCT_SIDE; y++) column[y] = frequencies[y * DCT_SIDE + x]!;
    dct32(column);
    for (let y = 0; y < DCT_SIDE; y++) frequencies[y * DCT_SIDE + x] = column[y]!;
  }
  const low = new Float64Array(SIDE * SIDE);
  for (let y = 0; y < SIDE; y++) {
    const row = frequencies.subarray(y * DCT_SIDE, (y + 1) * DCT_SIDE);
    dct32(row);
    low.set(row.subarray(0, SIDE), y * SIDE);
  }
  const sorted = low.toSorted();
  const median = (sorted[31]! + sorted[32]!) / 2;
  return hexOfBits((i) => low[i]! > median);
}

/**
 * The number of bits in which two hashes differ: 0 for the same picture, about 32 of 64 for two that have nothing in
 * common.
 *
 * @throws Alt2imgError `image/hash` unless both are hexadecimal and equally long
 */
export function hashDistance(a: string, b: string): number {
  if (a.length !== b.length || !/^[0-9a-f]+$/i.test(a + b)) {
    throw new Alt2imgError("image/hash", `The hashes must be hexadecimal and equally long; got “${a}” and “${b}”.`);
  }
  let distance = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Number.parseInt(a[i]!, 16) ^ Number.parseInt(b[i]!, 16);
    for (let rest = difference; rest > 0; rest >>= 1) distance += rest & 1;
  }
  return distance;
}

function hexOfBits(isSet: (i: number) => boolean): string {
  let hex = "";
  for (let i = 0; i < SIDE * SIDE; i += 4) {
    let digit = 0;
    for (let bit = 0; bit < 4; bit++) digit = 2 * digit + Number(isSet(i + bit));
    hex += digit.toString(16);
  }
  return hex;
}
