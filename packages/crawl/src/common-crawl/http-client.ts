import { Alt2imgError, concatenate } from "@alt2img/core";
import { type Clock, retryAfter, systemClock } from "./clock.js";
import { parseContentRange, sizeOfUnsatisfiable } from "./content-range.js";
import { Failure } from "./failure.js";
import { type OpenResponse, openResponse } from "./open-response.js";

/** The part of the platform's `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** How requests are sent, and how often. */
export type HttpRequestOptions = {
  /** The name to send as `User-Agent`. Browsers send their own instead. */
  userAgent?: string;
  /** The shortest time between the starts of two requests to one host, in milliseconds. Default 1000. */
  interval?: number;
  /** How many times to try before a call fails. Default 8. */
  attempts?: number;
  /** How long to wait for an answer, or for more of its body, in milliseconds. Default 60,000. */
  timeout?: number;
};

/** Stand-ins for what the platform provides; tests replace them. */
export type HttpPlatform = {
  /** Default: the platform's `fetch`. */
  fetch?: Fetch;
  /** Tells the time and waits. Default: the platform's clock. */
  clock?: Clock;
  /** Numbers in [0, 1) that spread out the waiting times. Default `Math.random`. */
  random?: () => number;
};

/** How the client makes its requests, and by what. */
export type HttpOptions = HttpRequestOptions & HttpPlatform;

type GetOptions = {
  signal?: AbortSignal | undefined;
  /** First byte wanted. Default 0. */
  start?: number;
  /** Where to stop (exclusive). Default: the end of the resource. */
  end?: number;
};

/** `status` is 404, or one of success. */
type Answer = { status: number; body: Uint8Array };

/** A polite HTTP client: it sends few requests, retries what may succeed later, and never returns a part as the whole. */
export type Http = {
  /** A resource, or a range of it; it resumes after the connection breaks. */
  stream(url: string, options?: GetOptions): AsyncGenerator<Uint8Array, void, undefined>;
  /** The same as one array. */
  bytes(url: string, options?: GetOptions): Promise<Uint8Array>;
  /** An answer that the server computes, so a retry starts over. A 404 is returned too: its body says why. */
  answer(url: string, options?: Pick<GetOptions, "signal">): Promise<Answer>;
  /** How many bytes a resource has. */
  size(url: string, options?: Pick<GetOptions, "signal">): Promise<number>;
};

const FIRST_BACKOFF = 1000;
const LONGEST_BACKOFF = 60_000;
/** If a server asks for a longer pause, the call fails instead. */
const LONGEST_PAUSE = 600_000;
/** How many bytes may be read and dropped to reach a range, where a server sends only the whole file. */
const MOST_SKIPPED = 32 << 20;

// The answers of servers and their proxies to too many requests, and in temporary trouble. Common Crawl answers 403.
const PASSING = [403, 408, 425, 429, 500, 502, 503, 504];
const HEAD_REFUSED = [400, 403, 405, 501];

export function createHttp(options: HttpOptions = {}): Http {
  const { clock = systemClock, attempts = 8, random = Math.random } = options;
  const send = createSender(options, clock);

  /** Waits as long as is polite before the next attempt. */
  async function backOff(what: string, failures: readonly Failure[], signal: AbortSignal | undefined): Promise<void> {
    const { pause } = failures.at(-1)!;
    if (failures.length >= attempts || pause > LONGEST_PAUSE) {
      const list = failures.map(({ message }, i) => `\n  ${i + 1}. ${message}`).join("");
      throw new Alt2imgError("crawl/http", `${what} failed. Attempts:${list}\nTry again later.`, {
        cause: failures.at(-1),
      });
    }
    const backoff = random() * Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** (failures.length - 1));
    await clock.sleep(Math.max(pause, backoff), signal);
  }

  async function persist<T>(what: string, signal: AbortSignal | undefined, attempt: () => Promise<T>): Promise<T> {
    const failures: Failure[] = [];
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        failures.push(error);
        await backOff(what, failures, signal);
      }
    }
  }

  async function* stream(
    url: string,
    { start = 0, end, signal }: GetOptions = {},
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let at = start;
    let failures: Failure[] = [];
    while (end === undefined || at < end) {
      let opened: OpenResponse | undefined;
      try {
        opened = await send("GET", url, at > 0 || end !== undefined ? { Range: rangeOf(at, end) } : {}, signal);
        const body = bodyOf(opened.response, { url, at, end, now: clock.now() });
        let skip = at - body.start;
        for await (const chunk of opened.chunks()) {
          const wanted = chunk.subarray(skip, end === undefined ? undefined : skip + end - at);
          skip = Math.max(0, skip - chunk.length);
          if (wanted.length === 0) continue;
          at += wanted.length;
          failures = [];
          yield wanted;
          if (at === end) return;
        }
        if (body.end === undefined || at === body.end) return;
        throw new Failure(`the body ended after ${at - body.start} of ${body.end - body.start} bytes`);
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        failures.push(error);
        await backOff(`GET ${url}`, failures, signal);
      } finally {
        opened?.close();
      }
    }
  }

  async function bytes(url: string, getOptions?: GetOptions): Promise<Uint8Array> {
    return join(stream(url, getOptions));
  }

  function answer(url: string, { signal }: Pick<GetOptions, "signal"> = {}): Promise<Answer> {
    return persist(`GET ${url}`, signal, async () => {
      const opened = await send("GET", url, {}, signal);
      try {
        const { response } = opened;
        const { status } = response;
        if (!response.ok && status !== 404) throw failureOf(response, url, clock.now());
        const body = await join(opened.chunks());
        const length = lengthOf(response);
        if (length !== undefined && body.length !== length) {
          throw new Failure(`the body ended after ${body.length} of ${length} bytes`);
        }
        return { status, body };
      } finally {
        opened.close();
      }
    });
  }

  function size(url: string, { signal }: Pick<GetOptions, "signal"> = {}): Promise<number> {
    return persist(`Asking for the size of ${url}`, signal, async () => {
      const head = await send("HEAD", url, {}, signal);
      head.close();
      const length = head.response.ok ? lengthOf(head.response) : undefined;
      if (length !== undefined) return length;
      if (!head.response.ok && !HEAD_REFUSED.includes(head.response.status)) {
        throw failureOf(head.response, url, clock.now());
      }
      const get = await send("GET", url, { Range: "bytes=0-0" }, signal);
      get.close();
      const { response } = get;
      const range = parseContentRange(response.headers.get("Content-Range"));
      const total = response.status === 200 ? lengthOf(response) : range?.size;
      if (response.status === 416) return sizeOfUnsatisfiable(response.headers.get("Content-Range")) ?? 0;
      if (total !== undefined) return total;
      throw response.ok ? new Failure("the server doesn't say how large it is") : failureOf(response, url, clock.now());
    });
  }

  return { stream, bytes, answer, size };
}

type Send = (
  method: string,
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal | undefined,
) => Promise<OpenResponse>;

/**
 * Sends requests in the order in which it is called: to each host at most one per `interval`. When a host asks for a
 * pause (`Retry-After`), all its requests wait.
 */
function createSender({ fetch, userAgent, interval = 1000, timeout = 60_000 }: HttpOptions, clock: Clock): Send {
  const nextTurn = new Map<string, number>();
  const pausedUntil = new Map<string, number>();
  return async (method, url, headers, signal) => {
    const { host } = new URL(url);
    let turn: number;
    do {
      const now = clock.now();
      turn = Math.max(now, nextTurn.get(host) ?? 0);
      nextTurn.set(host, turn + interval);
      if (turn > now) await clock.sleep(turn - now, signal);
      signal?.throwIfAborted();
      // While this request waited, the answer to another one may have asked for a pause.
    } while (turn < (pausedUntil.get(host) ?? 0));
    // Browsers send their own User-Agent, and ask for the server's permission before they send headers other than Range.
    const own = isOutsideBrowsers()
      ? { ...(userAgent === undefined ? {} : { "User-Agent": userAgent }), "Accept-Encoding": "identity" }
      : {};
    const init = { method, headers: { ...own, ...headers } };
    const opened = await openResponse((inner) => (fetch ?? globalThis.fetch)(url, { ...init, signal: inner }), {
      signal,
      timeout,
    });
    const { status, headers: answered } = opened.response;
    const pause = PASSING.includes(status) ? retryAfter(answered.get("Retry-After"), clock.now()) : 0;
    if (pause > 0 && pause <= LONGEST_PAUSE) {
      const until = Math.max(clock.now() + pause, pausedUntil.get(host) ?? 0);
      pausedUntil.set(host, until);
      nextTurn.set(host, Math.max(until, nextTurn.get(host) ?? 0));
    }
    return opened;
  };
}

function isOutsideBrowsers(): boolean {
  return !("document" in globalThis) && !("importScripts" in globalThis);
}

function rangeOf(start: number, end: number | undefined): string {
  return `bytes=${start}-${end === undefined ? "" : end - 1}`;
}

/** Which bytes of the resource are in the body of an answer; `end` is `undefined` where the server doesn't say. */
function bodyOf(
  response: Response,
  { url, at, end, now }: { url: string; at: number; end: number | undefined; now: number },
): { start: number; end: number | undefined } {
  if (response.status === 206) {
    const range = parseContentRange(response.headers.get("Content-Range"));
    const isFromHere = range !== undefined && range.start === at && (end === undefined || range.end <= end);
    if (!isFromHere) {
      const found = response.headers.get("Content-Range") ?? "no Content-Range";
      throw new Failure(`the server was asked for ${rangeOf(at, end)}, but its answer has ${found}`);
    }
    // Where the file ends before `end`, the answer has everything up to there, as its size shows.
    if (end !== undefined && range.end < end && range.end !== range.size) return { start: at, end };
    return { start: at, end: range.end };
  }
  if (response.status === 416) {
    const size = sizeOfUnsatisfiable(response.headers.get("Content-Range"));
    throw new Alt2imgError(
      "crawl/range",
      `${url} has ${size ?? "fewer"} bytes, so it doesn't have ${rangeOf(at, end)}. Check that the capture is from this file.`,
    );
  }
  if (!response.ok) throw failureOf(response, url, now);
  if (at > MOST_SKIPPED) {
    throw new Failure(`the server was asked for ${rangeOf(at, end)}, but it sends the whole file`);
  }
  return { start: 0, end: lengthOf(response) };
}

function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get("Content-Length");
  const isEncoded = (headers.get("Content-Encoding") ?? "identity") !== "identity";
  return length !== null && /^\d+$/.test(length) && !isEncoded ? Number(length) : undefined;
}

function failureOf(response: Response, url: string, now: number): Failure | Alt2imgError {
  const { status, statusText } = response;
  if (!PASSING.includes(status)) {
    return new Alt2imgError(
      status === 404 ? "crawl/not-found" : "crawl/http-status",
      `The server answered ${url} with ${`${status} ${statusText}`.trim()}.${status === 404 ? " Check the name of the crawl; listCrawls lists all names." : ""}`,
    );
  }
  const pause = retryAfter(response.headers.get("Retry-After"), now);
  return new Failure(
    `${status} ${statusText}${pause > 0 ? ` (the server asks to wait ${pause / 1000} s)` : ""}`,
    pause,
  );
}

async function join(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    parts.push(chunk);
    length += chunk.length;
  }
  return concatenate(parts, length);
}
