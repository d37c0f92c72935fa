import { type ImageFormat, truncated } from "./image-error.js";

/** A cursor over a file's bytes. Reading past the end throws `image/truncated`, never a silent zero. */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly format: ImageFormat;
  position: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array, format: ImageFormat, position = 0) {
    this.bytes = bytes;
    this.format = format;
    this.position = position;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  /** Skips `length` bytes and returns the position before them. */
  #advance(length: number): number {
    const start = this.position;
    if (length > this.bytes.length - start)
      throw truncated(this.format, `at byte ${this.bytes.length}, inside its header`);
    this.position = start + length;
    return start;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }
  u16(littleEndian = false): number {
    return this.#view.getUint16(this.#advance(2), littleEndian);
  }
  u32(littleEndian = false): number {
    return this.#view.getUint32(this.#advance(4), littleEndian);
  }
  i32(littleEndian = false): number {
    return this.#view.getInt32(this.#advance(4), littleEndian);
  }
  /** A view, not a copy. */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.bytes.subarray(start, start + length);
  }
  /** Four Latin-1 characters: the name of a chunk or box. */
  name(): string {
    return String.fromCharCode(...this.take(4));
  }
  skip(length: number): void {
    this.#advance(length);
  }
}
