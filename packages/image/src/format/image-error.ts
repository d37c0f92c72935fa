import { Alt2imgError } from "@alt2img/core";

/** A file format that can be decoded. */
export type ImageFormat = "jpeg" | "png" | "webp" | "avif" | "gif" | "bmp";

const names: Record<ImageFormat, string> = {
  jpeg: "JPEG",
  png: "PNG",
  webp: "WebP",
  avif: "AVIF",
  gif: "GIF",
  bmp: "BMP",
};

/** All formats, for messages. */
export const imageFormats: readonly string[] = Object.keys(names);

/** `image/truncated`: the file ends before the picture does. */
export function truncated(format: ImageFormat, where: string): Alt2imgError {
  return new Alt2imgError(
    "image/truncated",
    `The ${names[format]} file is cut off: it ends ${where}. Fetch or copy it again.`,
  );
}

/** `image/broken`: something in the file contradicts its format. */
export function broken(format: ImageFormat, what: string, cause?: unknown): Alt2imgError {
  return new Alt2imgError(
    "image/broken",
    `The ${names[format]} file is broken: ${what}.`,
    cause === undefined ? {} : { cause },
  );
}

/** `image/unsupported`: a valid file of a kind that isn't decoded. */
export function unsupported(format: ImageFormat, what: string): Alt2imgError {
  return new Alt2imgError("image/unsupported", `The ${names[format]} file ${what}. Convert it to a common kind first.`);
}
