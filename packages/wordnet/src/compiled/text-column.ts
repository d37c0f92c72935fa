import { Alt2imgError } from "@alt2img/core";
import type { TextColumn } from "./columns-of.js";

const decoder = new TextDecoder();
const SHORT = 24;

/** The text of a row. */
export function rowText({ offsets, bytes }: TextColumn, row: number): string {
  const start = offsets[row];
  const end = offsets[row + 1];
  if (start === undefined || end === undefined) {
    throw new Alt2imgError(
      "wordnet/no-such-row",
      `Row ${row} doesn't exist: there are ${offsets.length - 1}. Check that the synset, sense or word belongs to this WordNet and isn't undefined.`,
    );
  }
  // For a short form, calling a decoder takes longer.
  if (end - start <= SHORT) {
    let text = "";
    for (let i = start; i < end; i++) {
      const byte = bytes[i]!;
      if (byte > 0x7f) return decoder.decode(bytes.subarray(start, end));
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decoder.decode(bytes.subarray(start, end));
}

/** The text of a row; `undefined` if it is empty or the column is missing. */
export function rowTextIfAny(column: TextColumn | undefined, row: number): string | undefined {
  if (column === undefined) return undefined;
  return rowText(column, row) || undefined;
}
