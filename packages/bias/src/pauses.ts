/** The longest time to work without a pause, in milliseconds: a page draws a frame every 16. */
const LONGEST = 10;

/**
 * Lets other tasks run in a long computation, so that a page draws and an abort is noticed.
 *
 * @returns a function to be awaited between two pieces of work; it pauses only if the last pause is long enough ago
 * @throws the signal's reason
 */
export function pauses(signal: AbortSignal | undefined): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last >= LONGEST) {
      await new Promise((resolve) => setTimeout(resolve));
      last = performance.now();
    }
    signal?.throwIfAborted();
  };
}
