import { checkUrl, type IsAllowed } from "../address/check-url.js";
import { FetchError } from "../fetch-error.js";
import { type Answer, type AskOptions, ask } from "./ask.js";
import { retryAfter } from "./wait-before-retry.js";

export type FollowOptions = AskOptions & {
  readonly isAllowed: IsAllowed;
  readonly maxRedirects: number;
  /** Is asked before each request, the first one included. */
  readonly before?: (url: URL) => Promise<void>;
  /** Is asked about each answer that isn't an error. */
  readonly after?: (url: URL, answer: Answer) => void;
};

const REDIRECTS = [301, 302, 303, 307, 308];
/** Too early, too many, and what a server says that can't answer now. */
const MAY_CHANGE = [408, 425, 429, 500, 502, 503, 504];

/**
 * The answer at the end of all redirects: 200, 203 or 304. Each URL on the way is checked as the first one was.
 *
 * @throws FetchError `dataset/http-404` and so on, `dataset/fetch-redirects`, `dataset/fetch-url`, `dataset/fetch-address`; what `ask`,
 *   `before` and `after` throw
 */
export async function followRedirects(first: URL, options: FollowOptions): Promise<Answer & { url: URL }> {
  const seen = new Set<string>();
  for (let url = first; ; ) {
    if (seen.has(url.href)) throw redirectError(`${first.href} redirects in a circle, back to ${url.href}.`);
    if (seen.size > options.maxRedirects) {
      throw redirectError(`${first.href} redirects more than ${options.maxRedirects} times.`);
    }
    seen.add(url.href);
    await options.before?.(url);
    const answer = await ask(url, options);
    const { status, headers } = answer;
    if (REDIRECTS.includes(status)) {
      options.after?.(url, answer);
      const location = [headers.location ?? []].flat()[0];
      if (location === undefined) throw redirectError(`${url.href} redirects, but doesn't say where.`);
      url = checkUrl(location, options.isAllowed, url);
      continue;
    }
    if (![200, 203, 304].includes(status)) {
      throw new FetchError(`dataset/http-${status}`, `${url.href} answered ${status}.`, {
        again: MAY_CHANGE.includes(status),
        waitMs: retryAfter(headers["retry-after"], Date.now()),
      });
    }
    options.after?.(url, answer);
    return { ...answer, url };
  }
}

function redirectError(message: string): FetchError {
  return new FetchError("dataset/fetch-redirects", message);
}
