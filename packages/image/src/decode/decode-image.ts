import { Alt2imgError, type ByteSource, collectBytes, type RasterImage } from "@alt2img/core";
import { decodeAvif } from "../avif/decode-avif.js";
import { decodeBmp } from "../bmp/decode-bmp.js";
import { orient } from "../geometry/orient.js";
import { decodeGif } from "../gif/decode-gif.js";
import { decodeJpeg } from "../jpeg/decode-jpeg.js";
import { composeOver, dropAlpha } from "../pixel/alpha.js";
import type { Color } from "../pixel/color.js";
import { type DeepGray, decodePng } from "../png/decode-png.js";
import { decodeWebp } from "./decode-webp.js";
import { createPacer, type Pacer } from "./pacer.js";
import { type Header, readHeader } from "./read-image-info.js";

export type DecodeImageOptions = {
  /** Aborts while bytes arrive and between steps; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** The most pixels to decode. Default 89,478,485, above which Pillow warns of a decompression bomb. */
  maxPixels?: number;
  /** The most bytes to read. Default 256 MiB. */
  maxBytes?: number;
  /** `"ignore"`: pixels as they are stored, as Pillow's `Image.open` (default). `"apply"`: upright, as viewers show them. */
  orientation?: "ignore" | "apply";
  /**
   * `"keep"` (default), `"drop"` (Pillow's `convert("RGB")`, OpenAI's CLIP: a transparent green becomes green), or the
   * colour to composite the picture over (white is what transformers' `CLIPImageProcessor` does).
   */
  alpha?: "keep" | "drop" | Color;
  /** 16-bit grey: `"clip"` at 255 as Pillow's `convert` does (default), or take the `"high-byte"`. */
  deepGray?: DeepGray;
};

/** Pillow's `Image.MAX_IMAGE_PIXELS`: a quarter of a gigabyte at three bytes a pixel. */
const MAX_PIXELS = 89_478_485;
const MAX_BYTES = 256 * 2 ** 20;

/**
 * Decodes a JPEG, PNG, WebP, AVIF, GIF or BMP file (the first frame of an animation) to 8-bit RGBA: the pixels of
 * `Image.open(file).convert("RGBA")` in Pillow 13, the same in Node and in every browser. AVIF differs from Pillow by up to
 * 2 of 255, a little more where the last column of an odd width was clipped. Colour profiles and gamma are ignored,
 * as Pillow ignores them.
 *
 * The first bytes decide the format. Size and completeness are checked before any memory is allocated.
 *
 * @throws Alt2imgError `image/unknown-format`; `image/too-large` (pixels or bytes beyond the limits); `image/truncated`;
 *   `image/broken`; `image/unsupported` (a valid file of an unsupported kind)
 */
export async function decodeImage(source: ByteSource, options: DecodeImageOptions = {}): Promise<RasterImage> {
  const { signal, maxPixels = MAX_PIXELS, maxBytes = MAX_BYTES, orientation = "ignore", alpha = "keep" } = options;
  signal?.throwIfAborted();
  const bytes = await readWithin(source, maxBytes, signal);
  const header = readHeader(bytes);
  checkPixels(header, maxPixels);
  const decoded = await decodePixels(bytes, header, options.deepGray ?? "clip", createPacer(signal));
  signal?.throwIfAborted();
  const upright = orientation === "apply" ? orient(decoded, header.orientation) : decoded;
  if (alpha === "keep") return upright;
  return alpha === "drop" ? dropAlpha(upright) : composeOver(upright, alpha);
}

async function readWithin(source: ByteSource, maxBytes: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
  try {
    return await collectBytes(source, { signal, maxBytes });
  } catch (error) {
    if (!(error instanceof Alt2imgError && error.code === "core/too-many-bytes")) throw error;
    throw new Alt2imgError(
      "image/too-large",
      `The file is longer than maxBytes = ${maxBytes}. Raise the limit if you trust the file.`,
      { cause: error },
    );
  }
}

function checkPixels({ format, width, height }: Header, maxPixels: number): void {
  if (width * height <= maxPixels) return;
  throw new Alt2imgError(
    "image/too-large",
    `The ${format} file says that it is ${width} × ${height}, ${width * height} pixels; maxPixels is ${maxPixels}. Raise the limit if you trust the file.`,
  );
}

function decodePixels(
  bytes: Uint8Array,
  header: Header,
  deepGray: DeepGray,
  pace: Pacer,
): Promise<RasterImage> | RasterImage {
  switch (header.format) {
    case "jpeg":
      return decodeJpeg(bytes, header, pace);
    case "png":
      return decodePng(header, deepGray, pace);
    case "webp":
      return decodeWebp(bytes, header);
    case "avif":
      return decodeAvif(bytes, header);
    case "gif":
      return decodeGif(header);
    case "bmp":
      return decodeBmp(header);
  }
}
