import type { RecordPreview } from "./preview-record.js";
import type { RecordRow } from "./record-row.js";
import type { WarcSource } from "./warc-source.js";

/** What a file has that couldn't be read as it should. */
export type WarcProblem = {
  /** Of the diagnostic: `crawl/garbage`. */
  readonly code: string;
  readonly count: number;
  /** The first message of this code. */
  readonly message: string;
};

/** Some more records. */
export type WarcPart = {
  readonly rows: readonly RecordRow[];
  /** Bytes read so far, of the file as stored. */
  readonly done: number;
  /** Its size, if the server says it. */
  readonly total?: number;
  readonly problems: readonly WarcProblem[];
};

export type WarcTasks = {
  /** Reports all records in parts. */
  list(source: WarcSource): void;
  show(source: WarcSource, row: RecordRow): RecordPreview;
};
