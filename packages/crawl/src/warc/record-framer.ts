import { formatCount } from "@alt2img/core";
import { parseArcHeader } from "../arc/arc-header.js";
import type { DecodedWindow } from "../bytes/decoded-window.js";
import type { MessageHead } from "../http-message/http-head.js";
import type { MaybePromise } from "../maybe-promise.js";
import { BlockFramer } from "./block-framer.js";
import { findBlockHttpHead } from "./block-http-head.js";
import { decodeText } from "./decode-text.js";
import { findHeadEnd, type HeadEnd } from "./head-end.js";
import type { WarcLimits } from "./limits.js";
import { type Frame, newFrame, RESIDENT_BYTES, type ReportInRecord } from "./record-frame.js";
import { arcHead, isVersionLine, type ParsedHead, parseWarcHead } from "./record-head.js";
import { findRecordStart, lineEndsAt, RECORD_START, startOfLastLines } from "./record-search.js";
import { lineText, markBeforeRecord, startsArcRecord, startsWarcRecord } from "./record-start.js";
import { parseWholeRecord } from "./whole-record.js";

/** How much to read first; most headers are shorter. */
const HEADER_BYTES = 2048;
const LF = 10;

type FoundHead = { parsed: ParsedHead; length: number };
type Problem = { code: string; message: string };
const GARBAGE: Problem = { code: "crawl/garbage", message: "No record starts here." };

/**
 * @property truncated return records that are cut off, too
 * @property filtered some records may not be wanted
 */
export type FramerOptions = { limits: WarcLimits; report: ReportInRecord; truncated: boolean; filtered: boolean };

/** Finds the records in the decoded bytes of a file, one after another. */
export class RecordFramer {
  readonly window: DecodedWindow;
  readonly #limits: WarcLimits;
  readonly #report: ReportInRecord;
  readonly #truncated: boolean;
  readonly #filtered: boolean;
  readonly #blocks: BlockFramer;
  #frame: Frame | undefined;
  #arcVersion: string | undefined;
  #anyFound = false;
  /**
   * Up to here, no header ends that starts before it. What is learned about a header that can't be read holds for those
   * that seem to start in its lines: searching its lines again for each of them would take hours for a hostile megabyte.
   */
  #searchedTo = 0;
  /** Headers that end at `linesEnd` and start before `from` have too many lines. */
  #tooManyLines = { linesEnd: -1, from: -1 };

  constructor(window: DecodedWindow, { limits, report, truncated, filtered }: FramerOptions) {
    this.window = window;
    this.#limits = limits;
    this.#report = report;
    this.#truncated = truncated;
    this.#filtered = filtered;
    this.#blocks = new BlockFramer(window, report);
  }

  /** The current record, to which damage is attributed. */
  get frame(): Frame | undefined {
    return this.#frame;
  }

  /** Whether anything in the file looked like a record. */
  get anyFound(): boolean {
    return this.#anyFound;
  }

  /** Moves to the next record, with the window at its block; `undefined` at the end of the file. */
  next(): MaybePromise<Frame | undefined> {
    if (this.#frame?.whole) {
      this.window.consume(this.window.unread);
      this.#frame = undefined;
    }
    return (this.#frame === undefined ? this.#wholeRecord() : undefined) ?? this.#searchNext();
  }

  async #searchNext(): Promise<Frame | undefined> {
    const { window } = this;
    await this.#leave();
    while (true) {
      await this.#skipLineEnds();
      if (!(await window.fill(1))) {
        const frame = this.#wholeRecord();
        if (frame !== undefined) return frame;
        if (await window.nextSpan()) continue;
        return undefined;
      }
      this.#frame = await this.#readHead();
      if (this.#frame === undefined) continue;
      if (this.#maySkip(this.#frame) || (await this.complete())) return this.#frame;
    }
  }

  /** Moves to the next record if `parseWholeRecord` can read it; otherwise does nothing. */
  #wholeRecord(): Frame | undefined {
    const { window } = this;
    const bytes = window.peekMember();
    const record = bytes && parseWholeRecord(bytes, this.#limits);
    if (record === undefined) return undefined;
    const { head, headLength } = record;
    window.enterMember();
    this.#anyFound = true;
    const position = window.position;
    window.consume(headLength);
    this.#frame = newFrame({
      head,
      position,
      offset: window.offsetOf(position),
      blockPosition: window.position,
      declared: true,
      doubledCr: false,
      whole: true,
    });
    this.#frame.length = window.storedLength(position, window.position + window.unread);
    return this.#frame;
  }

  /**
   * Decodes the block of the current record, or as much of it as is held in memory at a time, and finds its end.
   * @returns `false` if the record is cut off or corrupt, and such records aren't wanted; it has been reported and skipped
   */
  async complete(): Promise<boolean> {
    const { window } = this;
    const frame = this.#frame!;
    if (frame.whole) return true;
    await this.#blocks.settle(frame);
    if (frame.cut && (!this.#truncated || window.damaged === "corrupt")) {
      window.consume(window.unread);
      this.#frame = undefined;
      return false;
    }
    // Where a member contains one record, a wrong checksum means that the record is wrong.
    if (frame.blockLength > RESIDENT_BYTES || !window.isCorrupt(frame.position)) return true;
    while (await window.fill(1)) window.consume(window.unread);
    this.#frame = undefined;
    return false;
  }

  /** Whether the record can be skipped without decoding its block. Then the block is decoded only if the record is wanted. */
  #maySkip({ head, declared, position }: Frame): boolean {
    return this.#filtered && declared && head.format === "warc" && this.window.isMemberStart(position);
  }

  /** Skips a record that isn't wanted, without decoding the rest of its member where that is possible. */
  async skip(): Promise<void> {
    const { window } = this;
    const frame = this.#frame!;
    if (!this.#maySkip(frame)) return;
    const memberSize = frame.blockPosition - frame.position + frame.blockLength + 4;
    if (await window.skipMember(frame.position, memberSize)) this.#frame = undefined;
  }

  /** Finds the head of the HTTP message in the current block. The window must still be at the block. */
  httpHead(): MaybePromise<MessageHead | undefined> {
    return findBlockHttpHead(this.window, this.#frame!, { limits: this.#limits, report: this.#report });
  }

  /** Takes the next unread bytes of the block; `undefined` at its end, or where it is cut off. */
  takeBlock(): MaybePromise<Uint8Array | undefined> {
    return this.#blocks.take(this.#frame!);
  }

  async #leave(): Promise<void> {
    const frame = this.#frame;
    if (frame === undefined) return;
    await this.#blocks.settle(frame);
    while ((await this.takeBlock()) !== undefined);
    this.window.consume(frame.excess);
    this.#frame = undefined;
  }

  async #skipLineEnds(): Promise<void> {
    const { window } = this;
    while (await window.fill(1)) {
      window.consume(lineEndsAt(window.bytes, window.start));
      if (window.unread > 0) return;
    }
  }

  async #readHead(): Promise<Frame | undefined> {
    const { window } = this;
    await window.fill(HEADER_BYTES);
    const offset = window.offsetOf(window.position);
    const mark = markBeforeRecord(window.bytes, window.start);
    const isWarc = mark > 0 || startsWarcRecord(window.bytes, window.start);
    const found = isWarc ? await this.#warcHead(mark) : await this.#arcHead();
    if ("code" in found) {
      await this.#passOver(offset, found);
      return undefined;
    }
    const { parsed, length } = found;
    if (mark > 0) {
      this.#report("crawl/byte-order-mark", offset, "Skipped a byte order mark before the record.", parsed.head);
    }
    for (const { code, message } of parsed.problems) this.#report(code, offset, message, parsed.head);
    this.#anyFound = true;
    const position = window.position;
    window.consume(length);
    return newFrame({
      head: parsed.head,
      position,
      offset,
      blockPosition: window.position,
      declared: parsed.declared,
      doubledCr: parsed.problems.some(({ code }) => code === "crawl/doubled-cr"),
      whole: false,
    });
  }

  /** Skips bytes that can't be read as the header of a record. */
  async #passOver(offset: number, { code, message }: Problem): Promise<void> {
    const { window } = this;
    const from = window.position;
    window.consume(1);
    await this.#skipToRecord();
    // If the member is damaged here, that has been reported.
    if (window.damaged === undefined)
      this.#report(code, offset, `${message} Skipped ${formatCount(window.position - from, "byte")}.`);
  }

  /** @param mark bytes of the byte order mark before the head */
  async #warcHead(mark: number): Promise<FoundHead | Problem> {
    const { window } = this;
    const { headerBytes, headerLines } = this.#limits;
    this.#anyFound = true;
    const end = await this.#fillHead();
    const start = window.start;
    if (end === undefined) {
      return window.unread >= headerBytes
        ? {
            code: "crawl/header-bytes",
            message: `The record's header is longer than ${formatCount(headerBytes, "byte")}.`,
          }
        : { code: "crawl/truncated-record", message: "The file or its member ends inside the header of a record." };
    }
    if (this.#hasTooManyLines(end.linesEnd)) {
      return {
        code: "crawl/header-lines",
        message: `The record's header has more than ${formatCount(headerLines, "line")}.`,
      };
    }
    if (!isVersionLine(window.bytes.subarray(start + mark, end.end))) return GARBAGE;
    const parsed = parseWarcHead(window.bytes.subarray(start + mark, end.end));
    return parsed === undefined ? GARBAGE : { parsed, length: end.end - start };
  }

  /** @param linesEnd where the lines of the header at the window's start end, in the window's bytes */
  #hasTooManyLines(linesEnd: number): boolean {
    const { bytes, start, position } = this.window;
    const most = this.#limits.headerLines;
    // There are no more lines than bytes.
    if (linesEnd - start <= most) return false;
    const toPosition = position - start;
    if (this.#tooManyLines.linesEnd !== linesEnd + toPosition) {
      const from = startOfLastLines(bytes, start, linesEnd, most) + toPosition;
      this.#tooManyLines = { linesEnd: linesEnd + toPosition, from };
    }
    return position < this.#tooManyLines.from;
  }

  async #arcHead(): Promise<FoundHead | Problem> {
    const { window } = this;
    if (!startsArcRecord(window.bytes, window.start)) return GARBAGE;
    const lineEnd = window.bytes.indexOf(LF, window.start);
    const header = parseArcHeader(lineText(window.bytes.subarray(window.start), lineEnd - window.start));
    if (header === undefined) return GARBAGE;
    const length = lineEnd + 1 - window.start;
    if (header.url.startsWith("filedesc:")) {
      // The block of the file header begins with a line such as `1 0 LiveWeb Capture`: version, reserved, origin.
      await window.fill(length + 8);
      const digits = decodeText(window.bytes.subarray(window.start + length, window.start + length + 8));
      this.#arcVersion = /^\d+/.exec(digits)?.[0];
    }
    const version = this.#arcVersion ?? (header.fields.length > 5 ? "2" : "1");
    this.#arcVersion = version;
    return { parsed: { head: arcHead(header, version), problems: [], declared: true }, length };
  }

  /** Finds the end of the header at the window's start, within the limit. */
  async #fillHead(): Promise<HeadEnd | undefined> {
    const { window } = this;
    const limit = this.#limits.headerBytes;
    for (let wanted = HEADER_BYTES; ; wanted *= 4) {
      const filled = await window.fill(Math.min(wanted, limit));
      const { bytes, start, position } = window;
      const end = Math.min(window.end, start + limit);
      const toPosition = position - start;
      const searched = Math.max(start, this.#searchedTo - toPosition);
      const found = searched > end ? undefined : findHeadEnd(bytes, start, end, { searched });
      this.#searchedTo = Math.max(this.#searchedTo, (found?.linesEnd ?? end) + toPosition);
      if (found !== undefined || !filled || wanted >= limit) return found;
    }
  }

  /** Skips to the start of a record, or to the end of the span. */
  async #skipToRecord(): Promise<void> {
    const { window } = this;
    while (true) {
      const next = findRecordStart(window.bytes, window.start, window.end, { arc: this.#arcVersion !== undefined });
      if (next !== -1) return window.consume(next - window.start);
      // Keep what may be the beginning of a record's start.
      window.consume(Math.max(0, window.unread - RECORD_START));
      if (!(await window.fill(window.unread + RECORD_START)) && window.unread <= RECORD_START) {
        const last = findRecordStart(window.bytes, window.start, window.end, { arc: this.#arcVersion !== undefined });
        return window.consume(last === -1 ? window.unread : last - window.start);
      }
    }
  }
}
