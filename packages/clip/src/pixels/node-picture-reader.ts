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
type Job = {
  /** The file's bytes, once they are loaded. */
  image: Exclude<ImageInput, { width: number }>;
  readonly signal: AbortSignal | undefined;
  resolve(pixels: Tensor): void;
  reject(reason: unknown): void;
};

/** One that the thread reads, and one that it can take up without waiting for the calling thread. */
const MOST_IN_THREAD = 2;

/**
 * Reads pictures on two threads at once: the calling one and a worker thread, which starts when a second picture waits, since
 * starting takes longer than reading one. The worker thread has at most two pictures at a time, so it soon rests while
 * onnxruntime-node runs a model. That blocks the calling thread and uses every core: pictures read meanwhile would slow the
 * model down by more than they gain. What the worker thread can't read is read again on the calling thread, which throws the
 * error. If the worker thread fails, the calling thread reads everything.
 */
export function nodePictureReader(preparation: Preparation, { Worker }: Threads): PictureReader {
  const { height, width } = preparation.preprocessing;
  const here = readerHere(preparation);
  const jobs = new Set<Job>();
  const queue = new Set<Job>();
  const inThread = new Map<number, Job>();
  const jobsOfSignal = new Map<AbortSignal, number>();
  let thread: Thread | undefined;
  let failed = false;
  let closed: Alt2imgError | undefined;
  let busyHere = false;
  let nextId = 0;
  let loaded: Promise<unknown> = Promise.resolve();

  function start(): Thread {
    const url = new URL("../dist/serve-thread.js", moduleUrl());
    const started = new Worker(url, { workerData: preparation, execArgv: [], name: "alt2img-clip-pictures" });
    const fail = (): void => {
      if (thread !== started) return;
      failed = true;
      end();
      for (const [id, job] of inThread) if (job.image instanceof Uint8Array) readAgain(id, job);
    };
    started.on("message", ({ id, pixels }: FromThread) => {
      const job = inThread.get(id);
      if (job === undefined) return;
      if (pixels === undefined) readAgain(id, job);
      else {
        inThread.delete(id);
        if (settled(job)) job.resolve({ dims: [3, height, width], data: pixels });
      }
      assign();
    });
    started.on("error", fail).on("messageerror", fail).on("exit", fail);
    return started;
  }

  function end(): void {
    void thread?.terminate();
    thread = undefined;
  }

  /** Gives the waiting pictures to whoever is free. */
  function assign(): void {
    for (const job of queue) {
      if (!busyHere) void readInTurn(job);
      else if (!failed && inThread.size < MOST_IN_THREAD) void send(job);
      else break;
      queue.delete(job);
    }
    // Only a picture that somebody waits for keeps the process alive.
    if (inThread.size === 0) thread?.unref();
  }

  async function readInTurn(job: Job): Promise<void> {
    busyHere = true;
    await readHere(job);
    // Lets a model start, and the thread's pixels in.
    if (queue.size > 0) await new Promise((resolve) => setImmediate(resolve));
    busyHere = false;
    assign();
  }

  async function readHere(job: Job): Promise<void> {
    try {
      const pixels = await here.read(job.image, job.signal);
      if (settled(job)) job.resolve(pixels);
    } catch (error) {
      if (settled(job)) job.reject(error);
    }
  }

  function readAgain(id: number, job: Job): void {
    inThread.delete(id);
    void readHere(job);
  }

  async function send(job: Job): Promise<void> {
    const id = nextId++;
    inThread.set(id, job);
    thread ??= start();
    thread.ref();
    try {
      job.image = await load(job.image, job.signal);
    } catch (error) {
      inThread.delete(id);
      if (settled(job)) job.reject(error);
      assign();
      return;
    }
    // It may have been aborted, or read on the calling thread, meanwhile.
    if (inThread.get(id) !== job) return;
    if (failed || thread === undefined || job.image.length === 0) {
      readAgain(id, job);
      assign();
      return;
    }
    // The caller keeps its bytes, which may be a small part of a large buffer.
    const bytes = new Uint8Array(job.image);
    thread.postMessage({ id, bytes } satisfies ToThread, [bytes.buffer]);
  }

  /** One file after another. */
  function load(image: Job["image"], signal: AbortSignal | undefined): Promise<Uint8Array> {
    const bytes = loaded.then(() => readImageFile(image, { signal }));
    loaded = bytes.catch(() => {});
    return bytes;
  }

  function add(job: Job): void {
    jobs.add(job);
    queue.add(job);
    const { signal } = job;
    if (signal === undefined) return;
    if (!jobsOfSignal.has(signal)) signal.addEventListener("abort", onAbort);
    jobsOfSignal.set(signal, (jobsOfSignal.get(signal) ?? 0) + 1);
  }

  /** @returns whether somebody was still waiting for it */
  function settled(job: Job): boolean {
    if (!jobs.delete(job)) return false;
    const { signal } = job;
    if (signal === undefined) return true;
    const left = jobsOfSignal.get(signal)! - 1;
    if (left > 0) jobsOfSignal.set(signal, left);
    else {
      jobsOfSignal.delete(signal);
      signal.removeEventListener("abort", onAbort);
    }
    return true;
  }

  function onAbort(this: AbortSignal): void {
    rejectAll(
      [...jobs].filter(({ signal }) => signal === this),
      this.reason,
    );
    assign();
  }

  function rejectAll(dropped: readonly Job[], reason: unknown): void {
    for (const job of dropped) queue.delete(job);
    const sent = [...inThread].filter(([, job]) => dropped.includes(job));
    for (const [id] of sent) inThread.delete(id);
    // Nobody waits for the pictures that the thread still has.
    if (sent.length > 0 && inThread.size === 0) end();
    for (const job of dropped) if (settled(job)) job.reject(reason);
  }

  return {
    async read(image, signal) {
      if (closed !== undefined) throw closed;
      signal?.throwIfAborted();
      if (isRaster(image)) return here.read(image, signal);
      return new Promise((resolve, reject) => {
        add({ image, signal, resolve, reject });
        assign();
      });
    },
    close() {
      closed ??= clipError("closed", "The model is closed.");
      rejectAll([...jobs], closed);
      end();
    },
  };
}
