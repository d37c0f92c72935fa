import { type Column, damaged } from "./container.js";

/** Where each row begins: the sums of the lengths, which must come to `total`. */
export function offsets(lengths: Column, total: number, name: string): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  let sum = 0;
  for (let i = 0; i < lengths.length; i++) {
    sum += lengths[i]!;
    starts[i + 1] = sum;
  }
  if (sum !== total) throw damaged(`the lengths of ${name} come to ${sum} instead of ${total}`);
  return starts;
}

/** For each item the row that it belongs to. */
export function expand(starts: Uint32Array, total: number): Uint32Array {
  const rows = new Uint32Array(total);
  for (let row = 0; row + 1 < starts.length; row++) {
    for (let i = starts[row]!; i < starts[row + 1]!; i++) rows[i] = row;
  }
  return rows;
}

/** The row that an item belongs to, by binary search: the last one that begins at it or before. */
export function rowOfItem(starts: Uint32Array, item: number): number {
  let low = 0;
  for (let high = starts.length - 1; low < high; ) {
    const middle = (low + high + 1) >>> 1;
    if (starts[middle]! <= item) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Undoes differences modulo 2³². */
export function sums(deltas: Column): Uint32Array {
  const values = new Uint32Array(deltas.length);
  let sum = 0;
  for (let i = 0; i < deltas.length; i++) {
    sum = (sum + deltas[i]!) >>> 0;
    values[i] = sum;
  }
  return values;
}

/** For each word its senses, in the order of their ranks. */
export function sensesOfWords(
  senseWord: Column,
  senseRank: Column,
  words: number,
): { starts: Uint32Array; list: Uint32Array } {
  const starts = new Uint32Array(words + 1);
  for (let sense = 0; sense < senseWord.length; sense++) {
    const word = senseWord[sense]!;
    if (word >= words) throw damaged(`sense ${sense} is of word ${word} of ${words}`);
    starts[word + 1]!++;
  }
  for (let word = 0; word < words; word++) starts[word + 1]! += starts[word]!;
  const list = new Uint32Array(senseWord.length).fill(0xffffffff);
  for (let sense = 0; sense < senseWord.length; sense++) {
    const word = senseWord[sense]!;
    const place = starts[word]! + senseRank[sense]!;
    if (place >= starts[word + 1]! || list[place] !== 0xffffffff) {
      throw damaged(`sense ${sense} has no place of its own among the senses of its word`);
    }
    list[place] = sense;
  }
  return { starts, list };
}
