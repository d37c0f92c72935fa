import type { Column } from "./container.js";

/**
 * Columns that are stored even if they contain only zeros: those whose number of rows isn't stored elsewhere, and that of
 * glosses, which is missing only if they were left out.
 */
const alwaysThere: ReadonlySet<string> = new Set([
  "gloss.length",
  "frame.index",
  "otherForm.form",
  "otherForm.word",
  "variant.sense",
  "variant.form",
  "senseRelation.bytes",
  "synsetRelation.bytes",
]);

/** Numbers in the narrowest width that fits; columns of zeros are left out, except those above. */
export function encodeColumns(values: Record<string, ArrayLike<number>>): Map<string, Column> {
  const columns = new Map<string, Column>();
  for (const [name, numbers] of Object.entries(values)) {
    const column = narrow(numbers);
    const isZero = column instanceof Uint8Array && column.every((value) => value === 0);
    if (!isZero || (numbers.length > 0 && alwaysThere.has(name))) columns.set(name, column);
  }
  return columns;
}

/** Texts as their lengths in UTF-8 bytes and the bytes; empty columns are left out as in `encodeColumns`. */
export function textColumns(name: string, texts: Iterable<string>): Map<string, Column> {
  const encoder = new TextEncoder();
  const lengths: number[] = [];
  let bytes = new Uint8Array(1 << 16);
  let end = 0;
  for (const text of texts) {
    if (end + text.length * 3 > bytes.length) {
      const larger = new Uint8Array(Math.max(bytes.length * 2, end + text.length * 3));
      larger.set(bytes);
      bytes = larger;
    }
    const { written } = encoder.encodeInto(text, bytes.subarray(end));
    lengths.push(written);
    end += written;
  }
  const columns = encodeColumns({ [`${name}.length`]: lengths });
  if (end > 0) columns.set(`${name}.bytes`, bytes.subarray(0, end));
  return columns;
}

function narrow(numbers: ArrayLike<number>): Column {
  let largest = 0;
  for (let i = 0; i < numbers.length; i++) if (numbers[i]! > largest) largest = numbers[i]!;
  if (largest <= 0xff) return Uint8Array.from(numbers);
  return largest <= 0xffff ? Uint16Array.from(numbers) : Uint32Array.from(numbers);
}
