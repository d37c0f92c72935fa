import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { collectBytes } from "@alt2img/core";
import { type NewWarcRecord, writeWarc } from "@alt2img/crawl";
import { wordnet as princeton } from "@alt2img/wordnet/princeton";
import { taxonomy } from "@alt2img/wordnet/taxonomy";
import {
  type CrawlInput,
  findPictures,
  type ReadCrawlOptions,
  type Reading,
  readCrawl,
  reportPage,
} from "../src/index.js";

export const sampleCrawl: string = fileURLToPath(
  new URL("../../../examples/sample-crawl/sample-crawl.warc.gz", import.meta.url),
);

export function inMemory(filename: string, bytes: Uint8Array): CrawlInput {
  return {
    filename,
    byteLength: bytes.length,
    url: "https://example.org/there/",
    open: () => bytes,
  };
}

export async function sampleFile(): Promise<CrawlInput> {
  return inMemory("sample-crawl.warc.gz", await readFile(sampleCrawl));
}

export async function warcFile(filename: string, records: Iterable<NewWarcRecord>): Promise<CrawlInput> {
  return inMemory(filename, await collectBytes(writeWarc(records)));
}

/** A capture of a page or picture. */
export function response(targetUri: string, contentType: string, body: Uint8Array | string): NewWarcRecord {
  const head = `HTTP/1.1 200 OK\r\nContent-Type: ${contentType}\r\n\r\n`;
  const block = Buffer.concat([Buffer.from(head), Buffer.from(body)]);
  return { type: "response", targetUri, contentType: "application/http; msgtype=response", block };
}

/** Reads the files to their end and makes the report, with pictures. */
export async function reportOn(
  files: readonly CrawlInput[],
  options: ReadCrawlOptions = {},
): Promise<{ reading: Reading; page: string }> {
  const pages = readCrawl(files, { taxonomy: taxonomy(await princeton()), ...options });
  for await (const _ of pages);
  const { reading } = pages;
  const pictures = await findPictures(files, reading, options);
  return { reading, page: reportPage(reading, { pictures }) };
}
