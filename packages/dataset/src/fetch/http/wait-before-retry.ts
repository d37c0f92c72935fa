const LONGEST_BACKOFF = 30_000;

/**
 * How many ms to wait before the next try: twice as long each time, between half of that and all of it at random, so that many
 * clients don't come back at once; or as long as the server asks, if that is longer.
 *
 * @param tries so far, 1 or more
 * @param first the longest wait after the first try, in ms
 */
export function waitBeforeRetry(tries: number, first: number, asked: number, random: () => number): number {
  const backoff = Math.min(first * 2 ** (tries - 1), LONGEST_BACKOFF);
  return Math.max(asked, backoff * (0.5 + 0.5 * random()));
}

/**
 * The ms from `now` that a `Retry-After` asks for; 0 for none, an invalid one or one in the past.
 *
 * @param header seconds, or a date
 * @param now in ms, as `Date.now()`
 * @see RFC 9110, section 10.2.3
 */
export function retryAfter(header: string | readonly string[] | undefined, now: number): number {
  const text = [header ?? []].flat()[0]?.trim() ?? "";
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  // Dates have a weekday; `Date.parse` would also take a mere number for a year.
  return /^[a-z]/i.test(text) ? Math.max(0, (Date.parse(text) || 0) - now) : 0;
}
