/** How much a record may make `readWarc` hold or decode before it counts as damaged or hostile. */
export type WarcLimits = {
  /**
   * The most bytes of a record's header, and of the HTTP head in its block. Chromium accepts 256 KiB of HTTP head;
   * a `WARC-Target-URI` can contain a long `data:` URL.
   */
  headerBytes: number;
  /** The most lines of either. Servers accept 100 to 1,000 fields. */
  headerLines: number;
  /**
   * The most bytes that `block()` and `payload()` hold in memory. Common Crawl cuts payloads off at 5 MiB (1 MiB
   * before March 2025). Longer ones, such as videos, can be read as streams.
   */
  blockBytes: number;
  /**
   * The most decoded bytes for each stored one, once more than 64 MiB are decoded. HTML has a ratio of 3 to 20,
   * logs of up to 100; deflate's own limit is 1,032, which only zeros reach.
   */
  inflationRatio: number;
};

/** The default limits of `readWarc`. */
export const defaultWarcLimits: WarcLimits = {
  headerBytes: 1 << 20,
  headerLines: 10_000,
  blockBytes: 256 << 20,
  inflationRatio: 250,
};

/** Up to this many decoded bytes the inflation ratio doesn't matter: they do no harm. */
const INFLATION_GRACE_BYTES = 64 << 20;

/** Whether `decoded` bytes from `stored` ones make a decompression bomb. */
export function exceedsInflationRatio(decoded: number, stored: number, limit: number): boolean {
  return decoded > INFLATION_GRACE_BYTES && decoded > limit * stored;
}

/** The most bytes that `stored` bytes may become in memory. */
export function mostDecoded(stored: number, { blockBytes, inflationRatio }: WarcLimits): number {
  return Math.min(blockBytes, Math.max(INFLATION_GRACE_BYTES, inflationRatio * stored));
}
