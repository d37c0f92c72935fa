import { type ByteSource, collectBytes, type OnProgress } from "@alt2img/core";
import { readWarc, type WarcRecordHead } from "@alt2img/crawl";
import { imageMimeType } from "./image-mime-type.js";

/** A picture that the crawl holds. */
type Thumbnail = {
  /** Left out where it is too large to stand in the report. */
  dataUrl?: string;
  /** Of the picture as the crawl holds it. */
  bytes: number;
};

/** Pictures by their absolute URL. */
export type Thumbnails = ReadonlyMap<string, Thumbnail>;

/** A picture of more bytes is not embedded: a phone has to open the report. */
export const MAX_THUMBNAIL_BYTES = 150_000;
/** All embedded pictures together, for the same reason. */
const MAX_TOTAL_BYTES = 24_000_000;

/** Gathers the pictures of a report from its crawl files, one after the other. */
export type ThumbnailCollector = {
  collect(
    source: ByteSource,
    options: { filename: string; signal?: AbortSignal | undefined; onProgress?: OnProgress | undefined },
  ): Promise<void>;
  readonly thumbnails: Thumbnails;
};

/**
 * Takes the first capture of each wanted image. A `revisit` stands for a picture that was met before, by its payload
 * digest. What is broken was reported when the pages were read, and is passed over here.
 *
 * @param wanted absolute URLs
 */
export function createThumbnailCollector(wanted: ReadonlySet<string>): ThumbnailCollector {
  const thumbnails = new Map<string, Thumbnail>();
  const byDigest = new Map<string, Thumbnail>();
  let room = MAX_TOTAL_BYTES;
  const isWanted = ({ type, targetUri = "", http }: WarcRecordHead): boolean => {
    if (type !== "revisit" && type !== "resource" && !(type === "response" && http?.status === 200)) return false;
    const url = normalise(targetUri);
    return wanted.has(url) && !thumbnails.has(url);
  };
  return {
    thumbnails,
    async collect(source, { filename, signal, onProgress }) {
      const options = {
        filename,
        filter: isWanted,
        ...(signal === undefined ? {} : { signal }),
        ...(onProgress === undefined ? {} : { onProgress }),
      };
      for await (const record of readWarc(source, options)) {
        const url = normalise(record.targetUri ?? "");
        const digest = record.headers.get("WARC-Payload-Digest");
        if (record.type === "revisit") {
          const original = digest === undefined ? undefined : byDigest.get(digest);
          if (original !== undefined) thumbnails.set(url, original);
          continue;
        }
        let bytes = 0;
        const head: Uint8Array[] = [];
        try {
          for await (const piece of record.payloadStream()) {
            bytes += piece.length;
            if (bytes <= MAX_THUMBNAIL_BYTES) head.push(piece.slice());
            else head.length = 0;
          }
        } catch {
          signal?.throwIfAborted();
          continue;
        }
        const thumbnail: Thumbnail = { bytes };
        if (bytes <= Math.min(MAX_THUMBNAIL_BYTES, room)) {
          const picture = await collectBytes(head);
          const mimeType = imageMimeType(picture);
          if (mimeType === undefined) continue;
          thumbnail.dataUrl = `data:${mimeType};base64,${Buffer.from(picture).toString("base64")}`;
          room -= bytes;
        }
        thumbnails.set(url, thumbnail);
        if (digest !== undefined) byDigest.set(digest, thumbnail);
      }
    },
  };
}

/** As `extractPage` writes addresses, so that the two can be compared. */
function normalise(targetUri: string): string {
  return URL.canParse(targetUri) ? new URL(targetUri).href : targetUri;
}
