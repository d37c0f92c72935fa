import { Alt2imgError, formatBytes, type RasterImage } from "@alt2img/core";
import type { Pacer } from "../decode/pacer.js";
import { broken, truncated } from "../format/image-error.js";
import { inksToRgba } from "./cmyk.js";
import { borrowLibjpeg, type Libjpeg, LibjpegError, returnLibjpeg } from "./libjpeg.js";
import type { JpegHeader } from "./read-jpeg.js";

/** Rows to decode in one step, and rows of blocks to collect in one step of a progressive file. */
const ROWS = 64;
const BLOCK_ROWS = 16;
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
  if (!header.arithmetic && width * height > PIXELS_PER_BYTE * bytes.length) {
    throw truncated("jpeg", `before most of its ${width} × ${height} pixels`);
  }
  const libjpeg = await borrowLibjpeg();
  const data = await read(libjpeg, bytes, header, pace);
  // The decoder fills the rest with grey; only its warning shows that.
  if (libjpeg.warnings.some((line) => /premature end/i.test(line))) throw truncated("jpeg", "inside its pixels");
  if (header.colorModel === "cmyk") inksToRgba(data);
  return { width, height, data };
}

async function read(
  libjpeg: Libjpeg,
  bytes: Uint8Array,
  { width, height, colorModel }: JpegHeader,
  pace: Pacer,
): Promise<Uint8ClampedArray> {
  const { exports } = libjpeg;
  try {
    const file = allocate(libjpeg, bytes.length);
    const rows = allocate(libjpeg, 4 * width * ROWS + SLACK);
    new Uint8Array(exports.memory.buffer).set(bytes, file);
    exports.open(file, bytes.length, colorModel === "cmyk" ? 1 : 0);
    while (exports.absorb(BLOCK_ROWS) === 1) await pace();
    exports.start(0, width);
    const data = new Uint8ClampedArray(4 * width * height);
    for (let y = 0; y < height; ) {
      const count = exports.rows(rows, ROWS);
      if (count === 0) throw new LibjpegError("it has fewer rows than it says");
      data.set(new Uint8Array(exports.memory.buffer, rows, 4 * width * count), 4 * width * y);
      y += count;
      await pace();
    }
    exports.close();
    exports.release(rows);
    exports.release(file);
    returnLibjpeg(libjpeg);
    return data;
  } catch (error) {
    if (error instanceof LibjpegError) throw broken("jpeg", `its decoder says “${error.message}”`, error);
    if (error instanceof WebAssembly.RuntimeError) throw broken("jpeg", "its decoder failed", error);
    throw error;
  }
}

function allocate({ exports }: Libjpeg, length: number): number {
  const pointer = exports.allocate(length);
  if (pointer === 0)
    throw new Alt2imgError("image/too-large", `There isn't enough memory for a JPEG file of ${formatBytes(length)}.`);
  return pointer;
}
