import { concatenate } from "@alt2img/core";
import { startsRecord } from "../warc/record-start.js";
import type { Damage, DecodedPiece, DecodedPieces } from "./decoded-piece.js";

const EMPTY = new Uint8Array(0);

/** A member, as far as it is decoded: positions in the decoded bytes, offsets in the file as stored. */
type Member = { start: number; offset: number; end?: number; endOffset?: number };

/**
 * A window over the decoded bytes of a file. `bytes.subarray(start, end)` is what has been decoded and not yet
 * consumed. Bytes that have been returned are never overwritten.
 *
 * The bytes come in *spans*. A span ends where a compressed member ends and the next one begins with the start of a
 * record, where a member is damaged, and at the end of the file. No record continues beyond its span, so a wrong
 * Content-Length cannot swallow the records of other members.
 */
export class DecodedWindow {
  bytes: Uint8Array = EMPTY;
  start = 0;
  end = 0;
  /** The rest of this span is lost. */
  damaged: Damage | undefined;
  readonly #source: DecodedPieces;
  readonly #baseOffset: number;
  #queue: readonly DecodedPiece[] = [];
  #queued = 0;
  #spanEnded = true;
  /** Position of `bytes[0]`. */
  #origin = 0;
  /** The members of this span; none in an uncompressed file. */
  #members: Member[] = [];

  /** @param options.baseOffset where the source starts in its file */
  constructor(source: DecodedPieces, { baseOffset }: { baseOffset: number }) {
    this.#source = source;
    this.#baseOffset = baseOffset;
  }

  get unread(): number {
    return this.end - this.start;
  }

  /** Whether the file consists of compressed members. */
  get compressed(): boolean {
    return this.#members.length > 0;
  }

  /** How many decoded bytes of the file come before `bytes[start]`. */
  get position(): number {
    return this.#origin + this.start;
  }

  consume(count: number): void {
    this.start += count;
  }

  /** Decodes until `count` bytes are unread; `false` if the span ends before that. */
  async fill(count: number): Promise<boolean> {
    if (this.end - this.start >= count) return true;
    if (this.#spanEnded) return false;
    const added: Uint8Array[] = [];
    let unread = this.unread;
    while (unread < count) {
      const piece = await this.#peek();
      if (piece === undefined || this.#startsSpan(piece)) {
        this.#spanEnded = true;
        break;
      }
      added.push(this.#take(piece, this.position + unread));
      unread += piece.bytes.length;
    }
    if (added.length > 0) this.#append(added, unread);
    return unread >= count;
  }

  /** Drops the rest of this span and moves to the next; `false` at the end of the file. */
  async nextSpan(): Promise<boolean> {
    this.consume(this.unread);
    while (await this.fill(1)) this.consume(this.unread);
    const piece = await this.#peek();
    if (piece === undefined) return false;
    this.damaged = undefined;
    this.#spanEnded = false;
    this.#members = [];
    this.#append([this.#take(piece, this.position)], piece.bytes.length);
    return true;
  }

  /**
   * The bytes of the next span, if this span has ended and the next one is known to be a single intact member, as it is
   * for nearly every record. This decodes nothing; `enterMember` then moves there.
   */
  peekMember(): Uint8Array | undefined {
    if (!this.#spanEnded) return undefined;
    const piece = this.#queue[this.#queued];
    const next = this.#queue[this.#queued + 1];
    if (piece === undefined || next?.memberStart === undefined) return undefined;
    if (piece.memberStart === undefined || piece.memberEnd === undefined || piece.damaged !== undefined)
      return undefined;
    return next.damaged !== undefined || startsRecord(next.bytes) ? piece.bytes : undefined;
  }

  /** Moves to the member that `peekMember` has returned, and drops the rest of this span. */
  enterMember(): void {
    this.consume(this.unread);
    this.damaged = undefined;
    this.#members = [];
    const bytes = this.#take(this.#queue[this.#queued]!, this.position);
    this.#origin += this.start;
    this.bytes = bytes;
    this.start = 0;
    this.end = bytes.length;
  }

  /**
   * Skips the rest of the member that begins at a position, if that is possible without decoding it.
   * @param memberSize how many bytes it has once decoded
   * @returns whether it was skipped, and this span with it
   */
  async skipMember(position: number, memberSize: number): Promise<boolean> {
    const member = this.#members.at(-1);
    if (member?.start !== position || member.end !== undefined || this.damaged !== undefined || this.#spanEnded)
      return false;
    if (this.#queued < this.#queue.length) return false;
    const { done, value } = await this.#source.next({ memberSize });
    this.#queue = done ? [] : value;
    this.#queued = 0;
    if (!done && value[0]?.memberStart === undefined) return false;
    this.#spanEnded = true;
    this.consume(this.unread);
    return true;
  }

  /** Whether a member begins at a position. */
  isMemberStart(position: number): boolean {
    return this.#members.some(({ start }) => start === position);
  }

  /** Whether the member that begins at a position has turned out to be corrupt. */
  isCorrupt(position: number): boolean {
    return (
      this.damaged === "corrupt" && this.#members.some(({ start, end }) => start === position && end === undefined)
    );
  }

  /** The offset in the file as stored of a position; in a compressed file, the offset of its member. */
  offsetOf(position: number): number {
    if (this.#members.length === 0) return this.#baseOffset + position;
    return (this.#members.findLast(({ start }) => start <= position) ?? this.#members[0]!).offset;
  }

  /**
   * How many stored bytes the decoded bytes between two positions take up: `undefined` unless a member starts at the
   * first position and one ends at the second.
   */
  storedLength(from: number, to: number): number | undefined {
    if (this.#members.length === 0) return to - from;
    const first = this.#members.find(({ start }) => start === from);
    const last = this.#members.find(({ end }) => end === to);
    return first === undefined || last?.endOffset === undefined ? undefined : last.endOffset - first.offset;
  }

  async close(): Promise<void> {
    await this.#source.return();
  }

  #startsSpan({ bytes, memberStart, damaged }: DecodedPiece): boolean {
    if (memberStart === undefined) return false;
    return this.damaged !== undefined || damaged !== undefined || startsRecord(bytes);
  }

  async #peek(): Promise<DecodedPiece | undefined> {
    while (this.#queued === this.#queue.length) {
      const { done, value } = await this.#source.next();
      if (done) return undefined;
      this.#queue = value;
      this.#queued = 0;
    }
    return this.#queue[this.#queued];
  }

  #take(piece: DecodedPiece, position: number): Uint8Array {
    this.#queued++;
    const { bytes, memberStart, memberEnd } = piece;
    if (memberStart !== undefined) {
      // Forget members that end before anything that can still be asked for: there can be millions in a span.
      if (this.#members.length > 64)
        this.#members = this.#members.filter(({ end }) => end === undefined || end >= this.position);
      this.#members.push({ start: position, offset: memberStart });
    }
    const member = this.#members.at(-1);
    if (memberEnd !== undefined && member !== undefined) {
      member.end = position + bytes.length;
      member.endOffset = memberEnd;
    }
    this.damaged = piece.damaged ?? this.damaged;
    return bytes;
  }

  #append(added: Uint8Array[], unread: number): void {
    this.#origin += this.start;
    const kept = this.bytes.subarray(this.start, this.end);
    this.bytes = kept.length === 0 && added.length === 1 ? added[0]! : concatenate([kept, ...added], unread);
    this.start = 0;
    this.end = unread;
  }
}
