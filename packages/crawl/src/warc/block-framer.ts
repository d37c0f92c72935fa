import { formatCount } from "@alt2img/core";
import type { DecodedWindow } from "../bytes/decoded-window.js";
import { messageEndOf } from "../http-message/message-end.js";
import type { MaybePromise } from "../maybe-promise.js";
import { type Frame, RESIDENT_BYTES, type ReportInRecord } from "./record-frame.js";
import {
  findRecordStart,
  findWarcHeader,
  hasTwoCrlfs,
  isLineEnd,
  lineEndsAt,
  RECORD_START,
  withoutLineEnds,
} from "./record-search.js";
import { arcRecordInLine, startsRecord } from "./record-start.js";

/** How much of a long block is held back, to see the start of the next record and the line ends before it as a whole. */
const HELD_BACK = RECORD_START + 16;
/** How far ahead to read to check the end of a block in which a record seems to start. */
const LOOK_AHEAD = 16 << 20;

/** `filedesc:` */
const LONGEST_SCHEME = 9;
const LF = 10;

/** What shows that a block is shorter than its Content-Length. */
type Evidence = "message" | "record" | "span";
const EVIDENCE: Record<Evidence, string> = {
  message: ", all of its HTTP message",
  record: "; then the next record starts",
  span: "; then the file or its member ends",
};

/**
 * Finds where the blocks of records end, and returns their bytes.
 *
 * A Content-Length counts if a record or the end of the file follows after that many bytes. If not, or without a
 * Content-Length, the block ends with its HTTP message if a record or the end of the file follows there, and
 * otherwise at the next record.
 */
export class BlockFramer {
  readonly #window: DecodedWindow;
  readonly #report: ReportInRecord;

  constructor(window: DecodedWindow, report: ReportInRecord) {
    this.#window = window;
    this.#report = report;
  }

  /** Decodes the block, or as much of it as is held in memory at a time, and finds its end. The window must be at the block. */
  async settle(frame: Frame): Promise<void> {
    if (frame.settled) return;
    frame.settled = true;
    const window = this.#window;
    const filled = await window.fill(Math.min(frame.blockLength, RESIDENT_BYTES));
    if (filled && frame.blockLength <= RESIDENT_BYTES) return this.#checkEnd(frame);
    const isWrong = !filled || isOpen(frame);
    if (isWrong && ((await this.#endWithMessage(frame)) || (await this.#endAtNextRecord(frame)))) return;
    if (!filled) return this.#endWithSpan(frame);
    frame.message = messageEndOf(frame.head, window.bytes.subarray(window.start, window.end));
    // Message and Content-Length agree: no need to search for the end.
    if (frame.message?.position === frame.blockLength) return;
    frame.clear = frame.blockPosition;
    await this.#clearMore(frame);
  }

  /** Takes the next unread bytes of the block; `undefined` at its end, or where it is cut off. */
  take(frame: Frame): MaybePromise<Uint8Array | undefined> {
    const left = this.#left(frame);
    if (left === 0 && frame.endChecked) return undefined;
    const ready = Math.min(left, frame.clear - this.#window.position);
    return ready > 0 && this.#window.unread > 0 ? this.#takeUnread(ready) : this.#takeMore(frame);
  }

  async #takeMore(frame: Frame): Promise<Uint8Array | undefined> {
    const window = this.#window;
    while (true) {
      const left = this.#left(frame);
      const ready = Math.min(left, frame.clear - window.position);
      if (left === 0) {
        if (frame.endChecked) return undefined;
        await this.#checkEnd(frame);
      } else if (ready <= 0) {
        await this.#clearMore(frame);
      } else {
        if (await window.fill(1)) return this.#takeUnread(ready);
        await this.#endWithSpan(frame);
      }
    }
  }

  #takeUnread(most: number): Uint8Array {
    const window = this.#window;
    const taken = Math.min(most, window.unread);
    const bytes = window.bytes.subarray(window.start, window.start + taken);
    window.consume(taken);
    return bytes;
  }

  #left({ blockPosition, blockLength }: Frame): number {
    return blockPosition + blockLength - this.#window.position;
  }

  /** Finds out how much more of a long block can be returned, or where it ends. */
  async #clearMore(frame: Frame): Promise<void> {
    const window = this.#window;
    const filled = await window.fill(4 * HELD_BACK);
    const left = this.#left(frame);
    const { bytes, start, end, unread, position } = window;
    frame.message?.follow(bytes.subarray(0, end), position + unread - frame.blockPosition);
    const to = Math.min(end, start + left);
    const found = isArc(frame) ? findRecordStart(bytes, start, to, { arc: true }) : findWarcHeader(bytes, start, to);
    if (found !== -1) {
      const next = found - start;
      if (await this.#isNext(frame, next)) await this.#endBefore(frame, next);
      else frame.clear = Number.POSITIVE_INFINITY;
    } else if (left <= unread) frame.clear = Number.POSITIVE_INFINITY;
    else if (filled) frame.clear = position + unread - HELD_BACK;
    else await this.#endWithSpan(frame);
  }

  /**
   * Whether a record that seems to start in a long block is the next record, so that the Content-Length is too large.
   * It may also be part of the block: crawlers capture WARC files, too.
   * @param next how many unread bytes come before it
   */
  async #isNext(frame: Frame, next: number): Promise<boolean> {
    if (isOpen(frame) || this.#messageEndsBefore(frame, next)) return true;
    const left = this.#left(frame);
    if (left <= LOOK_AHEAD) return !((await this.#window.fill(left)) && (await this.#isFollowed(frame, left)));
    // This can't be checked. Trust the Content-Length only if the payload is a WARC file.
    const window = this.#window;
    const payload = frame.blockPosition + (frame.message?.headLength ?? 0);
    return window.position + next !== payload;
  }

  /** Whether the HTTP message in a long block ends right before the next record, apart from the line ends between them. */
  #messageEndsBefore(frame: Frame, next: number): boolean {
    const end = this.#messageEnd(frame);
    return end !== undefined && end <= next && this.#isParted(frame, end, next);
  }

  /** How many unread bytes of a long block belong to its HTTP message, if that is known. */
  #messageEnd({ blockPosition, message }: Frame): number | undefined {
    const end = message?.position === undefined ? -1 : blockPosition + message.position - this.#window.position;
    return end < 0 ? undefined : end;
  }

  /** Ends the block before the next record, which starts after so many unread bytes, or with its HTTP message. */
  async #endBefore(frame: Frame, next: number): Promise<void> {
    const message = this.#messageEnd(frame);
    if (message !== undefined && this.#messageEndsBefore(frame, next)) return this.#end(frame, message, "message");
    const { bytes, start } = this.#window;
    await this.#end(frame, withoutLineEnds(bytes, start, start + next) - start, "record");
  }

  /** Checks that the block is followed by two line ends (one in ARC) and the next record. */
  async #checkEnd(frame: Frame): Promise<void> {
    const window = this.#window;
    frame.endChecked = true;
    const left = this.#left(frame);
    await window.fill(left + (isArc(frame) ? 1 : 4));
    const at = window.start + left;
    if (isArc(frame) ? isLineEnd(window.bytes[at]) : hasTwoCrlfs(window.bytes, at)) return this.#measure(frame);
    const isSettling = window.position === frame.blockPosition;
    if (isSettling && (await this.#endWithMessage(frame))) return;
    if (await this.#isFollowed(frame, left)) {
      // An ARC file may end with its last block, without a line end.
      const isLast = isArc(frame) && window.unread === left;
      if (!isLast && window.damaged === undefined) {
        this.#report("crawl/record-end", frame.offset, "The block isn't followed by two CRLFs.", frame.head);
      }
      return this.#measure(frame);
    }
    if (!isSettling || !(await this.#endAtNextRecord(frame))) await this.#findExcess(frame, left);
  }

  /** Whether a record or the end of the span follows after so many unread bytes and any line ends. */
  async #isFollowed(frame: Frame, length: number): Promise<boolean> {
    const window = this.#window;
    await window.fill(length + RECORD_START);
    if (window.unread < length) return false;
    const ends = lineEndsAt(window.bytes, window.start + length);
    if (length + ends === window.unread) return !(await window.fill(window.unread + 1));
    const { bytes, start } = window;
    const after = start + length + ends;
    return ends === 0 && isArc(frame) ? isArcRecordBehind(bytes, start, after) : startsRecord(bytes, after);
  }

  /** Ends a block with a wrong Content-Length after its HTTP message, if a record follows there. */
  async #endWithMessage(frame: Frame): Promise<boolean> {
    const window = this.#window;
    const next = this.#nextRecord(frame);
    const block = window.bytes.subarray(window.start, window.end);
    const message = messageEndOf(frame.head, block.subarray(0, next));
    message?.follow(block, block.length);
    const end = message?.position;
    if (end === undefined || end >= frame.blockLength || !(await this.#isFollowed(frame, end))) return false;
    if (!this.#isParted(frame, end, end + lineEndsAt(window.bytes, window.start + end))) return false;
    await this.#end(frame, end, "message");
    return true;
  }

  /** Ends such a block at the next record. */
  async #endAtNextRecord(frame: Frame): Promise<boolean> {
    const window = this.#window;
    const next = this.#nextRecord(frame);
    if (next === undefined || next >= frame.blockLength) return false;
    const { bytes, start } = window;
    await this.#end(frame, withoutLineEnds(bytes, start, start + next) - start, "record");
    return true;
  }

  /** How many unread bytes come before the start of a record. */
  #nextRecord(frame: Frame): number | undefined {
    const { bytes, start, end } = this.#window;
    const found = findRecordStart(bytes, start, end, { arc: isArc(frame) });
    return found === -1 ? undefined : found - start;
  }

  /** Whether the unread bytes `[from, to)` are the line ends between a block and the next record, and none of the block's own. */
  #isParted(frame: Frame, from: number, to: number): boolean {
    const { bytes, start } = this.#window;
    const ends = lineEndsAt(bytes, start + from);
    if (from + ends < to) return false;
    if (isArc(frame)) return ends > 0;
    return hasTwoCrlfs(bytes, start + from) || withoutLineEnds(bytes, start, start + to) === start + from;
  }

  /** The block continues after Content-Length bytes: skips the rest, up to the next record. */
  async #findExcess(frame: Frame, left: number): Promise<void> {
    const window = this.#window;
    // If a program has doubled the line ends, the block is longer than it was.
    if (frame.doubledCr) return this.#reopen(frame);
    await window.fill(left + RESIDENT_BYTES);
    const blockEnd = window.start + left;
    const next = findRecordStart(window.bytes, blockEnd, window.end, { arc: isArc(frame) });
    frame.excess = (next === -1 ? window.end : next) - blockEnd;
    const message = `Content-Length is ${frame.blockLength}, but the block is longer. Skipped ${formatCount(frame.excess, "byte")}.`;
    if (window.damaged === undefined) this.#report("crawl/content-length", frame.offset, message, frame.head);
    await this.#measure(frame);
  }

  /** Ignores the Content-Length from here on: the block continues until the next record. */
  async #reopen(frame: Frame): Promise<void> {
    frame.blockLength = Number.POSITIVE_INFINITY;
    frame.endChecked = false;
    frame.clear = this.#window.position;
    if (frame.clear > frame.blockPosition) return;
    frame.settled = false;
    await this.settle(frame);
  }

  /** Ends a block at the end of its span, before its Content-Length is reached. */
  async #endWithSpan(frame: Frame): Promise<void> {
    const window = this.#window;
    const { bytes, start, end, unread } = window;
    const message = this.#messageEnd(frame);
    if (message !== undefined && window.damaged !== "corrupt" && this.#messageEndsBefore(frame, unread)) {
      return this.#end(frame, message, "message");
    }
    if (window.damaged === undefined && (isOpen(frame) || window.isMemberStart(frame.position))) {
      return this.#end(frame, withoutLineEnds(bytes, start, end) - start, "span");
    }
    frame.blockLength = window.position + unread - frame.blockPosition;
    frame.endChecked = true;
    frame.truncated = true;
    frame.cut = true;
    // The damage to the member has been reported already.
    if (window.damaged !== undefined) return;
    const text = `Content-Length is ${frame.head.contentLength}, but the file or its member ends after ${frame.blockLength} bytes of the block.`;
    this.#report("crawl/truncated-record", frame.offset, text, frame.head);
  }

  /** Ends the block after so many unread bytes, which its Content-Length contradicts. */
  async #end(frame: Frame, unread: number, evidence: Evidence): Promise<void> {
    const { contentLength } = frame.head;
    frame.blockLength = this.#window.position + unread - frame.blockPosition;
    frame.endChecked = true;
    // A missing Content-Length has been reported with the header.
    if (frame.declared && frame.blockLength !== contentLength) {
      const message = `Content-Length is ${contentLength}, but the block has ${frame.blockLength} bytes${EVIDENCE[evidence]}.`;
      this.#report("crawl/content-length", frame.offset, message, frame.head);
      frame.truncated = frame.blockLength < contentLength && evidence !== "message";
    }
    await this.#measure(frame);
  }

  /** Sets the length in the file as stored: with the line ends in a compressed file, without them (as in CDX files) in others. */
  async #measure(frame: Frame): Promise<void> {
    const window = this.#window;
    let left = this.#left(frame);
    if (window.compressed) {
      left += frame.excess;
      const most = left + RECORD_START;
      while (left < most && (await window.fill(left + 1)) && isLineEnd(window.bytes[window.start + left])) left++;
    }
    frame.length = window.storedLength(frame.position, window.position + left);
  }
}

/** The end of the block isn't known yet. */
const isOpen = ({ blockLength }: Frame): boolean => blockLength === Number.POSITIVE_INFINITY;

/** Whether an ARC record starts exactly at `at`, where no line end comes before it. */
function isArcRecordBehind(bytes: Uint8Array, start: number, at: number): boolean {
  return arcRecordInLine(bytes, Math.max(start, at - LONGEST_SCHEME), bytes.indexOf(LF, at)) === at;
}

const isArc = ({ head }: Frame): boolean => head.format === "arc";
