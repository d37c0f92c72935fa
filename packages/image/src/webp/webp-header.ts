import { ByteReader } from "../format/byte-reader.js";
import { exifOrientation } from "../format/exif.js";
import { broken, truncated } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";
import type { Orientation } from "../geometry/orient.js";

export type WebpHeader = ImageInfo & {
  /** The first frame of an animation; without it the file is one still picture. */
  readonly frame?: { x: number; y: number; width: number; height: number; data: Uint8Array };
};

/** Reads the RIFF container (RFC 9649, section 2) and the sizes in its bitstream. */
export function readWebpHeader(bytes: Uint8Array): WebpHeader {
  const reader = new ByteReader(bytes, "webp", 4);
  const end = 8 + reader.u32(true);
  if (end > bytes.length) throw truncated("webp", `at byte ${bytes.length} of ${end}`);
  reader.skip(4);
  let canvas: { width: number; height: number } | undefined;
  let hasAlpha = false;
  let orientation: Orientation = 1;
  let iccProfile: Uint8Array | undefined;
  let still: { width: number; height: number } | undefined;
  let frame: WebpHeader["frame"];
  while (reader.position + 8 <= end) {
    const name = reader.name();
    const length = reader.u32(true);
    if (length > end - reader.position) throw truncated("webp", `inside its chunk ${name}`);
    const data = reader.take(length);
    if (length % 2 === 1 && reader.position < end) reader.skip(1);
    if (name === "VP8X") {
      if (length < 10) throw broken("webp", "its VP8X chunk is too short");
      canvas = { width: 1 + u24(data, 4), height: 1 + u24(data, 7) };
      hasAlpha = (data[0]! & 0x10) !== 0;
    } else if (name === "VP8 " || name === "VP8L") {
      still ??= bitstreamSize(name, data);
      if (canvas === undefined && name === "VP8L") hasAlpha = (data[4]! & 0x10) !== 0;
    } else if (name === "ANMF" && frame === undefined) {
      if (length < 16) throw broken("webp", "its first frame is too short");
      const size = { width: 1 + u24(data, 6), height: 1 + u24(data, 9) };
      frame = { x: 2 * u24(data, 0), y: 2 * u24(data, 3), ...size, data: data.subarray(16) };
      checkFrame(frame);
    } else if (name === "EXIF") {
      orientation = exifOrientation(data);
    } else if (name === "ICCP") {
      iccProfile = data;
    }
  }
  const size = canvas ?? still;
  if (size === undefined || (still === undefined && frame === undefined))
    throw broken("webp", "there is no picture in it");
  if (still !== undefined && canvas !== undefined && (still.width !== canvas.width || still.height !== canvas.height)) {
    throw broken(
      "webp",
      `its header says ${canvas.width} × ${canvas.height}, its picture ${still.width} × ${still.height}`,
    );
  }
  return {
    format: "webp",
    ...size,
    orientation,
    colorModel: "rgb",
    bitDepth: 8,
    hasAlpha,
    ...(iccProfile === undefined ? {} : { iccProfile }),
    ...(still === undefined && frame !== undefined ? { frame } : {}),
  };
}

/** A frame's bitstream must have the size in its header, for which memory is allocated. */
function checkFrame(frame: NonNullable<WebpHeader["frame"]>): void {
  const reader = new ByteReader(frame.data, "webp");
  while (reader.remaining >= 8) {
    const name = reader.name();
    const length = reader.u32(true);
    if (length > reader.remaining) throw truncated("webp", "inside its first frame");
    const data = reader.take(length);
    if (length % 2 === 1 && reader.remaining > 0) reader.skip(1);
    if (name !== "VP8 " && name !== "VP8L") continue;
    const { width, height } = bitstreamSize(name, data);
    if (width === frame.width && height === frame.height) return;
    throw broken(
      "webp",
      `its first frame says ${frame.width} × ${frame.height}, the picture in it ${width} × ${height}`,
    );
  }
  throw broken("webp", "its first frame has no picture");
}

/** Of a VP8 key frame (RFC 6386, section 9.1) or a VP8L image (RFC 9649, section 3.4). */
function bitstreamSize(name: "VP8 " | "VP8L", data: Uint8Array): { width: number; height: number } {
  if (name === "VP8L") {
    if (data.length < 5 || data[0] !== 0x2f) throw broken("webp", "its lossless picture has no header");
    const bits = data[1]! | (data[2]! << 8) | (data[3]! << 16) | (data[4]! << 24);
    return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
  }
  if (data.length < 10 || data[3] !== 0x9d || data[4] !== 0x01 || data[5] !== 0x2a) {
    throw broken("webp", "its lossy picture has no header");
  }
  const width = (data[6]! | (data[7]! << 8)) & 0x3fff;
  const height = (data[8]! | (data[9]! << 8)) & 0x3fff;
  if (width === 0 || height === 0) throw broken("webp", `its picture is ${width} × ${height}`);
  return { width, height };
}

function u24(bytes: Uint8Array, at: number): number {
  return bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16);
}
