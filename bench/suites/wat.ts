import { spawn } from "node:child_process";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { readWat } from "@alt2img/crawl";
import { pairsFromWat } from "@alt2img/dataset";
import { WARCParser } from "warcio";
import { type Comparison, compare, type Result } from "../compare.js";
import { type WatMember, watMembers } from "../wat-input.js";

const CHUNK = 64 << 10;

/** Counts the pairs of an image's URL and its alt text, and their characters. */
class Found {
  pairs = 0;
  characters = 0;

  add(imageUrl: string, text: string, pageUrl: string): void {
    this.pairs++;
    this.characters += imageUrl.length + text.length + pageUrl.length;
  }

  toString(): string {
    return `${this.pairs} pairs, ${this.characters} characters`;
  }
}

/** A WAT, made of real pages (see `wat-input.ts`), in memory: the pairs of images and their alt texts. */
export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const members = [...watMembers(60)];
  const wat = new Uint8Array(Buffer.concat(members.map(({ member }) => member)));
  const bytes = members.reduce((sum, { inflatedLength }) => sum + inflatedLength, 0);
  yield compare({
    title: "WAT gzip → pairs of image and alt text",
    bytes,
    candidates: [
      { name: "@alt2img/dataset pairsFromWat", run: () => fromPairs(wat) },
      { name: "@alt2img/crawl readWat, only images", run: () => fromImages(wat) },
      { name: "@alt2img/crawl readWat, all parts", run: () => fromPages(wat) },
      { name: "warcio + JSON.parse", run: () => fromWarcio(wat) },
      { name: "only inflating (gunzipSync)", run: () => `${gunzipSync(wat).length} bytes` },
      { name: "only inflating, 256 KiB at a time", run: () => `${inflateInBatches(wat, members)} bytes` },
    ],
  });
  yield await memory();
}

/** The fastest known way: the output stays in the processor's cache. */
function inflateInBatches(wat: Uint8Array, members: readonly WatMember[]): number {
  let bytes = 0;
  let [start, end, size] = [0, 0, 0];
  for (const [i, { member, inflatedLength }] of members.entries()) {
    end += member.length;
    size += inflatedLength;
    if (size < 256 << 10 && i < members.length - 1) continue;
    bytes += gunzipSync(wat.subarray(start, end), { chunkSize: size + 1, maxOutputLength: size }).length;
    [start, size] = [end, 0];
  }
  return bytes;
}

async function fromPairs(wat: Uint8Array): Promise<Found> {
  const found = new Found();
  for await (const { imageUrl, text, pageUrl } of pairsFromWat(wat)) found.add(imageUrl, text, pageUrl);
  return found;
}

async function fromImages(wat: Uint8Array): Promise<Found> {
  const found = new Found();
  for await (const page of readWat(wat, { links: false, metas: false })) {
    for (const { url, alt } of page.images) if (url && isHttp(url) && alt) add(found, url, alt, page.url);
  }
  return found;
}

async function fromPages(wat: Uint8Array): Promise<Found> {
  const found = new Found();
  for await (const page of readWat(wat)) {
    for (const { url, alt } of page.images) if (url && isHttp(url) && alt) add(found, url, alt, page.url);
  }
  return found;
}

type WatJson = {
  Envelope: {
    "Payload-Metadata": {
      "HTTP-Response-Metadata"?: {
        "HTML-Metadata"?: { Head?: { Base?: string }; Links?: { path: string; url: string; alt?: string }[] };
      };
    };
    "WARC-Header-Metadata": { "WARC-Target-URI": string };
  };
};

/** The same work as people write it today. */
async function fromWarcio(wat: Uint8Array): Promise<Found> {
  const found = new Found();
  for await (const record of new WARCParser(asRead(wat))) {
    if (record.warcType !== "metadata") continue;
    const { Envelope } = JSON.parse(await record.contentText()) as WatJson;
    const html = Envelope["Payload-Metadata"]["HTTP-Response-Metadata"]?.["HTML-Metadata"];
    const pageUrl = Envelope["WARC-Header-Metadata"]["WARC-Target-URI"];
    const base = html?.Head?.Base === undefined ? pageUrl : new URL(html.Head.Base, pageUrl).href;
    for (const { path, url, alt } of html?.Links ?? []) {
      if (path !== "IMG@/src" || !alt || !URL.canParse(url, base)) continue;
      const imageUrl = new URL(url, base).href;
      if (isHttp(imageUrl)) add(found, imageUrl, alt, pageUrl);
    }
  }
  return found;
}

function add(found: Found, imageUrl: string, alt: string, pageUrl: string): void {
  const text = alt.replace(/\s+/g, " ").trim();
  if (text !== "") found.add(imageUrl, text, pageUrl);
}

function isHttp(url: string): boolean {
  return url.startsWith("https://") || url.startsWith("http://");
}

/** In chunks, like a file's stream: if it got all bytes at once, warcio would copy the rest of them for each record. */
async function* asRead(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}

/** Makes pairs from a WAT of a gigabyte in a process of its own, and gives its peak memory. */
async function memory(): Promise<Comparison> {
  const script = fileURLToPath(new URL("../wat-memory.mjs", import.meta.url));
  const child = spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "inherit"] });
  let bytes = 0;
  const members = function* (): Generator<Uint8Array, void, undefined> {
    for (const { member, inflatedLength } of watMembers(1000)) {
      bytes += inflatedLength;
      yield member;
    }
  };
  await pipeline(Readable.from(members()), child.stdin);
  const { seconds, found } = JSON.parse(await text(child.stdout));
  const result: Result = {
    name: "@alt2img/dataset pairsFromWat",
    medianSeconds: seconds,
    megabytesPerSecond: bytes / 1e6 / seconds,
    found,
    seconds: [seconds],
  };
  return { title: "Memory: a WAT stream of a gigabyte, once", bytes, rounds: 1, results: [result] };
}
