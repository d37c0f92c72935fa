import type { MessageEnd } from "../http-message/message-end.js";
import type { RecordHead } from "./record-head.js";

/**
 * A block no longer than this is decoded to its end before its record is handed out: so a record that is cut short is
 * not handed out, wherever the chunks of the source end.
 */
export const RESIDENT_BYTES: number = 1 << 20;

/** Where a record lies. Positions count decoded bytes of the file. */
export type Frame = {
  readonly head: RecordHead;
  readonly position: number;
  /** Where the record starts in the file as stored. */
  readonly offset: number;
  readonly blockPosition: number;
  /** Bytes of the block: `Content-Length`, or what there is of it. Infinite as long as its end is still to be found. */
  blockLength: number;
  /** Length in the file as stored, once the end of the block has been seen. */
  length: number | undefined;
  /** The block has been decoded to its end, or as far as is held in memory at a time. */
  settled: boolean;
  /** What follows the block has been looked at. */
  endChecked: boolean;
  /** The header has a Content-Length that is a number. */
  readonly declared: boolean;
  /** Bytes after the block that belong to no record and have been reported. */
  excess: number;
  /** The record has a member of its own, lies in memory as a whole, and is as it should be. */
  readonly whole: boolean;
  /** Lines of the header end in CR CR LF. */
  readonly doubledCr: boolean;
  /** The end of the block is missing, as far as it has been looked at. */
  truncated: boolean;
  /** The file or its member ends inside the block. */
  cut: boolean;
  /** Of a block that is longer than what is held: up to here it can be given. */
  clear: number;
  /** Of such a block: where the HTTP message in it ends. */
  message: MessageEnd | undefined;
};

/** What is known of a record by its header alone. */
type FrameStart = Pick<Frame, "head" | "position" | "offset" | "blockPosition" | "declared" | "doubledCr" | "whole">;

export function newFrame({ head, position, offset, blockPosition, declared, doubledCr, whole }: FrameStart): Frame {
  return {
    head,
    position,
    offset,
    blockPosition,
    blockLength: declared ? head.contentLength : Number.POSITIVE_INFINITY,
    length: undefined,
    settled: whole,
    endChecked: whole,
    declared,
    excess: 0,
    whole,
    doubledCr,
    truncated: false,
    cut: false,
    clear: Number.POSITIVE_INFINITY,
    message: undefined,
  };
}

/** Reports a problem with a record, or between two records. */
export type ReportInRecord = (code: string, offset: number, message: string, head?: RecordHead) => void;
