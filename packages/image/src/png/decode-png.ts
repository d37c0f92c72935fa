import type { RasterImage } from "@alt2img/core";
import type { Pacer } from "../decode/pacer.js";
import { broken } from "../format/image-error.js";
import { checkFilters, unfilter } from "./filter.js";
import { inflatePixels } from "./inflate-pixels.js";
import { channelsOf, type PngHeader } from "./read-png.js";

/** How 16-bit grey becomes 8-bit: Pillow's `convert` clips at 255; the high byte keeps the tones. */
export type DeepGray = "clip" | "high-byte";

/** One pass of Adam7, or the whole picture: where its pixels go. */
type Pass = { readonly x: number; readonly y: number; readonly stepX: number; readonly stepY: number };

const whole: readonly Pass[] = [{ x: 0, y: 0, stepX: 1, stepY: 1 }];
const adam7: readonly Pass[] = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];

/** Rows to decode in one step. */
const ROWS = 64;

/** The pixels of a PNG. 16-bit colour and alpha give their high byte; gAMA, sRGB and iCCP are ignored, as in Pillow. */
export async function decodePng(header: PngHeader, deepGray: DeepGray, pace: Pacer): Promise<RasterImage> {
  const { width, height } = header;
  const passes = await inflatePasses(header, pace);
  const data = new Uint8ClampedArray(4 * width * height);
  const writePixel = pixelWriter(header, deepGray);
  const step = Math.max(1, bitsPerPixel(header) >> 3);
  for (const pass of passes) {
    const { rows, rowLength } = pass;
    for (let row = 0, at = 0; row < pass.height; row++, at += 1 + rowLength) {
      if (row % ROWS === 0) {
        await pace();
        unfilter(rows, rowLength, step, row, Math.min(pass.height, row + ROWS));
      }
      let out = 4 * ((pass.y + row * pass.stepY) * width + pass.x);
      for (let i = 0; i < pass.width; i++, out += 4 * pass.stepX) writePixel(rows, at + 1, i, data, out);
    }
  }
  return { width, height, data };
}

/** Throws what `decodePng` would throw. */
export async function verifyPng(header: PngHeader, pace: Pacer): Promise<void> {
  const passes = await inflatePasses(header, pace);
  transparentKey(header);
  for (const { rows, rowLength } of passes) checkFilters(rows, rowLength);
}

/** A pass with its size in pixels, and its filtered rows: each is a filter byte and `rowLength` bytes. */
type FilteredPass = Pass & {
  readonly width: number;
  readonly height: number;
  readonly rowLength: number;
  readonly rows: Uint8Array;
};

async function inflatePasses(header: PngHeader, pace: Pacer): Promise<FilteredPass[]> {
  const { width, height, interlaced } = header;
  const passes = (interlaced ? adam7 : whole)
    .map((pass) => ({
      ...pass,
      width: Math.ceil((width - pass.x) / pass.stepX),
      height: Math.ceil((height - pass.y) / pass.stepY),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0)
    .map((pass) => ({ ...pass, rowLength: Math.ceil((pass.width * bitsPerPixel(header)) / 8) }));
  const length = passes.reduce((sum, pass) => sum + pass.height * (1 + pass.rowLength), 0);
  const raw = await inflatePixels(header.data, length, pace);
  let end = 0;
  return passes.map((pass) => {
    const start = end;
    end += pass.height * (1 + pass.rowLength);
    return { ...pass, rows: raw.subarray(start, end) };
  });
}

const bitsPerPixel = (header: PngHeader): number => header.bitDepth * channelsOf(header);

/** Writes pixel `i` of the row that begins at `row`. */
type PixelWriter = (raw: Uint8Array, row: number, i: number, data: Uint8ClampedArray, out: number) => void;

function pixelWriter(header: PngHeader, deepGray: DeepGray): PixelWriter {
  const { colorType, bitDepth } = header;
  if (colorType === 3) return indexedWriter(header);
  const key = transparentKey(header);
  if (colorType === 0 && bitDepth < 16) {
    const scale = 255 / (2 ** bitDepth - 1);
    // As in Pillow: with 2 and 4 bits, the scaled grey is compared with the number in the file, which isn't scaled.
    const transparent = bitDepth === 1 && key !== undefined && key[0] !== 0 ? 255 : key?.[0];
    return (raw, row, i, data, out) => {
      const gray = smallSample(raw, row, i, bitDepth) * scale;
      data[out] = data[out + 1] = data[out + 2] = gray;
      data[out + 3] = gray === transparent ? 0 : 255;
    };
  }
  const bytes = bitDepth >> 3;
  const channels = channelsOf(header);
  const gray = channels < 3;
  const alphaAt = colorType >= 4 ? (channels - 1) * bytes : -1;
  const clip = colorType === 0 && bitDepth === 16 && deepGray === "clip";
  const isKey = keyTest(bytes, clip);
  return (raw, row, i, data, out) => {
    const at = row + i * channels * bytes;
    const first = clip && raw[at]! > 0 ? 255 : raw[at + (clip ? 1 : 0)]!;
    data[out] = first;
    data[out + 1] = gray ? first : raw[at + bytes]!;
    data[out + 2] = gray ? first : raw[at + 2 * bytes]!;
    data[out + 3] = alphaAt >= 0 ? raw[at + alphaAt]! : key !== undefined && isKey(raw, at, key) ? 0 : 255;
  };
}

function indexedWriter({
  palette = new Uint8Array(),
  transparency = new Uint8Array(),
  bitDepth,
}: PngHeader): PixelWriter {
  const entries = Math.floor(palette.length / 3);
  return (raw, row, i, data, out) => {
    const index = smallSample(raw, row, i, bitDepth);
    // Pillow fills a short palette with black.
    if (index < entries) {
      data[out] = palette[3 * index]!;
      data[out + 1] = palette[3 * index + 1]!;
      data[out + 2] = palette[3 * index + 2]!;
    }
    data[out + 3] = transparency[index] ?? 255;
  };
}

/** Sample `i` of a row of samples of 1, 2, 4 or 8 bits. */
function smallSample(raw: Uint8Array, row: number, i: number, bitDepth: number): number {
  if (bitDepth === 8) return raw[row + i]!;
  const bit = i * bitDepth;
  return (raw[row + (bit >> 3)]! >> (8 - bitDepth - (bit & 7))) & (2 ** bitDepth - 1);
}

/** The transparent samples, in the file's depth. */
function transparentKey({ colorType, transparency, bitDepth }: PngHeader): number[] | undefined {
  if (transparency === undefined || colorType >= 3) return undefined;
  const samples = colorType === 0 ? 1 : 3;
  if (transparency.length < 2 * samples) throw broken("png", "its transparent colour is too short");
  const key = Array.from({ length: samples }, (_, i) => (transparency[2 * i]! << 8) | transparency[2 * i + 1]!);
  return bitDepth === 8 ? key.map((value) => value & 255) : key;
}

/** Whether the samples at an offset are the key's. */
type IsKey = (raw: Uint8Array, at: number, key: readonly number[]) => boolean;

function keyTest(bytes: number, clip: boolean): IsKey {
  const sample = (raw: Uint8Array, at: number): number => (bytes === 1 ? raw[at]! : (raw[at]! << 8) | raw[at + 1]!);
  // Pillow takes the key's low byte, and compares it with the clipped samples: a white key makes all that are clipped transparent.
  if (clip) return (raw, at, key) => Math.min(255, sample(raw, at)) === (key[0]! & 255);
  return (raw, at, key) => key.every((value, i) => value === sample(raw, at + i * bytes));
}
