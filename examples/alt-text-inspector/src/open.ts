import { decodeHtml } from "@alt2img/alt-text";
import { collectBytes } from "@alt2img/core";
import { readWarc } from "@alt2img/crawl";
import type { SourcePage } from "./inspect.js";

/** What a file holds: pages, and with a crawl perhaps their pictures. */
export type Opened = { name: string; pages: SourcePage[]; pictures: Map<string, Blob>; problems: number };

/** A crawl file may be of any size; this is for looking at, not for counting. */
const MAX_PAGES = 300;
const MAX_PICTURE_BYTES = 200e6;

export async function openFile(
  file: Blob,
  name: string,
  { url, onProgress }: { url: string; onProgress: (done: number) => void },
): Promise<Opened> {
  if (/\.w?arc(\.gz|\.zst)?$/i.test(name)) return openWarc(file, name, onProgress);
  const { text } = decodeHtml(await collectBytes(file));
  return { name, pages: [{ url, html: text, headers: [] }], pictures: new Map(), problems: 0 };
}

async function openWarc(file: Blob, name: string, onProgress: (done: number) => void): Promise<Opened> {
  const opened: Opened = { name, pages: [], pictures: new Map(), problems: 0 };
  let pictureBytes = 0;
  const records = readWarc(file, {
    filename: name,
    filter: ({ type, http }) => type === "response" && http?.status === 200,
    onProgress: ({ done }) => onProgress(done / file.size),
    onDiagnostic: () => opened.problems++,
  });
  for await (const record of records) {
    const { targetUri, http } = record;
    const contentType = http?.headers.get("content-type") ?? "";
    if (targetUri === undefined || !URL.canParse(targetUri)) continue;
    if (/html/i.test(contentType)) {
      const { text } = decodeHtml(await record.payload(), { contentType });
      opened.pages.push({ url: targetUri, html: text, headers: http?.headers.entries ?? [] });
      if (opened.pages.length === MAX_PAGES) break;
    } else if (/^image\//i.test(contentType) && pictureBytes < MAX_PICTURE_BYTES) {
      const bytes = await record.payload();
      pictureBytes += bytes.length;
      opened.pictures.set(targetUri, new Blob([bytes.slice()], { type: contentType }));
    }
  }
  return opened;
}
