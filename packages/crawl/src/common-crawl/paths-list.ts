import { Alt2imgError } from "@alt2img/core";
import { readLines } from "../bytes/read-lines.js";
import { checkOneOf } from "../one-of.js";

/** Which of a crawl's lists of files. */
export type PathsKind =
  | "warc"
  | "wat"
  | "wet"
  | "robotstxt"
  | "non200responses"
  | "cc-index"
  | "cc-index-table"
  | "segment";

const PATHS_KINDS: readonly PathsKind[] = [
  "warc",
  "wat",
  "wet",
  "robotstxt",
  "non200responses",
  "cc-index",
  "cc-index-table",
  "segment",
];

/** @throws Alt2imgError `crawl/paths-kind`, which lists the kinds */
export function checkPathsKind(kind: PathsKind): void {
  checkOneOf("crawl/paths-kind", "kind", kind, PATHS_KINDS);
}

/**
 * The paths of a list, one on each line, compressed or not: a server may decompress it.
 * @throws Alt2imgError `crawl/paths-list` where it is something else, such as an error page; the codes of damage to a
 *   compressed file
 */
export async function parsePaths(list: Uint8Array, url: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const line of readLines(list)) {
    if (line === "") continue;
    if (!line.includes("/") || /[\s<>"{}]/.test(line)) {
      throw new Alt2imgError(
        "crawl/paths-list",
        `${url} isn't a list of paths: it has the line “${line.slice(0, 200)}”. Check the name of the crawl, or try again later.`,
      );
    }
    paths.push(line);
  }
  if (list.length === 0)
    throw new Alt2imgError("crawl/paths-list", `${url} is empty; expected a list of paths. Try again later.`);
  return paths;
}
