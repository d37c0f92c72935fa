import { Alt2imgError, concatenate, crc32, type RasterImage } from "@alt2img/core";
import { zlibSync } from "fflate";
import { checkImage } from "../check-image.js";
import { isOpaque } from "../pixel/alpha.js";
import { paeth } from "../png/filter.js";

export type EncodePngOptions = {
  /** Texts to write into the file, by keyword of 1 to 79 Latin-1 characters ("Title", "Author", "parameters" …). */
  text?: Readonly<Record<string, string>>;
  /** How hard to compress, 0 (not at all) to 9; default 6. */
  level?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
};

/**
 * A PNG file of 8 bits a channel, without alpha if every pixel is opaque. The same pixels give the same bytes on every
 * platform: it doesn't use the platform's zlib.
 *
 * @throws Alt2imgError `image/raster-image`; `image/encode` for a level that isn't from 0 to 9; `image/png-keyword` for a keyword that PNG doesn't allow
 * @see https://www.w3.org/TR/png-3/
 */
export function encodePng(
  image: RasterImage,
  { text = {}, level = 6 }: EncodePngOptions = {},
): Uint8Array<ArrayBuffer> {
  checkImage(image);
  if (!(Number.isInteger(level) && level >= 0 && level <= 9)) {
    throw new Alt2imgError(
      "image/encode",
      `The level of compression must be a whole number from 0 to 9; got ${level}.`,
    );
  }
  const channels = isOpaque(image) ? 3 : 4;
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, image.width);
  view.setUint32(4, image.height);
  header.set([8, channels === 3 ? 2 : 6], 8);
  return concatenate([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", header),
    ...Object.entries(text).map(([keyword, value]) => textChunk(keyword, value)),
    chunk("IDAT", zlibSync(filterRows(image, channels), { level })),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** For each row, chooses the filter with the smallest sum of differences, as the specification advises (section 12.7). */
function filterRows({ width, height, data }: RasterImage, channels: 3 | 4): Uint8Array {
  const length = width * channels;
  const rows = new Uint8Array(height * (1 + length));
  let row = new Uint8Array(length);
  let above = new Uint8Array(length);
  const candidates = Array.from({ length: 5 }, () => new Uint8Array(length));
  for (let y = 0; y < height; y++) {
    for (let x = 0, at = 4 * width * y; x < length; at += 4) {
      for (let channel = 0; channel < channels; channel++) row[x++] = data[at + channel]!;
    }
    let best = 0;
    let bestSum = Number.POSITIVE_INFINITY;
    for (const [filter, candidate] of candidates.entries()) {
      const sum = applyFilter(filter, row, above, channels, candidate);
      if (sum < bestSum) [best, bestSum] = [filter, sum];
    }
    rows[y * (1 + length)] = best;
    rows.set(candidates[best]!, y * (1 + length) + 1);
    [row, above] = [above, row];
  }
  return rows;
}

/** Writes the filtered row and returns the sum of the absolute values of its bytes, taken as signed. */
function applyFilter(filter: number, row: Uint8Array, above: Uint8Array, step: number, target: Uint8Array): number {
  let sum = 0;
  for (let i = 0; i < row.length; i++) {
    const left = i >= step ? row[i - step]! : 0;
    const up = above[i]!;
    const corner = i >= step ? above[i - step]! : 0;
    let predicted = 0;
    if (filter === 1) predicted = left;
    else if (filter === 2) predicted = up;
    else if (filter === 3) predicted = (left + up) >> 1;
    else if (filter === 4) predicted = paeth(left, up, corner);
    const difference = (row[i]! - predicted) & 0xff;
    target[i] = difference;
    sum += difference < 128 ? difference : 256 - difference;
  }
  return sum;
}

function textChunk(keyword: string, value: string): Uint8Array {
  if (!/^[\x20-\x7e\xa1-\xff]{1,79}$/.test(keyword) || keyword !== keyword.trim()) {
    throw new Alt2imgError(
      "image/png-keyword",
      `A PNG keyword is 1 to 79 Latin-1 characters without a space at either end; got ${JSON.stringify(keyword)}.`,
    );
  }
  const name = Uint8Array.from(keyword, (character) => character.charCodeAt(0));
  if (/^[\n\x20-\x7e\xa0-\xff]*$/.test(value)) {
    const latin1 = Uint8Array.from(value, (character) => character.charCodeAt(0));
    return chunk("tEXt", concatenate([name, Uint8Array.of(0), latin1]));
  }
  // Not compressed, no language, no translated keyword.
  return chunk("iTXt", concatenate([name, new Uint8Array(5), new TextEncoder().encode(value)]));
}

function chunk(name: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(12 + data.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) whole[4 + i] = name.charCodeAt(i);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
  return whole;
}
