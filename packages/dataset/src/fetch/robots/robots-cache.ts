import type { Dispatcher } from "undici";
import type { IsAllowed } from "../address/check-url.js";
import { FetchError } from "../fetch-error.js";
import { withDeadline } from "../http/deadline.js";
import { followRedirects } from "../http/follow-redirects.js";
import { type Retries, withRetries } from "../http/with-retries.js";
import { isAllowedByRobots, isNamed } from "./allowed-by-robots.js";
import { MAX_ROBOTS_BYTES, parseRobots, type RobotsGroup } from "./parse-robots.js";

/** The longest that the RFC allows to use a copy. */
const FRESH_MS = 24 * 60 * 60 * 1000;
/** A crawl has millions of origins, and a robots.txt may have half a megabyte. */
const MOST_ORIGINS = 5000;
/** A host that is down isn't asked again for each of its images. */
const DOWN_MS = 5 * 60 * 1000;
const MAX_REDIRECTS = 5;

export type RobotsOptions = Retries & {
  readonly dispatcher: Dispatcher;
  readonly isAllowed: IsAllowed;
  readonly headers: Readonly<Record<string, string>>;
  /** Our product token. */
  readonly agent: string;
  /** Other robots, in lower case, whose groups count too where they are named. */
  readonly others: readonly string[];
  readonly deadlineMs: number;
  readonly stop: AbortSignal;
  /** How many origins are remembered: those that were asked about last. Default 5000. */
  readonly mostOrigins?: number | undefined;
};

type Known = { readonly until: number; readonly groups: Promise<RobotsGroup[]> };

/** Checks URLs against the robots.txt of their origins, each of which is fetched once a day. */
export type RobotsCache = {
  /** @throws FetchError `dataset/robots-txt`; `dataset/robots-unreachable`, for which everything counts as forbidden */
  check(url: URL): Promise<void>;
};

export function robotsCache(options: RobotsOptions): RobotsCache {
  const { mostOrigins = MOST_ORIGINS } = options;
  // In the order in which they were asked about.
  const byOrigin = new Map<string, Known>();

  function remember(origin: string, known: Known): void {
    byOrigin.delete(origin);
    byOrigin.set(origin, known);
    const [first] = byOrigin.keys();
    if (byOrigin.size > mostOrigins) byOrigin.delete(first!);
  }

  function groupsOf(origin: string): Promise<RobotsGroup[]> {
    const known = byOrigin.get(origin);
    if (known !== undefined && known.until > Date.now()) {
      remember(origin, known);
      return known.groups;
    }
    const groups = fetchRobots(origin, options);
    remember(origin, { until: Date.now() + FRESH_MS, groups });
    groups.catch(() => remember(origin, { until: Date.now() + DOWN_MS, groups }));
    return groups;
  }

  return {
    async check(url) {
      const groups = await groupsOf(url.origin);
      const { agent, others } = options;
      const who = [agent, ...others.filter((name) => isNamed(groups, name))];
      const refused = who.find((name) => !isAllowedByRobots(groups, name, url));
      if (refused === undefined) return;
      const message = `The robots.txt of ${url.origin} doesn't let ${refused} fetch ${url.href}.`;
      throw new FetchError("dataset/robots-txt", message, { declined: true });
    },
  };
}

/**
 * Of an origin. None (an answer of 400 to 499) allows everything; an origin that can't be reached, or that answers 500 to 599,
 * allows nothing.
 *
 * @see RFC 9309, section 2.3.1
 */
async function fetchRobots(origin: string, options: RobotsOptions): Promise<RobotsGroup[]> {
  const { stop, deadlineMs, ...rest } = options;
  const late = (): FetchError =>
    new FetchError("dataset/robots-unreachable", `${origin}/robots.txt took longer than ${deadlineMs} ms.`);
  return withDeadline(deadlineMs, late, stop, async (deadline) => {
    const { signal } = deadline;
    const limits = { maxBytes: MAX_ROBOTS_BYTES, tooLong: "cut", maxRedirects: MAX_REDIRECTS } as const;
    try {
      const { body } = await withRetries(options, deadline, () =>
        followRedirects(new URL("/robots.txt", origin), { ...rest, ...limits, signal }),
      );
      return parseRobots(new TextDecoder().decode(body));
    } catch (error) {
      if (!(error instanceof FetchError)) throw error;
      const status = /^dataset\/http-(\d+)$/.exec(error.code)?.[1];
      const isTooOften = status === "429";
      if (error.code === "dataset/fetch-redirects" || (status?.startsWith("4") && !isTooOften)) return [];
      // It was tried often enough, once for all addresses there.
      if (status === undefined) throw new FetchError(error.code, error.message, { cause: error });
      throw new FetchError(
        "dataset/robots-unreachable",
        `${origin}/robots.txt answered ${status}, so nothing may be fetched from there now.`,
        { cause: error },
      );
    }
  });
}
