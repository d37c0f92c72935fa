import { createReadStream } from "node:fs";
import { resolve } from "node:path";
import type { Readable } from "node:stream";
import { pathToFileURL } from "node:url";
import { Alt2imgError } from "@alt2img/core";
import { localPath } from "../input/local-path.js";
import { ADDRESS, reasonOf } from "../system-error.js";
import { fetchPage } from "./fetch-page.js";
import type { PageBytes } from "./page-bytes.js";
import { readPageBytes } from "./read-page-bytes.js";

/**
 * Reads a page from a file, a URL (one polite GET), or standard input (`-`), and decompresses it.
 *
 * @param options.base instead of the page's own address
 * @throws Alt2imgError `cli/input` when the page doesn't exist, or isn't HTML
 */
export async function readPage(
  input: string,
  { base, stdin }: { base: string | undefined; stdin: Readable },
): Promise<PageBytes> {
  try {
    const page = /^https?:\/\//i.test(input) ? await fetchPage(input) : await readFilePage(input, stdin);
    return { ...page, url: base ?? page.url };
  } catch (error) {
    const name = input === "-" ? "standard input" : input;
    throw new Alt2imgError("cli/input", `Cannot read ${name}: ${reasonOfNoPage(input, error)}`, { cause: error });
  }
}

function reasonOfNoPage(input: string, error: unknown): string {
  const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
  if (!isMissing || !ADDRESS.test(input)) return reasonOf(error);
  return "alt2img only fetches web addresses that begin with https:// or http://. Download the page and give its file name.";
}

async function readFilePage(input: string, stdin: Readable): Promise<PageBytes> {
  const path = localPath(input);
  const bytes = await readPageBytes(input === "-" ? stdin : createReadStream(path));
  // Relative URLs in piped HTML are relative to where the command runs.
  const url = pathToFileURL(input === "-" ? `${process.cwd()}/` : resolve(path)).href;
  return { bytes, url, headers: new Headers() };
}
