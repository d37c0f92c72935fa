import { MAX_PAGE_BYTES } from "@alt2img/alt-text";
import { declaresHtml, extractMimeType } from "@alt2img/core";
import { fetchUrl } from "../input/fetch-url.js";
import type { PageBytes } from "./page-bytes.js";
import { readPageBytes } from "./read-page-bytes.js";

/**
 * Fetches one page, with one GET that identifies alt2img. It accepts only HTML of at most `MAX_PAGE_BYTES`.
 *
 * @throws Alt2imgError `cli/input` with the status, the type, or what went wrong
 */
export function fetchPage(url: string): Promise<PageBytes> {
  return fetchUrl(url, {
    accept: "text/html, application/xhtml+xml",
    what: "page",
    problemOf,
    async read(response) {
      return { bytes: await readPageBytes(response.body ?? []), url: response.url, headers: response.headers };
    },
  });
}

function problemOf({ headers }: Response): string | undefined {
  const type = extractMimeType([headers.get("content-type") ?? ""])?.essence;
  // Without a valid type the bytes decide, when they are read.
  if (declaresHtml(type) === false) return `It is ${type}, not HTML.`;
  const bytes = Number(headers.get("content-length") ?? 0);
  return bytes > MAX_PAGE_BYTES ? `It has ${bytes} bytes, more than the limit of ${MAX_PAGE_BYTES}.` : undefined;
}
