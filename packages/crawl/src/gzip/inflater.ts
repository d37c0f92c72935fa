import { Z_BUF_ERROR, Z_NO_FLUSH, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2 } from "pako";

/** zlib's `windowBits` for its containers: RFC 1952, 1950 and 1951. */
const WINDOW_BITS = { gzip: 31, deflate: 15, "deflate-raw": -15 } as const;
const SLAB = 128 << 10;

/** Names as `DecompressionStream` has them. */
export type InflateFormat = keyof typeof WINDOW_BITS;

/** Inflates one gzip member, zlib or deflate stream piece by piece, anywhere, and knows where it ends. */
export class Inflater {
  /** It has ended, and its check sum is right. */
  ended = false;
  /** What zlib finds wrong. */
  problem: string | undefined;
  readonly #stream: ZStream = new ZStream();
  #slab: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #at = 0;

  constructor(format: InflateFormat) {
    zlibInflateInit2(this.#stream, WINDOW_BITS[format]);
  }

  get bytesIn(): number {
    return this.#stream.total_in;
  }

  get bytesOut(): number {
    return this.#stream.total_out;
  }

  /** There may be more to come out without more going in: `inflate` wants to be called again. */
  get pending(): boolean {
    return !this.ended && this.problem === undefined && this.#stream.avail_out === 0;
  }

  /** Inflates some of `bytes`: what came out, at most 128 KiB, and how many went in. */
  inflate(bytes: Uint8Array): { decoded: Uint8Array; consumed: number } {
    const stream = this.#stream;
    if (this.#slab.length - this.#at < SLAB / 8) {
      this.#slab = new Uint8Array(SLAB);
      this.#at = 0;
    }
    stream.input = bytes;
    stream.next_in = 0;
    stream.avail_in = bytes.length;
    stream.output = this.#slab;
    stream.next_out = this.#at;
    stream.avail_out = this.#slab.length - this.#at;
    const status = zlibInflate(stream, Z_NO_FLUSH);
    const decoded = this.#slab.subarray(this.#at, stream.next_out);
    this.#at = stream.next_out;
    this.ended = status === Z_STREAM_END;
    // Z_BUF_ERROR says that more input is wanted, Z_NEED_DICT (2) that a dictionary is.
    if ((status < 0 && status !== Z_BUF_ERROR) || status === 2)
      this.problem = stream.msg || "a preset dictionary is wanted";
    return { decoded, consumed: bytes.length - stream.avail_in };
  }
}
