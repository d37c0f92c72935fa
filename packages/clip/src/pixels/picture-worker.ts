import { Alt2imgError, type RasterImage, type Tensor } from "@alt2img/core";
import { openWorker, orAborted, type PageWorker, workerFailure, workerUrl } from "@alt2img/core/worker";
import { decoderWasm, readImageFile } from "@alt2img/image/worker";
import { clipError } from "../clip-error.js";
import { moduleUrl, pictureWorkerUrl } from "../picture-worker-url.js";
import { type ImageInput, isRaster } from "./image-input.js";
import type { PictureReader } from "./picture-reader.js";
import type { Preparation } from "./preprocessing-reference.js";
import { type FromWorker, PROTOCOL, type ToWorker } from "./worker/protocol.js";

const ADVICE =
  "Pictures are decoded on the page itself, which freezes it with large ones. Your bundler may not know of the file: then " +
  "copy it from node_modules/@alt2img/clip/dist to the folder of your script. A Content-Security-Policy must allow it (worker-src 'self').";

/**
 * Starts a worker that decodes and prepares pictures, one after another. An abort ends it, whatever it is doing; the next
 * picture starts another one.
 *
 * @throws Alt2imgError `clip/picture-worker` if it can't be started
 */
export async function startPictureWorker(preparation: Preparation): Promise<PictureReader> {
  let running: PageWorker | undefined = await start();
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;

  async function send(picture: RasterImage | Uint8Array, signal: AbortSignal | undefined): Promise<Tensor> {
    if (isClosed) throw clipError("closed", "The model is closed.");
    signal?.throwIfAborted();
    const own = (running ??= await start());
    const end = (): void => {
      if (running === own) running = undefined;
      own.terminate();
    };
    signal?.addEventListener("abort", end, { once: true });
    try {
      const pixels = await orAborted(answer(own.worker, { picture, preparation }), signal);
      const { height, width } = preparation.preprocessing;
      return { dims: [3, height, width], data: pixels };
    } catch (error) {
      // It may have died.
      if (!(error instanceof Alt2imgError) && signal?.aborted !== true) end();
      throw error;
    } finally {
      signal?.removeEventListener("abort", end);
    }
  }

  return {
    async read(image, signal) {
      const picture = await ownCopy(image, signal);
      const done = last.then(() => send(picture, signal));
      last = done.catch(() => {});
      return orAborted(done, signal);
    },
    close() {
      isClosed = true;
      running?.terminate();
      running = undefined;
    },
  };
}

/** What is transferred to the worker: the caller keeps its own. */
async function ownCopy(image: ImageInput, signal: AbortSignal | undefined): Promise<RasterImage | Uint8Array> {
  signal?.throwIfAborted();
  if (isRaster(image)) return { width: image.width, height: image.height, data: image.data.slice() };
  const bytes = await readImageFile(image, { signal });
  return image instanceof Blob ? bytes : bytes.slice();
}

async function start(): Promise<PageWorker> {
  const name = "clip-picture-worker.js";
  const url = workerUrl({ packageName: "@alt2img/clip", name, known: pictureWorkerUrl(), module: moduleUrl() });
  const opened = openWorker(url, "alt2img-clip-pictures");
  try {
    await new Promise<void>((resolve, reject) => {
      opened.worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
        if ("protocol" in data && data.protocol === PROTOCOL) resolve();
        else reject(unusable(`The worker ${url} belongs to another version of @alt2img/clip.`));
      };
      opened.worker.onerror = (event) => void workerFailure(url, event).then((found) => reject(unusable(found)));
    });
    return opened;
  } catch (error) {
    opened.terminate();
    throw error;
  }
}

const unusable = (what: string): Alt2imgError => clipError("picture-worker", `${what} ${ADVICE}`);

/** The worker's answer to one picture. */
function answer(worker: Worker, message: Extract<ToWorker, { picture: unknown }>): Promise<Float32Array> {
  const post = (each: ToWorker, transfer: Transferable[] = []): void => worker.postMessage(each, transfer);
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
      if ("pixels" in data) resolve(data.pixels);
      else if ("error" in data) {
        const { code, message: text } = data.error;
        reject(code === undefined ? new Error(text) : new Alt2imgError(code, text));
      } else if ("decoder" in data) {
        const { decoder } = data;
        decoderWasm[decoder]().then(
          (wasm) => post({ decoder, wasm }),
          (error: unknown) => {
            post({ decoder, wasm: undefined });
            reject(error);
          },
        );
      }
    };
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error(`The worker that prepares pictures has failed: ${event.message}`));
    };
    const { picture } = message;
    post(message, [(picture instanceof Uint8Array ? picture : picture.data).buffer as ArrayBuffer]);
  });
}
