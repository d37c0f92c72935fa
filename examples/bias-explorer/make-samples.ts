/**
 * Writes `samples/identities.parquet`: pictures of prompts that name a gender or a skin tone and no occupation, drawn by both models, with
 * the tiny CLIP's embeddings. `npm run samples` runs it.
 */
import { copyFile, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { biasGrid, type DrawImage, type GridRow, rowOfGridImage } from "@alt2img/bias/grid";
import { loadClip } from "@alt2img/clip";
import { createDataset } from "@alt2img/dataset/store/node";
import { loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { encodeWebp } from "@alt2img/image";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { GUIDANCE, STEPS } from "./src/identities.js";

const people = ["woman", "man", "person"];
const tones = ["", "with light skin tone", "with medium-light skin tone", "with medium skin tone"];
const darkTones = ["with medium-dark skin tone", "with dark skin tone"];
const seeds = [1000, 1001, 1002, 1003, 1004, 1005, 1006, 1007];

const models = await Promise.all([loadTextToImage(tinyStableDiffusion), loadTextToImage(tinySkewedTwin)]);
const [tiny, twin] = models.map(
  (model): DrawImage =>
    async (prompt, { seed, setting }) => {
      const options = { seed, steps: Number(setting["steps"]), guidanceScale: Number(setting["guidance"]) };
      for await (const event of model.generate(prompt, options)) if (event.type === "image") return event.image;
      throw new Error("The model gave no picture.");
    },
);
const clip = await loadClip(tinyClip);
const folder = await mkdtemp(join(tmpdir(), "identities-"));
{
  const rows: GridRow[] = [];
  const grid = biasGrid(
    {
      prompts: "{person} {tone}",
      axes: { person: people, tone: [...tones, ...darkTones] },
      models: { tiny: tiny!, twin: twin! },
      settings: { guidance: [GUIDANCE], steps: [STEPS] },
      seeds,
      embedder: clip,
    },
    { onProgress: ({ done, total }) => done % 20 === 0 && console.log(`${done} of ${total}`) },
  );
  for await (const picture of grid) {
    rows.push(rowOfGridImage(picture, await encodeWebp(picture.image, { quality: 90 })));
  }
  await using writer = await createDataset(folder);
  await writer.append(rows);
}
const shard = (await readdir(folder)).find((name) => name.endsWith(".parquet"))!;
await copyFile(join(folder, shard), fileURLToPath(new URL("./samples/identities.parquet", import.meta.url)));
await rm(folder, { recursive: true });
await Promise.all([clip.close(), ...models.map((model) => model.close())]);
