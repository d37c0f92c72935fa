import { Alt2imgError, collectBytes, type OnProgress } from "@alt2img/core";
import { readWarc, type WarcRecord, type WarcRecordHead } from "@alt2img/crawl";
import { imageMimeType } from "./image-mime-type.js";
import type { CrawlInput, CrawlSummary } from "./reading.js";

/** The first capture of a picture. */
export type CapturedPicture = {
  /** Its address, as `extractPage` writes it. */
  url: string;
  /** Its size in the crawl. */
  byteLength: number;
  /** Left out if the picture has more than `maxBytes`. */
  content?: { bytes: Uint8Array; mimeType: string };
  /** The address of an earlier picture with the same bytes, which a `revisit` record names by its digest. */
  sameAs?: string;
};

export type CrawlPicturesOptions = {
  /** The content of a larger picture is left out. */
  maxBytes: number;
  signal?: AbortSignal | undefined;
  /** Stage `"pictures"`, in bytes of the WARC files as stored. */
  onProgress?: OnProgress | undefined;
};

/**
 * Reads pictures from the WARC files of a crawl, the first capture of each, in the order of the files. Skips broken records:
 * they were reported when the pages were read.
 *
 * @param files the files that `readCrawl` has read
 * @param reading what it found; files that it couldn't read, and WAT and HTML files, are skipped
 * @param wanted absolute URLs
 */
export async function* crawlPictures(
  files: readonly CrawlInput[],
  reading: Pick<CrawlSummary, "files">,
  wanted: ReadonlySet<string>,
  { maxBytes, signal, onProgress }: CrawlPicturesOptions,
): AsyncGenerator<CapturedPicture, void, undefined> {
  const seen = new Set<string>();
  const byDigest = new Map<string, CapturedPicture>();
  const warcs = wanted.size === 0 ? [] : files.filter((_, i) => isWholeWarc(reading.files[i]));
  const total = warcs.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const filter = (head: WarcRecordHead): boolean => {
    const url = normalise(head.targetUri);
    return mayBePicture(head) && wanted.has(url) && !seen.has(url);
  };
  let before = 0;
  for (const { filename, byteLength, open } of warcs) {
    const records = readWarc(await open(), {
      filename,
      filter,
      ...(signal && { signal }),
      ...(onProgress && {
        onProgress: ({ done }) => onProgress({ stage: "pictures", done: before + done, total, unit: "bytes" }),
      }),
    });
    for await (const record of records) {
      const url = normalise(record.targetUri);
      const digest = record.headers.get("WARC-Payload-Digest") ?? "";
      const earlier = byDigest.get(digest);
      const picture =
        record.type === "revisit"
          ? earlier && { url, byteLength: earlier.byteLength, sameAs: earlier.url }
          : await readPicture(record, url, maxBytes);
      if (picture !== undefined) {
        seen.add(url);
        if (digest !== "" && record.type !== "revisit") byDigest.set(digest, { url, byteLength: picture.byteLength });
        yield picture;
      }
      signal?.throwIfAborted();
    }
    before += byteLength;
  }
}

function isWholeWarc(file: CrawlSummary["files"][number] | undefined): boolean {
  return file?.format === "warc" && file.failure === undefined;
}

function mayBePicture({ type, http }: WarcRecordHead): boolean {
  return type === "revisit" || type === "resource" || (type === "response" && http?.status === 200);
}

/** @returns `undefined` if the record is broken, or its bytes don't start like a picture */
async function readPicture(record: WarcRecord, url: string, maxBytes: number): Promise<CapturedPicture | undefined> {
  const pieces: Uint8Array[] = [];
  let byteLength = 0;
  try {
    for await (const piece of record.payloadStream()) {
      byteLength += piece.length;
      if (byteLength <= maxBytes) pieces.push(piece.slice());
      else pieces.length = 0;
    }
  } catch (error) {
    if (error instanceof Alt2imgError) return undefined;
    throw error;
  }
  if (byteLength > maxBytes) return { url, byteLength };
  const bytes = await collectBytes(pieces);
  const mimeType = imageMimeType(bytes);
  return mimeType === undefined ? undefined : { url, byteLength, content: { bytes, mimeType } };
}

/** Writes an address as `extractPage` does, so that the two can be compared. */
function normalise(targetUri = ""): string {
  return URL.canParse(targetUri) ? new URL(targetUri).href : targetUri;
}
