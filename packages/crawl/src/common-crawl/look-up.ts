import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import { type Capture, captureFromFields, type OnBadField } from "../cdxj/capture.js";
import { type MatchType, soughtBy } from "../cdxj/key-range.js";
import { type ByteCache, cached } from "./cache.js";
import type { Http } from "./http-client.js";

/** Which captures `lookUp` gives. */
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

/**
 * Asks a pywb index server, one page of its answer after the other. Its 404 means “no captures” where the body says so.
 *
 * @throws Alt2imgError `crawl/not-found` for any other 404; `crawl/index-answer` for an invalid answer, which is not kept
 *   in the cache; what `soughtBy` throws
 */
export async function* lookUpCaptures(
  { http, cache, signal }: { http: Http; cache: ByteCache | undefined; signal: AbortSignal | undefined },
  { endpoint, crawl }: { endpoint: string; crawl: string },
  urlOrWildcard: string,
  { matchType: wantedType = "exact", filter = [], limit = Number.POSITIVE_INFINITY, from, to }: LookUpQuery,
  report: (diagnostic: Diagnostic) => void,
): AsyncGenerator<Capture, void, undefined> {
  const { url, matchType } = soughtBy(urlOrWildcard, wantedType);
  const query = new URLSearchParams({ url, output: "json" });
  if (matchType !== "exact") query.set("matchType", matchType);
  for (const condition of typeof filter === "string" ? [filter] : filter) query.append("filter", condition);
  if (from !== undefined) query.set("from", from);
  if (to !== undefined) query.set("to", to);

  /** `undefined` for “no captures”, which is not kept: it may be a mistake of the moment. */
  const ask = async <T>(page: URLSearchParams, parse: (text: string) => T): Promise<T | undefined> => {
    const address = `${endpoint}?${page}`;
    const load = async (): Promise<Uint8Array> => {
      const { status, body } = await http.answer(address, { signal });
      const text = new TextDecoder().decode(body);
      if (saysNoCaptures(status, text)) throw new NoCaptures();
      if (status !== 404) return body;
      throw new Alt2imgError(
        "crawl/not-found",
        `${endpoint} was answered 404 with “${quote(text)}”. Is there a crawl “${crawl}”? listCrawls tells the names.`,
      );
    };
    try {
      return await cached(cache, address, load, (body) => parse(new TextDecoder().decode(body)));
    } catch (error) {
      if (error instanceof NoCaptures) return undefined;
      throw error;
    }
  };

  let given = 0;
  if (limit <= 0) return;
  const isSmall = matchType === "exact";
  const pages = isSmall ? 1 : await countPages(ask, query);
  for (let page = 0; page < pages; page++) {
    const pageQuery = new URLSearchParams(query);
    if (!isSmall) pageQuery.set("page", String(page));
    if (Number.isFinite(limit)) pageQuery.set("limit", String(limit - given));
    for (const { capture, line, problems } of (await ask(pageQuery, parseAnswer)) ?? []) {
      for (const problem of problems) {
        report({ code: "crawl/cdx-field", message: `The index's answer ${problem}.`, url, line });
      }
      yield capture;
      if (++given >= limit) return;
    }
  }
}

class NoCaptures extends Error {}

/** Only an index that exists says it in words. Some do so with status 200. */
function saysNoCaptures(status: number, text: string): boolean {
  return status === 404 ? /No Captures found/i.test(text) : /^\s*\{\s*"\w+"\s*:\s*"No Captures found/i.test(text);
}

async function countPages(
  ask: (query: URLSearchParams, parse: (text: string) => number) => Promise<number | undefined>,
  query: URLSearchParams,
): Promise<number> {
  const pagesQuery = new URLSearchParams(query);
  pagesQuery.set("showNumPages", "true");
  return (await ask(pagesQuery, parsePageCount)) ?? 0;
}

function parsePageCount(text: string): number {
  const [, pages] = /^\s*(?:\{.*"pages"\s*:\s*)?(\d+)/s.exec(text) ?? [];
  if (pages === undefined) {
    throw new Alt2imgError("crawl/index-answer", `The index does not say how many pages it has: “${quote(text)}”.`);
  }
  return Number(pages);
}

/** `problems` are those of the capture's fields; `line` counts from 1. */
type AnswerLine = { capture: Capture; line: number; problems: string[] };

function parseAnswer(text: string): AnswerLine[] {
  return text.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    const problems: string[] = [];
    const capture = parseAnswerLine(line, (problem) => problems.push(problem));
    if (capture !== undefined) return [{ capture, line: i + 1, problems }];
    throw new Alt2imgError(
      "crawl/index-answer",
      `The index answered with “${quote(line)}” in line ${i + 1}, in place of a capture. Try again later.`,
    );
  });
}

function quote(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
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
