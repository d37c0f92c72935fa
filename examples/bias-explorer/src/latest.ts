/** Runs one thing at a time: a new one stops the one before, whose result nobody wants any more. */
export type Latest = {
  run(work: (signal: AbortSignal) => Promise<void>, onError: (message: string) => void): Promise<void>;
  stop(): void;
  isRunning(): boolean;
};

export function latest(): Latest {
  let current: AbortController | undefined;
  return {
    async run(work, onError) {
      current?.abort();
      const controller = new AbortController();
      current = controller;
      try {
        await work(controller.signal);
      } catch (error) {
        if (!controller.signal.aborted) onError(error instanceof Error ? error.message : String(error));
      } finally {
        if (current === controller) current = undefined;
      }
    },
    stop() {
      current?.abort();
      current = undefined;
    },
    isRunning: () => current !== undefined,
  };
}
