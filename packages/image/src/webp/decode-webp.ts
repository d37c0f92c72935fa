import type { RasterImage } from "@alt2img/core";
import { webpDecoder } from "../codec/codecs.js";
import { runDecoder } from "../decode/run-decoder.js";
import { canvas, paste } from "../geometry/canvas.js";
import type { WebpHeader } from "./webp-header.js";

/** The pixels of a WebP file; the first frame of an animation, on its transparent canvas. */
export async function decodeWebp(bytes: Uint8Array, header: WebpHeader): Promise<RasterImage> {
  const { frame, width, height } = header;
  if (frame === undefined) return await runDecoder("webp", webpDecoder, bytes, header);
  const picture = await runDecoder("webp", webpDecoder, stillOf(frame), frame);
  if (frame.x === 0 && frame.y === 0 && frame.width === width && frame.height === height) return picture;
  const whole = canvas(width, height, [0, 0, 0, 0]);
  paste(whole, picture, frame.x, frame.y);
  return whole;
}

/** A frame's chunks as a WebP file of their own. */
function stillOf({ width, height, data }: NonNullable<WebpHeader["frame"]>): Uint8Array {
  const file = new Uint8Array(30 + data.length + (data.length % 2));
  const view = new DataView(file.buffer);
  const write = (text: string, at: number): void => {
    for (let i = 0; i < text.length; i++) file[at + i] = text.charCodeAt(i);
  };
  write("RIFF", 0);
  view.setUint32(4, file.length - 8, true);
  write("WEBPVP8X", 8);
  view.setUint32(16, 10, true);
  // Always with the alpha flag: without an ALPH chunk, alpha is 255.
  file[20] = 0x10;
  view.setUint32(24, (width - 1) & 0xffffff, true);
  view.setUint16(27, (height - 1) & 0xffff, true);
  file[29] = (height - 1) >> 16;
  file.set(data, 30);
  return file;
}
