import { type ByteSource, concatenate, readBytes } from "@alt2img/core";

const EMPTY = new Uint8Array(0);

/**
 * A window over the bytes of a file as stored. `bytes.subarray(start, end)` is what has been read and not yet
 * consumed. Bytes that have been returned are never overwritten: a refill allocates new ones.
 */
export class StoredWindow {
  bytes: Uint8Array = EMPTY;
  start = 0;
  end = 0;
  /** Nothing comes after `end`. */
  ended = false;
  #baseOffset: number;
  #pinned: number | undefined;
  readonly #chunks: AsyncGenerator<Uint8Array, void, undefined>;

  /** @param options.baseOffset where the source starts in its file */
  constructor(
    source: ByteSource,
    { signal, baseOffset = 0 }: { signal?: AbortSignal | undefined; baseOffset?: number },
  ) {
    this.#chunks = readBytes(source, { signal });
    this.#baseOffset = baseOffset;
  }

  /** Offset in the file of `bytes[start]`. */
  get offset(): number {
    return this.#baseOffset + this.start;
  }

  /** How many bytes can be consumed before more must be read. */
  get unread(): number {
    return this.end - this.start;
  }

  consume(count: number): void {
    this.start += count;
  }

  /** Consumes and returns everything that is unread. */
  take(): Uint8Array {
    const bytes = this.bytes.subarray(this.start, this.end);
    this.start = this.end;
    return bytes;
  }

  /** Reads until `count` bytes are unread; `false` if the source ends before that. */
  async fill(count: number): Promise<boolean> {
    if (this.end - this.start >= count) return true;
    if (this.ended) return false;
    const added: Uint8Array[] = [];
    let unread = this.unread;
    while (unread < count) {
      const { done, value } = await this.#chunks.next();
      if (done) {
        this.ended = true;
        break;
      }
      added.push(value);
      unread += value.length;
    }
    if (added.length > 0) this.#append(added, unread);
    return unread >= count;
  }

  /** Keeps the bytes from here on, so that `rewind` can return to them, until more than `PIN_BYTES` are consumed. */
  pin(): void {
    this.#pinned = this.start;
  }

  /** Goes back to where `pin` was called, or as close to it as the bytes that are still held allow. */
  rewind(): void {
    this.start = this.#pinned ?? this.start;
  }

  unpin(): void {
    this.#pinned = undefined;
  }

  async close(): Promise<void> {
    await this.#chunks.return();
  }

  #append(added: Uint8Array[], unread: number): void {
    const keepFrom = this.#pinned !== undefined && this.start - this.#pinned <= PIN_BYTES ? this.#pinned : this.start;
    const kept = this.bytes.subarray(keepFrom, this.end);
    const passed = this.start - keepFrom;
    this.#baseOffset += keepFrom;
    this.#pinned = this.#pinned === undefined ? undefined : 0;
    this.start = passed;
    this.end = passed + unread;
    if (kept.length === 0 && added.length === 1) {
      this.bytes = added[0]!;
      return;
    }
    this.bytes = concatenate([kept, ...added], this.end);
  }
}

/** How far back to search in a damaged member for the start of the next one. */
const PIN_BYTES = 1 << 20;
