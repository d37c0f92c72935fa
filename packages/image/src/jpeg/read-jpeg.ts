import { concatenate } from "@alt2img/core";
import { ByteReader } from "../format/byte-reader.js";
import { exifOrientation } from "../format/exif.js";
import { broken, truncated, unsupported } from "../format/image-error.js";
import type { ImageInfo } from "../format/image-info.js";
import type { Orientation } from "../geometry/orient.js";

/** Real progressive files have about ten scans; each costs as much as the whole picture, so thousands are an attack. */
const MAX_SCANS = 200;

/** Supported frames: sequential and progressive, with Huffman coding (C0 to C2) and with arithmetic coding (C9, CA). */
const CODINGS = [0xc0, 0xc1, 0xc2, 0xc9, 0xca];

const EXIF = "Exif\0\0";
const ICC = "ICC_PROFILE\0";

export type JpegHeader = ImageInfo & {
  /** Arithmetic coding instead of Huffman coding. */
  readonly arithmetic: boolean;
};

type Frame = { width: number; height: number; components: number; bitDepth: number; arithmetic: boolean };

/**
 * Walks all markers of a JPEG up to its end (ITU-T T.81, annex B), so that a truncated file is detected before it is
 * decoded: decoders fill what is missing with grey.
 */
export function readJpegHeader(bytes: Uint8Array): JpegHeader {
  const reader = new ByteReader(bytes, "jpeg", 2);
  let frame: Frame | undefined;
  let orientation: Orientation | undefined;
  let scans = 0;
  const profile: Uint8Array[] = [];
  for (;;) {
    const marker = nextMarker(reader);
    if (marker === 0xd9) break;
    // Markers without a segment: restart intervals, TEM, another start.
    if ((marker >= 0xd0 && marker <= 0xd8) || marker === 0x01) continue;
    const start = reader.position;
    const length = reader.u16();
    if (length < 2) throw broken("jpeg", `a segment at byte ${start} says that it is ${length} bytes long`);
    if (start + length > bytes.length) throw truncated("jpeg", `inside the segment that begins at byte ${start}`);
    const segment = bytes.subarray(start + 2, start + length);
    reader.position = start + length;
    if (isFrame(marker)) {
      if (frame !== undefined) throw broken("jpeg", `it has a second frame at byte ${start}`);
      frame = readFrame(segment, marker, start);
    } else if (marker === 0xda) {
      if (frame === undefined) throw broken("jpeg", `its pixels begin at byte ${start}, before any frame header`);
      if (++scans > MAX_SCANS) throw broken("jpeg", `it has more than ${MAX_SCANS} scans, each as costly as a picture`);
    } else if (marker === 0xe1 && startsWith(segment, EXIF)) {
      orientation ??= exifOrientation(segment.subarray(EXIF.length));
    } else if (marker === 0xe2 && startsWith(segment, ICC)) {
      profile.push(segment.subarray(ICC.length + 2));
    }
  }
  if (frame === undefined || scans === 0) throw broken("jpeg", "it ends without a picture");
  return {
    format: "jpeg",
    width: frame.width,
    height: frame.height,
    orientation: orientation ?? 1,
    colorModel: frame.components === 1 ? "gray" : frame.components === 3 ? "rgb" : "cmyk",
    bitDepth: frame.bitDepth,
    hasAlpha: false,
    arithmetic: frame.arithmetic,
    ...(profile.length === 0 ? {} : { iccProfile: concatenate(profile) }),
  };
}

/** SOF0 to SOF15, without the tables that share their range. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

function readFrame(segment: Uint8Array, marker: number, start: number): Frame {
  if (segment.length < 6) throw broken("jpeg", `the frame at byte ${start} is too short`);
  const bitDepth = segment[0]!;
  const height = (segment[1]! << 8) | segment[2]!;
  const width = (segment[3]! << 8) | segment[4]!;
  const components = segment[5]!;
  if (!CODINGS.includes(marker)) {
    throw unsupported(
      "jpeg",
      `has a frame of type ${marker - 0xc0}: lossless and hierarchical coding aren't supported`,
    );
  }
  if (bitDepth !== 8) throw unsupported("jpeg", `has ${bitDepth} bits a channel: only 8 are supported`);
  if (height === 0) throw unsupported("jpeg", "has its height only after its pixels");
  if (width === 0) throw broken("jpeg", "its width is 0");
  if (components !== 1 && components !== 3 && components !== 4) {
    throw unsupported("jpeg", `has ${components} channels: only 1, 3 and 4 are read`);
  }
  if (segment.length < 6 + 3 * components) throw broken("jpeg", `the frame at byte ${start} is too short`);
  return { width, height, components, bitDepth, arithmetic: marker >= 0xc9 };
}

/** Skips entropy-coded bytes and padding to the next marker and returns its second byte. */
function nextMarker(reader: ByteReader): number {
  const { bytes } = reader;
  for (;;) {
    const at = bytes.indexOf(0xff, reader.position);
    if (at < 0 || at + 1 >= bytes.length) throw truncated("jpeg", `at byte ${bytes.length} without an end marker`);
    reader.position = at + 1;
    const code = bytes[at + 1]!;
    // FF 00 is a coded FF; FF FF is padding.
    if (code === 0xff) continue;
    reader.position = at + 2;
    if (code !== 0) return code;
  }
}

function startsWith(bytes: Uint8Array, text: string): boolean {
  return bytes.length >= text.length && [...text].every((character, i) => bytes[i] === character.charCodeAt(0));
}
