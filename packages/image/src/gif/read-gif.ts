import { ByteReader } from "../format/byte-reader.js";
import { broken, truncated } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";

export type GifFrame = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly interlaced: boolean;
  /** Red, green, blue of each entry; without it, an index is a grey level. */
  readonly palette?: Uint8Array;
  readonly transparentIndex?: number;
  /** The bits of the first LZW code, minus one. */
  readonly minimumCodeSize: number;
  /** The compressed indices, in sub-blocks of up to 255 bytes. */
  readonly data: readonly Uint8Array[];
};

export type GifHeader = ImageInfo & { readonly frame: GifFrame };

/** Reads a GIF up to its first frame (CompuServe, Graphics Interchange Format 89a). */
export function readGif(bytes: Uint8Array): GifHeader {
  const reader = new ByteReader(bytes, "gif", 6);
  const [screenWidth, screenHeight] = [reader.u16(true), reader.u16(true)];
  const flags = reader.u8();
  // Background colour and pixel aspect ratio, which aren't used.
  reader.skip(2);
  const globalPalette = readPalette(reader, flags);
  let transparentIndex: number | undefined;
  for (;;) {
    if (reader.remaining === 0) throw truncated("gif", "before its first frame");
    const introducer = reader.u8();
    if (introducer === 0x2c) break;
    if (introducer === 0x3b) throw broken("gif", "it ends without a frame");
    if (introducer !== 0x21) continue;
    const label = reader.u8();
    const [block] = readSubBlocks(reader);
    if (label === 0xf9 && block !== undefined && block.length >= 4) {
      transparentIndex = (block[0]! & 1) === 1 ? block[3]! : undefined;
    }
  }
  const [x, y, width, height] = [reader.u16(true), reader.u16(true), reader.u16(true), reader.u16(true)];
  const frameFlags = reader.u8();
  const palette = readPalette(reader, frameFlags) ?? globalPalette;
  if (width === 0 || height === 0) throw broken("gif", `its first frame is ${width} × ${height}`);
  const minimumCodeSize = reader.u8();
  if (minimumCodeSize < 1 || minimumCodeSize > 11) throw broken("gif", `its codes begin with ${minimumCodeSize} bits`);
  return {
    format: "gif",
    // A frame that is larger than the screen extends it, as in Pillow.
    width: Math.max(screenWidth, x + width),
    height: Math.max(screenHeight, y + height),
    orientation: 1,
    colorModel: palette === undefined ? "gray" : "indexed",
    bitDepth: 8,
    hasAlpha: transparentIndex !== undefined,
    frame: {
      ...{ x, y, width, height, minimumCodeSize },
      interlaced: (frameFlags & 0x40) !== 0,
      data: readSubBlocks(reader, true),
      ...(palette === undefined ? {} : { palette }),
      ...(transparentIndex === undefined ? {} : { transparentIndex }),
    },
  };
}

function readPalette(reader: ByteReader, flags: number): Uint8Array | undefined {
  return (flags & 0x80) === 0 ? undefined : reader.take(3 << ((flags & 7) + 1));
}

/** Sub-blocks up to the empty one. For pixels, a file that is cut off gives what it has: their decoder counts them. */
function readSubBlocks(reader: ByteReader, mayEnd = false): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (;;) {
    if (mayEnd && reader.remaining === 0) return blocks;
    const length = reader.u8();
    if (length === 0) return blocks;
    blocks.push(reader.take(mayEnd ? Math.min(length, reader.remaining) : length));
  }
}
