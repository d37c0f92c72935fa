/** How much may be held or decoded for a record before it counts as damaged or hostile. */
export type WarcLimits = {
  /**
   * The most bytes of a record's header, and of the HTTP head in its block. Chromium stops at 256 KiB of HTTP head;
   * a `WARC-Target-URI` can hold a long `data:` URL.
   */
  headerBytes: number;
  /** The most lines of either. Servers stop at 100 to 1,000 fields. */
  headerLines: number;
  /**
   * The most bytes that `block()` and `payload()` hold in memory. Common Crawl cuts payloads at 5 MiB (before March
   * 2025 at 1 MiB); whoever wants a video streams it.
   */
  blockBytes: number;
  /**
   * The most decoded bytes for each stored one, once more than 64 MiB are decoded. HTML gives 3 to 20, logs up to
   * 100; deflate's own limit is 1,032, reached by zeros alone.
   */
  inflationRatio: number;
};

/** The limits of `readWarc` where its `limits` names no others. */
export const defaultWarcLimits: WarcLimits = {
  headerBytes: 1 << 20,
  headerLines: 10_000,
  blockBytes: 256 << 20,
  inflationRatio: 250,
};

/** Decoded bytes below which the inflation ratio doesn't count: this much does no harm. */
const INFLATION_GRACE_BYTES = 64 << 20;

/** Whether so many `decoded` bytes out of so many `stored` ones are a bomb. */
export function exceedsInflationRatio(decoded: number, stored: number, limit: number): boolean {
  return decoded > INFLATION_GRACE_BYTES && decoded > limit * stored;
}

/** The most bytes that so many stored ones may become in memory. */
export function mostDecoded(stored: number, { blockBytes, inflationRatio }: WarcLimits): number {
  return Math.min(blockBytes, Math.max(INFLATION_GRACE_BYTES, inflationRatio * stored));
}
