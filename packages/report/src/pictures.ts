import { Alt2imgError, collectBytes, type OnProgress } from "@alt2img/core";
import { readWarc, type WarcRecord, type WarcRecordHead } from "@alt2img/crawl";
import { toBase64 } from "./base64.js";
import { imageMimeType } from "./image-mime-type.js";
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
  { signal, onProgress }: FindPicturesOptions = {},
): Promise<Pictures> {
  const shown = shownPages(reading).flatMap(({ images }) => images);
  const collector = createPictureCollector(
    new Set(shown.flatMap(({ image }) => image.candidates.map(({ url }) => url))),
  );
  const warcs = shown.length === 0 ? [] : files.filter((_, i) => isWholeWarc(reading.files[i]));
  const total = warcs.reduce((sum, { byteLength }) => sum + byteLength, 0);
  let before = 0;
  for (const { filename, byteLength, open } of warcs) {
    const records = readWarc(await open(), {
      filename,
      filter: collector.wants,
      ...(signal && { signal }),
      ...(onProgress && {
        onProgress: ({ done }) => onProgress({ stage: "pictures", done: before + done, total, unit: "bytes" }),
      }),
    });
    for await (const record of records) {
      await collector.add(record);
      signal?.throwIfAborted();
    }
    before += byteLength;
  }
  return collector.pictures;
}

function isWholeWarc(file: CrawlSummary["files"][number] | undefined): boolean {
  return file?.format === "warc" && file.failure === undefined;
}

type PictureCollector = {
  wants(head: WarcRecordHead): boolean;
  /** Skips broken records: they were reported when the pages were read. */
  add(record: WarcRecord): Promise<void>;
  readonly pictures: Pictures;
};

/** @param wanted absolute URLs */
function createPictureCollector(wanted: ReadonlySet<string>): PictureCollector {
  const pictures = new Map<string, Picture>();
  const byDigest = new Map<string, Picture>();
  let room = MAX_TOTAL_BYTES;

  const pictureOf = async (record: WarcRecord): Promise<Picture | undefined> => {
    const { byteLength, bytes } = await readPicture(record);
    if (bytes === undefined || byteLength > room) return { byteLength };
    const mimeType = imageMimeType(bytes);
    if (mimeType === undefined) return undefined;
    room -= byteLength;
    return { byteLength, dataUrl: `data:${mimeType};base64,${toBase64(bytes)}` };
  };

  return {
    pictures,
    wants({ type, targetUri = "", http }) {
      if (type !== "revisit" && type !== "resource" && !(type === "response" && http?.status === 200)) return false;
      const url = normalise(targetUri);
      return wanted.has(url) && !pictures.has(url);
    },
    async add(record) {
      const digest = record.headers.get("WARC-Payload-Digest") ?? "";
      let picture = byDigest.get(digest);
      if (record.type !== "revisit") {
        try {
          picture = await pictureOf(record);
        } catch (error) {
          if (!(error instanceof Alt2imgError)) throw error;
          return;
        }
      }
      if (picture === undefined) return;
      pictures.set(normalise(record.targetUri ?? ""), picture);
      if (digest !== "") byDigest.set(digest, picture);
    },
  };
}

/** The size of a record's payload, and the payload itself if it is small enough. */
async function readPicture(record: WarcRecord): Promise<{ byteLength: number; bytes?: Uint8Array }> {
  const pieces: Uint8Array[] = [];
  let byteLength = 0;
  for await (const piece of record.payloadStream()) {
    byteLength += piece.length;
    if (byteLength <= MAX_PICTURE_BYTES) pieces.push(piece.slice());
    else pieces.length = 0;
  }
  return byteLength <= MAX_PICTURE_BYTES ? { byteLength, bytes: await collectBytes(pieces) } : { byteLength };
}

/** Writes an address as `extractPage` does, so that the two can be compared. */
function normalise(targetUri: string): string {
  return URL.canParse(targetUri) ? new URL(targetUri).href : targetUri;
}
