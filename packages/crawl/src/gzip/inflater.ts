import { Z_BUF_ERROR, Z_NO_FLUSH, Z_STREAM_END, ZStream, zlibInflate, zlibInflateInit2 } from "pako";

/** zlib's `windowBits` for its containers: RFC 1952, 1950 and 1951. */
const WINDOW_BITS = { gzip: 31, deflate: 15, "deflate-raw": -15 } as const;
const SLAB = 128 << 10;

/** The names that `DecompressionStream` uses. */
export type InflateFormat = keyof typeof WINDOW_BITS;

/** What came out of one call, and how many bytes went in. */
export type InflatedPiece = { decoded: Uint8Array; consumed: number };

/** Inflates one gzip member, zlib or deflate stream piece by piece, and finds its exact end. */
export type PieceInflater = {
  /** The end has been reached, and the check sum is right. */
  readonly ended: boolean;
  /** What zlib finds wrong. */
  readonly problem: string | undefined;
  /** More may come out without more going in: call `inflate` again. */
  readonly pending: boolean;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Inflates some of `bytes`; at most 128 KiB come out of a call. */
  inflate(bytes: Uint8Array): InflatedPiece;
  /** Frees memory that the garbage collector doesn't see. */
  close(): void;
};

/** The portable inflater, by pako. */
export class Inflater implements PieceInflater {
  ended = false;
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

  get pending(): boolean {
    return !this.ended && this.problem === undefined && this.#stream.avail_out === 0;
  }

  inflate(bytes: Uint8Array): InflatedPiece {
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
    // Z_BUF_ERROR asks for more input, Z_NEED_DICT (2) for a dictionary.
    if ((status < 0 && status !== Z_BUF_ERROR) || status === 2) {
      this.problem = stream.msg || "it needs a preset dictionary";
    }
    return { decoded, consumed: bytes.length - stream.avail_in };
  }

  close(): void {}
}
