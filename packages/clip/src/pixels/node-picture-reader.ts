import type { Alt2imgError, Tensor } from "@alt2img/core";
import { readImageFile } from "@alt2img/image/worker";
import { clipError } from "../clip-error.js";
import { moduleUrl } from "../picture-worker-url.js";
import { type ImageInput, isRaster } from "./image-input.js";
import type { PictureReader } from "./picture-reader.js";
import type { Preparation } from "./preprocessing-reference.js";
import { readerHere } from "./reader-here.js";
import type { FromThread, ToThread } from "./worker/serve-thread.js";

type Threads = typeof import("node:worker_threads");
type Thread = InstanceType<Threads["Worker"]>;
type Waiting = {
  readonly signal: AbortSignal | undefined;
  /** Without pixels if the thread couldn't read the picture. */
  resolve(pixels?: Float32Array): void;
  reject(reason: unknown): void;
};

/**
 * Reads pictures in a worker thread while the model runs: onnxruntime-node blocks the thread that calls it. The thread starts
 * with the second picture at the same time, since it takes longer than decoding one. What it can't read is read again on the
 * calling thread, which throws the error; so is everything if the thread fails.
 */
export function nodePictureReader(preparation: Preparation, { Worker }: Threads): PictureReader {
  const here = readerHere(preparation);
  const waiting = new Map<number, Waiting>();
  let thread: Thread | undefined;
  let failed = false;
  let closed: Alt2imgError | undefined;
  let reading = 0;
  let nextId = 0;
  let loaded: Promise<unknown> = Promise.resolve();

  function start(): Thread {
    const url = new URL("../dist/serve-thread.js", moduleUrl());
    const started = new Worker(url, { workerData: preparation, execArgv: [], name: "alt2img-clip-pictures" });
    const fail = (): void => {
      if (thread !== started) return;
      failed = true;
      end();
      for (const { resolve } of takeAll()) resolve();
    };
    started.on("message", ({ id, pixels }: FromThread) => take(id)?.resolve(pixels));
    started.on("error", fail).on("messageerror", fail).on("exit", fail);
    return started;
  }

  function end(): void {
    void thread?.terminate();
    thread = undefined;
  }

  function take(id: number): Waiting | undefined {
    const found = waiting.get(id);
    waiting.delete(id);
    // Only a picture that somebody waits for keeps the process alive.
    if (waiting.size === 0) thread?.unref();
    if (found?.signal !== undefined && ![...waiting.values()].some(({ signal }) => signal === found.signal)) {
      found.signal.removeEventListener("abort", onAbort);
    }
    return found;
  }

  const takeAll = (which: (one: Waiting) => boolean = () => true): Waiting[] =>
    [...waiting].filter(([, one]) => which(one)).map(([id]) => take(id)!);

  /** The same function for all pictures of a signal, so that it gets one listener. */
  function onAbort(this: AbortSignal): void {
    const aborted = takeAll(({ signal }) => signal === this);
    // Nobody waits for the pictures that it still has.
    if (waiting.size === 0) end();
    for (const { reject } of aborted) reject(this.reason);
  }

  function readInThread(bytes: Uint8Array, signal: AbortSignal | undefined): Promise<Float32Array | undefined> {
    thread ??= start();
    thread.ref();
    const id = nextId++;
    signal?.addEventListener("abort", onAbort);
    const done = new Promise<Float32Array | undefined>((resolve, reject) => {
      waiting.set(id, { signal, resolve, reject });
    });
    // The caller keeps its bytes, which may be a small part of a large buffer.
    const copy = new Uint8Array(bytes);
    thread.postMessage({ id, bytes: copy } satisfies ToThread, [copy.buffer]);
    return done;
  }

  function load(image: Exclude<ImageInput, { width: number }>, signal: AbortSignal | undefined): Promise<Uint8Array> {
    const bytes = loaded.then(() => readImageFile(image, { signal }));
    loaded = bytes.catch(() => {});
    return bytes;
  }

  async function read(image: ImageInput, signal: AbortSignal | undefined): Promise<Tensor> {
    const alone = reading === 1 && thread === undefined;
    if (isRaster(image) || failed || alone) return here.read(image, signal);
    const bytes = await load(image, signal);
    if (closed !== undefined) throw closed;
    signal?.throwIfAborted();
    const pixels = bytes.length === 0 ? undefined : await readInThread(bytes, signal);
    if (pixels === undefined) return here.read(bytes, signal);
    const { height, width } = preparation.preprocessing;
    return { dims: [3, height, width], data: pixels };
  }

  return {
    async read(image, signal) {
      if (closed !== undefined) throw closed;
      signal?.throwIfAborted();
      reading++;
      try {
        return await read(image, signal);
      } finally {
        reading--;
      }
    },
    close() {
      closed ??= clipError("closed", "The model is closed.");
      end();
      for (const { reject } of takeAll()) reject(closed);
    },
  };
}
