import {
  Alt2imgError,
  createRandom,
  type Diagnostic,
  declaresHtml,
  looksLikeHtml,
  type OnProgress,
} from "@alt2img/core";
import { nextMember } from "../gzip/member.js";
import { readWarc } from "../warc/read-warc.js";
import type { WarcRecord } from "../warc/record.js";

/** The kind of file that a sample is drawn from. */
export type SampleKind = "warc" | "wat" | "wet";

/** One page of a sample, with its bytes as the crawl stores them. */
export type SampledRecord = {
  /** Path of the file from the root of the data. */
  filename: string;
  /** Where the record is in the file, in bytes as stored (compressed). */
  offset: number;
  length: number;
  /** The record's own gzip member. Members written one after another make a file that every WARC reader can read. */
  stored: Uint8Array;
  record: WarcRecord;
};

/** About 40 pages of a WARC, 150 of a WAT or WET. */
const SLICE_BYTES = 1 << 20;
/** The most pages from one slice, since neighbours are alike. */
const PAGES_PER_SLICE = 25;
/** After this many slices in a row without a new page, sampling stops: something is wrong with the files. */
const MOST_EMPTY_SLICES = 10;

/** The files of a crawl, by their paths. */
export type CrawlFiles = {
  size(path: string): Promise<number>;
  /** The bytes from `start` up to `end` (exclusive), both within the file. */
  slice(path: string, start: number, end: number): Promise<Uint8Array>;
};

/** Reads slices at random places of random files until there are enough pages. */
export async function* sampleRecords(
  files: CrawlFiles,
  {
    paths,
    kind,
    pages,
    seed,
    onProgress,
    report,
  }: {
    paths: readonly string[];
    kind: SampleKind;
    pages: number;
    seed: number;
    onProgress: OnProgress | undefined;
    report: (diagnostic: Diagnostic) => void;
  },
): AsyncGenerator<SampledRecord, void, undefined> {
  const random = createRandom(seed);
  const fraction = (): number => random.uint32() / 2 ** 32;
  const seen = new Set<string>();
  let done = 0;
  for (let empty = 0; done < pages && empty < MOST_EMPTY_SLICES; empty++) {
    const filename = paths[Math.floor(fraction() * paths.length)]!;
    const size = await files.size(filename);
    const start = Math.floor(fraction() * Math.max(1, size - SLICE_BYTES));
    const end = Math.min(start + SLICE_BYTES, size);
    const slice = await files.slice(filename, start, end);
    const places = await findPages(slice, { start, kind, isLast: end === size });
    const unseen = places.filter(({ offset }) => !seen.has(`${filename} ${offset}`));
    for (const { offset, length } of unseen.slice(0, PAGES_PER_SLICE)) {
      seen.add(`${filename} ${offset}`);
      const stored = slice.slice(offset - start, offset - start + length);
      const record = await firstRecord(stored, { filename, offset });
      if (record === undefined) continue;
      empty = -1;
      done++;
      onProgress?.({ stage: "sample", done, total: pages, unit: "pages" });
      yield { filename, offset, length, stored, record };
      if (done >= pages) return;
    }
  }
  if (done < pages) {
    const message = `Found only ${done} of ${pages} pages: ${MOST_EMPTY_SLICES} random places in a row had no new page. Check that these are ${kind} files, or ask for fewer pages.`;
    report({ code: "crawl/sample-short", message });
  }
}

/** The record at the start of `stored`. Its bytes stay readable. */
export async function firstRecord(
  stored: Uint8Array,
  { filename, offset }: { filename: string; offset: number },
): Promise<WarcRecord | undefined> {
  // Don't close `records`: its record's bytes would no longer be readable, and it holds nothing but `stored`.
  const records = readWarc(stored, { filename, baseOffset: offset })[Symbol.asyncIterator]();
  const { value } = await records.next();
  return value ?? undefined;
}

/** Where the complete pages in a slice of a file are. `isLast`: the file ends with this slice. */
async function findPages(
  slice: Uint8Array,
  { start, kind, isLast }: { start: number; kind: SampleKind; isLast: boolean },
): Promise<{ offset: number; length: number }[]> {
  const first = nextMember(slice, 0, slice.length);
  if (first < 0) return [];
  const places: { offset: number; length: number; isPage: boolean }[] = [];
  const records = readWarc(slice.subarray(first), { baseOffset: start + first });
  try {
    for await (const record of records) {
      const isWanted = await isPage(record, kind);
      if (record.length === undefined) for await (const _ of record.blockStream());
      if (record.length === undefined) continue;
      places.push({ offset: record.offset, length: record.length, isPage: isWanted });
    }
  } catch (error) {
    // What looked like a member was inside a long record, or is cut off before its header ends.
    if (!(error instanceof Alt2imgError && error.code === "crawl/not-a-warc")) throw error;
  }
  // If the file continues, the last one may be cut off.
  return (isLast ? places : places.slice(0, -1)).filter((place) => place.isPage);
}

async function isPage(record: WarcRecord, kind: SampleKind): Promise<boolean> {
  switch (kind) {
    case "warc":
      if (record.type !== "response" || record.http?.status !== 200) return false;
      return declaresHtml(record.mimeType) ?? looksLikeHtml(await record.payload());
    case "wet":
      return record.type === "conversion";
    case "wat":
      return record.type === "metadata" && new TextDecoder().decode(await record.block()).includes('"HTML-Metadata"');
  }
}
