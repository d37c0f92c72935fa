import type { WarcRecord } from "@alt2img/crawl";

/** A record in the list. Plain data. */
export type RecordRow = {
  /** Its place in the file, from 0. */
  readonly index: number;
  readonly type: string;
  readonly recordId?: string;
  readonly targetUri?: string;
  readonly date?: string;
  /** Status of an HTTP response. */
  readonly status?: number;
  readonly mimeType?: string;
  /** Bytes of its block, uncompressed. */
  readonly contentLength: number;
  /** Where it starts, in bytes of the file as stored. */
  readonly offset: number;
  /** How long it is there; unknown for long ones, and for those that share a gzip member. */
  readonly length?: number;
  /** Whether its end is missing. */
  readonly truncated: boolean;
};

export function rowOf(record: WarcRecord, index: number): RecordRow {
  const { type, recordId, targetUri, date, http, mimeType, contentLength, offset, length, truncated } = record;
  return {
    index,
    type,
    ...(recordId === undefined ? {} : { recordId }),
    ...(targetUri === undefined ? {} : { targetUri }),
    ...(date === undefined ? {} : { date }),
    ...(http?.status === undefined ? {} : { status: http.status }),
    ...(mimeType === undefined ? {} : { mimeType }),
    contentLength,
    offset,
    ...(length === undefined ? {} : { length }),
    truncated,
  };
}

/** Whether a record that was read again is the one of the row. */
export function isRecordOf(row: RecordRow, { type, recordId, targetUri, offset }: WarcRecord): boolean {
  return type === row.type && recordId === row.recordId && targetUri === row.targetUri && offset === row.offset;
}
