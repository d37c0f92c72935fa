import { ByteReader } from "../format/byte-reader.js";
import { broken, truncated } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";
import type { Orientation } from "../geometry/orient.js";

type Box = { readonly type: string; readonly data: Uint8Array };
type Size = { width: number; height: number };

/** The weights of red and blue in a pixel's luma, by the file's matrix coefficients. */
export type LumaWeights = { readonly red: number; readonly blue: number };

export type AvifHeader = ImageInfo & {
  /** Only for 8-bit files whose colour is stored at half the width. */
  readonly halvedColor?: LumaWeights;
};

/**
 * Reads the boxes of an AVIF file (ISO/IEC 23008-12 and AV1 Image File Format, section 2) for the properties of the
 * primary image: its size, depth, rotation and mirroring.
 */
export function readAvif(bytes: Uint8Array): AvifHeader {
  let meta: Uint8Array | undefined;
  let movie: Uint8Array | undefined;
  for (const { type, data } of boxes(bytes, true)) {
    if (type === "meta") meta ??= data;
    else if (type === "moov") movie ??= data;
  }
  if (meta === undefined) throw broken("avif", "it has no meta box");
  const properties = primaryProperties(meta);
  const size = properties.map(spatialExtent).find((each) => each !== undefined);
  if (size === undefined) throw broken("avif", "its primary image has no size");
  // An image sequence is decoded from its track, which has its own size.
  const track = movie === undefined ? undefined : trackSize(movie);
  const profile = properties.find(({ type, data }) => type === "colr" && ["prof", "rICC"].includes(name(data)));
  const channels = properties.find(({ type }) => type === "pixi")?.data;
  const halved = halvedColor(properties);
  return {
    format: "avif",
    width: Math.max(size.width, track?.width ?? 0),
    height: Math.max(size.height, track?.height ?? 0),
    orientation: orientation(properties),
    colorModel: channels?.[4] === 1 ? "gray" : "rgb",
    bitDepth: channels?.[5] ?? 8,
    hasAlpha: hasAlphaItem(meta),
    ...(profile === undefined ? {} : { iccProfile: profile.data.subarray(4) }),
    ...(halved === undefined ? {} : { halvedColor: halved }),
  };
}

/** The boxes in `bytes`. At the top level, a box that ends after the file means that the file was cut off. */
function* boxes(bytes: Uint8Array, top = false): Generator<Box, void, undefined> {
  const reader = new ByteReader(bytes, "avif");
  while (reader.remaining >= 8) {
    const start = reader.position;
    let length = reader.u32();
    const type = reader.name();
    if (length === 1) {
      const high = reader.u32();
      length = high * 2 ** 32 + reader.u32();
    } else if (length === 0) length = bytes.length - start;
    const end = start + length;
    if (end < reader.position) throw broken("avif", `its box “${type}” says that it is ${length} bytes long`);
    if (end > bytes.length) {
      throw top
        ? truncated("avif", `inside its box “${type}”`)
        : broken("avif", `its box “${type}” is longer than its parent`);
    }
    yield { type, data: bytes.subarray(reader.position, end) };
    reader.position = end;
  }
}

function find(bytes: Uint8Array, type: string): Uint8Array | undefined {
  for (const box of boxes(bytes)) if (box.type === type) return box.data;
  return undefined;
}

/** The properties of the primary item, in the order in which they apply. */
function primaryProperties(meta: Uint8Array): Box[] {
  const content = meta.subarray(4);
  const primary = find(content, "pitm");
  const itemProperties = find(content, "iprp");
  const container = itemProperties && find(itemProperties, "ipco");
  if (primary === undefined || itemProperties === undefined || container === undefined) {
    throw broken("avif", "it doesn't say which image is the primary one, or what its properties are");
  }
  const primaryReader = new ByteReader(primary, "avif");
  const primaryId = primaryReader.u32() >>> 24 === 0 ? primaryReader.u16() : primaryReader.u32();
  const all = [...boxes(container)];
  for (const { type, data } of boxes(itemProperties)) {
    if (type !== "ipma") continue;
    const reader = new ByteReader(data, "avif");
    const versionAndFlags = reader.u32();
    const items = reader.u32();
    for (let i = 0; i < items; i++) {
      const id = versionAndFlags >>> 24 === 0 ? reader.u16() : reader.u32();
      const count = reader.u8();
      const found: Box[] = [];
      for (let k = 0; k < count; k++) {
        const index = (versionAndFlags & 1) === 1 ? reader.u16() & 0x7fff : reader.u8() & 0x7f;
        const property = all[index - 1];
        if (property !== undefined) found.push(property);
      }
      if (id === primaryId) return found;
    }
  }
  throw broken("avif", "it has no properties of its primary image");
}

function spatialExtent({ type, data }: Box): Size | undefined {
  if (type !== "ispe") return undefined;
  const reader = new ByteReader(data, "avif", 4);
  const size = { width: reader.u32(), height: reader.u32() };
  if (size.width === 0 || size.height === 0) throw broken("avif", `its image is ${size.width} × ${size.height}`);
  return size;
}

/** The largest size of a track, from its header (16.16 fixed point, the last eight bytes of a `tkhd`). */
function trackSize(movie: Uint8Array): Size | undefined {
  let largest: Size | undefined;
  for (const { type, data } of boxes(movie)) {
    const header = type === "trak" ? find(data, "tkhd") : undefined;
    if (header === undefined || header.length < 8) continue;
    const reader = new ByteReader(header, "avif", header.length - 8);
    const size = { width: reader.u16(), height: 0 };
    reader.skip(2);
    size.height = reader.u16();
    if (largest === undefined || size.width * size.height > largest.width * largest.height) largest = size;
  }
  return largest;
}

/** By angle (counter-clockwise, in quarter turns): only rotated, mirrored top to bottom, mirrored left to right. */
const orientations: readonly (readonly [Orientation, Orientation, Orientation])[] = [
  [1, 4, 2],
  [8, 5, 7],
  [3, 2, 4],
  [6, 7, 5],
];

/** The EXIF orientation that does the same as `irot` and `imir`, as in Pillow. */
function orientation(properties: readonly Box[]): Orientation {
  const turn = properties.find(({ type }) => type === "irot")?.data[0] ?? 0;
  const mirror = properties.find(({ type }) => type === "imir")?.data[0];
  return orientations[turn & 3]![mirror === undefined ? 0 : (mirror & 1) === 0 ? 1 : 2];
}

/** By matrix coefficients of ITU-T H.273; 2, "unspecified", is treated as BT.601, as in libavif. */
const lumaWeights: Readonly<Record<number, LumaWeights>> = {
  1: { red: 0.2126, blue: 0.0722 },
  2: { red: 0.299, blue: 0.114 },
  5: { red: 0.299, blue: 0.114 },
  6: { red: 0.299, blue: 0.114 },
  9: { red: 0.2627, blue: 0.0593 },
};

/** From the decoder configuration (AV1-ISOBMFF, section 2.3.3) and the colour box. */
function halvedColor(properties: readonly Box[]): LumaWeights | undefined {
  const flags = properties.find(({ type }) => type === "av1C")?.data[2];
  // High bit depth, monochrome, horizontal subsampling.
  if (flags === undefined || (flags & 0x40) !== 0 || (flags & 0x10) !== 0 || (flags & 0x08) === 0) return undefined;
  const color = properties.find(({ type, data }) => type === "colr" && name(data) === "nclx");
  return lumaWeights[color === undefined || color.data.length < 10 ? 2 : color.data[9]!];
}

const ALPHA = ["urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", "urn:mpeg:hevc:2015:auxid:1"];

/** Whether any item is an auxiliary one for alpha. */
function hasAlphaItem(meta: Uint8Array): boolean {
  const itemProperties = find(meta.subarray(4), "iprp");
  const container = itemProperties && find(itemProperties, "ipco");
  if (container === undefined) return false;
  return [...boxes(container)].some(({ type, data }) => {
    if (type !== "auxC") return false;
    const text = new TextDecoder("latin1").decode(data.subarray(4));
    return ALPHA.some((urn) => text.startsWith(urn));
  });
}

function name(data: Uint8Array): string {
  return String.fromCharCode(...data.subarray(0, 4));
}
