import { Alt2imgError } from "@alt2img/core";

/** A file format that can be decoded. */
export type ImageFormat = "jpeg" | "png" | "webp" | "avif" | "gif" | "bmp";

/** What messages call the formats. */
export const formatNames: Readonly<Record<ImageFormat, string>> = {
  jpeg: "JPEG",
  png: "PNG",
  webp: "WebP",
  avif: "AVIF",
  gif: "GIF",
  bmp: "BMP",
};

/** All formats, for messages. */
export const imageFormats: readonly string[] = Object.values(formatNames);

/** What to do about `image/too-large`, for users of the command line too, which has no such option. */
export const adviceOn = (option: "maxPixels" | "maxBytes"): string =>
  `Use a smaller picture. A program that trusts the file can decode it with a higher ${option}.`;

/** `image/truncated`: the file ends before the picture does. */
export function truncated(format: ImageFormat, where: string): Alt2imgError {
  return new Alt2imgError(
    "image/truncated",
    `The ${formatNames[format]} file is cut off: it ends ${where}. Fetch or copy it again.`,
  );
}

/** `image/broken`: something in the file contradicts its format. */
export function broken(format: ImageFormat, what: string, cause?: unknown): Alt2imgError {
  return new Alt2imgError(
    "image/broken",
    `The ${formatNames[format]} file is broken: ${what}.`,
    cause === undefined ? {} : { cause },
  );
}

/** `image/unsupported`: a valid file of a kind that isn't decoded. */
export function unsupported(format: ImageFormat, what: string): Alt2imgError {
  return new Alt2imgError(
    "image/unsupported",
    `The ${formatNames[format]} file ${what}. Convert it to a common kind first.`,
  );
}

/** `image/codec`: the file may be fine, but what reads or writes its format can't be loaded. */
export function notLoaded(cause: unknown): Alt2imgError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Alt2imgError(
    "image/codec",
    `The WebAssembly that reads or writes this kind of picture can't be loaded: ${reason.replace(/\.$/, "")}. A page that is offline can try again ` +
      "later; a Content-Security-Policy must allow it (script-src 'wasm-unsafe-eval').",
    { cause },
  );
}
