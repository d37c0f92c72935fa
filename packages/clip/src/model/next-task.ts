/** The longest time to work without a pause, in milliseconds: a page draws a frame every 16. */
const LONGEST = 10;

/**
 * Lets other tasks run: events, timers, drawing. Without it, a loop over decoded pictures is one long task, in which a page
 * freezes and an abort isn't noticed.
 *
 * @returns a function to be awaited between two pieces of work; it pauses only if the last pause is long enough ago
 */
export function pauses(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < LONGEST) return;
    await nextTask();
    last = performance.now();
  };
}

/** A message comes as a task of its own, without the four milliseconds that browsers make timers wait. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
