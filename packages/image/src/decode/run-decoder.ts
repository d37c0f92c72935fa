import { Alt2imgError, type RasterImage } from "@alt2img/core";
import type { CodecPixels, LendCodec } from "../codec/codec.js";
import { broken, type ImageFormat } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";

/**
 * Runs a WebAssembly decoder and turns whatever it does with a bad file (nothing, a number, a trap, an exit) into one
 * error. The pixels must have the size that the header said.
 */
export async function runDecoder(
  format: ImageFormat,
  lend: LendCodec,
  bytes: Uint8Array,
  { width, height }: Pick<ImageInfo, "width" | "height">,
  option?: boolean | number,
  inspect?: (messages: readonly string[]) => void,
): Promise<RasterImage> {
  const said: string[] = [];
  let pixels: CodecPixels | null | undefined;
  try {
    pixels = await lend(({ module, messages }) => {
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
  inspect?.(said);
  if (pixels === null || pixels === undefined) throw broken(format, reason(said));
  if (pixels.width !== width || pixels.height !== height) {
    throw broken(format, `its header says ${width} × ${height}, its picture is ${pixels.width} × ${pixels.height}`);
  }
  return { width, height, data: pixels.data };
}

function reason(messages: readonly string[]): string {
  const last = messages.findLast((line) => line !== "" && !line.startsWith("Aborted"));
  return last === undefined ? "its decoder gives up" : `its decoder says “${last.replace(/\.$/, "")}”`;
}
