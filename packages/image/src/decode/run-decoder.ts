import { Alt2imgError } from "@alt2img/core";
import type { CodecPixels, LendCodec } from "../codec/codec.js";
import { broken, type ImageFormat } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";

/**
 * Runs a WebAssembly decoder and turns whatever it does on a bad file (nothing, a number, a trap, an exit) into one
 * error. The pixels must have the size that the header said.
 */
export async function runDecoder(
  format: ImageFormat,
  lend: LendCodec,
  bytes: Uint8Array,
  { width, height }: Pick<ImageInfo, "width" | "height">,
  option?: boolean | number,
): Promise<CodecPixels> {
  const said: string[] = [];
  let pixels: CodecPixels | null | undefined;
  try {
    pixels = await lend(memoryFor(format, width * height, bytes.length), ({ module, messages }) => {
      try {
        return option === undefined ? module.decode?.(bytes) : module.decode?.(bytes, option);
      } finally {
        said.push(...messages);
      }
    });
  } catch (error) {
    if (error instanceof Alt2imgError) throw error;
    throw broken(format, reason(said), error);
  }
  if (pixels === null || pixels === undefined) throw broken(format, reason(said));
  if (pixels.width !== width || pixels.height !== height) {
    throw broken(format, `its header says ${width} × ${height}, its picture is ${pixels.width} × ${pixels.height}`);
  }
  return { width, height, data: pixels.data };
}

function reason(messages: readonly string[]): string {
  const last = messages.findLast((line) => line !== "" && !line.startsWith("Aborted"));
  return last === undefined ? "its decoder failed" : `its decoder says “${last.replace(/\.$/, "")}”`;
}

/**
 * At least twice what the decoders were measured to need: 36 bytes a pixel for AVIF at 8 bits with alpha and full
 * colour (twice that for deeper files), 6 for WebP. A file whose inner headers declare more than its outer ones fails
 * at this limit.
 */
function memoryFor(format: ImageFormat, pixels: number, fileBytes: number): number {
  return 64 * 2 ** 20 + 4 * fileBytes + (format === "avif" ? 96 : 24) * pixels;
}
