// Run by workers.test.ts in threads of Node: embeds its part of the pictures.
import { parentPort, workerData } from "node:worker_threads";
import { tinyClip } from "@alt2img/tiny/clip";
import { loadClip } from "../../src/index.js";
import { makePicture } from "../pixels/make-picture.js";

const { sizes } = workerData as { sizes: readonly [number, number][] };
await using clip = await loadClip(tinyClip, { session: { device: "cpu", threads: 1 } });
const pictures = sizes.map(([width, height]) => makePicture(width, height, { alpha: width % 2 === 0 }));
parentPort?.postMessage(await clip.embedImages(pictures, { batchSize: 4 }));
