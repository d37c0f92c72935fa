import { setMaxListeners } from "node:events";
import type { ImageTextPair } from "@alt2img/core";
import type { PairSource } from "../pair-source.js";
import type { CheckedFetchOptions } from "./fetch-options.js";
import { urlFetcher } from "./fetch-url.js";
import { hostQueue } from "./schedule/host-queue.js";
import { hostSlots, type Slot } from "./schedule/host-slots.js";
import type { FetchRecord, KeptRecord } from "./state/fetch-record.js";
import { hasFile } from "./state/image-file.js";
import type { StateFile } from "./state/state-file.js";

/** `isFetched`: this run asked for the address. */
type Outcome = { pair: ImageTextPair; record: FetchRecord; isFetched: boolean };

export type Run = {
  outcomes(): AsyncGenerator<Outcome, void, undefined>;
  /** How many pairs it has read. */
  read(): number;
  /** Aborts what is under way, and waits for it. */
  stop(): Promise<void>;
};

/** An address under way, with the pairs that wait for it. */
type Job = { url: string; pairs: ImageTextPair[]; known: KeptRecord | undefined };

/** Pairs are read this far ahead, so that there are several hosts to choose from. */
const READ_AHEAD = 1000;

/** Reads pairs, fetches their addresses, and has their outcomes ready, in this order and no faster than they are taken. */
export function startRun(pairs: PairSource, folder: string, state: StateFile, options: CheckedFetchOptions): Run {
  const { concurrency, perHost, refetch, signal } = options;
  const controller = new AbortController();
  const stop = controller.signal;
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener("abort", onAbort, { once: true });
  stop.addEventListener("abort", () => changed());
  // Each address under way has one.
  setMaxListeners(0, stop);

  const fetcher = urlFetcher(folder, options, stop);
  const slots = hostSlots(perHost, () => begin());
  const queue = hostQueue<Job>();
  const underWay = new Map<string, Job>();
  const working = new Set<Promise<void>>();
  const ready: Outcome[] = [];
  /** Pairs that wait for an address. */
  let waiting = 0;
  let read = 0;
  let isRead = false;
  let failure: { error: unknown } | undefined;
  let change = nextChange();

  function changed(): void {
    change.happened();
    change = nextChange();
  }

  function fail(error: unknown): void {
    failure ??= { error };
    changed();
  }

  async function readPairs(): Promise<void> {
    for await (const pair of pairs) {
      if (stop.aborted) return;
      read++;
      await add(pair);
      begin();
      while (waiting + ready.length >= READ_AHEAD + concurrency && !stop.aborted) await change.promise;
      if (stop.aborted) return;
    }
    isRead = true;
    changed();
  }

  async function add(pair: ImageTextPair): Promise<void> {
    const url = pair.imageUrl;
    const job = underWay.get(url);
    if (job !== undefined) {
      job.pairs.push(pair);
      waiting++;
      return;
    }
    const record = state.get(url);
    const isThere = record?.state === "kept" && (await hasFile(folder, record.file, record.bytes));
    if (record !== undefined && !isWanted(record, isThere)) {
      ready.push({ pair, record, isFetched: false });
      changed();
      return;
    }
    const fresh: Job = { url, pairs: [pair], known: isThere ? record : undefined };
    underWay.set(url, fresh);
    waiting++;
    queue.add(hostOf(url), fresh);
  }

  /** Whether an address with a state is asked for again. */
  function isWanted(record: FetchRecord, isThere: boolean): boolean {
    if (state.isFresh(record.url)) return false;
    if (refetch === "all") return true;
    return record.state === "kept" ? !isThere : record.state === "failed" && refetch === "failed";
  }

  function begin(): void {
    while (working.size < concurrency && ready.length < READ_AHEAD && !stop.aborted) {
      const next = queue.take((host) => slots.take(host));
      if (next === undefined) return;
      const work: Promise<void> = fetch(next.item, next.begun)
        .catch(fail)
        .finally(() => {
          working.delete(work);
          begin();
        });
      working.add(work);
    }
  }

  async function fetch(job: Job, slot: Slot): Promise<void> {
    const record = await fetcher.fetch(job.url, slot, job.known);
    await state.append(record);
    underWay.delete(job.url);
    waiting -= job.pairs.length;
    job.pairs.forEach((pair, i) => {
      ready.push({ pair, record, isFetched: i === 0 });
    });
    changed();
  }

  readPairs().catch(fail);

  return {
    read: () => read,
    async *outcomes() {
      while (true) {
        const next = ready.shift();
        if (next !== undefined) {
          if (ready.length < READ_AHEAD) begin();
          changed();
          yield next;
          continue;
        }
        signal?.throwIfAborted();
        if (failure !== undefined) throw failure.error;
        if (isRead && underWay.size === 0) return;
        await change.promise;
      }
    },
    async stop() {
      signal?.removeEventListener("abort", onAbort);
      controller.abort(new DOMException("The loop has ended.", "AbortError"));
      await Promise.allSettled(working);
      await fetcher.close();
    },
  };
}

/** A promise, and what resolves it. */
function nextChange(): { promise: Promise<void>; happened: () => void } {
  let happened = (): void => {};
  const promise = new Promise<void>((resolve) => {
    happened = resolve;
  });
  return { promise, happened };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : "";
}
