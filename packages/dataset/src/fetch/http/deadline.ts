/** How much of a deadline is left, in ms; what is done by then isn't waited for. */
export type Deadline = { readonly signal: AbortSignal; remaining(): number };

/**
 * Does work that gets so many ms in all.
 *
 * @param stop ends it earlier, with its own reason
 * @throws `late` after the last ms; what `work` throws
 */
export async function withDeadline<T>(
  ms: number,
  late: () => Error,
  stop: AbortSignal,
  work: (deadline: Deadline) => Promise<T>,
): Promise<T> {
  stop.throwIfAborted();
  const controller = new AbortController();
  const onStop = (): void => controller.abort(stop.reason);
  const end = performance.now() + ms;
  const timer = setTimeout(() => controller.abort(late()), ms);
  stop.addEventListener("abort", onStop, { once: true });
  try {
    return await work({ signal: controller.signal, remaining: () => end - performance.now() });
  } finally {
    clearTimeout(timer);
    stop.removeEventListener("abort", onStop);
  }
}
