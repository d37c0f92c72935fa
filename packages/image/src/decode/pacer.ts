/** Called between the steps of a long task. */
export type Pacer = () => Promise<void>;

/** A page must not be blocked for more than 50 ms, and other tasks need some of that. */
const SLICE = 20;

/**
 * Makes a function that lets other tasks run when the current one has run for 20 ms, and rejects with the signal's
 * reason once it is aborted.
 */
export function createPacer(signal: AbortSignal | undefined): Pacer {
  let begun = performance.now();
  return async () => {
    if (performance.now() - begun < SLICE) return;
    await nextTask();
    signal?.throwIfAborted();
    begun = performance.now();
  };
}

/** Unlike `setTimeout`, a message isn't delayed by browsers. */
function nextTask(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
