import { declaresHtml, looksLikeHtml } from "@alt2img/core";
import { endOfFields, findMessageHead } from "../http-message/http-head.js";
import { digestOf } from "../warc/digest.js";
import { encodeBase } from "../warc/digest-encoding.js";
import { type NewWarcRecord, warcinfo } from "../warc/new-record.js";
import type { Headers, WarcRecord } from "../warc/record.js";
import { parseWarcFields } from "../warc/warc-fields.js";
import { type WriteWarcOptions, writeWarc } from "../warc/write-warc.js";
import { htmlMetadata, type WatHtml } from "./html-metadata.js";

/** A captured page, the argument of `readHtml`. */
export type WatHtmlSource = {
  url: string;
  /** The bytes of the page, with transfer and content codings undone. */
  html: Uint8Array;
  /** HTTP `Content-Type`, with its parameters; several lines are joined by commas. */
  contentType?: string | undefined;
};

/** Options of `writeWat`. */
export type WriteWatOptions = Omit<WriteWarcOptions, "version"> & {
  /** The name of the WARC file, as the WAT refers to it. */
  filename: string;
  /**
   * Reads a page that is declared as HTML or, without a valid `Content-Type`, looks like HTML. Without this function, or where
   * it returns `undefined`, the WAT has no `HTML-Metadata`.
   */
  readHtml?: ((page: WatHtmlSource) => WatHtml | undefined | Promise<WatHtml | undefined>) | undefined;
  /** `WARC-Date` of the records of the WAT. Default: the time of writing. */
  date?: string | undefined;
  /** Gives a record of the WAT its id, from the record of the WARC that it describes. Default: random ids. */
  recordId?: ((record: Pick<WarcRecord, "recordId" | "targetUri" | "type">) => string) | undefined;
  /** The fields of the `warcinfo` record. */
  info?: Readonly<Record<string, string>> | undefined;
};

type Json = string | boolean | readonly Json[] | { [name: string]: Json };

/**
 * Writes the WAT of a WARC file: for each of its records a JSON record with its header, the head of its HTTP message, and what
 * `readHtml` finds in a page. The layout is that of Common Crawl's own files, which ia-web-commons writes; of `Gzip-Metadata`
 * it contains only `Deflate-Length`.
 *
 * @param records from `readWarc`, in their order
 * @throws what the records and `writeWarc` throw
 * @see https://commoncrawl.org/get-started (WAT), https://github.com/commoncrawl/ia-web-commons
 */
export function writeWat(
  records: AsyncIterable<WarcRecord>,
  { filename, readHtml, date, recordId, info, ...options }: WriteWatOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  async function* watRecords(): AsyncGenerator<NewWarcRecord, void, undefined> {
    const watFilename = filename.replace(/\.warc(\.gz)?$/i, ".warc.wat$1");
    yield warcinfo(
      { software: "alt2img", format: "WARC File Format 1.0", ...info },
      {
        filename: watFilename,
        ...(date === undefined ? {} : { date }),
        ...(recordId === undefined ? {} : { recordId: recordId({ type: "wat", targetUri: watFilename }) }),
      },
    );
    for await (const record of records) {
      const { targetUri } = record;
      const json = JSON.stringify(await describe(record, filename, readHtml));
      yield {
        type: "metadata",
        ...(targetUri === undefined ? {} : { targetUri }),
        ...(date === undefined ? {} : { date }),
        ...(recordId === undefined ? {} : { recordId: recordId(record) }),
        headers: record.recordId === undefined ? [] : [["WARC-Refers-To", `<${record.recordId}>`]],
        contentType: "application/json",
        block: json,
      };
    }
  }
  return writeWarc(watRecords(), { ...options, version: "1.0" });
}

async function describe(
  record: WarcRecord,
  filename: string,
  readHtml: WriteWatOptions["readHtml"],
): Promise<{ [name: string]: Json }> {
  const block = await record.block();
  const payload = await payloadMetadata(record, block, readHtml);
  // The length of a large record is known once its block has been read.
  const { offset, length, format, version, headers } = record;
  return {
    Container: {
      Filename: filename,
      Compressed: /\.(gz|zst)$/i.test(filename),
      Offset: String(offset),
      ...(length === undefined ? {} : { "Gzip-Metadata": { "Deflate-Length": String(length) } }),
    },
    Envelope: {
      "Payload-Metadata": {
        "Actual-Content-Type": headers.get("Content-Type") ?? "application/octet-stream",
        ...payload,
        "Actual-Content-Length": String(block.length),
        "Block-Digest": await sha1(block),
      },
      Format: `${format.toUpperCase()}/${version}`,
      "WARC-Header-Metadata": fields(headers),
    },
  };
}

async function payloadMetadata(
  record: WarcRecord,
  block: Uint8Array,
  readHtml: WriteWatOptions["readHtml"],
): Promise<{ [name: string]: Json }> {
  const { http, headers } = record;
  if (http === undefined) {
    if (!/^application\/warc-fields\b/i.test(headers.get("Content-Type") ?? "")) return {};
    return {
      [record.type === "warcinfo" ? "WARC-Info-Metadata" : "WARC-Metadata-Metadata"]: warcFields(record, block),
    };
  }
  const { start, end } = findMessageHead(block, 0, block.length, { isAll: true });
  const entity = block.subarray(end ?? endOfFields(block, start, block.length));
  const [first = "", second = "", ...rest] = http.startLine.split(" ");
  const common = {
    "Headers-Length": String(block.length - entity.length),
    Headers: fields(http.headers),
    "Entity-Length": String(entity.length),
    "Entity-Digest": await sha1(entity),
    "Entity-Trailing-Slop-Length": "0",
  };
  if (http.method !== undefined) {
    const message = { Method: first, Path: second, Version: rest.join(" ") };
    return { "HTTP-Request-Metadata": { "Request-Message": message, ...common } };
  }
  const html = await readPage(record, readHtml);
  return {
    "HTTP-Response-Metadata": {
      "Response-Message": { Status: second, Version: first, Reason: rest.join(" ") },
      ...common,
      ...(html === undefined ? {} : { "HTML-Metadata": htmlMetadata(html) }),
    },
  };
}

async function readPage(record: WarcRecord, readHtml: WriteWatOptions["readHtml"]): Promise<WatHtml | undefined> {
  const { type, targetUri: url, mimeType, http } = record;
  const isHtml = declaresHtml(mimeType);
  if (readHtml === undefined || type !== "response" || url === undefined || isHtml === false) return undefined;
  const html = await record.payload();
  if (isHtml === undefined && !looksLikeHtml(html)) return undefined;
  return readHtml({ url, html, contentType: http?.headers.getAll("Content-Type").join(", ") || undefined });
}

function warcFields({ type }: WarcRecord, block: Uint8Array): Json {
  const { entries } = parseWarcFields(block);
  if (type === "warcinfo") return Object.fromEntries(entries);
  return { "Metadata-Records": entries.map(([Name, Value]) => ({ Name, Value })) };
}

/** Header fields as an object; the values of a repeated field are an array. */
function fields(headers: Headers): { [name: string]: Json } {
  return Object.fromEntries(
    headers.entries.map(([name]) => {
      const values = headers.getAll(name);
      return [name, values.length === 1 ? values[0]! : values];
    }),
  );
}

async function sha1(bytes: Uint8Array): Promise<string> {
  const digest = await digestOf("SHA-1", bytes);
  if (digest === undefined) throw new Error("SHA-1 can't be computed here");
  return `sha1:${encodeBase(digest, "base32")}`;
}
