/**
 * Opens something when it is asked for for the first time, once for all who ask. If that fails, as when the one who asked first
 * aborts, another one who waits opens it.
 */
export function sharedOpening<T>(open: (signal?: AbortSignal) => Promise<T>): (signal?: AbortSignal) => Promise<T> {
  let current: Promise<T> | undefined;
  return async function opened(signal) {
    const waits = current !== undefined;
    const opening = (current ??= open(signal));
    try {
      return await opening;
    } catch (error) {
      if (current === opening) current = undefined;
      signal?.throwIfAborted();
      if (!waits) throw error;
      return opened(signal);
    }
  };
}
