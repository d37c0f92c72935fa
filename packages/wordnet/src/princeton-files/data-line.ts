import type { PartOfSpeech } from "../part-of-speech.js";

/** A word of a synset as in `data.*`, with underscores for spaces; an adjective's position is separate. */
type DataWord = { text: string; lexId: number; adjectivePosition: number };

/** A pointer; `source` and `target` are word numbers from 1, or both 0 between whole synsets. */
type DataPointer = { symbol: string; offset: string; partOfSpeech: string; source: number; target: number };

/** A line of `data.noun` or a similar file. */
export type DataLine = {
  offset: string;
  file: number;
  partOfSpeech: PartOfSpeech;
  words: DataWord[];
  pointers: DataPointer[];
  /** Numbers of verb frames, and of the word that has the frame, or 0 for all words. */
  frames: { frame: number; word: number }[];
  gloss: string;
};

const positions = ["", "(a)", "(p)", "(ip)"];

/**
 * Parses a line of a data file, or returns what is wrong with it.
 *
 * @see https://wordnet.princeton.edu/documentation/wndb5wn
 */
export function parseDataLine(line: string): DataLine | string {
  const bar = line.indexOf("|");
  const fields = (bar === -1 ? line : line.slice(0, bar)).trimEnd().split(" ");
  const [offset = "", file = "", partOfSpeech = "", wordCount = ""] = fields;
  if (!/^\d{8}$/.test(offset)) return `the offset is “${clip(offset)}”, not 8 digits`;
  if (!/^\d\d$/.test(file) || Number(file) > 44) return `the lexicographer file is “${clip(file)}”, not 00 to 44`;
  if (!/^[nvasr]$/.test(partOfSpeech)) return `the synset type is “${clip(partOfSpeech)}”, not n, v, a, s or r`;
  let next = 4;
  const words: DataWord[] = [];
  for (let i = hex(wordCount); i > 0; i--) {
    const text = fields[next++];
    const lexId = hex(fields[next++]);
    if (!text || Number.isNaN(lexId)) return `word ${words.length + 1} of ${hex(wordCount)} is missing`;
    const marker = positions.findIndex((position) => position !== "" && text.endsWith(position));
    const adjectivePosition = Math.max(marker, 0);
    words.push({
      text: adjectivePosition === 0 ? text : text.slice(0, -positions[adjectivePosition]!.length),
      lexId,
      adjectivePosition,
    });
  }
  if (words.length === 0) return `the number of words is “${clip(wordCount)}”`;
  const pointerCount = Number(fields[next++]);
  if (!(pointerCount >= 0)) return "the number of pointers is missing";
  const pointers: DataPointer[] = [];
  for (let i = 0; i < pointerCount; i++) {
    const [symbol = "", target = "", type = "", numbers = ""] = fields.slice(next, next + 4);
    if (!/^\d{8}$/.test(target) || !/^[nvasr]$/.test(type) || !/^[\da-f]{4}$/i.test(numbers)) {
      return `pointer ${i + 1} of ${pointerCount} is incomplete`;
    }
    const source = hex(numbers.slice(0, 2));
    if (source > words.length) return `pointer ${i + 1} belongs to word ${source}, but there are only ${words.length}`;
    pointers.push({ symbol, offset: target, partOfSpeech: type, source, target: hex(numbers.slice(2)) });
    next += 4;
  }
  const frames: { frame: number; word: number }[] = [];
  if (partOfSpeech === "v" && next < fields.length) {
    const frameCount = Number(fields[next++]);
    for (let i = 0; i < frameCount; i++, next += 3) {
      const frame = Number(fields[next + 1]);
      const word = hex(fields[next + 2]);
      if (fields[next] !== "+" || !(frame >= 1) || !(word <= words.length)) return `frame ${i + 1} is incomplete`;
      frames.push({ frame, word });
    }
  }
  if (next !== fields.length) return `“${clip(fields.slice(next).join(" "))}” is before the gloss`;
  const gloss = bar === -1 ? "" : line.slice(bar + 1).trim();
  return { offset, file: Number(file), partOfSpeech: partOfSpeech as PartOfSpeech, words, pointers, frames, gloss };
}

/** A hexadecimal number, or NaN. */
function hex(digits: string | undefined): number {
  return digits !== undefined && /^[\da-f]+$/i.test(digits) ? Number.parseInt(digits, 16) : Number.NaN;
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
