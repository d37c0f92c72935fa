import { Alt2imgError, formatBytes, type RasterImage } from "@alt2img/core";
import type { Pacer } from "../decode/pacer.js";
import { broken, truncated } from "../format/image-error.js";
import { inksToRgba } from "./cmyk.js";
import { borrowLibjpeg, type Libjpeg, LibjpegError, returnLibjpeg } from "./libjpeg.js";
import type { JpegHeader } from "./read-jpeg.js";

/** Rows to decode in one step, and rows of blocks to collect in one step of a progressive file. */
const ROWS = 64;
const BLOCK_ROWS = 16;
/** Pixels to read over in one step. */
const SKIPPED_PIXELS = 2 ** 20;
const TOO_FEW_ROWS = "it has fewer rows than it says";
/** What the converter may write after the last row. */
const SLACK = 64;

/**
 * No Huffman code is shorter than a bit, and each block of 64 pixels needs at least one: a file of a few bytes must not
 * allocate memory for millions of pixels. Arithmetic coding has no such limit.
 */
const PIXELS_PER_BYTE = 8 * 64;

/** The pixels of a JPEG, as given by libjpeg-turbo, and so by Pillow. */
export async function decodeJpeg(bytes: Uint8Array, header: JpegHeader, pace: Pacer): Promise<RasterImage> {
  const { width, height } = header;
  const data = await readFile(bytes, header, pace, async (libjpeg) => {
    const { exports } = libjpeg;
    const rows = allocate(libjpeg, 4 * width * ROWS + SLACK);
    exports.start(0, width);
    const pixels = new Uint8ClampedArray(4 * width * height);
    for (let y = 0; y < height; ) {
      const count = exports.rows(rows, ROWS);
      if (count === 0) throw new LibjpegError(TOO_FEW_ROWS);
      pixels.set(new Uint8Array(exports.memory.buffer, rows, 4 * width * count), 4 * width * y);
      y += count;
      await pace();
    }
    exports.release(rows);
    return pixels;
  });
  if (header.colorModel === "cmyk") inksToRgba(data);
  return { width, height, data };
}

/** Throws what `decodeJpeg` would throw. Reads the coefficients of all blocks, which takes half of its time. */
export async function verifyJpeg(bytes: Uint8Array, header: JpegHeader, pace: Pacer): Promise<void> {
  const { width, height } = header;
  await readFile(bytes, header, pace, async (libjpeg, isRead) => {
    // Of several scans, all coefficients have been read.
    if (isRead) return;
    const { exports } = libjpeg;
    const row = allocate(libjpeg, 4 * width + SLACK);
    exports.start(0, width);
    const step = Math.ceil(SKIPPED_PIXELS / width);
    for (let y = 0; y < height - 1; y += step) {
      exports.skip(Math.min(step, height - 1 - y));
      await pace();
    }
    // Skipping to the end would leave out the last rows of blocks.
    if (exports.rows(row, 1) === 0) throw new LibjpegError(TOO_FEW_ROWS);
    exports.release(row);
  });
}

/**
 * Opens a file for `use`. Of several scans, the coefficients of all blocks have been read by then.
 *
 * @param use is also told whether that is so
 */
async function readFile<T>(
  bytes: Uint8Array,
  { width, height, colorModel, arithmetic }: JpegHeader,
  pace: Pacer,
  use: (libjpeg: Libjpeg, isRead: boolean) => Promise<T>,
): Promise<T> {
  if (!arithmetic && width * height > PIXELS_PER_BYTE * bytes.length) {
    throw truncated("jpeg", `before most of its ${width} × ${height} pixels`);
  }
  const libjpeg = await borrowLibjpeg();
  const { exports, warnings } = libjpeg;
  let result: T;
  try {
    const file = allocate(libjpeg, bytes.length);
    new Uint8Array(exports.memory.buffer).set(bytes, file);
    exports.open(file, bytes.length, colorModel === "cmyk" ? 1 : 0);
    const hasScans = exports.absorb(0) === 1;
    while (exports.absorb(BLOCK_ROWS) === 1) await pace();
    result = await use(libjpeg, hasScans);
    exports.close();
    exports.release(file);
    returnLibjpeg(libjpeg);
  } catch (error) {
    if (error instanceof LibjpegError) throw broken("jpeg", `its decoder says “${error.message}”`, error);
    if (error instanceof WebAssembly.RuntimeError) throw broken("jpeg", "its decoder failed", error);
    throw error;
  }
  // The decoder fills the rest with grey; only its warning shows that.
  if (warnings.some((line) => /premature end/i.test(line))) throw truncated("jpeg", "inside its pixels");
  return result;
}

function allocate({ exports }: Libjpeg, length: number): number {
  const pointer = exports.allocate(length);
  if (pointer === 0)
    throw new Alt2imgError("image/too-large", `There isn't enough memory for a JPEG file of ${formatBytes(length)}.`);
  return pointer;
}
