import { Alt2imgError } from "@alt2img/core";
import { readAvif } from "../avif/read-avif.js";
import { readBmp } from "../bmp/read-bmp.js";
import { type ImageFormat, imageFormats } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";
import { readWebpHeader } from "../format/webp-header.js";
import { readGif } from "../gif/read-gif.js";
import { readJpegHeader } from "../jpeg/read-jpeg.js";
import { readPng } from "../png/read-png.js";

/**
 * What a file says about its picture: format, size, orientation, colours, depth, profile, texts. Decodes nothing and
 * allocates no memory for pixels, whatever the size. It needs the whole file: only its end shows whether a JPEG was
 * cut off.
 *
 * @throws Alt2imgError `image/unknown-format`, `image/truncated`, `image/broken`, `image/unsupported`
 */
export function readImageInfo(bytes: Uint8Array): ImageInfo {
  const { format, width, height, orientation, colorModel, bitDepth, hasAlpha, iccProfile, text } = readHeader(bytes);
  return {
    ...{ format, width, height, orientation, colorModel, bitDepth, hasAlpha },
    ...(iccProfile === undefined ? {} : { iccProfile }),
    ...(text === undefined ? {} : { text }),
  };
}

/** Everything that the format's header reader found. */
export function readHeader(bytes: Uint8Array): Header {
  const format = sniffFormat(bytes);
  switch (format) {
    case "jpeg":
      return { ...readJpegHeader(bytes), format };
    case "png":
      return { ...readPng(bytes), format };
    case "webp":
      return { ...readWebpHeader(bytes), format };
    case "avif":
      return { ...readAvif(bytes), format };
    case "gif":
      return { ...readGif(bytes), format };
    case "bmp":
      return { ...readBmp(bytes), format };
  }
}

export type Header =
  | (ReturnType<typeof readJpegHeader> & { readonly format: "jpeg" })
  | (ReturnType<typeof readPng> & { readonly format: "png" })
  | (ReturnType<typeof readWebpHeader> & { readonly format: "webp" })
  | (ReturnType<typeof readAvif> & { readonly format: "avif" })
  | (ReturnType<typeof readGif> & { readonly format: "gif" })
  | (ReturnType<typeof readBmp> & { readonly format: "bmp" });

/** By the first bytes, never by the file name or the media type. */
function sniffFormat(bytes: Uint8Array): ImageFormat {
  const start = String.fromCharCode(...bytes.subarray(0, 32));
  if (start.startsWith("\xff\xd8\xff")) return "jpeg";
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return "png";
  if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) return "webp";
  if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) return "gif";
  if (start.startsWith("BM")) return "bmp";
  if (start.startsWith("ftyp", 4) && /avi[fs]/.test(start.slice(8))) return "avif";
  throw new Alt2imgError(
    "image/unknown-format",
    `${describeStart(bytes, start)} It isn't one of the supported formats: ${imageFormats.join(", ")}.`,
  );
}

function describeStart(bytes: Uint8Array, start: string): string {
  if (bytes.length === 0) return "The file is empty.";
  if (/^\s*<(!doctype|html|\?xml|svg)/i.test(start)) return "The file begins with markup, like an HTML page or an SVG.";
  const hex = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `The file begins with the bytes ${hex}.`;
}
