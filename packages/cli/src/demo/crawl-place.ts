import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { Alt2imgError } from "@alt2img/core";
import { checkThere } from "../dataset/open-named.js";
import { localPath } from "../input/local-path.js";
import type { DemoFlags } from "./flags.js";

const TINY = "tiny-crawl.warc.gz";
const WEB = /^https?:\/\//i;

/** Where a demo finds its crawl. What isn't a file on this machine is written to `crawl` in the demo's folder. */
export type CrawlPlace = {
  readonly path: string;
  readonly isTiny: boolean;
  /** The address to fetch it from. */
  readonly url?: string;
};

/** @throws Alt2imgError `cli/input` for a file that isn't there; `cli/usage` for what isn't a file */
export function crawlPlace({ crawl, out }: Pick<DemoFlags, "crawl" | "out">): CrawlPlace {
  if (crawl === "tiny") return { path: join(out, "crawl", TINY), isTiny: true };
  if (WEB.test(crawl)) return { path: join(out, "crawl", nameOf(crawl)), isTiny: false, url: crawl };
  const path = localPath(crawl);
  checkThere(path);
  if (statSync(path).isFile()) return { path, isTiny: false };
  throw new Alt2imgError(
    "cli/usage",
    `--crawl ${crawl} isn't a file, and the demo reads it several times. Give a WARC or WAT file.`,
  );
}

/** The last part of an address's path, as a name that every file system allows. */
function nameOf(url: string): string {
  if (!URL.canParse(url)) throw new Alt2imgError("cli/usage", `--crawl ${url} isn't a valid web address. Check it.`);
  const name = basename(new URL(url).pathname).replace(/[^\w.-]/g, "-");
  return /\w/.test(name) ? name.slice(0, 100) : "crawl";
}
