import { Alt2imgError, type RasterImage, type Tensor } from "@alt2img/core";
import { openWorker, orAborted, type PageWorker, workerFailure, workerUrl } from "@alt2img/core/worker";
import { decoderWasm, readImageFile } from "@alt2img/image/worker";
import { clipError } from "../clip-error.js";
import { moduleUrl, pictureWorkerUrl } from "../picture-worker-url.js";
import { type ImageInput, isRaster } from "./image-input.js";
import type { PictureReader } from "./picture-reader.js";
import type { Preparation } from "./preprocessing-reference.js";
import { readerHere } from "./reader-here.js";
import { type Answer, type FromWorker, isFromWorker, PROTOCOL, type ToWorker } from "./worker/protocol.js";

const ADVICE =
  "Pictures are decoded on the page itself, which freezes it with large ones. Your bundler may not know of the file: then " +
  "copy it from node_modules/@alt2img/clip/dist to the folder of your script. A Content-Security-Policy must allow it (worker-src 'self').";

/**
 * Starts a worker that decodes and prepares pictures, one after another. An abort ends it, whatever it is doing; the next
 * picture starts another one, or is read on the page if that fails.
 *
 * @param signal aborts the start
 * @throws Alt2imgError `clip/picture-worker` if it can't be started; the signal's reason
 */
export async function startPictureWorker(preparation: Preparation, signal?: AbortSignal): Promise<PictureReader> {
  const closing = new AbortController();
  const here = readerHere(preparation);
  let running: PageWorker | undefined = await start(signal);
  let last: Promise<unknown> = Promise.resolve();

  const restart = (): Promise<PageWorker | undefined> =>
    start(closing.signal).catch(() => {
      closing.signal.throwIfAborted();
      return undefined;
    });

  async function send(picture: RasterImage | Uint8Array, signal: AbortSignal | undefined): Promise<Tensor> {
    closing.signal.throwIfAborted();
    signal?.throwIfAborted();
    const own = (running ??= await restart());
    // A worker that has just started is left to the next picture.
    signal?.throwIfAborted();
    if (own === undefined) return here.read(picture, signal);
    const end = (): void => {
      if (running === own) running = undefined;
      own.terminate();
    };
    signal?.addEventListener("abort", end, { once: true });
    try {
      const answered = await orAborted(ask(own.worker, { picture, preparation }), signal);
      if ("pixels" in answered) return tensorOf(answered.pixels, preparation);
      // Out of memory, for instance: another one begins with none taken.
      if (answered.error.code === undefined) end();
      throw errorOf(answered.error);
    } catch (error) {
      if (error instanceof Alt2imgError && error.code === "clip/picture-worker") end();
      throw error;
    } finally {
      signal?.removeEventListener("abort", end);
    }
  }

  return {
    async read(image, signal) {
      const picture = await ownCopy(image, signal);
      const done = last.then(() => orAborted(send(picture, signal), closing.signal));
      last = done.catch(() => {});
      return orAborted(done, signal);
    },
    close() {
      closing.abort(clipError("closed", "The model is closed."));
      running?.terminate();
      running = undefined;
    },
  };
}

const tensorOf = (data: Float32Array, { preprocessing: { height, width } }: Preparation): Tensor => ({
  dims: [3, height, width],
  data,
});

function errorOf({ code, message, cause }: Extract<Answer, { error: unknown }>["error"]): Error {
  const options = cause === undefined ? undefined : { cause: new Error(cause) };
  return code === undefined ? new Error(message, options) : new Alt2imgError(code, message, options);
}

/** What is transferred to the worker: the caller keeps its own. Data that is no bytes goes as it is, for the worker to refuse. */
async function ownCopy(image: ImageInput, signal: AbortSignal | undefined): Promise<RasterImage | Uint8Array> {
  signal?.throwIfAborted();
  if (isRaster(image)) {
    const { width, height, data } = image;
    return { width, height, data: ArrayBuffer.isView(data) ? new Uint8ClampedArray(present(data)) : data };
  }
  const bytes = await readImageFile(image, { signal });
  return image instanceof Blob ? bytes : new Uint8Array(present(bytes));
}

/** Of an array whose buffer has been transferred, nothing is left, and it can't be copied. */
const present = (bytes: Uint8Array | Uint8ClampedArray): ArrayLike<number> => (bytes.length === 0 ? [] : bytes);

async function start(signal: AbortSignal | undefined): Promise<PageWorker> {
  const name = "clip-picture-worker.js";
  const url = workerUrl({ packageName: "@alt2img/clip", name, known: pictureWorkerUrl(), module: moduleUrl() });
  const opened = openWorker(url, "alt2img-clip-pictures");
  const running = new Promise<void>((resolve, reject) => {
    opened.worker.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (isFromWorker(data) && "protocol" in data && data.protocol === PROTOCOL) resolve();
      else reject(unusable(`The worker ${url} belongs to another version of @alt2img/clip.`));
    };
    opened.worker.onerror = (event) => void workerFailure(url, event).then((found) => reject(unusable(found)));
  });
  try {
    await orAborted(running, signal);
    return opened;
  } catch (error) {
    opened.terminate();
    throw error;
  }
}

const unusable = (what: string): Alt2imgError => clipError("picture-worker", `${what} ${ADVICE}`);

/**
 * The worker's answer to one picture.
 * @throws Alt2imgError `clip/picture-worker` if the worker fails before it answers
 */
function ask(worker: Worker, message: Extract<ToWorker, { picture: unknown }>): Promise<Answer> {
  const post = (each: ToWorker, transfer: Transferable[] = []): void => worker.postMessage(each, transfer);
  const failed = (what: string, cause?: unknown): Alt2imgError =>
    clipError("picture-worker", `The worker that prepares pictures has failed: ${what}`, cause);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if ("pixels" in data || "error" in data) resolve(data);
      else if ("decoder" in data) {
        const { decoder } = data;
        decoderWasm[decoder]().then(
          (wasm) => post({ decoder, wasm }),
          (error: unknown) => post({ decoder, failure: error instanceof Error ? error.message : String(error) }),
        );
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(failed(event.message));
    };
    try {
      post(message, transferable(message.picture));
    } catch (error) {
      reject(failed("The picture can't be sent to it.", error));
    }
  });
}

function transferable(picture: RasterImage | Uint8Array): Transferable[] {
  const bytes = picture instanceof Uint8Array ? picture : picture.data;
  return ArrayBuffer.isView(bytes) ? [bytes.buffer as ArrayBuffer] : [];
}
