import { Alt2imgError, type Diagnostic, type OnDiagnostic, type OnProgress } from "@alt2img/core";
import type { Capture } from "../cdxj/capture.js";
import type { MatchType } from "../cdxj/key-range.js";
import { type IndexShard, searchZipNum } from "../cdxj/search-zipnum.js";
import { type Counted, counted } from "../counted.js";
import { VERSION } from "../version.js";
import type { WarcRecord } from "../warc/record.js";
import { type ByteCache, cached } from "./cache.js";
import { createHttp, type HttpOptions } from "./http-client.js";
import { type LookUpQuery, lookUpCaptures } from "./look-up.js";
import { checkPathsKind, type PathsKind, parsePaths } from "./paths-list.js";
import { checkLocation, type RecordLocation } from "./record-location.js";
import { type CrawlFiles, firstRecord, type SampledRecord, type SampleKind, sampleRecords } from "./sample.js";

/** What `openCommonCrawl` takes. */
export type CommonCrawlOptions = HttpOptions & {
  /** Where the data is. Default `https://data.commoncrawl.org`. */
  baseUrl?: string;
  /** Where the index server is. Default `https://index.commoncrawl.org`. */
  indexUrl?: string;
  /** Keeps records, lists, answers of the index and slices of samples for later calls. Default: no cache. */
  cache?: ByteCache;
};

/** One crawl of Common Crawl, from `collinfo.json`. */
export type Crawl = {
  /** Such as `CC-MAIN-2024-22`. */
  id: string;
  /** Such as `May 2024 Index`. */
  name: string;
  /** Time of the first and last capture, where the list has them: `2024-05-18T01:58:10`. */
  from?: string;
  to?: string;
};

/** A client of Common Crawl. `close` it when you are done. */
export type CommonCrawl = {
  /** All crawls, the newest first. */
  listCrawls(options?: { signal?: AbortSignal }): Promise<Crawl[]>;

  /**
   * The captures of a URL, or of all URLs below it, in one crawl. A URL without captures gives an empty answer, not an
   * error. Diagnostics: `crawl/cdx-field` for a numeric field of a capture that isn't a number.
   * @param options.crawl default: the newest
   * @throws Alt2imgError `crawl/not-found` where the index doesn't know the crawl; `crawl/index-answer` where the answer
   *   contains something other than captures; `crawl/empty-url`, `crawl/match-type`
   */
  lookUp(
    urlOrPrefix: string,
    options?: LookUpQuery & { crawl?: string; signal?: AbortSignal; onDiagnostic?: OnDiagnostic },
  ): Counted<Capture>;

  /**
   * The same without the index server, from the files of the index (`cluster.idx` and the shards that it names), in
   * about fifteen range requests; with a `cache`, later searches reuse the first ones. It returns every capture that
   * matches. Diagnostics: `crawl/cdx-field`.
   * @param options.crawl default: the newest
   * @throws Alt2imgError also what `searchZipNum` throws
   */
  searchIndex(
    url: string,
    options?: { matchType?: MatchType; crawl?: string; signal?: AbortSignal; onDiagnostic?: OnDiagnostic },
  ): Counted<Capture>;

  /**
   * The record of a capture, fetched with one range request.
   * @param capture from `lookUp`, `searchIndex`, `readCdxj` or `searchCdxj`, or a line of the index server's JSON, which
   *   writes numbers as strings; its `filename` is the path from the root of the data
   * @throws Alt2imgError `crawl/no-location` when the capture's `filename`, `offset` or `length` is missing or invalid;
   *   `crawl/not-a-warc` when there is no record at that place
   */
  fetchRecord(capture: RecordLocation, options?: { signal?: AbortSignal }): Promise<WarcRecord>;

  /**
   * Paths of a crawl's files from the root of the data, in the order of the list; `open` takes them.
   * @param options.crawl default: the newest
   * @throws Alt2imgError `crawl/paths-kind` for an unknown kind; `crawl/paths-list` if the answer isn't a list of paths
   */
  listPaths(options: { crawl?: string; kind: PathsKind; signal?: AbortSignal }): Promise<string[]>;

  /** A file of a crawl as a stream for `readWarc`, `readWat` or `readWet`; it resumes after the connection breaks. */
  open(path: string, options?: { signal?: AbortSignal; onProgress?: OnProgress }): AsyncIterable<Uint8Array>;

  /**
   * A small random part of a crawl: HTML pages with status 200 (`kind: "warc"`), or their WAT or WET records. For every
   * 25 pages it picks a random file and reads one megabyte at a random place in it, which takes two requests.
   *
   * The same seed gives the same pages of the same crawl. The sample isn't uniform: pages that are close together were
   * fetched within the same hours, a page after a long record is likelier, and one longer than a megabyte never appears.
   * Common Crawl spreads each host over its files, so neighbours are seldom from the same site. For statistics, take few
   * pages from each of many files, or sample the index.
   *
   * Diagnostics: `crawl/sample-short` where there are fewer pages than you asked for, because ten places in a row had no
   * new page.
   *
   * @param options.crawl default: the newest
   * @param options.pages how many at most
   * @param options.seed an integer in [0, 2³²). Default 0
   * @throws Alt2imgError `crawl/pages` when `pages` isn't a whole number; `core/seed`
   */
  sample(options: {
    crawl?: string;
    pages: number;
    seed?: number;
    kind?: SampleKind;
    signal?: AbortSignal;
    onProgress?: OnProgress;
    onDiagnostic?: OnDiagnostic;
  }): Counted<SampledRecord>;

  /** Stops all running calls. */
  close(): void;
  [Symbol.asyncDispose](): Promise<void>;
};

/**
 * A client of Common Crawl, or of any server with the same layout. It is polite: it sends one request a second to a
 * host, waits longer after each failure and as long as the server asks (`Retry-After`), and identifies itself. It resumes
 * incomplete answers or requests them again.
 *
 * All calls throw Alt2imgError `crawl/http` when all attempts have failed (the message lists them), `crawl/not-found`,
 * `crawl/http-status`, `crawl/range`, and `crawl/closed` after `close`. Answers that can't be parsed aren't cached.
 *
 * @throws Alt2imgError `crawl/base-url` when `baseUrl` or `indexUrl` isn't an http or https URL
 * @see https://commoncrawl.org/get-started
 * @see https://index.commoncrawl.org
 */
export function openCommonCrawl(options: CommonCrawlOptions = {}): CommonCrawl {
  const {
    baseUrl = "https://data.commoncrawl.org",
    indexUrl = "https://index.commoncrawl.org",
    cache,
    userAgent = `alt2img/${VERSION} (+https://github.com/alt2img/alt2img)`,
    ...httpOptions
  } = options;
  const http = createHttp({ ...httpOptions, userAgent });
  const dataRoot = rootOf("baseUrl", baseUrl);
  const indexRoot = rootOf("indexUrl", indexUrl);
  const closing = new AbortController();
  const urlOf = (path: string): string => `${dataRoot}/${path.replace(/^\/+/, "")}`;
  const indexOf = (name: string): string => `${indexRoot}/${name}`;
  let crawls: Promise<Crawl[]> | undefined;

  /** Aborts when `signal` aborts or `close` is called. */
  function until(signal: AbortSignal | undefined): AbortSignal {
    return signal === undefined ? closing.signal : AbortSignal.any([signal, closing.signal]);
  }

  async function listCrawls({ signal }: { signal?: AbortSignal } = {}): Promise<Crawl[]> {
    const url = indexOf("collinfo.json");
    return parseCrawls(new TextDecoder().decode(await http.bytes(url, { signal: until(signal) })), url);
  }

  async function newestCrawl(): Promise<string> {
    crawls ??= listCrawls();
    crawls.catch(() => {
      crawls = undefined;
    });
    const [newest] = await crawls;
    if (newest === undefined)
      throw new Alt2imgError("crawl/index-answer", "The index server lists no crawls. Name one with the option crawl.");
    return newest.id;
  }

  /** What `parse` makes of a part of a file, which comes from the cache if it is there. */
  function part<T>(
    path: string,
    { start, end, signal }: { start: number; end: number; signal: AbortSignal | undefined },
    parse: (bytes: Uint8Array) => T | Promise<T>,
  ): Promise<T> {
    const url = urlOf(path);
    const load = (): Promise<Uint8Array> => http.bytes(url, { start, end, signal: until(signal) });
    return cached(cache, `${url}#bytes=${start}-${end - 1}`, load, (bytes) => {
      if (bytes.length === end - start) return parse(bytes);
      throw new Alt2imgError(
        "crawl/range",
        `${url} ends at byte ${start + bytes.length}, so it doesn't have all of bytes ${start} to ${end}. Check that the index and the file belong to the same crawl.`,
      );
    });
  }

  async function fetchRecord(capture: RecordLocation, { signal }: { signal?: AbortSignal } = {}): Promise<WarcRecord> {
    const { filename, offset, length } = checkLocation(capture);
    const end = offset + length;
    return part(filename, { start: offset, end, signal }, async (stored) => {
      const record = await firstRecord(stored, { filename, offset });
      if (record !== undefined) return record;
      throw new Alt2imgError(
        "crawl/not-a-warc",
        `${urlOf(filename)} has no record at bytes ${offset} to ${end}. Check that the capture is from this file.`,
      );
    });
  }

  async function listPaths({ crawl, kind, signal }: Parameters<CommonCrawl["listPaths"]>[0]): Promise<string[]> {
    checkPathsKind(kind);
    const url = urlOf(`crawl-data/${crawl ?? (await newestCrawl())}/${kind}.paths.gz`);
    return cached(
      cache,
      url,
      () => http.bytes(url, { signal: until(signal) }),
      (list) => parsePaths(list, url),
    );
  }

  async function* open(
    path: string,
    { signal, onProgress }: { signal?: AbortSignal; onProgress?: OnProgress } = {},
  ): AsyncGenerator<Uint8Array, void, undefined> {
    let done = 0;
    for await (const chunk of http.stream(urlOf(path), { signal: until(signal) })) {
      done += chunk.length;
      onProgress?.({ stage: "download", done, unit: "bytes" });
      yield chunk;
    }
  }

  async function* searchIndex(
    url: string,
    { crawl, signal, ...options }: NonNullable<Parameters<CommonCrawl["searchIndex"]>[1]>,
    report: (diagnostic: Diagnostic) => void,
  ): AsyncGenerator<Capture, void, undefined> {
    const folder = `cc-index/collections/${crawl ?? (await newestCrawl())}/indexes`;
    const open = (name: string): IndexShard => ({
      slice: (start, end) => part(`${folder}/${name}`, { start, end, signal }, (bytes) => new Uint8Array(bytes).buffer),
    });
    const byteLength = await http.size(urlOf(`${folder}/cluster.idx`), { signal: until(signal) });
    const searchOptions = { ...options, signal: until(signal), onDiagnostic: report };
    const cluster = open("cluster.idx");
    const clusterIdx = { byteLength, slice: (start: number, end = byteLength) => cluster.slice(start, end) };
    yield* searchZipNum(clusterIdx, open, url, searchOptions);
  }

  async function* sample(
    { crawl, pages, seed = 0, kind = "warc", signal, onProgress }: Parameters<CommonCrawl["sample"]>[0],
    report: (diagnostic: Diagnostic) => void,
  ): AsyncGenerator<SampledRecord, void, undefined> {
    if (!Number.isSafeInteger(pages) || pages < 0) {
      throw new Alt2imgError("crawl/pages", `pages is ${pages}; it must be a whole number, 0 or more.`);
    }
    const listOptions = signal === undefined ? { kind } : { kind, signal };
    const paths = await listPaths({ ...listOptions, crawl: crawl ?? (await newestCrawl()) });
    if (paths.length === 0)
      throw new Alt2imgError("crawl/not-found", `The crawl has no ${kind} files. Choose another crawl.`);
    const files: CrawlFiles = {
      size: (path) => http.size(urlOf(path), { signal: until(signal) }),
      slice: (path, start, end) => part(path, { start, end, signal }, (bytes) => bytes),
    };
    yield* sampleRecords(files, { paths, kind, pages, seed, onProgress, report });
  }

  return {
    listCrawls,
    lookUp: (url, { crawl, signal, onDiagnostic, ...query } = {}) =>
      counted(async function* (report) {
        const id = crawl ?? (await newestCrawl());
        const index = { endpoint: indexOf(`${id}-index`), crawl: id };
        yield* lookUpCaptures({ http, cache, signal: until(signal) }, index, url, query, report);
      }, onDiagnostic),
    searchIndex: (url, options = {}) => counted((report) => searchIndex(url, options, report), options.onDiagnostic),
    fetchRecord,
    listPaths,
    open,
    sample: (options) => counted((report) => sample(options, report), options.onDiagnostic),
    close: () =>
      closing.abort(new Alt2imgError("crawl/closed", "The client is closed. Open a new one with openCommonCrawl.")),
    async [Symbol.asyncDispose]() {
      this.close();
    },
  };
}

/** A root URL without slashes at its end. */
function rootOf(name: "baseUrl" | "indexUrl", url: string): string {
  if (/^https?:\/\//i.test(url) && URL.canParse(url)) return url.replace(/\/+$/, "");
  throw new Alt2imgError(
    "crawl/base-url",
    `${name} is ${JSON.stringify(url)}; it must be a whole URL, such as https://data.commoncrawl.org.`,
  );
}

function parseCrawls(json: string, url: string): Crawl[] {
  let list: unknown;
  try {
    list = JSON.parse(json);
  } catch (cause) {
    throw new Alt2imgError("crawl/index-answer", `${url} isn't JSON: “${json.slice(0, 100)}”.`, { cause });
  }
  if (!Array.isArray(list)) {
    throw new Alt2imgError("crawl/index-answer", `${url} isn't a list of crawls: “${json.slice(0, 100)}”.`);
  }
  return list.flatMap((item: unknown): Crawl[] => {
    if (typeof item !== "object" || item === null || !("id" in item)) return [];
    const { id, name, from, to } = item as Readonly<Record<string, unknown>>;
    const crawl: Crawl = { id: String(id), name: String(name ?? id) };
    if (typeof from === "string") crawl.from = from;
    if (typeof to === "string") crawl.to = to;
    return [crawl];
  });
}
