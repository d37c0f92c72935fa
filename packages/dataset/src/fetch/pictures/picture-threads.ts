import { Worker } from "node:worker_threads";
import { FetchError } from "../fetch-error.js";
import { pictureThreadUrl } from "../picture-thread-url.js";
import type { PictureSettings } from "./picture-settings.js";
import type { FromThread } from "./picture-thread.js";
import type { ReadPicture } from "./read-picture.js";

/** Decodes files that may do anything to a decoder. */
export type PictureThreads = {
  /**
   * @param bytes are moved to the thread: the caller's array is empty afterwards
   * @throws FetchError `dataset/fetch-decoder` if the thread ends or takes longer than its time; those of `readPicture`; the
   *   signal's reason
   */
  read(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal): Promise<ReadPicture>;
  close(): Promise<void>;
};

type Task = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  resolve(picture: ReadPicture): void;
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
  settings: PictureSettings,
  { threads: count, decodeMs }: { threads: number; decodeMs: number },
): PictureThreads {
  const threads = new Set<Thread>();
  const waiting: Task[] = [];
  let isClosed = false;

  function start(): Thread {
    const worker = new Worker(pictureThreadUrl(), {
      workerData: settings,
      execArgv: [],
      name: "alt2img-fetch-pictures",
    });
    const thread: Thread = { worker };
    threads.add(thread);
    worker.on("message", (answer: FromThread) => thread.job?.answered(answer));
    worker.on("error", (error) => lose(thread, error.message.replace(/\.$/, ""), error));
    worker.on("exit", (code) => lose(thread, `exit code ${code}`));
    return thread;
  }

  function lose(thread: Thread, why: string, cause?: unknown): void {
    threads.delete(thread);
    thread.job?.ended(`made its decoder fail: ${why}`, cause);
  }

  function kill(thread: Thread): Promise<number> {
    threads.delete(thread);
    return thread.worker.terminate();
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
      void kill(thread);
      settle(() => reject(signal.reason));
    };
    const timer = setTimeout(() => {
      void kill(thread);
      ended(`took longer than ${decodeMs} ms to decode`);
    }, decodeMs);
    signal.addEventListener("abort", onAbort, { once: true });
    thread.job = {
      ended,
      answered(answer) {
        if ("picture" in answer) settle(() => resolve(answer.picture));
        else settle(() => reject(new FetchError(answer.code, answer.message)));
      },
    };
    thread.worker.ref();
    thread.worker.postMessage(bytes, [bytes.buffer]);
  }

  return {
    read(bytes, signal) {
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
      await Promise.all([...threads].map(kill));
    },
  };
}
