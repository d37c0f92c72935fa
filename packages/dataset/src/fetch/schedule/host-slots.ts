/** The right to make a request to a host, until it is released. */
export type Slot = {
  /** Gives this host's slot back and waits for one of another host: for redirects. */
  moveTo(host: string, signal: AbortSignal): Promise<void>;
  release(): void;
};

export type HostSlots = {
  /** A slot of a host, if one is free now. */
  take(host: string): Slot | undefined;
};

/**
 * So many requests a host at a time.
 *
 * @param onRelease called after each release
 */
export function hostSlots(perHost: number, onRelease: () => void): HostSlots {
  const taken = new Map<string, number>();
  const waiting = new Map<string, (() => void)[]>();

  function tryTake(host: string): boolean {
    const now = taken.get(host) ?? 0;
    if (now >= perHost) return false;
    taken.set(host, now + 1);
    return true;
  }

  function give(host: string): void {
    const next = waiting.get(host)?.shift();
    if (next !== undefined) {
      if (waiting.get(host)?.length === 0) waiting.delete(host);
      next();
      return;
    }
    const left = (taken.get(host) ?? 1) - 1;
    if (left === 0) taken.delete(host);
    else taken.set(host, left);
    onRelease();
  }

  async function wait(host: string, signal: AbortSignal): Promise<void> {
    if (tryTake(host)) return;
    const line = waiting.get(host) ?? [];
    waiting.set(host, line);
    await new Promise<void>((resolve, reject) => {
      const onTurn = (): void => {
        signal.removeEventListener("abort", onAbort);
        resolve();
      };
      const onAbort = (): void => {
        line.splice(line.indexOf(onTurn), 1);
        reject(signal.reason);
      };
      line.push(onTurn);
      signal.addEventListener("abort", onAbort, { once: true });
    });
  }

  return {
    take(first) {
      if (!tryTake(first)) return undefined;
      let held: string | undefined = first;
      const release = (): void => {
        if (held !== undefined) give(held);
        held = undefined;
      };
      return {
        release,
        async moveTo(host, signal) {
          if (host === held) return;
          release();
          signal.throwIfAborted();
          await wait(host, signal);
          held = host;
        },
      };
    },
  };
}
