import { Alt2imgError } from "@alt2img/core";
import { readVersion } from "../version.js";

const TIMEOUT_MS = 30_000;

export type FetchUrlOptions<T> = {
  /** The `Accept` header. */
  accept: string;
  /** What is fetched, for messages: `"page"`, `"picture"`. */
  what: string;
  /** Why an answer can't be used, judged by its headers. */
  problemOf(response: Response): string | undefined;
  read(response: Response): Promise<T>;
  /** How long it may take to the end of the body. Default 30 seconds. */
  timeoutMs?: number | undefined;
  signal?: AbortSignal | undefined;
};

/**
 * Fetches something with one GET that identifies alt2img. It follows redirects, at most 20, as `fetch` does.
 *
 * @throws Alt2imgError `cli/input` with the status, or what went wrong; errors of the network; what `read` throws
 */
export async function fetchUrl<T>(url: string, options: FetchUrlOptions<T>): Promise<T> {
  const { accept, what, problemOf, read, signal, timeoutMs = TIMEOUT_MS } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const response = await fetch(url, {
      headers: { accept, "user-agent": `alt2img/${readVersion()} (+https://github.com/alt2img/alt2img)` },
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    });
    const problem = response.ok ? problemOf(response) : answered(response);
    if (problem === undefined) return await read(response);
    await response.body?.cancel();
    throw new Alt2imgError("cli/input", problem);
  } catch (error) {
    signal?.throwIfAborted();
    throw asFetchError(error, what, timeoutMs);
  }
}

const answered = ({ status, statusText }: Response): string =>
  `The server answered ${`${status} ${statusText}`.trim()}.`;

/** `fetch` only says “fetch failed” or “terminated”; the reason is in its cause. */
function asFetchError(error: unknown, what: string, timeoutMs: number): unknown {
  if (!(error instanceof Error) || error instanceof Alt2imgError) return error;
  if (error.name === "TimeoutError") {
    const message = `The server took longer than ${timeoutMs / 1000} seconds. Try again later.`;
    return new Alt2imgError("cli/input", message, { cause: error });
  }
  const { cause } = error;
  const isCut = cause instanceof Error && "code" in cause && cause.code === "UND_ERR_SOCKET";
  if (isCut || (error instanceof TypeError && error.message === "terminated")) {
    const message = `The connection was closed before the end of the ${what}. Try again.`;
    return new Alt2imgError("cli/input", message, { cause: error });
  }
  if (cause instanceof Error && cause.message === "bad port") {
    const message = "Browsers don't fetch anything from this port, and neither does alt2img. Check the address.";
    return new Alt2imgError("cli/input", message, { cause: error });
  }
  return cause instanceof Error ? cause : error;
}
