import { type Adjacency, groupBy, NO_GROUP } from "../adjacency.js";
import { lowerBound } from "../binary-search.js";
import { type Column, damaged } from "./container.js";

/** Where each row begins: the sums of the lengths, which must add up to `total`. */
export function offsets(lengths: Column, total: number, name: string): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  let sum = 0;
  for (let i = 0; i < lengths.length; i++) {
    sum += lengths[i]!;
    starts[i + 1] = sum;
  }
  if (sum !== total) throw damaged(`the lengths of ${name} add up to ${sum} instead of ${total}`);
  return starts;
}

/** The row that an item belongs to: the last one that begins at or before it. */
export function rowOfItem(starts: Uint32Array, item: number): number {
  return lowerBound(starts, item + 1) - 1;
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

/** The senses of each word, in the order of their ranks. */
export function sensesOfWords(senseWord: Column, senseRank: Column, words: number): Adjacency {
  if (senseWord.some((word) => word >= words)) throw damaged(`a sense belongs to a word beyond the last of ${words}`);
  const { starts, rows } = groupBy(senseWord, words);
  const ranked = new Uint32Array(rows.length).fill(NO_GROUP);
  for (const sense of rows) {
    const word = senseWord[sense]!;
    const place = starts[word]! + senseRank[sense]!;
    if (place >= starts[word + 1]! || ranked[place] !== NO_GROUP) {
      throw damaged(`sense ${sense} has the same rank as another sense of its word, or an invalid one`);
    }
    ranked[place] = sense;
  }
  return { starts, rows: ranked };
}
