import { Alt2imgError, type ByteSource, formatNumber, type RasterImage } from "@alt2img/core";
import { adviceOn, formatNames } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";
import { sniffFormat } from "../format/sniff-format.js";
import type { DeepGray } from "../png/decode-png.js";
import { createPacer } from "./pacer.js";
import { readImageFile } from "./read-image-file.js";

export type VerifyImageOptions = {
  /** Aborts while bytes arrive and between steps; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** The most pixels of the picture. Default 89,478,485, above which Pillow warns of a decompression bomb. */
  maxPixels?: number;
  /** The most bytes to read. Default 256 MiB. */
  maxBytes?: number;
};

/** Pillow's `Image.MAX_IMAGE_PIXELS`: a quarter of a gigabyte at three bytes a pixel. */
const MAX_PIXELS = 89_478_485;

/** A file whose header has been read, within the limits, and what works on the pixels behind it. */
export type OpenedImage = FormatFile & { readonly bytes: Uint8Array };

type FormatFile = {
  readonly header: ImageInfo;
  readonly decode: () => Promise<RasterImage> | RasterImage;
  /** Throws what `decode` would throw. */
  readonly verify: () => Promise<unknown> | unknown;
};

/** @throws Alt2imgError as `verifyImage`, except for what only the pixels show */
export async function openImage(
  source: ByteSource,
  { signal, maxPixels = MAX_PIXELS, maxBytes }: VerifyImageOptions,
  deepGray: DeepGray,
): Promise<OpenedImage> {
  signal?.throwIfAborted();
  const bytes = await readImageFile(source, { maxBytes, signal });
  const file = await readFormat(bytes, deepGray, signal);
  signal?.throwIfAborted();
  checkPixels(file.header, maxPixels);
  return { ...file, bytes };
}

function checkPixels({ format, width, height }: ImageInfo, maxPixels: number): void {
  if (width * height <= maxPixels) return;
  throw new Alt2imgError(
    "image/too-large",
    `The ${formatNames[format]} file says that it is ${width} × ${height}, ${formatNumber(width * height)} pixels; ` +
      `the limit is ${formatNumber(maxPixels)}. ${adviceOn("maxPixels")}`,
  );
}

/** A format's reader and decoder are loaded with the first file of it: a page that shows JPEGs loads no other's. */
async function readFormat(bytes: Uint8Array, deepGray: DeepGray, signal: AbortSignal | undefined): Promise<FormatFile> {
  switch (sniffFormat(bytes)) {
    case "jpeg": {
      const { decodeJpeg, readJpegHeader, verifyJpeg } = await import("../jpeg/jpeg-file.js");
      const header = readJpegHeader(bytes);
      return {
        header,
        decode: () => decodeJpeg(bytes, header, createPacer(signal)),
        verify: () => verifyJpeg(bytes, header, createPacer(signal)),
      };
    }
    case "png": {
      const { decodePng, readPng, verifyPng } = await import("../png/png-file.js");
      const header = readPng(bytes);
      return {
        header,
        decode: () => decodePng(header, deepGray, createPacer(signal)),
        verify: () => verifyPng(header, createPacer(signal)),
      };
    }
    case "webp": {
      const { decodeWebp, readWebpHeader } = await import("../webp/webp-file.js");
      const header = readWebpHeader(bytes);
      return verifiedByDecoding(header, () => decodeWebp(bytes, header));
    }
    case "avif": {
      const { decodeAvif, readAvif } = await import("../avif/avif-file.js");
      const header = readAvif(bytes);
      return verifiedByDecoding(header, () => decodeAvif(bytes, header));
    }
    case "gif": {
      const { decodeGif, readGif } = await import("../gif/gif-file.js");
      const header = readGif(bytes);
      return verifiedByDecoding(header, () => decodeGif(header));
    }
    case "bmp": {
      const { decodeBmp, readBmp } = await import("../bmp/bmp-file.js");
      const header = readBmp(bytes);
      return verifiedByDecoding(header, () => decodeBmp(header));
    }
  }
}

function verifiedByDecoding(header: ImageInfo, decode: FormatFile["decode"]): FormatFile {
  return { header, decode, verify: decode };
}
