import { onnxError } from "../onnx-error.js";
import { bytesFolder } from "./bytes-folder.js";
import { directoryFolder } from "./directory-folder.js";
import type { ModelFiles } from "./model-files.js";
import { nodeModules } from "./node-modules.js";
import { urlFolder } from "./url-folder.js";

/**
 * Where a model's files are:
 *
 * - `"https://…"` or a `URL`: below a web address
 * - `"./…"`, `"../…"`, `"/…"`, `"C:\\…"` or a `file:` URL: in a directory (Node)
 * - a `Map`: in memory, or files that the user chose, by their path
 */
export type ModelSource = string | URL | ReadonlyMap<string, Uint8Array | Blob>;

export type OpenModelFolderOptions = {
  /** For tests and authorisation. Default: the platform's. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  /** Stops the opening; the call rejects with the signal's reason. */
  signal?: AbortSignal | undefined;
};

/**
 * Opens the files of a model, wherever they are.
 *
 * @throws Alt2imgError `onnx/source` when `source` is none of these; `onnx/not-a-folder`
 */
export async function openModelFolder(
  source: ModelSource,
  { fetch, signal }: OpenModelFolderOptions = {},
): Promise<ModelFiles> {
  signal?.throwIfAborted();
  if (source instanceof Map) return bytesFolder(source);
  const text = source instanceof URL ? source.href : source;
  if (typeof text === "string") {
    if (/^https?:/i.test(text) && URL.canParse(text)) return urlFolder(new URL(text), fetch);
    if (text.startsWith("file:") || /^(\.{0,2}[/\\]|\.{1,2}$|[a-z]:[/\\])/i.test(text)) return directory(text);
  }
  throw onnxError(
    "source",
    `Can't open ${JSON.stringify(source)} as a model's folder. Give a URL, a path that starts with ./ or /, or a Map of files.`,
  );
}

function directory(path: string): Promise<ModelFiles> {
  const modules = nodeModules();
  if (modules === undefined) throw onnxError("source", `Only Node can open the directory ${path}. Give a URL.`);
  return directoryFolder(path.startsWith("file:") ? modules.url.fileURLToPath(path) : path, modules);
}
