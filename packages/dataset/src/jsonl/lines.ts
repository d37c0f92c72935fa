import { concatenate } from "@alt2img/core";

/** A line of a text file without its line end, or what is wrong with it. */
export type Line = {
  /** From 1. */
  line: number;
  text: string;
  problem?: { code: string; message: string };
};

/**
 * The longest line that is read, in bytes. A pair is mostly URLs and a text: browsers and servers limit URLs to about
 * 64 kB to 2 MB, and no alt text is a book. It limits the memory that a file without line ends can take.
 */
export const MAX_LINE_BYTES: number = 16 * 1024 * 1024;

const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Splits bytes at `\n` and decodes each line on its own, so that one with bad UTF-8 doesn't affect the next. */
export async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Line, void, undefined> {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  let line = 1;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let tooLong = false;

  const take = (end: Uint8Array): Line => {
    const bytes = held.length === 0 ? end : concatenate([...held, end], heldBytes + end.length);
    const tooManyBytes = tooLong || bytes.length > MAX_LINE_BYTES;
    held = [];
    heldBytes = 0;
    tooLong = false;
    if (tooManyBytes) {
      const message = `longer than ${MAX_LINE_BYTES} bytes, so probably not JSON Lines; skipped the line.`;
      return { line: line++, text: "", problem: { code: "dataset/jsonl-line-length", message } };
    }
    return decode(decoder, bytes, line++);
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      yield take(chunk.subarray(start, end));
      start = end + 1;
    }
    if (start < chunk.length && !tooLong) {
      // A copy: the chunk belongs to its source, which may overwrite it.
      held.push(chunk.slice(start));
      heldBytes += chunk.length - start;
      if (heldBytes > MAX_LINE_BYTES) {
        tooLong = true;
        held = [];
        heldBytes = 0;
      }
    }
  }
  if (heldBytes > 0 || tooLong) yield take(new Uint8Array(0));
}

function decode(decoder: TextDecoder, bytes: Uint8Array, line: number): Line {
  const hasBom = line === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  const end = bytes.at(-1) === CARRIAGE_RETURN ? bytes.length - 1 : bytes.length;
  try {
    return { line, text: decoder.decode(bytes.subarray(hasBom ? 3 : 0, end)) };
  } catch {
    return { line, text: "", problem: { code: "dataset/jsonl-utf8", message: "not UTF-8; skipped the line." } };
  }
}
