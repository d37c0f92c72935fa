import { Alt2imgError, type ByteSource, collectBytes, type OnProgress } from "@alt2img/core";
import { readWarc, type WarcRecord, type WarcRecordHead } from "@alt2img/crawl";
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
  const thumbnailOf = async (record: WarcRecord): Promise<Thumbnail | undefined> => {
    const { bytes, picture } = await readPicture(record);
    if (picture === undefined || bytes > room) return { bytes };
    const mimeType = imageMimeType(picture);
    if (mimeType === undefined) return undefined;
    room -= bytes;
    return { bytes, dataUrl: `data:${mimeType};base64,${Buffer.from(picture).toString("base64")}` };
  };

  return {
    thumbnails,
    async collect(source, { filename, signal, onProgress }) {
      const options = { filename, filter: isWanted, ...(signal && { signal }), ...(onProgress && { onProgress }) };
      for await (const record of readWarc(source, options)) {
        const digest = record.headers.get("WARC-Payload-Digest") ?? "";
        let thumbnail = byDigest.get(digest);
        if (record.type !== "revisit") {
          try {
            thumbnail = await thumbnailOf(record);
          } catch (error) {
            signal?.throwIfAborted();
            if (!(error instanceof Alt2imgError)) throw error;
            continue;
          }
        }
        if (thumbnail === undefined) continue;
        thumbnails.set(normalise(record.targetUri ?? ""), thumbnail);
        if (digest !== "") byDigest.set(digest, thumbnail);
      }
    },
  };
}

/** The size of a record's payload, and the payload itself where it is not too large. */
async function readPicture(record: WarcRecord): Promise<{ bytes: number; picture?: Uint8Array }> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of record.payloadStream()) {
    bytes += piece.length;
    if (bytes <= MAX_THUMBNAIL_BYTES) pieces.push(piece.slice());
    else pieces.length = 0;
  }
  return bytes <= MAX_THUMBNAIL_BYTES ? { bytes, picture: await collectBytes(pieces) } : { bytes };
}

/** As `extractPage` writes addresses, so that the two can be compared. */
function normalise(targetUri: string): string {
  return URL.canParse(targetUri) ? new URL(targetUri).href : targetUri;
}
