import type { RasterImage } from "@alt2img/core";
import { broken, truncated, unsupported } from "../format/image-error.js";
import type { BmpHeader } from "./read-bmp.js";

/** The pixels of a bitmap: palettes, 16, 24 and 32 bits with any masks, RLE. Without an alpha mask, alpha is 255. */
export function decodeBmp(header: BmpHeader): RasterImage {
  const { width, height, bitsPerPixel, topDown, compression } = header;
  const stride = (((width * bitsPerPixel + 31) >>> 5) << 2) >>> 0;
  const rowLength = Math.ceil((width * bitsPerPixel) / 8);
  if (compression === "none" && header.data.length < (height - 1) * stride + rowLength) {
    throw truncated("bmp", `in row ${Math.floor(header.data.length / stride)} of ${height}`);
  }
  const indices = compression === "none" ? undefined : decodeRunLengths(header);
  const data = new Uint8ClampedArray(4 * width * height);
  const writeRow =
    indices !== undefined
      ? indexedRow(header, indices, 8)
      : bitsPerPixel <= 8
        ? indexedRow(header, header.data, bitsPerPixel)
        : directRow(header);
  for (let y = 0; y < height; y++) {
    writeRow(y * (indices === undefined ? stride : width), data, 4 * width * (topDown ? y : height - 1 - y));
  }
  return { width, height, data };
}

/** Writes the row whose bytes begin at `at`. */
type RowWriter = (at: number, data: Uint8ClampedArray, out: number) => void;

function indexedRow({ width, palette }: BmpHeader, indices: Uint8Array, bits: number): RowWriter {
  const mask = 2 ** bits - 1;
  return (at, data, out) => {
    for (let x = 0; x < width; x++, out += 4) {
      const bit = x * bits;
      const index = (indices[at + (bit >> 3)]! >> (8 - bits - (bit & 7))) & mask;
      data[out] = palette[3 * index] ?? 0;
      data[out + 1] = palette[3 * index + 1] ?? 0;
      data[out + 2] = palette[3 * index + 2] ?? 0;
      data[out + 3] = 255;
    }
  };
}

function directRow({ width, bitsPerPixel, masks, data: source }: BmpHeader): RowWriter {
  const bytes = bitsPerPixel >> 3;
  const [red, green, blue] = [channelOf(masks.red), channelOf(masks.green), channelOf(masks.blue)];
  const alpha = masks.alpha === 0 ? undefined : channelOf(masks.alpha);
  return (at, data, out) => {
    for (let x = 0; x < width; x++, at += bytes, out += 4) {
      let pixel = 0;
      for (let i = 0; i < bytes; i++) pixel |= source[at + i]! << (8 * i);
      data[out] = red(pixel);
      data[out + 1] = green(pixel);
      data[out + 2] = blue(pixel);
      data[out + 3] = alpha === undefined ? 255 : alpha(pixel);
    }
  };
}

/** The bits under a mask, scaled to 0 … 255 and rounded down, as in Pillow. */
function channelOf(mask: number): (pixel: number) => number {
  if (mask === 0) return () => 0;
  const shift = 31 - Math.clz32(mask & -mask);
  const largest = mask >>> shift;
  if ((largest & (largest + 1)) !== 0) throw unsupported("bmp", `has a channel with gaps between its bits (${mask})`);
  return (pixel) => Math.floor((((pixel & mask) >>> shift) * 255) / largest);
}

/** Decodes RLE8 and RLE4 to one index a byte. Skipped pixels have index 0. */
function decodeRunLengths({ width, height, data, compression }: BmpHeader): Uint8Array {
  const length = width * height;
  // Even a row's end takes two bytes; a file of a few bytes must not allocate memory for millions of pixels.
  if (length > data.length * 65536) throw truncated("bmp", "before most of its pixels");
  const indices = new Uint8Array(length);
  const nibbles = compression === "rle4";
  let at = 0;
  let x = 0;
  let y = 0;
  const put = (index: number): void => {
    if (x < width && y < height) indices[y * width + x] = index;
    x++;
  };
  const next = (): number => {
    if (at >= data.length) throw truncated("bmp", `in row ${y} of ${height}`);
    return data[at++]!;
  };
  while (y < height) {
    if (y === height - 1 && x >= width && at >= data.length) break;
    const count = next();
    const value = next();
    if (count > 0) {
      for (let i = 0; i < count; i++) put(nibbles ? (i % 2 === 0 ? value >> 4 : value & 15) : value);
    } else if (value === 0) {
      x = 0;
      y++;
    } else if (value === 1) {
      break;
    } else if (value === 2) {
      x += next();
      y += next();
      if (x > width || y > height) throw broken("bmp", `it skips to column ${x} of ${width} in row ${y} of ${height}`);
    } else {
      if (x >= width) throw broken("bmp", `it has ${value} more pixels after the end of row ${y}`);
      const start = at;
      let byte = 0;
      for (let i = 0; i < value; i++) {
        if (!nibbles || i % 2 === 0) byte = next();
        put(nibbles ? (i % 2 === 0 ? byte >> 4 : byte & 15) : byte);
      }
      // Literal pixels are padded to two bytes.
      if ((at - start) % 2 === 1) at++;
    }
  }
  return indices;
}
