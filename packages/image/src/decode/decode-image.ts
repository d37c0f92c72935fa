import { Alt2imgError, type ByteSource, formatNumber, type RasterImage } from "@alt2img/core";
import { adviceOn, formatNames } from "../format/image-error.js";
import { type ImageInfo, imageInfo } from "../format/image-info.js";
import { sniffFormat } from "../format/sniff-format.js";
import { orient } from "../geometry/orient.js";
import { composeOver, dropAlpha } from "../pixel/alpha.js";
import type { Color } from "../pixel/color.js";
import type { DeepGray } from "../png/decode-png.js";
import { createPacer } from "./pacer.js";
import { readImageFile } from "./read-image-file.js";

/**
 * Decodes the files that it knows to give the same pixels as our own decoders, in less time.
 *
 * @param bytes a file whose header has been read and whose size is within `maxPixels`
 * @param info what the header says
 * @returns RGBA bytes of the stored size, before `orientation` is applied; `undefined` leaves the file to our own decoder
 */
export type PixelDecoder = (
  bytes: Uint8Array,
  info: ImageInfo,
  signal: AbortSignal | undefined,
) => Promise<RasterImage["data"] | undefined>;

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
  /** Is asked first, for instance `await loadSharpDecoder()` of `@alt2img/image/node`. By default our own decoders do all. */
  decoder?: PixelDecoder | undefined;
};

/** Pillow's `Image.MAX_IMAGE_PIXELS`: a quarter of a gigabyte at three bytes a pixel. */
const MAX_PIXELS = 89_478_485;

/**
 * Decodes a JPEG, PNG, WebP, AVIF, GIF or BMP file (the first frame of an animation) to 8-bit RGBA: the pixels of
 * `Image.open(file).convert("RGBA")` in Pillow 13, the same in Node and in every browser. AVIF differs from Pillow by up to
 * 2 of 255, a little more where the last column of an odd width was clipped. Colour profiles and gamma are ignored,
 * as Pillow ignores them.
 *
 * The first bytes decide the format. Size and completeness are checked before any memory is allocated.
 *
 * @throws Alt2imgError `image/unknown-format`; `image/too-large` (pixels or bytes beyond the limits); `image/truncated`;
 *   `image/broken`; `image/unsupported` (a valid file of an unsupported kind); `image/codec` (the decoder can't be loaded)
 */
export async function decodeImage(source: ByteSource, options: DecodeImageOptions = {}): Promise<RasterImage> {
  return (await decodeImageWithInfo(source, options)).image;
}

/**
 * `decodeImage`, together with what `readImageInfo` gives for the file.
 *
 * @throws Alt2imgError as `decodeImage`
 */
export async function decodeImageWithInfo(
  source: ByteSource,
  options: DecodeImageOptions = {},
): Promise<{ image: RasterImage; info: ImageInfo }> {
  const { signal, maxPixels = MAX_PIXELS, maxBytes, orientation = "ignore", alpha = "keep" } = options;
  signal?.throwIfAborted();
  const bytes = await readImageFile(source, { maxBytes, signal });
  const { header, decode } = await readFile(bytes, options.deepGray ?? "clip", signal);
  signal?.throwIfAborted();
  checkPixels(header, maxPixels);
  const info = imageInfo(header);
  const data = await options.decoder?.(bytes, info, signal);
  const decoded = data === undefined ? await decode() : { width: info.width, height: info.height, data };
  signal?.throwIfAborted();
  const upright = orientation === "apply" ? orient(decoded, header.orientation) : decoded;
  const image = alpha === "keep" ? upright : alpha === "drop" ? dropAlpha(upright) : composeOver(upright, alpha);
  return { image, info };
}

function checkPixels({ format, width, height }: ImageInfo, maxPixels: number): void {
  if (width * height <= maxPixels) return;
  throw new Alt2imgError(
    "image/too-large",
    `The ${formatNames[format]} file says that it is ${width} × ${height}, ${formatNumber(width * height)} pixels; ` +
      `the limit is ${formatNumber(maxPixels)}. ${adviceOn("maxPixels")}`,
  );
}

/** A file's header, and what decodes the pixels behind it. */
type OpenedFile = { readonly header: ImageInfo; readonly decode: () => Promise<RasterImage> | RasterImage };

/** A format's reader and decoder are loaded with the first file of it: a page that shows JPEGs loads no other's. */
async function readFile(bytes: Uint8Array, deepGray: DeepGray, signal: AbortSignal | undefined): Promise<OpenedFile> {
  switch (sniffFormat(bytes)) {
    case "jpeg": {
      const { decodeJpeg, readJpegHeader } = await import("../jpeg/jpeg-file.js");
      const header = readJpegHeader(bytes);
      return { header, decode: () => decodeJpeg(bytes, header, createPacer(signal)) };
    }
    case "png": {
      const { decodePng, readPng } = await import("../png/png-file.js");
      const header = readPng(bytes);
      return { header, decode: () => decodePng(header, deepGray, createPacer(signal)) };
    }
    case "webp": {
      const { decodeWebp, readWebpHeader } = await import("../webp/webp-file.js");
      const header = readWebpHeader(bytes);
      return { header, decode: () => decodeWebp(bytes, header) };
    }
    case "avif": {
      const { decodeAvif, readAvif } = await import("../avif/avif-file.js");
      const header = readAvif(bytes);
      return { header, decode: () => decodeAvif(bytes, header) };
    }
    case "gif": {
      const { decodeGif, readGif } = await import("../gif/gif-file.js");
      const header = readGif(bytes);
      return { header, decode: () => decodeGif(header) };
    }
    case "bmp": {
      const { decodeBmp, readBmp } = await import("../bmp/bmp-file.js");
      const header = readBmp(bytes);
      return { header, decode: () => decodeBmp(header) };
    }
  }
}
