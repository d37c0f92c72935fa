import { Alt2imgError } from "@alt2img/core";
import { readLines } from "../bytes/read-lines.js";
import { checkOneOf } from "../one-of.js";

/** A list of files that a crawl has. */
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
 * The paths of a list, one a line, as it is or compressed: a server may have undone the gzip.
 * @throws Alt2imgError `crawl/paths-list` where it is something else, such as an error page; the codes of damage to a compressed file
 */
export async function parsePaths(list: Uint8Array, url: string): Promise<string[]> {
  const paths: string[] = [];
  for await (const line of readLines(list)) {
    if (line === "") continue;
    if (!line.includes("/") || /[\s<>"{}]/.test(line)) {
      throw new Alt2imgError(
        "crawl/paths-list",
        `${url} isn't a list of paths: it has the line “${line.slice(0, 200)}”.`,
      );
    }
    paths.push(line);
  }
  if (list.length === 0) throw new Alt2imgError("crawl/paths-list", `${url} is empty; a list of paths was expected.`);
  return paths;
}
