import type { IncomingHttpHeaders } from "node:http";
import { orAborted } from "@alt2img/core/worker";
import { Agent } from "undici";
import { checkUrl, type IsAllowed } from "./address/check-url.js";
import { checkedLookup } from "./address/checked-lookup.js";
import { isLoopback, isPublicAddress } from "./address/public-address.js";
import { FetchError } from "./fetch-error.js";
import type { CheckedFetchOptions } from "./fetch-options.js";
import { withDeadline } from "./http/deadline.js";
import { followRedirects } from "./http/follow-redirects.js";
import { withRetries } from "./http/with-retries.js";
import { checkOptOut } from "./opt-out-headers.js";
import { pictureThreads } from "./pictures/picture-threads.js";
import { robotsCache } from "./robots/robots-cache.js";
import type { Slot } from "./schedule/host-slots.js";
import type { FetchRecord, KeptRecord, LostRecord } from "./state/fetch-record.js";

export type UrlFetcher = {
  /**
   * @param known the record of an image whose file is there: it is only fetched again if it has changed
   * @throws only what isn't about this URL: `core/write`, the reason of `stop`
   */
  fetch(url: string, slot: Slot, known: KeptRecord | undefined): Promise<FetchRecord>;
  close(): Promise<void>;
};

/** Fetches, checks and stores images; everything that a run shares. */
export function urlFetcher(folder: string, options: CheckedFetchOptions, stop: AbortSignal): UrlFetcher {
  const { limits, agent, respectOptOut, perHost, resize, check, phash } = options;
  const isAllowed: IsAllowed = (address) => isPublicAddress(address) || (options.allowLoopback && isLoopback(address));
  const dispatcher = new Agent({
    // One more for robots.txt.
    connections: perHost + 1,
    pipelining: 1,
    headersTimeout: limits.silenceMs,
    bodyTimeout: limits.silenceMs,
    connect: { timeout: limits.connectMs, lookup: checkedLookup(options.resolve, isAllowed) },
  });
  const headers = { "user-agent": options.userAgent, accept: "image/*,*/*;q=0.5", "accept-encoding": "identity" };
  const shared = { dispatcher, isAllowed, retries: options.retries, backoffMs: options.backoffMs, stop };
  const names = [agent, ...options.robots];
  const robots = respectOptOut
    ? robotsCache({ ...shared, headers, agent, others: options.robots, deadlineMs: limits.deadlineMs })
    : undefined;
  const settings = { maxPixels: limits.maxPixels, check, phash, resize };
  const pictures = pictureThreads(folder, settings, { ...options, ...limits });

  async function fetchImage(text: string, slot: Slot, known: KeptRecord | undefined): Promise<KeptRecord> {
    const first = checkUrl(text, isAllowed);
    const late = (): FetchError =>
      new FetchError("dataset/fetch-deadline", `${first.href} took longer than ${limits.deadlineMs} ms in all.`);
    return withDeadline(limits.deadlineMs, late, stop, async (deadline) => {
      const { signal } = deadline;
      const {
        url,
        status,
        body,
        headers: answered,
      } = await withRetries(shared, deadline, () =>
        followRedirects(first, {
          ...{ dispatcher, isAllowed, signal, maxBytes: limits.maxBytes, maxRedirects: limits.maxRedirects },
          headers: { ...headers, ...conditions(known) },
          async before(next) {
            await slot.moveTo(next.host, signal);
            if (robots !== undefined) await orAborted(robots.check(next), signal);
          },
          after(next, answer) {
            if (respectOptOut) checkOptOut(next, answer.headers, names);
          },
        }),
      );
      if (status === 304) {
        if (known !== undefined) return known;
        throw new FetchError("dataset/http-304", `${url.href} answered 304, though it wasn't asked for a change.`);
      }
      // Everything but decoding is done.
      slot.release();
      const picture = await pictures.store(new Uint8Array(body), signal);
      const redirected = url.href === first.href ? {} : { finalUrl: url.href };
      return { url: text, state: "kept", ...picture, ...redirected, ...validators(answered) };
    });
  }

  return {
    async fetch(url, slot, known) {
      try {
        return await fetchImage(url, slot, known);
      } catch (error) {
        stop.throwIfAborted();
        if (error instanceof FetchError) return lost(url, error);
        throw error;
      } finally {
        slot.release();
      }
    },
    async close() {
      await Promise.all([pictures.close(), dispatcher.destroy()]);
    },
  };
}

function lost(url: string, { code, message, declined }: FetchError): LostRecord {
  return { url, state: declined ? "skipped" : "failed", code, message };
}

function conditions(known: KeptRecord | undefined): Record<string, string> {
  return {
    ...(known?.etag === undefined ? {} : { "if-none-match": known.etag }),
    ...(known?.lastModified === undefined ? {} : { "if-modified-since": known.lastModified }),
  };
}

function validators(headers: IncomingHttpHeaders): { etag?: string; lastModified?: string } {
  const { etag, "last-modified": lastModified } = headers;
  return { ...(etag === undefined ? {} : { etag }), ...(lastModified === undefined ? {} : { lastModified }) };
}
