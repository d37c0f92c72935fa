import { Alt2imgError, openUrl, type RandomAccessBytes, readAll, type SliceOptions } from "@alt2img/core";

/** Where a dataset is: the path of its folder (in Node) or of one Parquet file, their URL, or opened files by name. */
export type DatasetSource = string | URL | ReadonlyMap<string, RandomAccessBytes>;

/** What has been read so far, over the network or from a disk. */
export type BytesRead = { readonly reads: number; readonly bytes: number };

export type OpenFilesOptions = {
  /** For tests, caches and authorisation. Default: the platform's. */
  fetch?: ((url: string, init: RequestInit) => Promise<Response>) | undefined;
  signal?: AbortSignal | undefined;
};

/** The files of a dataset, with a count of what is read of them. */
export type DatasetFiles = {
  /** What messages call the dataset. */
  readonly name: string;
  readonly read: BytesRead;
  /** All of a file; `undefined` if the file doesn't exist, or if the source is a single file. */
  text(path: string, maxBytes: number): Promise<string | undefined>;
  open(path: string, byteLength?: number): Promise<RandomAccessBytes>;
  /** The Parquet files, for a dataset without a manifest: those of a folder, or the place itself. */
  parquetFiles(): Promise<string[]>;
};

const PARQUET = /\.parquet$/;

/** @throws Alt2imgError `dataset/source` for a path outside Node */
export function datasetFiles(source: DatasetSource, options: OpenFilesOptions): DatasetFiles {
  const counter = { reads: 0, bytes: 0 };
  const counted = (file: RandomAccessBytes): RandomAccessBytes => ({
    ...file,
    async slice(start, end, sliceOptions: SliceOptions = {}) {
      const signal = sliceOptions.signal ?? options.signal;
      const bytes = await file.slice(start, end, { ...sliceOptions, signal });
      counter.reads++;
      counter.bytes += bytes.byteLength;
      return bytes;
    },
  });
  const text = async (file: RandomAccessBytes, path: string, maxBytes: number): Promise<string> => {
    if (file.byteLength <= maxBytes) return new TextDecoder().decode(await readAll(counted(file), options));
    throw new Alt2imgError(
      "dataset/manifest",
      `${path} has ${file.byteLength} bytes; a manifest has ${maxBytes} at most.`,
    );
  };
  if (typeof source !== "string" && !(source instanceof URL)) {
    const find = (path: string): RandomAccessBytes => {
      const file = source.get(path);
      if (file !== undefined) return file;
      throw new Alt2imgError("dataset/no-such-file", `There is no ${path} among the files of the dataset.`);
    };
    return {
      name: "the dataset",
      read: counter,
      text: async (path, maxBytes) => (source.has(path) ? text(find(path), path, maxBytes) : undefined),
      open: async (path) => counted(find(path)),
      parquetFiles: async () => [...source.keys()].filter((path) => PARQUET.test(path)).sort(),
    };
  }
  const base = baseUrl(source);
  const urlOf = (path: string): string => (path === "" ? base : inFolder(base, path));
  return {
    name: String(source),
    read: counter,
    async text(path, maxBytes) {
      let file: RandomAccessBytes;
      try {
        file = await openUrl(urlOf(path), options);
      } catch (error) {
        // Not there: the place may be a file. What else is wrong with it, opening it will tell.
        if (error instanceof Alt2imgError && error.code === "core/unreachable") return undefined;
        throw error;
      }
      const found = await text(file, path, maxBytes);
      // Some servers answer with a page where there is nothing.
      return found.trimStart().startsWith("<") ? undefined : found;
    },
    open: async (path, byteLength) => counted(await openUrl(urlOf(path), { ...options, byteLength })),
    parquetFiles: async () => listFolder(base) ?? [""],
  };
}

/** The address of a file in a folder, with the folder's query, which may be a signature. */
function inFolder(folder: string, path: string): string {
  const url = new URL(folder);
  url.hash = "";
  url.pathname = `${url.pathname.replace(/\/*$/, "")}/${path}`;
  return url.href;
}

function baseUrl(source: string | URL): string {
  if (source instanceof URL || /^[a-z][a-z\d+.-]+:\/\//i.test(source)) return String(source);
  const url = globalThis.process?.getBuiltinModule?.("node:url");
  if (url !== undefined) return url.pathToFileURL(source).href;
  throw new Alt2imgError(
    "dataset/source",
    `${source} is a path, which only Node can open. Use a URL, or opened files.`,
  );
}

/** The Parquet files of a folder in Node; `undefined` if it isn't one. */
function listFolder(url: string): string[] | undefined {
  const files = url.startsWith("file:") ? globalThis.process?.getBuiltinModule?.("node:fs") : undefined;
  if (files === undefined) return undefined;
  const stats = files.statSync(new URL(url), { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) return undefined;
  return files
    .readdirSync(new URL(url))
    .filter((name) => PARQUET.test(name))
    .sort()
    .map((name) => encodeURIComponent(name));
}
