import { MAX_PAGE_BYTES } from "@alt2img/alt-text";
import { Alt2imgError, declaresHtml, extractMimeType } from "@alt2img/core";
import { readVersion } from "../version.js";
import type { PageBytes } from "./page-bytes.js";
import { readPageBytes } from "./read-page-bytes.js";

const TIMEOUT_MS = 30_000;

/**
 * Gets one page: one GET that says who asks, redirects followed (at most 20, as `fetch` does), nothing but HTML, and not
 * more of it than `MAX_PAGE_BYTES`.
 *
 * @throws Alt2imgError `cli/input` with the status, the type, or what went wrong on the way
 */
export async function fetchPage(url: string): Promise<PageBytes> {
  let response: Response;
  try {
    response = await fetch(url, {
      headers: {
        accept: "text/html, application/xhtml+xml",
        "user-agent": `alt2img/${readVersion()} (+https://github.com/alt2img/alt2img)`,
      },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
  } catch (error) {
    // `fetch` says only “fetch failed”; its cause says why.
    throw error instanceof Error && error.cause instanceof Error ? error.cause : error;
  }
  const problem = problemOf(response);
  if (problem !== undefined) {
    await response.body?.cancel();
    throw new Alt2imgError("cli/input", problem);
  }
  return { bytes: await readPageBytes(response.body ?? []), url: response.url, headers: response.headers };
}

function problemOf({ ok, status, statusText, headers }: Response): string | undefined {
  if (!ok) return `The server answered ${`${status} ${statusText}`.trim()}.`;
  const type = extractMimeType([headers.get("content-type") ?? ""])?.essence;
  // With no valid type the bytes decide, when they are read.
  if (declaresHtml(type) === false) return `It is ${type}, not HTML.`;
  const bytes = Number(headers.get("content-length") ?? 0);
  return bytes > MAX_PAGE_BYTES ? `It has ${bytes} bytes; ${MAX_PAGE_BYTES} are the most.` : undefined;
}
