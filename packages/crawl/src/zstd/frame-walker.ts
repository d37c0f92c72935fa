/** `Magic_Number` of a zstd frame, little-endian (RFC 8878, §3.1.1). */
const FRAME_MAGIC = 0xfd2fb528;
/** The first of the sixteen magic numbers of skippable frames (RFC 8878, §3.1.2). */
const SKIPPABLE_MAGIC = 0x184d2a50;
/** The skippable frame that holds the dictionary of a `.warc.zst` file. */
const DICTIONARY_MAGIC = 0x184d2a5d;

/** The unsigned 32-bit number at `at`, little-endian. */
export const uint32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;

export type FrameKind = "data" | "skippable" | "dictionary";

/** The kind of the frame that starts at `at`; `undefined` if no frame starts there. */
export function frameKind(bytes: Uint8Array, at: number): FrameKind | undefined {
  if (at + 4 > bytes.length) return undefined;
  const magic = uint32(bytes, at);
  if (magic === FRAME_MAGIC) return "data";
  if (magic === DICTIONARY_MAGIC) return "dictionary";
  return magic >= SKIPPABLE_MAGIC && magic < SKIPPABLE_MAGIC + 16 ? "skippable" : undefined;
}

/** Where the next frame with data may start in `[from, end)`; -1 if nowhere. */
export function nextDataFrame(bytes: Uint8Array, from: number, end: number): number {
  let at = bytes.indexOf(FRAME_MAGIC & 0xff, from);
  while (at !== -1 && at + 4 <= end) {
    if (frameKind(bytes, at) === "data") return at;
    at = bytes.indexOf(FRAME_MAGIC & 0xff, at + 1);
  }
  return -1;
}

/** Length of the magic number and the frame header descriptor. */
const DESCRIPTOR_END = 5;
const BLOCK_HEADER = 3;
const RESERVED_BLOCK = 3;
const RLE_BLOCK = 1;

/**
 * Follows a frame with data from block to block to its end, without decoding it.
 * @see RFC 8878, §3.1.1, https://www.rfc-editor.org/rfc/rfc8878#section-3.1.1
 */
export class FrameWalker {
  /** What is wrong, if it isn't a zstd frame or is damaged. */
  problem: string | undefined;
  /** `Frame_Content_Size`, once the header has been read, if the header declares it. */
  contentSize: number | undefined;
  ended = false;
  #part: "descriptor" | "header" | "block" = "descriptor";
  #collected: number[] = [];
  #wanted = DESCRIPTOR_END;
  #skip = 0;
  #last = false;
  #checksum = false;

  /**
   * Walks over the next bytes of the frame.
   * @returns where in `bytes` it stopped: at `end`, at the end of the frame, or at a problem
   */
  walk(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (!this.ended && this.problem === undefined && (at < end || this.#skip === 0)) {
      if (this.#skip > 0) {
        const skipped = Math.min(this.#skip, end - at);
        at += skipped;
        this.#skip -= skipped;
      }
      if (this.#skip > 0) break;
      if (this.#last) this.ended = true;
      else if (at < end) this.#collect(bytes[at++]!);
      else break;
    }
    return at;
  }

  #collect(byte: number): void {
    this.#collected.push(byte);
    if (this.#collected.length < this.#wanted) return;
    const collected = Uint8Array.from(this.#collected);
    if (this.#part === "descriptor") {
      this.#readDescriptor(collected);
      return;
    }
    if (this.#part === "header") this.#readHeader(collected);
    else this.#readBlockHeader(collected);
    this.#part = "block";
    this.#collected = [];
    this.#wanted = BLOCK_HEADER;
  }

  #readDescriptor(collected: Uint8Array): void {
    if (frameKind(collected, 0) !== "data") this.problem = "its magic number is missing";
    const descriptor = collected[4]!;
    const singleSegment = (descriptor >> 5) & 1;
    this.#checksum = (descriptor & 4) !== 0;
    const dictionaryId = [0, 1, 2, 4][descriptor & 3]!;
    const contentSize = [singleSegment, 2, 4, 8][descriptor >> 6]!;
    this.#part = "header";
    this.#wanted = DESCRIPTOR_END + (1 - singleSegment) + dictionaryId + contentSize;
  }

  #readHeader(collected: Uint8Array): void {
    const descriptor = collected[4]!;
    const length = [(descriptor >> 5) & 1, 2, 4, 8][descriptor >> 6]!;
    if (length === 0) return;
    // The two-byte form counts from 256.
    let size = length === 2 ? 256 : 0;
    collected.subarray(-length).forEach((byte, i) => {
      size += byte * 2 ** (8 * i);
    });
    this.contentSize = size;
  }

  #readBlockHeader([low = 0, middle = 0, high = 0]: Uint8Array): void {
    const header = low | (middle << 8) | (high << 16);
    const type = (header >> 1) & 3;
    if (type === RESERVED_BLOCK) this.problem = "a block has the reserved type";
    this.#last = (header & 1) === 1;
    this.#skip = (type === RLE_BLOCK ? 1 : header >> 3) + (this.#last && this.#checksum ? 4 : 0);
  }
}
