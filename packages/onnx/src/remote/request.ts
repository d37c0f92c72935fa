import { readBytes } from "@alt2img/core";
import { reasonOf } from "../onnx-error.js";
import type { Fetch } from "./remote-file.js";

/** The connection broke, or the server is busy: it is worth another try. */
export class BrokenTransfer extends Error {}

/** The server redirects to where nothing can be fetched: another try would give the same. */
export class RedirectFailure extends Error {}

/** A connection without data for so long, in ms, counts as broken. */
const STALLED = 60_000;

export type Request = {
  readonly url: string;
  /** From which byte, and of which version. */
  readonly range?: { readonly start: number; readonly validator: string | undefined } | undefined;
  readonly fetch: Fetch;
  readonly signal: AbortSignal | undefined;
};

export type Answer = {
  readonly response: Response;
  /** Read it, or `close`. */
  readonly body: AsyncGenerator<Uint8Array, void, undefined>;
  close(): Promise<void>;
};

/** @throws BrokenTransfer, now or from the body, or RedirectFailure, unless `signal` was aborted: then its reason */
export async function request({ url, range, fetch, signal }: Request): Promise<Answer> {
  signal?.throwIfAborted();
  const stalled = new AbortController();
  const either = signal === undefined ? stalled.signal : AbortSignal.any([signal, stalled.signal]);
  const onStall = (): void => stalled.abort(new BrokenTransfer(`nothing came for ${STALLED / 1000} s`));
  let timer = setTimeout(onStall, STALLED);
  const broken = (cause: unknown): unknown => {
    clearTimeout(timer);
    signal?.throwIfAborted();
    if (isRedirectFailure(cause)) return new RedirectFailure(reasonOf((cause as Error).cause), { cause });
    return cause instanceof BrokenTransfer ? cause : new BrokenTransfer(reasonWithCause(cause), { cause });
  };
  const response = await fetch(url, { headers: headersOf(url, range), signal: either }).catch((cause: unknown) => {
    throw broken(cause);
  });

  async function* body(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for await (const chunk of readBytes(response.body ?? [], { signal: either })) {
        clearTimeout(timer);
        timer = setTimeout(onStall, STALLED);
        yield chunk;
      }
    } catch (cause) {
      throw broken(cause);
    }
  }
  return {
    response,
    body: body(),
    async close() {
      clearTimeout(timer);
      if (response.body?.locked === false) await response.body.cancel().catch(() => {});
    },
  };
}

function headersOf(url: string, range: Request["range"]): Record<string, string> {
  // Asks for the stored bytes, without content coding. With a range, `fetch` does that itself.
  if (range === undefined) return { "Accept-Encoding": "identity" };
  const { start, validator } = range;
  // If-Range would need a preflight request to another origin, which seldom allows it. The response's ETag shows the same.
  const mayCondition = globalThis.location === undefined || new URL(url).origin === globalThis.location.origin;
  return { Range: `bytes=${start}-`, ...(validator !== undefined && mayCondition ? { "If-Range": validator } : {}) };
}

/** By the messages of Node's `fetch`: it has no codes for these. Browsers don't tell a page why a request failed. */
function isRedirectFailure(error: unknown): boolean {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error && /^(redirect count exceeded|URL scheme must be )/.test(cause.message);
}

/** `fetch failed` helps no one, but its cause does. */
function reasonWithCause(error: unknown): string {
  const { cause } = error as { cause?: unknown };
  return cause instanceof Error && cause.message !== "" ? `${reasonOf(error)}: ${cause.message}` : reasonOf(error);
}

/** @throws the signal's reason */
export function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, ms);
    function done(): void {
      signal?.removeEventListener("abort", onAbort);
      resolve();
    }
    function onAbort(): void {
      clearTimeout(timer);
      reject(signal?.reason);
    }
    signal?.addEventListener("abort", onAbort, { once: true });
  });
}
