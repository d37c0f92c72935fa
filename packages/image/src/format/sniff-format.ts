import { Alt2imgError } from "@alt2img/core";
import { type ImageFormat, imageFormats } from "./image-error.js";

/**
 * By the first bytes, never by the file name or the media type.
 *
 * @throws Alt2imgError `image/unknown-format`
 */
export function sniffFormat(bytes: Uint8Array): ImageFormat {
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
