import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { fetchImages } from "@alt2img/dataset/fetch";
import type { Comparison, Result } from "../compare.js";

const COUNT = 10_000;
const CONNECTIONS = 64;
const img2dataset = process.env["ALT2IMG_IMG2DATASET"] ?? "img2dataset";

/**
 * 10,000 JPEGs of 640 × 480 from a server on this machine into files with their exact bytes, each picture decoded once to check it,
 * with 64 connections. img2dataset is what `ALT2IMG_IMG2DATASET` names, or the one in the PATH (`pip install img2dataset`).
 */
export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const folder = mkdtempSync(join(tmpdir(), "alt2img-bench-fetch-"));
  const server = spawn(
    process.execPath,
    ["--import", "tsx", fileURLToPath(new URL("../image-server.ts", import.meta.url))],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  try {
    const url = `http://127.0.0.1:${await portOf(server)}`;
    const urls = Array.from({ length: COUNT }, (_, n) => `${url}/${n}.jpg`);
    const results = [await ours(urls, join(folder, "ours"))];
    if (spawnSync(img2dataset, ["--help"], { stdio: "ignore" }).error === undefined) results.push(theirs(urls, folder));
    else console.log("img2dataset isn't there: pip install img2dataset, and name it in ALT2IMG_IMG2DATASET.");
    yield {
      title: `fetching ${COUNT} JPEGs of 640 × 480, once`,
      bytes: 0,
      rounds: 1,
      items: { count: COUNT, unit: "images" },
      results,
    };
  } finally {
    server.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function portOf(server: ChildProcess): Promise<number> {
  const [line] = await once(server.stdout!, "data");
  return Number(line);
}

async function ours(urls: readonly string[], folder: string): Promise<Result> {
  const pairs = urls.map((imageUrl) => ({
    imageUrl,
    text: "a",
    source: "alt" as const,
    pageUrl: "https://example.org/",
  }));
  const options = { allowLoopback: true, concurrency: CONNECTIONS, perHost: CONNECTIONS };
  const start = performance.now();
  const fetched = fetchImages(pairs, folder, options);
  for await (const _ of fetched);
  return result("@alt2img/dataset/fetch", (performance.now() - start) / 1000, fetched.counts.kept);
}

/** Python's start is in the time; what img2dataset says that its shards took is in the last column. */
function theirs(urls: readonly string[], folder: string): Result {
  const list = join(folder, "urls.txt");
  const out = join(folder, "img2dataset");
  writeFileSync(list, urls.join("\n"));
  const processes = availableParallelism();
  const options = {
    url_list: list,
    output_folder: out,
    output_format: "files",
    resize_mode: "no",
    processes_count: processes,
    thread_count: Math.ceil(CONNECTIONS / processes),
    number_sample_per_shard: Math.ceil(urls.length / processes),
    enable_wandb: "False",
  };
  const start = performance.now();
  const { status, stderr } = spawnSync(
    img2dataset,
    Object.entries(options).map(([name, value]) => `--${name}=${value}`),
    { encoding: "utf8" },
  );
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`img2dataset: ${stderr}`);
  const shards = readdirSync(out)
    .filter((name) => name.endsWith("_stats.json"))
    .map((name): { successes: number; duration: number } => JSON.parse(readFileSync(join(out, name), "utf8")));
  const successes = shards.reduce((sum, shard) => sum + shard.successes, 0);
  const longest = Math.max(...shards.map(({ duration }) => duration));
  return result("img2dataset", seconds, `${successes}, in ${longest.toFixed(1)} s by its own clock`);
}

function result(name: string, seconds: number, found: unknown): Result {
  return { name, medianSeconds: seconds, megabytesPerSecond: 0, found, seconds: [seconds] };
}
