import { parseArcHeader } from "../arc/arc-header.js";
import type { DecodedWindow } from "../bytes/decoded-window.js";
import type { MessageHead } from "../http-message/http-head.js";
import type { MaybePromise } from "../maybe-promise.js";
import { findBlockHttpHead } from "./block-http-head.js";
import { decodeText } from "./decode-text.js";
import { findHeadEnd, type HeadEnd } from "./head-end.js";
import type { WarcLimits } from "./limits.js";
import { type Frame, RESIDENT_BYTES, type ReportInRecord } from "./record-frame.js";
import { arcHead, type ParsedHead, parseWarcHead } from "./record-head.js";
import { countLines, findRecordStart, hasTwoCrlfs, isLineEnd, lineEndsAt, withoutLineEnds } from "./record-search.js";
import { lineText, markBeforeRecord, startsArcRecord, startsRecord, startsWarcRecord } from "./record-start.js";
import { parseWholeRecord } from "./whole-record.js";

/** First read for a header; most are shorter. */
const HEADER_BYTES = 2048;
/** The longest start of a record that the search for one has to see whole. */
const RECORD_START = 4096;
const LF = 10;

type FoundHead = { parsed: ParsedHead; length: number };
type Problem = { code: string; message: string };
const GARBAGE: Problem = { code: "crawl/garbage", message: "No record starts here." };

/** @property truncated records that are cut short are handed out */
export type FramerOptions = { limits: WarcLimits; report: ReportInRecord; truncated: boolean };

/** Finds the records in the decoded bytes of a file, one after the other. */
export class RecordFramer {
  readonly window: DecodedWindow;
  readonly #limits: WarcLimits;
  readonly #report: ReportInRecord;
  readonly #truncated: boolean;
  #frame: Frame | undefined;
  #arcVersion: string | undefined;
  #anyFound = false;

  constructor(window: DecodedWindow, { limits, report, truncated }: FramerOptions) {
    this.#truncated = truncated;
    this.window = window;
    this.#limits = limits;
    this.#report = report;
  }

  /** The record at hand: the one that damage belongs to. */
  get frame(): Frame | undefined {
    return this.#frame;
  }

  /** Whether anything in the file looked like a record. */
  get anyFound(): boolean {
    return this.#anyFound;
  }

  /** Leaves the record at hand and goes to the next, with the window at its block; `undefined` at the end of the file. */
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
      if (this.#frame !== undefined) return this.#frame;
    }
  }

  /** Goes to the next record if it can be taken as it is; for any other nothing has happened. */
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
    this.#frame = {
      head,
      position,
      offset: window.offsetOf(position),
      blockPosition: window.position,
      blockLength: head.contentLength,
      length: window.storedLength(position, window.position + window.unread),
      endChecked: true,
      declared: true,
      excess: 0,
      doubledCr: false,
      whole: true,
      truncated: false,
    };
    return this.#frame;
  }

  /**
   * Decodes the block of the record at hand, or as much as is held in memory at a time, and looks at its end.
   * @returns `false` if the record is cut short, and those are not wanted; it has been reported and left
   */
  async complete(): Promise<boolean> {
    const { window } = this;
    const frame = this.#frame!;
    if (frame.whole) return true;
    if (!(await window.fill(Math.min(frame.blockLength, RESIDENT_BYTES))) && !this.#shorten(frame)) {
      if (window.damaged === undefined) {
        this.#report("crawl/truncated-record", frame.offset, this.#truncation(frame), frame.head);
      }
      if (this.#truncated && window.damaged !== "corrupt") {
        frame.truncated = true;
        frame.blockLength = window.unread;
        frame.endChecked = true;
        return true;
      }
      this.#frame = undefined;
      await this.#skipToRecord();
      return false;
    }
    if (frame.blockLength > RESIDENT_BYTES) return true;
    await this.#checkEnd(frame);
    // The check sum of a member that holds one record vouches for it.
    if (!window.isCorrupt(frame.position)) return true;
    while (await window.fill(1)) window.consume(window.unread);
    this.#frame = undefined;
    return false;
  }

  /** Leaves a record that is not wanted, if possible without decoding the rest of its member. */
  async skip(): Promise<void> {
    const { window } = this;
    const frame = this.#frame!;
    if (!window.compressed || !frame.declared || frame.head.format === "arc") return;
    const memberSize = frame.blockPosition - frame.position + frame.blockLength + 4;
    if (await window.skipMember(frame.position, memberSize)) this.#frame = undefined;
  }

  /** Finds the head of the HTTP message in the block at hand. The window must still stand at the block. */
  httpHead(): MaybePromise<MessageHead | undefined> {
    return findBlockHttpHead(this.window, this.#frame!, { limits: this.#limits, report: this.#report });
  }

  /** Takes the next unread bytes of the block; `undefined` at its end, or where it is cut short. */
  takeBlock(): MaybePromise<Uint8Array | undefined> {
    const { window } = this;
    const frame = this.#frame!;
    const left = frame.blockPosition + frame.blockLength - window.position;
    if (left === 0 && frame.endChecked) return undefined;
    return left > 0 && window.unread > 0 ? this.#takeUnread(left) : this.#takeBlock();
  }

  #takeUnread(most: number): Uint8Array {
    const { window } = this;
    const taken = Math.min(most, window.unread);
    const bytes = window.bytes.subarray(window.start, window.start + taken);
    window.consume(taken);
    return bytes;
  }

  async #takeBlock(): Promise<Uint8Array | undefined> {
    const { window } = this;
    const frame = this.#frame!;
    const left = frame.blockPosition + frame.blockLength - window.position;
    if (left > 0 && (await window.fill(1))) return this.#takeUnread(left);
    if (left > 0) frame.truncated = true;
    if (left > 0 && window.damaged === undefined && !frame.endChecked) {
      frame.endChecked = true;
      this.#report("crawl/truncated-record", frame.offset, this.#truncation(frame), frame.head);
    }
    if (left === 0 && !frame.endChecked) await this.#checkEnd(frame);
    return undefined;
  }

  async #leave(): Promise<void> {
    const frame = this.#frame;
    if (frame === undefined) return;
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
      this.#report("crawl/byte-order-mark", offset, "A byte order mark stands before it and is skipped.", parsed.head);
    }
    for (const { code, message } of parsed.problems) this.#report(code, offset, message, parsed.head);
    this.#anyFound = true;
    const position = window.position;
    window.consume(length);
    return {
      head: parsed.head,
      position,
      offset,
      blockPosition: window.position,
      blockLength: parsed.head.contentLength,
      length: undefined,
      endChecked: false,
      declared: parsed.declared,
      excess: 0,
      doubledCr: parsed.problems.some(({ code }) => code === "crawl/doubled-cr"),
      whole: false,
      truncated: false,
    };
  }

  /** Leaves what cannot be read as the header of a record. */
  async #passOver(offset: number, { code, message }: Problem): Promise<void> {
    const { window } = this;
    const from = window.position;
    window.consume(1);
    await this.#skipToRecord();
    // What ends in a damaged member has been reported with it.
    if (window.damaged === undefined)
      this.#report(code, offset, `${message} ${window.position - from} bytes are skipped.`);
  }

  /** @param mark how many bytes stand before the head */
  async #warcHead(mark: number): Promise<FoundHead | Problem> {
    const { window } = this;
    const { headerBytes, headerLines } = this.#limits;
    this.#anyFound = true;
    const end = await this.#fillHead();
    const start = window.start;
    if (end === undefined) {
      return window.unread >= headerBytes
        ? { code: "crawl/header-bytes", message: `The header is longer than limits.headerBytes = ${headerBytes}.` }
        : { code: "crawl/truncated-record", message: "The file or its member ends inside the header of a record." };
    }
    // There are no more lines than bytes.
    const mayBeTooMany = end.linesEnd - start > headerLines;
    if (mayBeTooMany && countLines(window.bytes, start, end.linesEnd, headerLines + 1) > headerLines) {
      return {
        code: "crawl/header-lines",
        message: `The header has more than limits.headerLines = ${headerLines} lines.`,
      };
    }
    const parsed = parseWarcHead(window.bytes.subarray(start + mark, end.end));
    return parsed === undefined ? GARBAGE : { parsed, length: end.end - start };
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

  /** The end of the header that starts at the window's start, if it comes within the limit. */
  async #fillHead(): Promise<HeadEnd | undefined> {
    const { window } = this;
    const limit = this.#limits.headerBytes;
    let searched = 0;
    for (let wanted = HEADER_BYTES; ; wanted *= 4) {
      const filled = await window.fill(Math.min(wanted, limit));
      const { bytes, start, end } = window;
      const found = findHeadEnd(bytes, start, Math.min(end, start + limit), { searched: start + searched });
      if (found !== undefined || !filled || wanted >= limit) return found;
      searched = window.unread;
    }
  }

  /** Looks at what follows the block, where two line ends (in ARC one) and the next record should. */
  async #checkEnd(frame: Frame): Promise<void> {
    const { window } = this;
    frame.endChecked = true;
    const left = frame.blockPosition + frame.blockLength - window.position;
    const isArc = frame.head.format === "arc";
    await window.fill(left + (isArc ? 1 : 4));
    const ends = lineEndsAt(window.bytes, window.start + left);
    if (isArc ? ends < 1 : !hasTwoCrlfs(window.bytes, window.start + left)) {
      await window.fill(left + ends + RECORD_START);
      const after = window.start + left + ends;
      if (after === window.end || startsRecord(window.bytes, after)) {
        // An ARC file may end with its last block.
        if (!(isArc && after === window.end) && window.damaged === undefined) {
          this.#report("crawl/record-end", frame.offset, "The block is not followed by two CRLFs.", frame.head);
        }
      } else if (!this.#endAtNextRecord(frame)) {
        await this.#findExcess(frame, left);
      }
    }
    await this.#measure(frame);
  }

  /** The block goes on after Content-Length bytes: what follows, up to the next record, isn't part of any. */
  async #findExcess(frame: Frame, left: number): Promise<void> {
    const { window } = this;
    await window.fill(left + RESIDENT_BYTES);
    const blockEnd = window.start + left;
    const next = findRecordStart(window.bytes, blockEnd, window.end, { arc: frame.head.format === "arc" });
    // Where line ends have been doubled, the block has grown with them.
    if (!frame.declared || frame.doubledCr) {
      const end = withoutLineEnds(window.bytes, window.start, next === -1 ? window.end : next);
      this.#setLength(frame, end - window.start);
      return;
    }
    frame.excess = (next === -1 ? window.end : next) - blockEnd;
    const message = `Content-Length is ${frame.blockLength}, but ${frame.excess} bytes more follow; they are skipped.`;
    if (window.damaged === undefined) this.#report("crawl/content-length", frame.offset, message, frame.head);
  }

  /** Sets the length in the file as stored: in a compressed one with the line ends, in others as CDX has it, without. */
  async #measure(frame: Frame): Promise<void> {
    const { window } = this;
    let left = frame.blockPosition + frame.blockLength - window.position;
    if (window.compressed) {
      left += frame.excess;
      const most = left + RECORD_START;
      while (left < most && (await window.fill(left + 1)) && isLineEnd(window.bytes[window.start + left])) left++;
    }
    frame.length = window.storedLength(frame.position, window.position + left);
  }

  /** For a block that is not as long as Content-Length says: ends it where its member ends or the next record starts. */
  #shorten(frame: Frame): boolean {
    const { window } = this;
    if (this.#endAtNextRecord(frame)) return true;
    if (window.damaged !== undefined || !window.isMemberStart(frame.position)) return false;
    const end = withoutLineEnds(window.bytes, window.start, window.end);
    this.#setLength(frame, end - window.start);
    return true;
  }

  #endAtNextRecord(frame: Frame): boolean {
    const { window } = this;
    const next = findRecordStart(window.bytes, window.start, window.end, { arc: frame.head.format === "arc" });
    if (next === -1 || (frame.declared && next >= window.start + frame.blockLength)) return false;
    this.#setLength(frame, withoutLineEnds(window.bytes, window.start, next) - window.start);
    return true;
  }

  #setLength(frame: Frame, length: number): void {
    const message = `Content-Length is ${frame.blockLength}, but the block has ${length} bytes.`;
    if (frame.declared && length < frame.blockLength) frame.truncated = true;
    frame.blockLength = length;
    // That there is none has been reported with the header.
    if (frame.declared) this.#report("crawl/content-length", frame.offset, message, frame.head);
  }

  /** Consumes up to the start of a record, or to the end of the span. */
  async #skipToRecord(): Promise<void> {
    const { window } = this;
    while (true) {
      const next = findRecordStart(window.bytes, window.start, window.end, { arc: this.#arcVersion !== undefined });
      if (next !== -1) return window.consume(next - window.start);
      // What may be the beginning of a record's start is kept.
      window.consume(Math.max(0, window.unread - RECORD_START));
      if (!(await window.fill(window.unread + RECORD_START)) && window.unread <= RECORD_START) {
        const last = findRecordStart(window.bytes, window.start, window.end, { arc: this.#arcVersion !== undefined });
        return window.consume(last === -1 ? window.unread : last - window.start);
      }
    }
  }

  #truncation({ blockLength }: Frame): string {
    return `Content-Length is ${blockLength}, but the file or its member ends before.`;
  }
}
