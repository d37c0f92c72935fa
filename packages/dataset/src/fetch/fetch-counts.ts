import { Alt2imgError } from "@alt2img/core";
import type { FetchRecord } from "./state/fetch-record.js";

/** What has happened to pairs: `read` = `kept` + `failed` + `skipped`. */
export type FetchCounts = {
  read: number;
  /** Whose image is stored. */
  kept: number;
  failed: number;
  /** Whose image's owner doesn't want it to be taken: robots.txt, `X-Robots-Tag`, `TDM-Reservation`. */
  skipped: number;
  /** How many failed or were skipped for each reason: `{ "dataset/http-404": 12 }`. */
  codes: Record<string, number>;
  /** Of `read`: whose address this run asked for; the state of all others was known. */
  fetched: number;
};

export function emptyFetchCounts(): FetchCounts {
  return { read: 0, kept: 0, failed: 0, skipped: 0, codes: {}, fetched: 0 };
}

export function countOutcome(counts: FetchCounts, record: FetchRecord): void {
  counts.read++;
  counts[record.state]++;
  if (record.state !== "kept") counts.codes[record.code] = (counts.codes[record.code] ?? 0) + 1;
}

/** @throws Alt2imgError `dataset/fetch-balance` if a pair is lost or counted twice */
export function checkFetchBalance(read: number, counts: Readonly<FetchCounts>): void {
  const { kept, failed, skipped, codes } = counts;
  const lost = Object.values(codes).reduce((total, count) => total + count, 0);
  if (kept + failed + skipped === read && counts.read === read && lost === failed + skipped) return;
  throw new Alt2imgError(
    "dataset/fetch-balance",
    `fetchImages read ${read} pairs, but ${kept} were kept, ${failed} failed and ${skipped} were skipped, for ${lost} reasons. ` +
      "This is a bug of alt2img: please report it.",
  );
}
