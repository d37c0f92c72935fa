/** Where a record lies: a range of a crawl file as it is stored, that is, of its compressed bytes. */
export type RecordLocation = {
  /** The crawl file, as the caller named it. */
  filename?: string;
  /** Where the record starts, in bytes from the start of the file as stored. */
  offset?: number;
  /** How many bytes the record takes in the file as stored: `[offset, offset + length)` is the record alone. */
  length?: number;
};
