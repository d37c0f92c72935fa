import type { BodyDecoder } from "./body-decoder.js";

const LF = 10;
/** The longest chunk-size line, with its extensions, and the longest trailer field. */
const LONGEST_LINE = 4096;

/**
 * Undoes the chunked transfer coding. The trailer fields, between the last chunk and the empty line, are left out.
 * @see RFC 9112, §7.1, https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 */
export class ChunkedDecoder implements BodyDecoder {
  problem: string | undefined;
  empty = true;
  /** How many bytes the body takes up as sent, including the empty line; `undefined` before that. */
  length: number | undefined;
  #passed = 0;
  #lastChunkSeen = false;
  /** How many bytes of the current chunk are still to come; at 0, a line is read. */
  #left = 0;
  #afterData = false;
  #line = "";

  *push(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
    let at = 0;
    while (at < bytes.length && this.length === undefined && this.problem === undefined) {
      if (this.#left > 0) {
        const end = Math.min(at + this.#left, bytes.length);
        this.#left -= end - at;
        this.#passed += end - at;
        this.#afterData = this.#left === 0;
        this.empty = false;
        yield bytes.subarray(at, end);
        at = end;
        continue;
      }
      const lineEnd = bytes.indexOf(LF, at);
      const end = lineEnd === -1 ? bytes.length : lineEnd;
      if (this.#line.length + end - at > LONGEST_LINE) {
        if (!this.#lastChunkSeen) this.problem = "a chunk-size line has no end";
        return;
      }
      for (let i = at; i < end; i++) this.#line += String.fromCharCode(bytes[i]!);
      const next = lineEnd === -1 ? end : lineEnd + 1;
      this.#passed += next - at;
      at = next;
      if (lineEnd !== -1) this.#endLine();
    }
  }

  end(): void {
    if (!this.#lastChunkSeen) this.problem ??= "the body ends before its last chunk";
  }

  #endLine(): void {
    const line = this.#line.trim();
    this.#line = "";
    if (this.#lastChunkSeen) {
      if (line === "") this.length = this.#passed;
      return;
    }
    if (this.#afterData) {
      if (line !== "") this.problem = `“${line.slice(0, 20)}” is where a chunk should end`;
      this.#afterData = false;
      return;
    }
    const size = /^([0-9a-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) {
      this.problem = `“${line.slice(0, 20)}” is where a chunk size should be`;
      return;
    }
    this.#left = Number.parseInt(size, 16);
    if (this.#left > 0) return;
    this.#lastChunkSeen = true;
    this.empty = false;
  }
}
