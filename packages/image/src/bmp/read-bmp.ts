import { ByteReader } from "../format/byte-reader.js";
import { broken, truncated, unsupported } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";

/** The bits of each channel in a pixel. */
type BmpMasks = { readonly red: number; readonly green: number; readonly blue: number; readonly alpha: number };

export type BmpHeader = ImageInfo & {
  readonly bitsPerPixel: 1 | 4 | 8 | 16 | 24 | 32;
  /** Whether rows go from top to bottom; normally they go upwards. */
  readonly topDown: boolean;
  readonly compression: "none" | "rle8" | "rle4";
  /** Only for pixels of 16 bits or more. */
  readonly masks: BmpMasks;
  /** Red, green, blue of each entry. */
  readonly palette: Uint8Array;
  /** The bytes from the first pixel on. */
  readonly data: Uint8Array;
};

const headerSizes = [12, 40, 52, 56, 64, 108, 124];
const compressions = ["none", "rle8", "rle4", "bitfields"] as const;
const noAlpha = { red: 0xff0000, green: 0xff00, blue: 0xff, alpha: 0 };

/** Reads the headers of a Windows or OS/2 bitmap (Microsoft: BITMAPFILEHEADER, BITMAPINFOHEADER and its successors). */
export function readBmp(bytes: Uint8Array): BmpHeader {
  const reader = new ByteReader(bytes, "bmp", 10);
  let offset = reader.u32(true);
  const headerSize = reader.u32(true);
  if (!headerSizes.includes(headerSize))
    throw unsupported("bmp", `has a header of ${headerSize} bytes, which isn't a known kind`);
  const old = headerSize === 12;
  const width = old ? reader.u16(true) : reader.i32(true);
  const signedHeight = old ? reader.u16(true) : reader.i32(true);
  reader.skip(2);
  const bitsPerPixel = reader.u16(true);
  if (width <= 0 || signedHeight === 0) throw broken("bmp", `its header says ${width} × ${signedHeight}`);
  if (![1, 4, 8, 16, 24, 32].includes(bitsPerPixel)) throw unsupported("bmp", `has ${bitsPerPixel} bits a pixel`);
  const code = old ? 0 : reader.u32(true);
  if (!old) reader.skip(12);
  const declaredColors = old ? 0 : reader.u32(true);
  if (!old) reader.skip(4);
  const compression = compressions[code];
  if (compression === undefined) throw unsupported("bmp", `has compression ${code}, which isn't supported`);
  if ((compression === "rle8" && bitsPerPixel !== 8) || (compression === "rle4" && bitsPerPixel !== 4)) {
    throw broken("bmp", `its compression is ${compression}, but it has ${bitsPerPixel} bits a pixel`);
  }
  let masks: BmpMasks = bitsPerPixel === 16 ? { red: 0x7c00, green: 0x3e0, blue: 0x1f, alpha: 0 } : noAlpha;
  if (compression === "bitfields") {
    if (bitsPerPixel < 16) throw broken("bmp", `it has masks for pixels of ${bitsPerPixel} bits`);
    masks = { red: reader.u32(true), green: reader.u32(true), blue: reader.u32(true), alpha: 0 };
    if (headerSize >= 56) masks = { ...masks, alpha: reader.u32(true) };
    // Pillow reads the usual five bits a channel without alpha.
    if (bitsPerPixel === 16 && masks.red === 0x7c00 && masks.green === 0x3e0 && masks.blue === 0x1f) {
      masks = { ...masks, alpha: 0 };
    }
    // All masks empty: Pillow takes the bytes for BGRA.
    if (masks.red === 0 && masks.green === 0 && masks.blue === 0) masks = { ...noAlpha, alpha: 0xff000000 };
  }
  reader.position = Math.max(reader.position, 14 + headerSize);
  const entrySize = old ? 3 : 4;
  const colors = declaredColors === 0 ? 2 ** bitsPerPixel : declaredColors;
  if (bitsPerPixel <= 8 && colors > 65536) throw broken("bmp", `it says that it has ${colors} colours`);
  const palette = bitsPerPixel <= 8 ? readPalette(reader, colors, entrySize) : new Uint8Array();
  // Some writers give the palette's offset instead of the pixels'.
  if (bitsPerPixel <= 8 && offset === 14 + headerSize) offset += entrySize * colors;
  if (offset > bytes.length) throw truncated("bmp", "before its pixels");
  return {
    format: "bmp",
    width,
    height: Math.abs(signedHeight),
    orientation: 1,
    colorModel: bitsPerPixel <= 8 ? "indexed" : "rgb",
    bitDepth: bitsPerPixel <= 8 ? bitsPerPixel : bitsPerPixel === 16 ? 5 : 8,
    hasAlpha: masks.alpha !== 0,
    bitsPerPixel: bitsPerPixel as BmpHeader["bitsPerPixel"],
    topDown: signedHeight < 0,
    compression: compression === "bitfields" ? "none" : compression,
    masks,
    palette,
    data: bytes.subarray(offset === 0 ? reader.position : offset),
  };
}

/** Entries are blue, green, red and, in all but the oldest files, an unused byte. */
function readPalette(reader: ByteReader, colors: number, entrySize: number): Uint8Array {
  const entries = reader.take(colors * entrySize);
  const palette = new Uint8Array(3 * colors);
  for (let i = 0; i < colors; i++) {
    for (let channel = 0; channel < 3; channel++) palette[3 * i + channel] = entries[entrySize * i + 2 - channel]!;
  }
  return palette;
}
