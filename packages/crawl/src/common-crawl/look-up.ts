import { Alt2imgError, type Diagnostic } from "@alt2img/core";
import { type Capture, captureFromFields, type OnBadField } from "../cdxj/capture.js";
import { type MatchType, soughtBy } from "../cdxj/key-range.js";
import { type ByteCache, cached } from "./cache.js";
import type { Http } from "./http-client.js";

/** Which captures `lookUp` gives. */
export type LookUpQuery = {
  /** Default `"exact"`. A `*` at the start or end of the URL (`*.example.org`, `example.org/a/*`) overrides it. */
  matchType?: MatchType;
  /**
   * Conditions on fields, all of which must hold: `"=status:200"`, `"!=mime:text/html"`, `"~url:.*\\.png$"`. `=` means
   * “equals”, `~` “matches the regular expression”, and neither of them “contains”.
   * @see https://github.com/webrecorder/pywb/wiki/CDX-Server-API#filter
   */
  filter?: string | readonly string[];
  /** The most captures to return. */
  limit?: number;
  /** The earliest time, as `YYYYMMDDhhmmss` or the beginning of it. */
  from?: string;
  /** The latest time, in the same form. */
  to?: string;
};

/**
 * Asks a pywb index server, one page of its answer after another. A 404 means “no captures” where its body says so.
 *
 * @throws Alt2imgError `crawl/not-found` for any other 404; `crawl/index-answer` for an invalid answer, which isn't
 *   cached; what `soughtBy` throws
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

  /** `undefined` for “no captures”, which isn't cached: it may be a temporary mistake. */
  const ask = async <T>(page: URLSearchParams, parse: (text: string) => T): Promise<T | undefined> => {
    const address = `${endpoint}?${page}`;
    const load = async (): Promise<Uint8Array> => {
      const { status, body } = await http.answer(address, { signal });
      const text = new TextDecoder().decode(body);
      if (saysNoCaptures(status, text)) throw new NoCaptures();
      if (status !== 404) return body;
      throw new Alt2imgError(
        "crawl/not-found",
        `The server answered ${endpoint} with 404 and “${quote(text)}”. Check the crawl's name, “${crawl}”; listCrawls lists all names.`,
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

/** Only an existing index says “no captures” in words, some of them with status 200. */
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
    throw new Alt2imgError(
      "crawl/index-answer",
      `The index answered with “${quote(text)}” instead of its number of pages. Try again later.`,
    );
  }
  return Number(pages);
}

/** `problems` are what is wrong with the capture's fields; `line` counts from 1. */
type AnswerLine = { capture: Capture; line: number; problems: string[] };

function parseAnswer(text: string): AnswerLine[] {
  return text.split("\n").flatMap((line, i) => {
    if (line.trim() === "") return [];
    const problems: string[] = [];
    const capture = parseAnswerLine(line, (problem) => problems.push(problem));
    if (capture !== undefined) return [{ capture, line: i + 1, problems }];
    throw new Alt2imgError(
      "crawl/index-answer",
      `The index answered with “${quote(line)}” instead of a capture, in line ${i + 1}. Try again later.`,
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
