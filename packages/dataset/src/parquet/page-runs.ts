import { deltaBinaryUnpack } from "hyparquet/src/delta.js";
import { MAX_PAGE_BYTES } from "./decompressors.js";

/** What the header of a data page says, and its column. */
export type PageInfo = {
  /** How many values the page has, empty ones included. */
  readonly values: number;
  /** Of these, how many aren't empty; `undefined` in the first version of pages, where the levels say it. */
  readonly present: number | undefined;
  readonly encoding: string;
  /** The greatest levels that the column's schema allows. */
  readonly maxRepetition: number;
  readonly maxDefinition: number;
};

/** Some writers fill the last run up. */
const SLACK = 1024;

/**
 * Checks that no run of a page's levels and dictionary indices goes beyond the page's values: hyparquet writes each run as a whole, so
 * that one of a few bytes that claims two thousand million values would end the process.
 *
 * @param page of the first version, decompressed
 * @throws Error
 */
export function checkPage(page: Uint8Array, info: PageInfo): void {
  const { values, maxRepetition, maxDefinition } = info;
  const view = viewOf(page);
  let at = 0;
  let present = values;
  const section = (): { start: number; end: number } => {
    const start = at + 4;
    at = start + view.getUint32(at, true);
    return { start, end: at };
  };
  if (maxRepetition > 0) walkRuns(view, section(), { width: widthOf(maxRepetition), values });
  if (maxDefinition > 0) present = walkRuns(view, section(), { width: widthOf(maxDefinition), values }, maxDefinition);
  checkIndices(page.subarray(at), present, info);
}

/** The same for the levels of a page of the second version, which aren't compressed. */
export function checkLevels(
  page: Uint8Array,
  { repetitionBytes, definitionBytes }: { repetitionBytes: number; definitionBytes: number },
  { values, maxRepetition, maxDefinition }: PageInfo,
): void {
  const view = viewOf(page);
  const end = repetitionBytes + definitionBytes;
  if (maxRepetition > 0) {
    walkRuns(view, { start: 0, end: repetitionBytes }, { width: widthOf(maxRepetition), values });
  }
  if (maxDefinition > 0) walkRuns(view, { start: repetitionBytes, end }, { width: widthOf(maxDefinition), values });
}

/** The same for what comes after the levels. */
export function checkIndices(bytes: Uint8Array, values: number, { encoding, present }: PageInfo): void {
  const view = viewOf(bytes);
  const end = bytes.length;
  if (values === 0) return;
  if (encoding.endsWith("_DICTIONARY")) {
    const width = view.getUint8(0);
    // In the first version, hyparquet doesn't read indices of no bits.
    if (width > 0 || present !== undefined) walkRuns(view, { start: 1, end }, { width, values });
  }
  if (encoding === "RLE") walkRuns(view, { start: 4, end }, { width: 1, values });
  if (encoding === "DELTA_BYTE_ARRAY") checkPrefixes(view, values);
}

/**
 * Checks that values which begin like the value before them don't add up to more than a page may have: n bytes could become n².
 *
 * @see https://parquet.apache.org/docs/file-format/data-pages/encodings/#DELTASTRINGS
 */
function checkPrefixes(view: DataView, values: number): void {
  const reader = { view, offset: 0 };
  const [prefixes, suffixes] = [new Int32Array(values), new Int32Array(values)];
  for (const lengths of [prefixes, suffixes]) deltaBinaryUnpack(reader, values, lengths);
  let before = 0;
  let total = 0;
  for (let i = 0; i < values; i++) {
    const prefix = prefixes[i]!;
    if (!(prefix >= 0 && prefix <= before)) throw new Error(`a value begins with ${prefix} bytes of one of ${before}`);
    before = prefix + suffixes[i]!;
    total += before;
    if (total > MAX_PAGE_BYTES) throw new Error(`the values of a page have more than ${MAX_PAGE_BYTES} bytes`);
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): DataView =>
  new DataView(buffer, byteOffset, byteLength);

/** The least number of bits for numbers up to `most`. */
const widthOf = (most: number): number => 32 - Math.clz32(most);

/**
 * Goes over the runs of the RLE and bit-packed hybrid, up to the last value that is wanted.
 *
 * @returns how many values are `counted`
 * @throws Error for a run that is too long, and for runs that end before the last value: hyparquet would read on in what follows
 * @see https://parquet.apache.org/docs/file-format/data-pages/encodings/#RLE
 */
function walkRuns(
  view: DataView,
  { start, end }: { start: number; end: number },
  { width, values }: { width: number; values: number },
  counted?: number,
): number {
  let at = start;
  let found = 0;
  const last = Math.min(end, view.byteLength);
  for (let seen = 0; seen < values; ) {
    if (at >= last) throw new Error(`the runs of a page end after ${seen} of ${values} values`);
    let header = 0;
    for (let shift = 0, byte = 0x80; byte & 0x80 && at < last; shift += 7) {
      byte = view.getUint8(at++);
      header |= (byte & 0x7f) << shift;
    }
    const isPacked = (header & 1) === 1;
    const count = isPacked ? (header >> 1) * 8 : header >>> 1;
    const left = values - seen;
    if (count < 0 || count > left + SLACK)
      throw new Error(`a run of a page has ${count} values, where ${left} are left`);
    if (isPacked) {
      if (counted !== undefined) found += countPacked(view, at, Math.min(count, left), width, counted);
      at += Math.ceil((count * width) / 8);
    } else {
      let value = 0;
      for (let i = 0; i < (width + 7) >> 3 && at < last; i++) value |= view.getUint8(at++) << (8 * i);
      if (value === counted) found += Math.min(count, left);
    }
    seen += count;
  }
  return found;
}

/** How many of so many values of a few bits each are `counted`. */
function countPacked(view: DataView, start: number, count: number, width: number, counted: number): number {
  let found = 0;
  for (let i = 0, bit = 0; i < count; i++, bit += width) {
    let value = 0;
    for (let j = 0; j < width; j++) {
      const at = start + ((bit + j) >> 3);
      if (at >= view.byteLength) return found;
      value |= ((view.getUint8(at) >> ((bit + j) & 7)) & 1) << j;
    }
    if (value === counted) found++;
  }
  return found;
}
