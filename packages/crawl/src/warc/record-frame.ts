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
  /** Bytes of the block: `Content-Length`, or what there is of it. */
  blockLength: number;
  /** Length in the file as stored, once the end of the block has been seen. */
  length: number | undefined;
  /** What follows the block has been looked at. */
  endChecked: boolean;
  /** `blockLength` is what a Content-Length says. */
  readonly declared: boolean;
  /** Bytes after the block that belong to no record and have been reported. */
  excess: number;
  /** The record has a member of its own, lies in memory as a whole, and is as it should be. */
  readonly whole: boolean;
  /** Lines of the header end in CR CR LF. */
  readonly doubledCr: boolean;
  /** The block has fewer bytes than its Content-Length says, as far as it has been looked at. */
  truncated: boolean;
};

/** Reports a problem with a record, or between two records. */
export type ReportInRecord = (code: string, offset: number, message: string, head?: RecordHead) => void;
