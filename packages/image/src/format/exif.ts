import type { Orientation } from "../geometry/orient.js";

const ORIENTATION_TAG = 0x0112;

/**
 * The orientation in an EXIF block (a TIFF header and its first directory), with or without the `Exif\0\0` before it.
 * A broken block counts as 1.
 */
export function exifOrientation(bytes: Uint8Array): Orientation {
  const block = String.fromCharCode(...bytes.subarray(0, 4)) === "Exif" ? bytes.subarray(6) : bytes;
  if (block.length < 8) return 1;
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const order = view.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return 1;
  const littleEndian = order === 0x4949;
  const directory = view.getUint32(4, littleEndian);
  if (directory + 2 > block.length) return 1;
  const count = view.getUint16(directory, littleEndian);
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i;
    if (entry + 12 > block.length) return 1;
    if (view.getUint16(entry, littleEndian) !== ORIENTATION_TAG) continue;
    const value = view.getUint16(entry + 8, littleEndian);
    return value >= 1 && value <= 8 ? (value as Orientation) : 1;
  }
  return 1;
}
