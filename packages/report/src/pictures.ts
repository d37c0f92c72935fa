import type { OnProgress } from "@alt2img/core";
import { toBase64 } from "./base64.js";
import { crawlPictures } from "./crawl-pictures.js";
import { shownPages } from "./page/shown-pages.js";
import type { CrawlInput, CrawlSummary } from "./reading.js";

/** A picture that is in the crawl. */
export type Picture = {
  /** Left out if the picture is too large for the report. */
  dataUrl?: string;
  /** Its size in the crawl. */
  byteLength: number;
};

/** Pictures by their absolute URL. */
export type Pictures = ReadonlyMap<string, Picture>;

/** A larger picture is not embedded: the report has to open on a phone. */
export const MAX_PICTURE_BYTES = 150_000;
/** All embedded pictures together, for the same reason. */
const MAX_TOTAL_BYTES = 24_000_000;

export type FindPicturesOptions = {
  /** Stops reading; the promise rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
  /** Stage `"pictures"`, in bytes of the WARC files as stored. */
  onProgress?: OnProgress | undefined;
};

/**
 * Looks in the WARC files of a crawl for the pictures of the pages that the report shows. It takes the first capture of
 * each; a `revisit` record stands for an earlier picture with the same payload digest. For pictures over 150 kB, or beyond
 * 24 MB in all, it only returns the size.
 *
 * @param files the files that `readCrawl` has read
 * @param reading what it found; files that it couldn't read, and WAT and HTML files, are skipped
 */
export async function findPictures(
  files: readonly CrawlInput[],
  reading: CrawlSummary,
  options: FindPicturesOptions = {},
): Promise<Pictures> {
  const shown = shownPages(reading).flatMap(({ images }) => images);
  const wanted = new Set(shown.flatMap(({ image }) => image.candidates.map(({ url }) => url)));
  const pictures = new Map<string, Picture>();
  let room = MAX_TOTAL_BYTES;
  const captured = crawlPictures(files, reading, wanted, { ...options, maxBytes: MAX_PICTURE_BYTES });
  for await (const { url, byteLength, content, sameAs } of captured) {
    const earlier = sameAs === undefined ? undefined : pictures.get(sameAs);
    const fits = content !== undefined && byteLength <= room;
    if (fits) room -= byteLength;
    pictures.set(url, earlier ?? { byteLength, ...(fits && { dataUrl: toDataUrl(content) }) });
  }
  return pictures;
}

export function toDataUrl({ bytes, mimeType }: { bytes: Uint8Array; mimeType: string }): string {
  return `data:${mimeType};base64,${toBase64(bytes)}`;
}
