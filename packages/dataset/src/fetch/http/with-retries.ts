import { setTimeout as wait } from "node:timers/promises";
import { FetchError } from "../fetch-error.js";
import type { Deadline } from "./deadline.js";
import { waitBeforeRetry } from "./wait-before-retry.js";

export type Retries = {
  /** How often to try again, 0 or more. */
  readonly retries: number;
  /** The longest wait after the first try, in ms. */
  readonly backoffMs: number;
};

/**
 * Tries again as long as it may help: after a `FetchError` that says so, and only if the deadline leaves the time to wait.
 *
 * @throws what the last try throws; the signal's reason
 */
export async function withRetries<T>(
  { retries, backoffMs }: Retries,
  { signal, remaining }: Deadline,
  work: () => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof FetchError && error.again) || tries > retries) throw error;
      const ms = waitBeforeRetry(tries, backoffMs, error.waitMs, Math.random);
      if (ms >= remaining()) throw error;
      await wait(ms, undefined, { signal }).catch(() => signal.throwIfAborted());
    }
  }
}
