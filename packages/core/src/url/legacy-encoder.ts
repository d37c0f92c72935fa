import { TextDecoder } from "@exodus/bytes/encoding-browser.js";

/** The bytes that a code point adds, and the code point to report if the encoding doesn't have it. */
type Encoded = { bytes: readonly number[]; error?: number };

/** Encodes a text code point by code point; `undefined` ends it. */
export type LegacyEncoder = (codePoint: number | undefined) => Encoded;

/** From a character to its bytes, as one big-endian number. */
type ByteTable = ReadonlyMap<string, number>;

// Platforms only decode, so each table is made with the decoder. That takes a few milliseconds, once.
const TABLES = new Map<string, ByteTable>();

/**
 * The encoder of a legacy encoding.
 * @param encoding its name: not UTF-8, UTF-16 or “replacement”
 * @see https://encoding.spec.whatwg.org/#legacy-single-byte-encodings and the sections after it
 */
export function legacyEncoder(encoding: string): LegacyEncoder {
  if (encoding === "iso-2022-jp") return iso2022JpEncoder();
  let table = TABLES.get(encoding);
  if (table === undefined) TABLES.set(encoding, (table = byteTable(encoding)));
  return (code) => {
    if (code === undefined) return { bytes: [] };
    if (code < 0x80) return { bytes: [code] };
    const number = table.get(String.fromCodePoint(code)) ?? (encoding === "gb18030" ? astralGb18030(code) : undefined);
    return number === undefined ? { bytes: [], error: code } : { bytes: bytesOf(number) };
  };
}

function bytesOf(number: number): number[] {
  const bytes = [24, 16, 8, 0].map((shift) => (number >>> shift) & 0xff);
  return bytes.slice(bytes.findIndex((byte) => byte !== 0));
}

function byteTable(encoding: string): Map<string, number> {
  const table = new Map<string, number>();
  // If a character has several sequences, the first one counts.
  const add = ([character, bytes]: Entry): void => void (table.has(character) || table.set(character, bytes));
  const pairs = (firstLead: number): Entry[] => decoded(encoding, sequences([firstLead, 0xfe], [0x40, 0xfe]));
  // Its single byte for “€” is only read, never written.
  if (encoding !== "gb18030") decoded(encoding, sequences([0x80, 0xff])).forEach(add);
  if (encoding === "big5") addBig5(table, pairs(0xa1));
  else if (encoding === "shift_jis") pairs(0x81).filter(isWrittenInShiftJis).forEach(add);
  else if (MULTI_BYTE.includes(encoding)) pairs(0x81).forEach(add);
  if (encoding === "gb18030") {
    decoded(encoding, sequences([0x81, 0x84], [0x30, 0x39], [0x81, 0xfe], [0x30, 0x39])).forEach(add);
    add(["\uFFFD", 0x8431a437]);
  }
  if (encoding === "gb18030" || encoding === "gbk") formerGb18030().forEach(add);
  if (encoding === "euc-jp" || encoding === "shift_jis") {
    table.set("¥", 0x5c).set("‾", 0x7e).set("−", table.get("－")!);
  }
  return table;
}

const MULTI_BYTE: readonly string[] = ["gbk", "gb18030", "euc-jp", "euc-kr"];

type Entry = [character: string, bytes: number];

/**
 * Private-use characters that GB 18030 had before Unicode had the real ones. They are only written, never read.
 * @see https://encoding.spec.whatwg.org/#gb18030-encoder
 */
const formerGb18030 = (): Entry[] => [
  ...entriesFrom(0xe78d, [0xa6d9, 0xa6da, 0xa6db, 0xa6dc, 0xa6dd, 0xa6de, 0xa6df, 0xa6ec, 0xa6ed, 0xa6f3]),
  ...entriesFrom(0xe81e, [0xfe59]),
  ...entriesFrom(0xe826, [0xfe61]),
  ...entriesFrom(0xe82b, [0xfe66, 0xfe67]),
  ...entriesFrom(0xe832, [0xfe6d]),
  ...entriesFrom(0xe843, [0xfe7e]),
  ...entriesFrom(0xe854, [0xfe90]),
  ...entriesFrom(0xe864, [0xfea0]),
];

function entriesFrom(code: number, bytes: readonly number[]): Entry[] {
  return bytes.map((number, i) => [String.fromCharCode(code + i), number]);
}

/** The characters of those byte sequences for which the encoding has one. */
function decoded(encoding: string, sequences: readonly number[][]): Entry[] {
  // One line for each: no sequence contains a line break or swallows one.
  const text = new TextDecoder(encoding).decode(Uint8Array.from(sequences.flatMap((bytes) => [...bytes, 0x0a])));
  return text.split("\n").flatMap((line, i): Entry[] => {
    const isOne = line !== "\uFFFD" && line.length > 0 && line.length === (line.codePointAt(0)! > 0xffff ? 2 : 1);
    return isOne ? [[line, sequences[i]!.reduce((number, byte) => ((number << 8) | byte) >>> 0)]] : [];
  });
}

/** All sequences whose bytes are in the given ranges, inclusive, in order. */
function sequences(...ranges: readonly [first: number, last: number][]): number[][] {
  return ranges.reduce<number[][]>(
    (starts, [first, last]) =>
      starts.flatMap((start) => Array.from({ length: last - first + 1 }, (_, i) => [...start, first + i])),
    [[]],
  );
}

/** @see https://encoding.spec.whatwg.org/#index-big5-pointer */
function addBig5(table: Map<string, number>, pairs: readonly Entry[]): void {
  for (const [character, bytes] of pairs) {
    if (!table.has(character) || "═╞╡╪十卅".includes(character)) table.set(character, bytes);
  }
}

/**
 * Without the private-use characters and the rows that repeat others.
 * @see https://encoding.spec.whatwg.org/#index-shift_jis-pointer
 */
function isWrittenInShiftJis([character, bytes]: Entry): boolean {
  const lead = bytes >> 8;
  return !(lead >= 0xed && lead <= 0xef) && !/[\ue000-\uf8ff]/.test(character);
}

/** @see https://encoding.spec.whatwg.org/#index-gb18030-ranges-pointer */
function astralGb18030(code: number): number | undefined {
  if (code < 0x10000) return undefined;
  const pointer = code - 0x10000 + 189_000;
  const digits = [
    Math.floor(pointer / 12_600),
    Math.floor(pointer / 1260) % 10,
    Math.floor(pointer / 10) % 126,
    pointer % 10,
  ];
  return digits.reduce((number, digit, i) => ((number << 8) | (digit + (i % 2 === 0 ? 0x81 : 0x30))) >>> 0, 0);
}

/** @see https://encoding.spec.whatwg.org/#iso-2022-jp-encoder */
function iso2022JpEncoder(): LegacyEncoder {
  const eucJp = legacyEncoder("euc-jp");
  let state: keyof typeof ESCAPES = "ascii";
  const enter = (wanted: typeof state): readonly number[] => {
    if (state === wanted) return [];
    state = wanted;
    return ESCAPES[wanted];
  };
  return (code) => {
    if (code === undefined) return { bytes: enter("ascii") };
    if (code < 0x80) {
      const isSame = state === "roman" && code !== 0x5c && code !== 0x7e;
      const shift = isSame ? [] : enter("ascii");
      return [0x0e, 0x0f, 0x1b].includes(code) ? { bytes: shift, error: 0xfffd } : { bytes: [...shift, code] };
    }
    if (code === 0xa5 || code === 0x203e) return { bytes: [...enter("roman"), code === 0xa5 ? 0x5c : 0x7e] };
    const { bytes } = eucJp(fullWidth(code));
    if (bytes.length !== 2) return { bytes: state === "jis0208" ? enter("ascii") : [], error: code };
    return { bytes: [...enter("jis0208"), ...bytes.map((byte) => byte & 0x7f)] };
  };
}

const ESCAPES = { ascii: [0x1b, 0x28, 0x42], roman: [0x1b, 0x28, 0x4a], jis0208: [0x1b, 0x24, 0x42] };

/** The full-width form of a half-width katakana. */
function fullWidth(code: number): number {
  if (code < 0xff61 || code > 0xff9f) return code;
  // Normalization would make the voiced sound marks combining.
  return code >= 0xff9e ? code - 0xff9e + 0x309b : String.fromCharCode(code).normalize("NFKC").charCodeAt(0);
}
