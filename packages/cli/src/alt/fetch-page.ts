import { MAX_PAGE_BYTES } from "@alt2img/alt-text";
import { Alt2imgError, declaresHtml, extractMimeType } from "@alt2img/core";
import { readVersion } from "../version.js";
import type { PageBytes } from "./page-bytes.js";
import { readPageBytes } from "./read-page-bytes.js";

const TIMEOUT_MS = 30_000;

/**
 * Fetches one page, with one GET that identifies alt2img. It follows redirects (at most 20, as `fetch` does), and accepts only
 * HTML of at most `MAX_PAGE_BYTES`.
 *
 * @throws Alt2imgError `cli/input` with the status, the type, or what went wrong
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
    throw asFetchError(error);
  }
  const problem = problemOf(response);
  if (problem !== undefined) {
    await response.body?.cancel();
    throw new Alt2imgError("cli/input", problem);
  }
  const bytes = await readPageBytes(response.body ?? []).catch((error: unknown) => {
    throw asFetchError(error);
  });
  return { bytes, url: response.url, headers: response.headers };
}

/** `fetch` only says “fetch failed” or “terminated”; the reason is in its cause. */
function asFetchError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.name === "TimeoutError") {
    const message = `The server took longer than ${TIMEOUT_MS / 1000} seconds. Try again later.`;
    return new Alt2imgError("cli/input", message, { cause: error });
  }
  const { cause } = error;
  const isCut = cause instanceof Error && "code" in cause && cause.code === "UND_ERR_SOCKET";
  if (isCut || (error instanceof TypeError && error.message === "terminated")) {
    const message = "The connection was closed before the end of the page. Try again.";
    return new Alt2imgError("cli/input", message, { cause: error });
  }
  return cause instanceof Error ? cause : error;
}

function problemOf({ ok, status, statusText, headers }: Response): string | undefined {
  if (!ok) return `The server answered ${`${status} ${statusText}`.trim()}.`;
  const type = extractMimeType([headers.get("content-type") ?? ""])?.essence;
  // Without a valid type the bytes decide, when they are read.
  if (declaresHtml(type) === false) return `It is ${type}, not HTML.`;
  const bytes = Number(headers.get("content-length") ?? 0);
  return bytes > MAX_PAGE_BYTES ? `It has ${bytes} bytes, more than the limit of ${MAX_PAGE_BYTES}.` : undefined;
}
