/** Where a record is: a range of a crawl file as stored, that is, of its compressed bytes. */
export type RecordLocation = {
  /** The crawl file, as the caller named it. */
  filename?: string;
  /** Where the record starts, in bytes from the start of the file as stored. */
  offset?: number;
  /** How many bytes the record takes up in the file as stored: `[offset, offset + length)` is exactly the record. */
  length?: number;
};
