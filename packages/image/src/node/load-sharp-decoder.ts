import { Alt2imgError } from "@alt2img/core";
import type { PixelDecoder } from "../decode/decode-image.js";
import type { ImageInfo } from "../format/image-info.js";
import { BEST_RATIO } from "../png/inflate-pixels.js";

type Sharp = typeof import("sharp");

/** A variable hides the name from bundlers: most users don't have sharp. */
const SHARP: string = "sharp";

/**
 * Loads sharp, as the decoder of `decodeImage` for the PNG files that it decodes to the same bytes in less time: grey
 * and RGB of 8 bits, with or without alpha. It leaves all other files, and those that it can't read, to our own
 * decoders, so that pixels and errors stay the same.
 *
 * @throws Alt2imgError `image/no-sharp`
 */
export async function loadSharpDecoder(): Promise<PixelDecoder> {
  const sharp = await importSharp();
  return async (bytes, info, signal) => {
    if (!isTaken(bytes, info)) return undefined;
    const { width, height } = info;
    const decoded = sharp(bytes, { failOn: "warning", ignoreIcc: true, limitInputPixels: width * height })
      .ensureAlpha()
      .toColourspace("srgb")
      .raw()
      .toUint8Array()
      .catch(() => undefined);
    const result = await untilAborted(decoded, signal);
    if (result === undefined) return undefined;
    const { data, info: output } = result;
    if (output.width !== width || output.height !== height || output.channels !== 4) return undefined;
    return new Uint8ClampedArray(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  };
}

async function importSharp(): Promise<Sharp["default"]> {
  try {
    return ((await import(/* webpackIgnore: true */ /* @vite-ignore */ SHARP)) as Sharp).default;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.split("\n", 1)[0] : String(cause);
    throw new Alt2imgError("image/no-sharp", `sharp can't be loaded (${reason}). Install it: npm install sharp`, {
      cause,
    });
  }
}

/** Where a PNG has its colour type (section 11.2.1), and the first type with a channel for alpha. */
const COLOR_TYPE_AT = 25;
const WITH_ALPHA = 4;

/**
 * Whether the pixels depend on nothing but 8-bit samples (no palette, no transparent colour), and the file is long
 * enough for the memory that they take.
 */
function isTaken(bytes: Uint8Array, { format, width, height, bitDepth, colorModel, hasAlpha }: ImageInfo): boolean {
  if (format !== "png" || bitDepth !== 8 || colorModel === "indexed") return false;
  if (hasAlpha !== bytes[COLOR_TYPE_AT]! >= WITH_ALPHA) return false;
  const channels = (colorModel === "gray" ? 1 : 3) + (hasAlpha ? 1 : 0);
  return height * (1 + width * channels) <= bytes.length * BEST_RATIO;
}

/** sharp can't be interrupted: what it still decodes after an abort is dropped. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return await work;
  signal.throwIfAborted();
  return await new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
