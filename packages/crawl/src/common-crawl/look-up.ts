import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import { type Capture, captureFromFields, type OnBadField } from "../cdxj/capture.js";
import type { MatchType } from "../cdxj/key-range.js";
import { type ByteCache, cached } from "./cache.js";
import type { Http } from "./http.js";

export type LookUpQuery = {
  /** Default `"exact"`. A URL with `*` at its start or end (`*.example.org`, `example.org/a/*`) says it itself. */
  matchType?: MatchType;
  /**
   * Conditions on fields, all of which must hold: `"=status:200"`, `"!=mime:text/html"`, `"~url:.*\\.png$"`; `=` is
   * equal, `~` a regular expression, without either it is “contains”.
   * @see https://github.com/webrecorder/pywb/wiki/CDX-Server-API#filter
   */
  filter?: string | readonly string[];
  /** The most captures to give. */
  limit?: number;
  /** Not before this time, `YYYYMMDDhhmmss` or its beginning. */
  from?: string;
  /** Not after this time, likewise. */
  to?: string;
};

/** Asks a pywb index server, one page of its answer after the other. Its 404 means “no captures”. */
export async function* lookUpCaptures(
  { http, cache, signal }: { http: Http; cache: ByteCache | undefined; signal: AbortSignal | undefined },
  endpoint: string,
  url: string,
  { matchType = "exact", filter = [], limit = Number.POSITIVE_INFINITY, from, to }: LookUpQuery,
  report: (diagnostic: Diagnostic) => void,
): AsyncGenerator<Capture, void, undefined> {
  const query = new URLSearchParams({ url, output: "json" });
  const isWildcard = url.startsWith("*.") || url.endsWith("*");
  if (!isWildcard && matchType !== "exact") query.set("matchType", matchType);
  for (const condition of typeof filter === "string" ? [filter] : filter) query.append("filter", condition);
  if (from !== undefined) query.set("from", from);
  if (to !== undefined) query.set("to", to);

  /** The body, empty for “no captures”: an index never changes, but a 404 may also be a mistake of the moment. */
  const ask = async (page: URLSearchParams): Promise<string> => {
    const address = `${endpoint}?${page}`;
    const load = async (): Promise<Uint8Array> => {
      const body = await http.answer(address, { signal });
      if (body === undefined) throw new NoCaptures();
      return body;
    };
    try {
      return new TextDecoder().decode(await cached(cache, address, load));
    } catch (error) {
      if (error instanceof NoCaptures) return "";
      throw error;
    }
  };

  let given = 0;
  if (limit <= 0) return;
  const isSmall = !isWildcard && matchType === "exact";
  const pages = isSmall ? 1 : await countPages(ask, query);
  for (let page = 0; page < pages; page++) {
    const pageQuery = new URLSearchParams(query);
    if (!isSmall) pageQuery.set("page", String(page));
    if (Number.isFinite(limit)) pageQuery.set("limit", String(limit - given));
    for (const [i, line] of (await ask(pageQuery)).split("\n").entries()) {
      if (line.trim() === "") continue;
      const capture = parseAnswerLine(line, (problem) =>
        report({ code: "crawl/cdx-field", message: `The index's answer ${problem}.`, url, line: i + 1 }),
      );
      if (capture === undefined) {
        const quoted = line.length > 200 ? `${line.slice(0, 200)}…` : line;
        const message = `The index answered with “${quoted}” in place of a capture; it is left out.`;
        report({ code: "crawl/index-answer", message, url, line: i + 1 });
        continue;
      }
      yield capture;
      if (++given >= limit) return;
    }
  }
}

class NoCaptures extends Error {}

async function countPages(ask: (query: URLSearchParams) => Promise<string>, query: URLSearchParams): Promise<number> {
  const pagesQuery = new URLSearchParams(query);
  pagesQuery.set("showNumPages", "true");
  const answer = await ask(pagesQuery);
  if (answer === "") return 0;
  const [, pages] = /^\s*(?:\{.*"pages"\s*:\s*)?(\d+)/s.exec(answer) ?? [];
  if (pages === undefined) {
    throw new Alt2imgError(
      "crawl/index-answer",
      `The index does not say how many pages it has: “${answer.slice(0, 200)}”.`,
    );
  }
  return Number(pages);
}

function parseAnswerLine(line: string, onBadField: OnBadField): Capture | undefined {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (typeof value !== "object" || value === null) return undefined;
  const all = Object.fromEntries(Object.entries(value).map(([name, field]) => [name, String(field)]));
  const { urlkey, timestamp, ...fields } = all;
  return urlkey === undefined || timestamp === undefined
    ? undefined
    : captureFromFields(urlkey, timestamp, fields, onBadField);
}
