import { Alt2imgError, type ByteSource, isGzip, looksLikeHtml, peek, readBytes } from "@alt2img/core";
import { crawlFormat } from "./crawl-format.js";
import { unzipped } from "./gunzip.js";
import { describeBytes, mayBeHtml } from "./sniff-html.js";

/** The kinds of files in a crawl. ARC counts as `"warc"`. */
export type CrawlFormat = "warc" | "wat" | "wet" | "html";

/** A file whose format was recognized by its content, not by its name. */
export type CrawlFile = {
  readonly format: CrawlFormat;
  /**
   * All of its bytes from the start; you can read them once. A crawl file's bytes come as stored, so that offsets are those
   * of the file; a page is decompressed.
   */
  readonly bytes: AsyncGenerator<Uint8Array, void, undefined>;
};

/** Enough for a few records of a crawl file, or the top of a page. */
const HEAD_BYTES = 256 * 1024;
/** Enough to see whether a page starts like HTML. */
const PAGE_START_BYTES = 4096;

/**
 * Finds out by its content what a file of a crawl is: WARC or ARC, WAT, WET (each gzip, zstd or plain), or an HTML page
 * (gzip or plain). The source is read once from start to end, so it can be a pipe.
 *
 * @throws Alt2imgError `dataset/empty-file`; `dataset/unknown-format` for any other file, with what it looks
 * like; `dataset/gzip` when its gzip data is damaged or cut off at the very start
 */
export async function openCrawlFile(source: ByteSource): Promise<CrawlFile> {
  const stored = await peek(source, HEAD_BYTES);
  try {
    if (stored.head.length === 0) throw emptyFile();
    const format = await crawlFormat(stored.head);
    // A page about WARC may have records in its text.
    if (format !== undefined && !(await startsLikeHtml(stored.head))) return { format, bytes: stored.all };
    if (!isGzip(stored.head)) return htmlFile(stored);
    return htmlFile(await peek(unzipped(stored.all), HEAD_BYTES));
  } catch (error) {
    await stored.all.return();
    throw error;
  }
}

async function startsLikeHtml(stored: Uint8Array): Promise<boolean> {
  if (!isGzip(stored)) return looksLikeHtml(stored);
  try {
    const { head, all } = await peek(unzipped(readBytes(stored)), PAGE_START_BYTES);
    await all.return();
    return looksLikeHtml(head);
  } catch (error) {
    // The reader of crawl files knows what to do with damaged members.
    if (error instanceof Alt2imgError) return false;
    throw error;
  }
}

function emptyFile(): Alt2imgError {
  return new Alt2imgError(
    "dataset/empty-file",
    "The file is empty. Give an HTML page or a crawl file (WARC, ARC, WAT).",
  );
}

function htmlFile({ head, all }: { head: Uint8Array; all: CrawlFile["bytes"] }): CrawlFile {
  if (head.length === 0) throw emptyFile();
  if (mayBeHtml(head)) return { format: "html", bytes: all };
  const looks = describeBytes(head);
  throw new Alt2imgError(
    "dataset/unknown-format",
    `The file is neither an HTML page nor a crawl file (WARC, ARC, WAT, WET).${looks === undefined ? "" : ` It looks like ${looks}.`}`,
  );
}
