import { type ByteSource, type OnDiagnostic, readBytes } from "@alt2img/core";
import { type ExtractOptions, extractPage } from "./extract-page.js";
import type { ExtractedImage } from "./extracted-image.js";
import type { Page } from "./page.js";

/**
 * The most bytes of one page that are held in memory, by default: 64 MiB, many times the largest hand-written page, and 12
 * times what Common Crawl keeps of one (5 MiB).
 */
export const MAX_PAGE_BYTES: number = 64 * 1024 * 1024;

export type ExtractFromOptions = ExtractOptions & {
  /** The most bytes of the page to read; `MAX_PAGE_BYTES` by default. */
  maxPageBytes?: number;
  signal?: AbortSignal;
};

/**
 * `extractPage` for a page that arrives in pieces. The result is that of the whole page, wherever the chunks end: an
 * image's name may be at the page's end, so its bytes are collected first, up to `maxPageBytes`. The rest of a longer
 * page is ignored, and reported as `alt-text/page-too-long`.
 *
 * @throws Alt2imgError `core/byte-source` when the source yields anything but bytes; what `extractPage` throws; the
 *   signal's reason
 */
export async function extractPageFrom(source: ByteSource, options: ExtractFromOptions): Promise<Page> {
  const { maxPageBytes = MAX_PAGE_BYTES, signal, onDiagnostic, url } = options;
  const bytes = await firstBytes(source, maxPageBytes, signal, () => reportTooLong(url, maxPageBytes, onDiagnostic));
  return extractPage(bytes, options);
}

/** The images of a page that arrives in pieces: those of `extractPageFrom`, one by one. */
export async function* extractImagesFrom(
  source: ByteSource,
  options: ExtractFromOptions,
): AsyncGenerator<ExtractedImage, void, undefined> {
  yield* (await extractPageFrom(source, options)).images;
}

function reportTooLong(url: string, maxPageBytes: number, onDiagnostic: OnDiagnostic | undefined): void {
  const message = `The page is longer than maxPageBytes = ${maxPageBytes}; only the first part of it was read.`;
  onDiagnostic?.({ code: "alt-text/page-too-long", message, url });
}

async function firstBytes(
  source: ByteSource,
  limit: number,
  signal: AbortSignal | undefined,
  onTooLong: () => void,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let total = 0;
  for await (const chunk of readBytes(source, { signal })) {
    const kept = chunk.subarray(0, limit - total);
    // The source may overwrite a borrowed chunk when the next one is requested.
    chunks.push(kept.slice());
    total += kept.length;
    if (kept.length < chunk.length) {
      onTooLong();
      break;
    }
  }
  if (chunks.length === 1) return chunks[0]!;
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
