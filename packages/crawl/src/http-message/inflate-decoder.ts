import { concatenate } from "@alt2img/core";
import { Inflater } from "../gzip/inflater.js";
import { isZlib, startsMember } from "../gzip/member.js";
import { exceedsInflationRatio } from "../warc/limits.js";
import type { BodyDecoder } from "./body-decoder.js";

/** How many bytes zlib gets at a time, before the output is checked. */
const SLICE = 64 << 10;

/**
 * Undoes the content codings `gzip` (also with several members) and `deflate`. The latter is zlib's format, but some servers
 * send deflate without a wrapper: the first two bytes tell.
 * @see RFC 9110, §8.4.1, https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1
 */
export class InflateDecoder implements BodyDecoder {
  problem: string | undefined;
  empty = true;
  readonly #coding: "gzip" | "deflate";
  readonly #inflationRatio: number;
  #inflater: Inflater | undefined;
  /** The first bytes, while there are too few to tell the format. */
  #held: Uint8Array = new Uint8Array(0);

  constructor(coding: "gzip" | "deflate", { inflationRatio }: { inflationRatio: number }) {
    this.#coding = coding;
    this.#inflationRatio = inflationRatio;
  }

  *push(bytes: Uint8Array): Generator<Uint8Array, void, undefined> {
    let unread = bytes;
    if (this.#inflater === undefined) {
      if (this.#held.length > 0) unread = concatenate([this.#held, bytes], this.#held.length + bytes.length);
      if (unread.length < 4) {
        this.#held = unread;
        return;
      }
      this.#inflater = this.#inflaterFor(unread);
    }
    while (this.problem === undefined && this.#inflater !== undefined) {
      const inflater = this.#inflater;
      if (inflater.ended) {
        // Like browsers, ignore what follows the stream.
        if (this.#coding !== "gzip" || !startsMember(unread, 0)) return;
        this.#inflater = new Inflater("gzip");
        continue;
      }
      if (unread.length === 0 && !inflater.pending) return;
      const { decoded, consumed } = inflater.inflate(unread.subarray(0, SLICE));
      unread = unread.subarray(consumed);
      this.problem = inflater.problem;
      if (exceedsInflationRatio(inflater.bytesOut, inflater.bytesIn, this.#inflationRatio)) {
        this.problem = `it inflates to more than ${this.#inflationRatio} times its size`;
      }
      if (decoded.length > 0) {
        this.empty = false;
        yield decoded;
      }
    }
  }

  end(): void {
    if (this.#inflater?.ended) this.empty = false;
    else this.problem ??= "the body ends before its stream does";
  }

  #inflaterFor(bytes: Uint8Array): Inflater | undefined {
    if (this.#coding === "deflate") return new Inflater(isZlib(bytes) ? "deflate" : "deflate-raw");
    if (startsMember(bytes, 0)) return new Inflater("gzip");
    this.problem = "the body doesn't start like gzip";
    return undefined;
  }
}
