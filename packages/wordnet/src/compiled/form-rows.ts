import { binarySearch } from "../binary-search.js";
import type { Columns, TextColumn } from "./columns-of.js";
import { foldForm } from "./fold.js";
import { rowText } from "./text-column.js";

/** Rows of forms, from `first` up to, but not including, `end`. */
export type FormRows = { first: number; end: number };

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const NO_ROWS: FormRows = { first: 0, end: 0 };

/**
 * The first look-ups search the sorted forms; then a hash table is built. Both are needed: without the search, the first
 * answer of a process takes 48 ms instead of 6 (cold start), and without the table, look-ups are a hundred times slower.
 */
const SEARCHES_BEFORE_TABLE = 16;

/** The rows of the forms with this spelling, whatever their case, unless `caseSensitive`. */
export function formRows(columns: Columns, text: string, caseSensitive = false): FormRows {
  const { form } = columns;
  const folded = isFolded(text) ? text : foldForm(text);
  const first = firstRow(columns, folded);
  if (first === -1) return NO_ROWS;
  let end = first + 1;
  while (end < form.offsets.length - 1 && compareRow(form, end, folded) === 0) end++;
  if (!caseSensitive) return { first, end };
  const spaced = text.replaceAll("_", " ");
  for (let row = first; row < end; row++) if (rowText(form, row) === spaced) return { first: row, end: row + 1 };
  return NO_ROWS;
}

/** The first row whose folded form isn't before `folded`; forms that begin with it follow. */
export function searchForm(form: TextColumn, folded: string): number {
  return binarySearch(form.offsets.length - 1, (row) => compareRow(form, row, folded) < 0);
}

function firstRow({ form, formIndex: index }: Columns, folded: string): number {
  if (index.table === undefined && index.searches++ < SEARCHES_BEFORE_TABLE) {
    const row = searchForm(form, folded);
    return row < form.offsets.length - 1 && compareRow(form, row, folded) === 0 ? row : -1;
  }
  index.table ??= buildTable(form);
  const { table } = index;
  const mask = table.length - 1;
  for (let slot = hashText(folded) & mask; table[slot] !== 0; slot = (slot + 1) & mask) {
    const row = table[slot]! - 1;
    if (compareRow(form, row, folded) === 0) return row;
  }
  return -1;
}

/**
 * A hash table from folded forms to rows (open addressing, at most two thirds full): the row of the first form of
 * that spelling + 1, or 0.
 */
function buildTable(form: TextColumn): Uint32Array {
  const { offsets, bytes } = form;
  const rows = offsets.length - 1;
  const table = new Uint32Array(2 ** Math.ceil(Math.log2(rows * 1.5 + 2)));
  const mask = table.length - 1;
  let previous = 0;
  for (let row = 0; row < rows; row++) {
    let hash = FNV_OFFSET;
    let all = 0;
    for (let i = offsets[row]!; i < offsets[row + 1]!; i++) {
      const byte = bytes[i]!;
      all |= byte;
      hash = Math.imul(hash ^ foldCode(byte), FNV_PRIME);
    }
    hash = all > 0x7f ? hashText(foldForm(rowText(form, row))) : mix(hash);
    // Forms with the same spelling are next to each other, and the first one represents them.
    const again = row > 0 && hash === previous && compareRow(form, row - 1, foldForm(rowText(form, row))) === 0;
    previous = hash;
    if (again) continue;
    let slot = hash & mask;
    while (table[slot] !== 0) slot = (slot + 1) & mask;
    table[slot] = row + 1;
  }
  return table;
}

/**
 * Negative, 0 or positive if the folded form of a row comes before, equals or comes after `folded`, by UTF-16 code units.
 */
function compareRow(form: TextColumn, row: number, folded: string): number {
  const { offsets, bytes } = form;
  const start = offsets[row]!;
  const length = offsets[row + 1]! - start;
  const shared = Math.min(length, folded.length);
  for (let i = 0; i < shared; i++) {
    const byte = bytes[start + i]!;
    if (byte > 0x7f) return compareTexts(foldForm(rowText(form, row)), folded);
    const difference = foldCode(byte) - folded.charCodeAt(i);
    if (difference !== 0) return difference;
  }
  return length - folded.length;
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether `foldForm` would change nothing. */
function isFolded(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0x7f || foldCode(code) !== code) return false;
  }
  return true;
}

/** Lower case for A to Z and a space for an underscore; other codes as they are. */
function foldCode(code: number): number {
  if (code >= 0x41 && code <= 0x5a) return code + 0x20;
  return code === 0x5f ? 0x20 : code;
}

function hashText(folded: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < folded.length; i++) hash = Math.imul(hash ^ folded.charCodeAt(i), FNV_PRIME);
  return mix(hash);
}

/** FNV-1a spreads its last byte only over the low bits. */
function mix(hash: number): number {
  return (hash ^ (hash >>> 15)) >>> 0;
}
