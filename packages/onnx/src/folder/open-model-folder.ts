import { defaultCache } from "../cache/default-cache.js";
import type { ModelCache } from "../cache/model-cache.js";
import { nodeModules } from "../node-modules.js";
import { onnxError } from "../onnx-error.js";
import { bytesFolder } from "./bytes-folder.js";
import { HUB_ID, type HubOptions, hubFolder } from "./hub-folder.js";
import { isListed, type ListedFiles, listedFolder } from "./listed-folder.js";
import type { ModelFiles } from "./model-files.js";
import type { RemoteOptions } from "./remote-folder.js";
import { urlFolder } from "./url-folder.js";

/**
 * Where a model's files are:
 *
 * - `"openai/clip-vit-base-patch32"`: on Hugging Face
 * - `"https://…"` or a `URL`: below a web address
 * - `"./…"`, `"../…"` or `"/…"`: in Node a directory, also `"C:\\…"` and `file:` URLs; on a page, relative to its URL
 * - a `Map`: in memory, or files that the user chose, by their path
 * - `{ files }`: in a data package, such as `await import("@alt2img/tiny-clip")`
 */
export type ModelSource = string | URL | ReadonlyMap<string, Uint8Array | Blob> | ListedFiles;

export type OpenModelFolderOptions = {
  /** Options for a model on Hugging Face. */
  hub?: HubOptions | undefined;
  /**
   * Where fetched files are cached; `false` caches none. Default: the user's cache folder in Node, the browser's
   * Cache Storage on pages over HTTPS and from localhost.
   */
  cache?: ModelCache | false | undefined;
  /** The largest file to read, in bytes. Default: what fits into memory. */
  maxBytes?: number | undefined;
  /** For tests and authorisation. Default: the platform's. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Aborts opening; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Opens the files of a model, wherever they are. Fetched files are checked (length, SHA-256 if it is known, no HTML
 * page and no empty answer in place of a file), resumed after a break, and cached: reading one again makes no request. To fetch them
 * again, delete the cache.
 *
 * `read` throws `Alt2imgError`s: `onnx/path`, `onnx/no-such-file`, `onnx/forbidden`, `onnx/unreachable`, `onnx/html`,
 * `onnx/empty`, `onnx/damaged` and `onnx/too-large`.
 *
 * @throws Alt2imgError `onnx/source` when `source` isn't one of these; `onnx/not-a-folder`
 */
export async function openModelFolder(
  source: ModelSource,
  {
    hub = {},
    cache,
    maxBytes,
    fetch = (url, init) => globalThis.fetch(url, init),
    signal,
  }: OpenModelFolderOptions = {},
): Promise<ModelFiles> {
  signal?.throwIfAborted();
  const options = { fetch, maxBytes, cache: cache === false ? undefined : (cache ?? (await defaultCache())) };
  if (source instanceof Map) return bytesFolder(source);
  if (isListed(source)) return listedFolder(source, options);
  const text = source instanceof URL ? source.href : source;
  if (typeof text === "string") {
    if (/^https?:/i.test(text) && URL.canParse(text)) return urlFolder(new URL(text), options);
    if (text.startsWith("file:") || /^(\.{0,2}[/\\]|\.{1,2}$|[a-z]:[/\\])/i.test(text)) return fromPath(text, options);
    if (HUB_ID.test(text)) return hubFolder(text, hub, options);
  }
  throw onnxError(
    "source",
    `Can't open ${JSON.stringify(source)} as a model's folder. Give an id of Hugging Face (owner/name), a URL, a path that starts ` +
      "with ./ or /, a Map of files, or a package's list of files.",
  );
}

async function fromPath(path: string, options: RemoteOptions): Promise<ModelFiles> {
  const modules = nodeModules();
  if (modules !== undefined) {
    const { directoryFolder } = await import("./directory-folder.js");
    return directoryFolder(path.startsWith("file:") ? modules.url.fileURLToPath(path) : path, modules);
  }
  // On a page, such a path is relative to its URL.
  const base = globalThis.document?.baseURI ?? globalThis.location.href;
  if (/^(\.{0,2}\/|\.)/.test(path)) return urlFolder(new URL(path, base), options);
  throw onnxError("source", `Only Node can open the directory ${path}. Give a URL.`);
}
