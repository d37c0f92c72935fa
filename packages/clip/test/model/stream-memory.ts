// Prints the memory of the process, in MB, at twenty places of a stream of images through `embedImageStream`:
//
//   node --expose-gc -C @alt2img/source --import tsx packages/clip/test/model/stream-memory.ts 10000
import { encodeJpeg } from "@alt2img/image";
import { tinyClip } from "@alt2img/tiny/clip";
import { embedImageStream, loadClip } from "../../src/index.js";
import { makePicture } from "../pixels/make-picture.js";

const count = Number(process.argv[2]);
const files = await Promise.all([0, 1, 2, 3, 4, 5, 6].map((i) => encodeJpeg(makePicture(200 + 10 * i, 160))));

/** Each image has bytes of its own, as if it had just come from a disk. */
async function* images(): AsyncGenerator<Uint8Array> {
  for (let i = 0; i < count; i++) yield files[i % files.length]!.slice();
}

await using clip = await loadClip(tinyClip, { session: { device: "cpu", threads: 1 } });
const used: number[] = [];
for await (const { index } of embedImageStream(clip, images())) {
  if ((index + 1) % (count / 20) !== 0) continue;
  globalThis.gc?.();
  used.push(Math.round(process.memoryUsage.rss() / 1e6));
}
process.stdout.write(JSON.stringify(used));
