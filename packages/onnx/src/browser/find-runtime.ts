import { workerUrl } from "@alt2img/core/worker";
import { defaultCache } from "../cache/default-cache.js";
import { listedFolder } from "../folder/listed-folder.js";
import { onnxError, reasonOf } from "../onnx-error.js";
import { moduleUrl, WASM_URLS, WORKER_URLS } from "../runtime-urls.js";
import { RUNTIME_FILES, RUNTIME_VERSION } from "./runtime-files.js";

type WebDevice = keyof typeof RUNTIME_FILES;

/** In an npm package's folder, by itself or on a CDN, which has the version in the path. */
const PACKAGED = /\/@alt2img\/onnx(@[^/]+)?\/dist\/$/;

/**
 * The file of a device's worker: where the bundler put it, in the package's own folder, or next to the page's module.
 *
 * @param folder given by the caller
 */
export function deviceWorkerUrl(device: WebDevice, folder: string | URL | undefined): URL {
  const name = `onnx-worker-${device}.js`;
  if (folder !== undefined) return inFolder(folder, name);
  return workerUrl({ packageName: "@alt2img/onnx", name, known: WORKER_URLS[device](), module: moduleUrl() });
}

/** Where a device's WebAssembly may be; only one of these locations has it. */
function wasmUrls(device: WebDevice, folder: string | URL | undefined): URL[] {
  const name = RUNTIME_FILES[device].path;
  if (folder !== undefined) return [inFolder(folder, name)];
  const known = WASM_URLS[device]();
  if (!known.pathname.endsWith(`/onnxruntime-web/${name}`)) return [known];
  const worker = deviceWorkerUrl(device, undefined);
  const [, version = ""] = PACKAGED.exec(new URL(".", worker).pathname) ?? [];
  const onCdn = version === "" ? "" : `@${RUNTIME_VERSION}`;
  const installed = new URL(`../../../onnxruntime-web${onCdn}/dist/${name}`, worker);
  const nested = new URL(`../node_modules/onnxruntime-web/dist/${name}`, worker);
  const beside = new URL(name, worker);
  return PACKAGED.test(new URL(".", worker).pathname) ? [installed, nested, beside] : [beside, nested, installed];
}

function inFolder(folder: string | URL, name: string): URL {
  const base = new URL(folder, globalThis.location?.href);
  return new URL(name, base.href.endsWith("/") ? base : `${base.href}/`);
}

/**
 * The WebAssembly of ONNX Runtime, from the cache or from where it is, exactly that of the version whose JavaScript
 * is in the worker.
 *
 * @throws Alt2imgError `onnx/runtime`, with every place that was tried
 */
export async function readWasm(
  device: WebDevice,
  folder: string | URL | undefined,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const { path, bytes, sha256 } = RUNTIME_FILES[device];
  const fetch = (url: string, init: RequestInit): Promise<Response> => globalThis.fetch(url, init);
  const options = { fetch, cache: await defaultCache(), maxBytes: undefined };
  const failures: string[] = [];
  for (const url of wasmUrls(device, folder)) {
    try {
      return await listedFolder({ files: [{ path, url, bytes, sha256 }] }, options).read(path, { signal });
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(reasonOf(error));
    }
  }
  throw onnxError(
    "runtime",
    `Can't get ${path} of onnxruntime-web ${RUNTIME_VERSION}: ${failures.join(" ")} ` +
      `Copy it from node_modules/onnxruntime-web/dist to the folder of your script, with onnx-worker-${device}.js from ` +
      "node_modules/@alt2img/onnx/dist; or name a folder that has both in the option “runtime”.",
  );
}
