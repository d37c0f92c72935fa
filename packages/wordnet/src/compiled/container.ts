import { Alt2imgError, crc32 } from "@alt2img/core";

/** Contains a line break, which shows whether the file was transferred as text. */
const MAGIC = "a2i-wn\r\n";
/** Changes whenever the layout does; other versions are refused. */
const FORMAT_VERSION = 1;
const HEAD_BYTES = 24;
const ALIGNMENT = 8;

/** A column of a compiled file. */
export type Column = Uint8Array | Uint16Array | Uint32Array;

/** The contents of a compiled file: JSON, and named columns. */
export type Container = {
  meta: Record<string, unknown>;
  columns: ReadonlyMap<string, Column>;
  /** CRC-32 of everything after it. */
  checksum: number;
};

type Section = { name: string; width: 1 | 2 | 4; offset: number; length: number };

/** Whether `bytes` begin like a compiled WordNet. */
export function isContainer(bytes: Uint8Array): boolean {
  return bytes.length >= 6 && [...MAGIC.slice(0, 6)].every((char, i) => bytes[i] === char.charCodeAt(0));
}

/**
 * The bytes of a compiled file, little-endian: magic (8), format version (u32), CRC-32 of the rest (u32), length of the
 * JSON (u32), 0 (u32), the JSON, then the columns, each at a multiple of 8 bytes. Equal inputs give equal bytes.
 */
export function writeContainer(meta: Record<string, unknown>, columns: ReadonlyMap<string, Column>): Uint8Array {
  const sections: Section[] = [];
  let end = 0;
  for (const [name, column] of columns) {
    const width = column.BYTES_PER_ELEMENT as Section["width"];
    sections.push({ name, width, offset: end, length: column.length });
    end = align(end + column.byteLength);
  }
  const json = new TextEncoder().encode(JSON.stringify({ ...meta, sections }));
  const base = align(HEAD_BYTES + json.length);
  const bytes = new Uint8Array(base + end);
  const view = new DataView(bytes.buffer);
  new TextEncoder().encodeInto(MAGIC, bytes);
  view.setUint32(8, FORMAT_VERSION, true);
  view.setUint32(16, json.length, true);
  bytes.set(json, HEAD_BYTES);
  for (const { name, offset } of sections) {
    const column = columns.get(name)!;
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), base + offset);
  }
  view.setUint32(12, crc32(bytes.subarray(16)), true);
  return bytes;
}

/**
 * The columns of a compiled file as views of `bytes`.
 *
 * @throws Alt2imgError `wordnet/not-compiled` if it isn't a compiled WordNet, `wordnet/compiled-version` if another
 *   version wrote it, `wordnet/damaged` if it has changed since it was written
 */
export function readContainer(bytes: Uint8Array): Container {
  const container = readContainerUnchecked(bytes);
  const found = crc32(bytes.subarray(16));
  if (found !== container.checksum) {
    throw damaged(`its checksum is ${hex(found)} instead of ${hex(container.checksum)}`);
  }
  return container;
}

/** Like `readContainer`, for bytes whose checksum is known to be right. */
export function readContainerUnchecked(source: Uint8Array): Container {
  if (!isContainer(source)) {
    throw new Alt2imgError("wordnet/not-compiled", "This isn't a compiled WordNet: it doesn't start with “a2i-wn”.");
  }
  const bytes = source.byteOffset % ALIGNMENT === 0 ? source : source.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < HEAD_BYTES) throw damaged(`it ends after ${bytes.length} bytes`);
  if (new TextDecoder("latin1").decode(bytes.subarray(0, 8)) !== MAGIC) {
    throw damaged("its first line has changed, as in a transfer as text");
  }
  const version = view.getUint32(8, true);
  if (version !== FORMAT_VERSION) {
    throw new Alt2imgError(
      "wordnet/compiled-version",
      `The compiled WordNet has format version ${version}; this release reads ${FORMAT_VERSION}. Compile it again.`,
    );
  }
  const checksum = view.getUint32(12, true);
  const jsonEnd = HEAD_BYTES + view.getUint32(16, true);
  if (jsonEnd > bytes.length) throw damaged("its description is longer than the file");
  const { sections, ...meta } = parseMeta(bytes.subarray(HEAD_BYTES, jsonEnd));
  const base = align(jsonEnd);
  const columns = new Map<string, Column>();
  for (const { name, width, offset, length } of sections) {
    const start = base + offset;
    if (!(width === 1 || width === 2 || width === 4) || !(offset % ALIGNMENT === 0) || !(length >= 0)) {
      throw damaged(`the column ${name} has no valid description`);
    }
    if (!(start >= base && start + length * width <= bytes.length)) throw damaged(`the column ${name} is cut off`);
    columns.set(name, columnView(width, bytes.buffer, bytes.byteOffset + start, length));
  }
  return { meta, columns, checksum };
}

function parseMeta(json: Uint8Array): { sections: Section[]; [key: string]: unknown } {
  try {
    const meta: unknown = JSON.parse(new TextDecoder().decode(json));
    if (typeof meta === "object" && meta !== null && "sections" in meta && Array.isArray(meta.sections)) {
      return { ...meta, sections: meta.sections };
    }
  } catch (cause) {
    throw damaged("its description isn't JSON", { cause });
  }
  throw damaged("its description has no sections");
}

function columnView(width: 1 | 2 | 4, buffer: ArrayBufferLike, start: number, length: number): Column {
  if (width === 1) return new Uint8Array(buffer, start, length);
  return width === 2 ? new Uint16Array(buffer, start, length) : new Uint32Array(buffer, start, length);
}

/** The error for a compiled file that has changed since it was written. */
export function damaged(what: string, options?: ErrorOptions): Alt2imgError {
  return new Alt2imgError(
    "wordnet/damaged",
    `The compiled WordNet is damaged: ${what}. Download or compile it again.`,
    options,
  );
}

function align(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT;
}

function hex(value: number): string {
  return value.toString(16).padStart(8, "0");
}
