import { statSync } from "node:fs";
import { basename } from "node:path";
import { Alt2imgError, formatBytes, type OnProgress } from "@alt2img/core";
import { fetchUrl } from "../../input/fetch-url.js";
import { reasonOf } from "../../system-error.js";
import { findTinyWorld } from "../../tiny/find-tiny-world.js";
import { writeOutput } from "../../write-output.js";
import { crawlPlace } from "../crawl-place.js";
import type { DemoRun } from "../demo-run.js";
import type { Stage } from "../stage.js";

/** A crawl file may have a gigabyte or more. */
const TIMEOUT_MS = 24 * 3600 * 1000;

/** Gets the crawl: the tiny one from its package, one on the web by fetching it; a file stays where it is. */
export function crawlStage({ flags, signal, onProgress: onFetch }: DemoRun): Stage {
  const { path, isTiny, url } = crawlPlace(flags);
  const isCopied = isTiny || url !== undefined;
  return {
    name: "crawl",
    title: "The crawl",
    inputs: isCopied ? [] : [path],
    settings: { crawl: url ?? (isTiny ? "tiny" : null) },
    outputs: isCopied ? ["crawl"] : [],
    async run(onProgress) {
      if (isTiny) await writeOutput(path, await findTinyWorld(onFetch).crawl.read(basename(path), { signal }), signal);
      else if (url !== undefined) await download(url, path, { signal, onProgress });
      const { size } = statSync(path);
      onProgress({ stage: "crawl", done: size, total: size, unit: "bytes" });
      return `${basename(path)}, ${formatBytes(size)}`;
    },
  };
}

/** @throws Alt2imgError `cli/input` with the address and the reason; `cli/output` */
async function download(
  url: string,
  path: string,
  { signal, onProgress }: { signal: AbortSignal; onProgress: OnProgress },
): Promise<void> {
  try {
    await fetchUrl(url, {
      accept: "*/*",
      what: "crawl file",
      timeoutMs: TIMEOUT_MS,
      signal,
      problemOf: () => undefined,
      read: ({ body, headers }) => writeOutput(path, counted(body ?? [], headers, onProgress), signal),
    });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof Alt2imgError && error.code === "cli/output") throw error;
    throw new Alt2imgError("cli/input", `Cannot fetch ${url}: ${reasonOf(error)}`, { cause: error });
  }
}

async function* counted(
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  headers: Headers,
  onProgress: OnProgress,
): AsyncGenerator<Uint8Array, void, undefined> {
  // What fetch has decoded is longer than what the header says.
  const length = headers.has("content-encoding") ? Number.NaN : Number(headers.get("content-length") ?? Number.NaN);
  const total = Number.isNaN(length) ? {} : { total: length };
  let done = 0;
  for await (const chunk of body) {
    yield chunk;
    done += chunk.length;
    onProgress({ stage: "crawl", done, ...total, unit: "bytes" });
  }
}
