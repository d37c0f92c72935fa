import { crc32 } from "@alt2img/core";
import { ByteReader } from "../format/byte-reader.js";
import { exifOrientation } from "../format/exif.js";
import { broken, truncated } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";
import type { Orientation } from "../geometry/orient.js";

/** Gray 0, RGB 2, indexed 3, gray with alpha 4, RGBA 6. */
export type PngColorType = 0 | 2 | 3 | 4 | 6;

export type PngHeader = ImageInfo & {
  readonly colorType: PngColorType;
  readonly interlaced: boolean;
  /** Red, green, blue of each entry. */
  readonly palette?: Uint8Array;
  /** The `tRNS` chunk: alphas of the palette, or the one sample or colour that is transparent. */
  readonly transparency?: Uint8Array;
  /** The compressed pixels, in pieces. */
  readonly data: readonly Uint8Array[];
};

const depths: Record<PngColorType, readonly number[]> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
const channels: Record<PngColorType, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Samples of a pixel. */
export const channelsOf = ({ colorType }: { colorType: PngColorType }): number => channels[colorType];

/** Reads the chunks of a PNG (W3C Portable Network Graphics, third edition, section 11), the pixels still compressed. */
export function readPng(bytes: Uint8Array): PngHeader {
  const reader = new ByteReader(bytes, "png", 8);
  let header: ReturnType<typeof readIhdr> | undefined;
  let palette: Uint8Array | undefined;
  let transparency: Uint8Array | undefined;
  let orientation: Orientation = 1;
  let previous = "";
  const data: Uint8Array[] = [];
  const text: Record<string, string> = {};
  for (;;) {
    if (reader.remaining < 8) {
      if (data.length > 0) break;
      throw truncated("png", `at byte ${bytes.length}, before its pixels`);
    }
    const length = reader.u32();
    const start = reader.position;
    const name = reader.name();
    if (length > reader.remaining) {
      // Chunks after the pixels may be cut off: the pixels are complete.
      if (data.length > 0 && name !== "IDAT") break;
      throw truncated("png", `inside its chunk ${name}`);
    }
    const chunk = reader.take(length);
    if (header === undefined && name !== "IHDR") {
      throw broken("png", `it begins with the chunk ${JSON.stringify(name)}, not with IHDR`);
    }
    if (reader.remaining >= 4) {
      if (reader.u32() !== crc32(bytes.subarray(start, start + 4 + length))) {
        throw broken("png", `the checksum of its chunk ${name} doesn't match`);
      }
    } else if (data.length === 0 && name !== "IDAT") throw truncated("png", `after its chunk ${name}`);
    if (name === "IDAT") {
      if (data.length > 0 && previous !== "IDAT")
        throw broken("png", `its pixels are interrupted by a chunk ${previous}`);
      data.push(chunk);
    } else if (name === "IEND") break;
    else if (name === "IHDR") header = readIhdr(chunk);
    else if (name === "PLTE") palette = chunk;
    else if (name === "tRNS") transparency = chunk;
    else if (name === "eXIf") orientation = exifOrientation(chunk);
    else if (name === "tEXt" || name === "iTXt") Object.assign(text, readText(name, chunk));
    previous = name;
  }
  if (header === undefined || data.length === 0) throw broken("png", "it ends without pixels");
  const { colorType } = header;
  if (colorType === 3 && palette === undefined) throw broken("png", "its pixels are indices, but it has no palette");
  return {
    format: "png",
    ...header,
    orientation,
    colorModel: colorType === 3 ? "indexed" : colorType === 0 || colorType === 4 ? "gray" : "rgb",
    hasAlpha: colorType >= 4 || transparency !== undefined,
    data,
    ...(palette === undefined ? {} : { palette }),
    ...(transparency === undefined ? {} : { transparency }),
    ...(Object.keys(text).length === 0 ? {} : { text }),
  };
}

function readIhdr(chunk: Uint8Array): Pick<PngHeader, "width" | "height" | "bitDepth" | "colorType" | "interlaced"> {
  if (chunk.length !== 13) throw broken("png", `its header is ${chunk.length} bytes long, not 13`);
  const reader = new ByteReader(chunk, "png");
  const [width, height] = [reader.u32(), reader.u32()];
  const [bitDepth, colorType, compression, filter, interlace] = reader.take(5) as unknown as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (width === 0 || height === 0 || width > 0x7fffffff || height > 0x7fffffff) {
    throw broken("png", `its header says ${width} × ${height}`);
  }
  if (!depths[colorType as PngColorType]?.includes(bitDepth)) {
    throw broken("png", `it has colour type ${colorType} with ${bitDepth} bits, which PNG doesn't allow`);
  }
  if (compression !== 0 || filter !== 0 || interlace > 1) {
    throw broken(
      "png",
      `it has compression ${compression}, filter ${filter} and interlace ${interlace}, which PNG doesn't allow`,
    );
  }
  return { width, height, bitDepth, colorType: colorType as PngColorType, interlaced: interlace === 1 };
}

/** Keyword and text; a compressed or malformed iTXt gives nothing. */
function readText(name: "tEXt" | "iTXt", chunk: Uint8Array): Record<string, string> {
  const separator = chunk.indexOf(0);
  if (separator < 1) return {};
  const keyword = latin1(chunk.subarray(0, separator));
  if (name === "tEXt") return { [keyword]: latin1(chunk.subarray(separator + 1)) };
  if (chunk[separator + 1] !== 0) return {};
  const language = chunk.indexOf(0, separator + 3);
  const translated = language < 0 ? -1 : chunk.indexOf(0, language + 1);
  return translated < 0 ? {} : { [keyword]: new TextDecoder().decode(chunk.subarray(translated + 1)) };
}

/** The platform's decoder of that name is windows-1252. */
function latin1(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
