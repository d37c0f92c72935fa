import { decodeHtml, extractPage } from "@alt2img/alt-text";
import { Alt2imgError, type Diagnostic, declaresHtml, looksLikeHtml } from "@alt2img/core";
import { readWarc, type WarcRecordHead } from "@alt2img/crawl";
import { type CrawlFile, openCrawlFile, readCrawlPages, readHtmlFile } from "@alt2img/dataset";
import type { SourcePage } from "./inspect.js";

/** What a file holds: pages and, in a crawl, perhaps their pictures. */
export type Opened = { name: string; pages: SourcePage[]; pictures: Map<string, Blob>; problems: number };

/** A crawl file may have any size; the inspector only shows a sample of it. */
const MAX_PAGES = 300;
const MAX_PICTURE_BYTES = 200e6;

type OpenOptions = { url: string; onProgress: (done: number) => void };

/**
 * Opens an HTML page, a WARC or a WAT, compressed or not, and recognises it by its content, as the command line does.
 * @throws Alt2imgError with a message to show, for any other file
 */
export async function openFile(file: Blob, name: string, { url, onProgress }: OpenOptions): Promise<Opened> {
  const crawlFile = await openCrawlFile(file);
  const opened: Opened = { name, pages: [], pictures: new Map(), problems: 0 };
  const options = {
    filename: name,
    onProgress: ({ done }: { done: number }) => onProgress(Math.min(1, done / file.size)),
    onDiagnostic: ({ code }: Diagnostic) => void (code.startsWith("crawl/") && opened.problems++),
  };
  if (crawlFile.format === "html") {
    opened.pages.push(sourcePage(await readHtmlFile(crawlFile), { url, headers: [] }));
  } else if (crawlFile.format === "warc") {
    await readWarcInto(opened, crawlFile, options);
  } else {
    // A WAT has what pages say about their images, but not the pages.
    for await (const { page, headers } of readCrawlPages(crawlFile, options)) {
      opened.pages.push({ page, headers });
      if (opened.pages.length === MAX_PAGES) break;
    }
  }
  if (opened.pages.length > 0) return opened;
  throw new Alt2imgError("inspector/no-page", `${name} holds no HTML page.`);
}

/** A page whose source is available, as text or as bytes. */
export function sourcePage(
  html: string | Uint8Array,
  { url, headers, contentType }: { url: string; headers: SourcePage["headers"]; contentType?: string },
): SourcePage {
  const page = extractPage(html, { url, headers });
  return { page, headers, html: typeof html === "string" ? html : decodeHtml(html, { contentType }).text };
}

async function readWarcInto(
  opened: Opened,
  { bytes }: CrawlFile,
  options: Parameters<typeof readWarc>[1],
): Promise<void> {
  let pictureBytes = 0;
  const filter = ({ type, http }: WarcRecordHead): boolean => type === "response" && http?.status === 200;
  for await (const record of readWarc(bytes, { ...options, filter })) {
    const { targetUri, http, mimeType } = record;
    if (targetUri === undefined || !URL.canParse(targetUri)) continue;
    const isImage = mimeType?.startsWith("image/") === true && pictureBytes < MAX_PICTURE_BYTES;
    const isHtml = declaresHtml(mimeType);
    if (!isImage && isHtml === false) continue;
    const payload = await record.payload();
    if (isImage) {
      pictureBytes += payload.length;
      opened.pictures.set(targetUri, new Blob([payload.slice()], { type: mimeType }));
    } else if (isHtml || looksLikeHtml(payload)) {
      const headers = http?.headers.entries ?? [];
      const contentType = http?.headers.getAll("Content-Type").join(", ") ?? "";
      opened.pages.push(sourcePage(payload, { url: targetUri, headers, contentType }));
      if (opened.pages.length === MAX_PAGES) break;
    }
  }
}
