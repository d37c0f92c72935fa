import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { pairsFromWarc, writeJsonl } from "@alt2img/dataset";
import { writeParquet } from "@alt2img/dataset/parquet";
import { Parser } from "htmlparser2";
import { WARCParser } from "warcio";
import { type Comparison, compare } from "../compare.js";
import { crawlOfRealPages } from "../inputs.js";

type Pair = {
  imageUrl: string;
  text: string;
  pageUrl: string;
  width?: string | undefined;
  height?: string | undefined;
};

async function ours(warc: Uint8Array): Promise<string> {
  let pairs = 0;
  for await (const _ of pairsFromWarc(warc, { filename: "crawl.warc.gz" })) pairs++;
  return `${pairs} pairs`;
}

/**
 * The same with the two libraries that a JavaScript user would take: HTML responses, `img` with `alt`, URLs resolved. It
 * misses lazily loaded pictures, whose `src` is only a placeholder, so it finds fewer.
 */
async function peers(warc: Uint8Array): Promise<string> {
  const pairs: Pair[] = [];
  let count = 0;
  for await (const record of new WARCParser(once(warc))) {
    if (record.warcType !== "response" || record.httpHeaders?.statusCode !== 200) continue;
    if (!/^text\/html/i.test(record.httpHeaders.headers.get("content-type") ?? "")) continue;
    const pageUrl = record.warcTargetURI ?? "";
    const html = new TextDecoder().decode(await record.readFully(true));
    const parser = new Parser({
      onopentag(name, { src, alt, width, height }) {
        const text = alt?.replace(/\s+/g, " ").trim();
        if (name !== "img" || !src || !text || !URL.canParse(src, pageUrl)) return;
        const imageUrl = new URL(src, pageUrl).href;
        if (/^https?:/.test(imageUrl)) pairs.push({ imageUrl, text, pageUrl, width, height });
      },
    });
    parser.write(html);
    parser.end();
    count += pairs.splice(0).length;
  }
  return `${count} pairs`;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}

async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let bytes = 0;
  for await (const chunk of chunks) bytes += chunk.length;
  return `${bytes} bytes`;
}

const main = fileURLToPath(new URL("../../packages/cli/dist/main.js", import.meta.url));

function commandLine(files: string[], jobs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, "pairs", ...files, "-q", "--jobs", String(jobs)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let bytes = 0;
    child.stdout.on("data", (chunk: Buffer) => (bytes += chunk.length));
    child.on("error", reject).on("close", (status) => {
      if (status === 0) resolve(`${bytes} bytes of JSONL`);
      else reject(new Error(`alt2img pairs ended with ${status}`));
    });
  });
}

async function twoProcesses(files: string[]): Promise<string> {
  const half = files.length / 2;
  const outputs = await Promise.all([commandLine(files.slice(0, half), 1), commandLine(files.slice(half), 1)]);
  return outputs.join(" and ");
}

/** WARC to pairs, end to end; what writing adds; and the command line with one worker and with two. */
export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const plainBytes = (await crawlOfRealPages({ compression: "none" })).length;
  const warc = await crawlOfRealPages();
  yield compare({
    title: "WARC gzip → pairs (alt), in memory, one thread",
    bytes: plainBytes,
    // Warm up until everything is compiled.
    warmup: 6,
    rounds: 9,
    candidates: [
      { name: "@alt2img/dataset pairsFromWarc", run: () => ours(warc) },
      { name: "warcio + htmlparser2", run: () => peers(warc) },
    ],
  });
  yield compare({
    title: "WARC gzip → pairs → file format",
    bytes: plainBytes,
    candidates: [
      { name: "only pairs", run: () => ours(warc) },
      { name: "writeJsonl", run: () => bytesOf(writeJsonl(pairsFromWarc(warc))) },
      { name: "writeParquet", run: () => bytesOf(writeParquet(pairsFromWarc(warc))) },
    ],
  });

  const folder = mkdtempSync(join(tmpdir(), "alt2img-bench-"));
  try {
    const large = await crawlOfRealPages({ times: 12 });
    // Enough work that starting the threads, half a second each until their code is compiled, matters little. A file
    // that is named twice is read once, so each input is a file of its own.
    const inputs = Array.from({ length: 32 }, (_, i) => join(folder, `${i}.warc.gz`));
    for (const file of inputs) writeFileSync(file, large);
    yield compare({
      title: "alt2img pairs over 32 files, start of the process included",
      bytes: plainBytes * 3 * inputs.length,
      rounds: 5,
      warmup: 0,
      candidates: [
        { name: "--jobs 2", run: () => commandLine(inputs, 2) },
        { name: "--jobs 1", run: () => commandLine(inputs, 1) },
        // The most that the machine can give.
        { name: "two processes, half of the files each", run: () => twoProcesses(inputs) },
      ],
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
