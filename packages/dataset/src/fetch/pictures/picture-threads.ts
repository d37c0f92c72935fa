import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { Alt2imgError } from "@alt2img/core";
import { FetchError } from "../fetch-error.js";
import { pictureThreadUrl } from "../picture-thread-url.js";
import { IMAGES, PARTIAL, removePartial } from "../state/image-file.js";
import type { PictureSettings } from "./picture-settings.js";
import type { FromThread, StoredPicture, ThreadData } from "./picture-thread.js";

/** Decodes files that may do anything to a decoder, and stores them. */
export type PictureThreads = {
  /**
   * @param bytes are moved to the thread: the caller's array is empty afterwards
   * @throws FetchError `dataset/fetch-decoder` if the thread ends or takes longer than its time; those of `readPicture`;
   *   Alt2imgError `core/write`; the signal's reason
   */
  store(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<StoredPicture>;
  close(): Promise<void>;
};

type Task = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  resolve(picture: StoredPicture): void;
  reject(reason: unknown): void;
};

/** What a thread that decodes calls; an idle one calls nothing. */
type Job = { answered(answer: FromThread): void; ended(why: string, cause?: unknown): void };

type Thread = { readonly worker: Worker; job?: Job | undefined };

/**
 * Worker threads that get one picture at a time. One that takes too long, whose URL's deadline has passed, or that runs out of
 * memory is killed, and only its picture fails; a new thread replaces it with the next picture.
 */
export function pictureThreads(
  folder: string,
  settings: PictureSettings,
  { threads: count, decodeMs }: { threads: number; decodeMs: number },
): PictureThreads {
  const threads = new Set<Thread>();
  /** Those that are being killed, too. */
  const workers = new Set<Worker>();
  const waiting: Task[] = [];
  let isClosed = false;

  function start(): Thread {
    const partial = join(folder, IMAGES, `${randomUUID()}${PARTIAL}`);
    const worker = new Worker(pictureThreadUrl(), {
      workerData: { folder, partial, settings } satisfies ThreadData,
      execArgv: [],
      name: "alt2img-fetch-pictures",
    });
    const thread: Thread = { worker };
    threads.add(thread);
    workers.add(worker);
    worker.on("message", (answer: FromThread) => thread.job?.answered(answer));
    worker.on("error", (error) => lose(thread, error.message.replace(/\.$/, ""), error));
    worker.on("exit", (code) => {
      workers.delete(worker);
      removePartial(partial);
      lose(thread, `exit code ${code}`);
    });
    return thread;
  }

  function lose(thread: Thread, why: string, cause?: unknown): void {
    threads.delete(thread);
    thread.job?.ended(`made its decoder fail: ${why}`, cause);
  }

  function kill(thread: Thread): void {
    threads.delete(thread);
    void thread.worker.terminate();
  }

  function begin(): void {
    while (waiting.length > 0 && !isClosed) {
      const free = [...threads].find(({ job }) => job === undefined) ?? (threads.size < count ? start() : undefined);
      if (free === undefined) return;
      decode(free, waiting.shift()!);
    }
  }

  function decode(thread: Thread, { bytes, signal, resolve, reject }: Task): void {
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", onAbort);
      thread.job = undefined;
      // A thread that has nothing to do doesn't keep the process alive.
      thread.worker.unref();
      finish();
      begin();
    };
    const ended = (why: string, cause?: unknown): void =>
      settle(() => reject(new FetchError("dataset/fetch-decoder", `The picture ${why}.`, { cause })));
    const onAbort = (): void => {
      kill(thread);
      settle(() => reject(signal.reason));
    };
    const timer = setTimeout(() => {
      kill(thread);
      ended(`took longer than ${decodeMs} ms to decode and store`);
    }, decodeMs);
    signal.addEventListener("abort", onAbort, { once: true });
    thread.job = {
      ended,
      answered(answer) {
        if ("picture" in answer) settle(() => resolve(answer.picture));
        else settle(() => reject(errorOf(answer)));
      },
    };
    thread.worker.ref();
    thread.worker.postMessage(bytes, [bytes.buffer]);
  }

  return {
    store(bytes, signal) {
      signal.throwIfAborted();
      return new Promise((resolve, reject) => {
        const onAbort = (): void => {
          const at = waiting.indexOf(task);
          if (at === -1) return;
          waiting.splice(at, 1);
          reject(signal.reason);
        };
        const task: Task = { bytes, signal, resolve, reject };
        signal.addEventListener("abort", onAbort, { once: true });
        waiting.push(task);
        begin();
      });
    },
    async close() {
      isClosed = true;
      await Promise.all([...workers].map((worker) => worker.terminate()));
    },
  };
}

/** What isn't wrong with the picture ends the run. */
function errorOf({ code, message }: { code: string; message: string }): Alt2imgError {
  return code === "core/write" ? new Alt2imgError(code, message) : new FetchError(code, message);
}
