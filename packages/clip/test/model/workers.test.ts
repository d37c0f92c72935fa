import { Worker } from "node:worker_threads";
import type { Embedding } from "@alt2img/core";
import { tinyClip } from "@alt2img/tiny/clip";
import { expect, it } from "vitest";
import { loadClip } from "../../src/index.js";
import { makePicture } from "../pixels/make-picture.js";

const sizes = Array.from({ length: 24 }, (_, i): [number, number] => [30 + 7 * i, 90 - 2 * i]);

function inWorker(part: readonly [number, number][]): Promise<Embedding[]> {
  // A worker's own file must be JavaScript; from then on tsx reads TypeScript.
  const script = new URL("embed-in-worker.ts", import.meta.url);
  const start = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(script.href)}); });`;
  const worker = new Worker(start, {
    eval: true,
    workerData: { sizes: part },
    execArgv: ["--conditions=@alt2img/source"],
  });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  }).finally(() => worker.terminate()) as Promise<Embedding[]>;
}

it("two workers give together what one thread gives", async () => {
  const parts = await Promise.all([inWorker(sizes.slice(0, 12)), inWorker(sizes.slice(12))]);
  await using clip = await loadClip(tinyClip, { session: { device: "cpu", threads: 1 } });
  const pictures = sizes.map(([width, height]) => makePicture(width, height, { alpha: width % 2 === 0 }));
  // In the same batches, every bit is the same.
  expect(parts.flat()).toEqual(await clip.embedImages(pictures, { batchSize: 4 }));
}, 120_000);
