import type { MessageEnd } from "../http-message/message-end.js";
import type { RecordHead } from "./record-head.js";

/**
 * A block up to this length is decoded to its end before its record is returned. So a record that is cut off isn't
 * returned, wherever the chunks of the source end.
 */
export const RESIDENT_BYTES: number = 1 << 20;

/** Where a record is. Positions count the decoded bytes of the file. */
export type Frame = {
  readonly head: RecordHead;
  readonly position: number;
  /** Where the record starts in the file as stored. */
  readonly offset: number;
  readonly blockPosition: number;
  /** Bytes of the block: `Content-Length`, or what there is of it. Infinite as long as its end isn't known. */
  blockLength: number;
  /** Length in the file as stored, once the end of the block is known. */
  length: number | undefined;
  /** The block is decoded to its end, or as far as is held in memory at a time. */
  settled: boolean;
  /** The end of the block has been found and checked. */
  endChecked: boolean;
  /** The header has a Content-Length that is a number. */
  readonly declared: boolean;
  /** Bytes after the block that belong to no record; they have been reported. */
  excess: number;
  /** The record has a member of its own, is in memory as a whole, and has no faults. */
  readonly whole: boolean;
  /** Lines of the header end in CR CR LF. */
  readonly doubledCr: boolean;
  /** The end of the block is missing, as far as that is known yet. */
  truncated: boolean;
  /** The file or its member ends inside the block. */
  cut: boolean;
  /** For a block longer than what is held in memory: up to which position it can be returned. */
  clear: number;
  /** For such a block: where the HTTP message in it ends. */
  message: MessageEnd | undefined;
};

/** What is known about a record from just its header. */
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
