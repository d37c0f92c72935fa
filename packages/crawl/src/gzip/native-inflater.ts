import type { InflateRaw } from "node:zlib";
import type { InflatedPiece, PieceInflater } from "./inflater.js";
import type { NodeZlib } from "./node-zlib.js";

/** The most bytes that come out of one call. */
const SLAB = 64 << 10;
/** CRC-32 and ISIZE (RFC 1952, §2.3.1). */
const TRAILER = 8;
/** zlib's flush mode that leaves it to zlib when output comes. */
const Z_NO_FLUSH = 0;
const NOTHING = new Uint8Array(0);

/**
 * The synchronous half of Node's zlib streams, which `inflateRawSync` is built on. It isn't documented, but Node 20 to 26, Bun
 * and Deno have it with the same arguments.
 */
type Handle = {
  writeSync(
    flush: number,
    input: Uint8Array,
    inputStart: number,
    inputLength: number,
    output: Uint8Array,
    outputStart: number,
    outputLength: number,
  ): void;
};
/** `_writeState` says how many bytes of output and of input the last call left unused. */
type StreamInternals = { _handle?: Partial<Handle> | null; _writeState?: Uint32Array };

/** Opens a `NativeInflater`; `undefined` if zlib streams have no synchronous half here. */
export function openNativeInflater(zlib: NodeZlib): PieceInflater | undefined {
  const stream = zlib.createInflateRaw();
  const { _handle: handle, _writeState: left } = stream as unknown as StreamInternals;
  if (typeof handle?.writeSync === "function" && left instanceof Uint32Array)
    return new NativeInflater(stream, { handle: handle as Handle, left, crc32: zlib.crc32 });
  stream.close();
  return undefined;
}

/**
 * Inflates what follows the header of a gzip member, with Node's zlib, on the calling thread. A zlib stream needs a
 * quarter more CPU time, since every piece makes a trip to the thread pool, and `Inflater` three times as much.
 *
 * From the call in which zlib finds corrupt data, nothing comes out: up to 64 KiB before the damage are lost. `Inflater` loses
 * nothing.
 */
class NativeInflater implements PieceInflater {
  ended = false;
  problem: string | undefined;
  pending = false;
  bytesIn = 0;
  bytesOut = 0;
  readonly #stream: InflateRaw;
  readonly #handle: Handle;
  readonly #left: Uint32Array;
  readonly #crc32: NodeZlib["crc32"];
  #slab: Uint8Array = NOTHING;
  #at = 0;
  #crc = 0;
  #deflateEnded = false;
  #trailer: number[] = [];

  constructor(
    stream: InflateRaw,
    { handle, left, crc32 }: { handle: Handle; left: Uint32Array } & Pick<NodeZlib, "crc32">,
  ) {
    this.#stream = stream;
    // `stream.errored` shows an error at once. The event comes later, and without a listener it would end the process.
    stream.on("error", () => {});
    this.#handle = handle;
    this.#left = left;
    this.#crc32 = crc32;
  }

  inflate(bytes: Uint8Array): InflatedPiece {
    const piece = this.#deflateEnded ? { decoded: NOTHING, consumed: 0 } : this.#inflateData(bytes);
    if (this.#deflateEnded) piece.consumed += this.#readTrailer(bytes.subarray(piece.consumed));
    this.bytesIn += piece.consumed;
    return piece;
  }

  close(): void {
    this.#stream.close();
  }

  #inflateData(bytes: Uint8Array): InflatedPiece {
    if (this.#slab.length - this.#at < SLAB / 8) {
      this.#slab = new Uint8Array(SLAB);
      this.#at = 0;
    }
    const start = this.#at;
    this.#handle.writeSync(Z_NO_FLUSH, bytes, 0, bytes.length, this.#slab, start, SLAB - start);
    if (this.#stream.errored) {
      this.problem = this.#stream.errored.message;
      this.pending = false;
      return { decoded: NOTHING, consumed: 0 };
    }
    const [outputLeft, inputLeft] = this.#left as unknown as [number, number];
    this.#at = SLAB - outputLeft;
    const decoded = this.#slab.subarray(start, this.#at);
    this.#crc = this.#crc32(decoded, this.#crc);
    this.bytesOut += decoded.length;
    this.pending = outputLeft === 0;
    // zlib stops with input and room left only at the end of the stream.
    this.#deflateEnded = outputLeft > 0 && inputLeft > 0;
    return { decoded, consumed: bytes.length - inputLeft };
  }

  #readTrailer(bytes: Uint8Array): number {
    const taken = bytes.subarray(0, TRAILER - this.#trailer.length);
    this.#trailer.push(...taken);
    if (this.#trailer.length < TRAILER) return taken.length;
    const trailer = new DataView(Uint8Array.from(this.#trailer).buffer);
    if (trailer.getUint32(0, true) !== this.#crc) this.problem = "incorrect data check";
    else if (trailer.getUint32(4, true) !== this.bytesOut % 2 ** 32) this.problem = "incorrect length check";
    else this.ended = true;
    return taken.length;
  }
}
