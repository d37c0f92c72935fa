import { describeFailure, Failure } from "./failure.js";

export type OpenOptions = {
  signal: AbortSignal | undefined;
  /** How long to wait for the answer, and for each chunk of its body, in milliseconds. */
  timeout: number;
};

/** An answer whose body has to be read or abandoned. */
export type OpenResponse = {
  response: Response;
  /** @throws Failure when the connection breaks or stalls */
  chunks(): AsyncGenerator<Uint8Array, void, undefined>;
  /** Abandons what hasn't been read. */
  close(): void;
};

/**
 * Sends one request, without retries.
 * @throws Failure when the connection can't be made, breaks or stalls; the signal's reason
 */
export async function openResponse(
  send: (signal: AbortSignal) => Promise<Response>,
  { signal, timeout }: OpenOptions,
): Promise<OpenResponse> {
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  const close = (): void => {
    signal?.removeEventListener("abort", onAbort);
    controller.abort();
  };
  const watch = async <T>(pending: Promise<T>): Promise<T> => {
    const stalled = new Failure(`no bytes arrived for ${timeout / 1000} s`);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const alarm = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(stalled), timeout);
    });
    try {
      return await Promise.race([pending, alarm]);
    } catch (error) {
      close();
      signal?.throwIfAborted();
      throw error instanceof Failure ? error : new Failure(describeFailure(error), 0, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  };

  const response = await watch(send(controller.signal));
  async function* chunks(): AsyncGenerator<Uint8Array, void, undefined> {
    const reader = response.body?.getReader();
    try {
      while (reader !== undefined) {
        const { done, value } = await watch(reader.read());
        if (done) return;
        if (value.length > 0) yield value;
      }
    } finally {
      close();
    }
  }
  return { response, chunks, close };
}
