// `npm --prefix docs run figures`: the pictures of the website that the packages draw. What it writes is committed.
import { mkdir, writeFile } from "node:fs/promises";
import type { RasterImage } from "@alt2img/core";
import { loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { decodeImage, encodeWebp, grid, resize } from "@alt2img/image";
import { tinyStableDiffusion, tinyTrainingSet } from "@alt2img/tiny";

const folder = new URL("public/figures/", import.meta.url);
await mkdir(folder, { recursive: true });

/** Four times as large, with square pixels. */
const enlarged = (image: RasterImage): RasterImage =>
  resize(image, { width: 4 * image.width, height: 4 * image.height, filter: "nearest" });

async function save(name: string, image: RasterImage): Promise<void> {
  await writeFile(new URL(`${name}.webp`, folder), await encodeWebp(image, { lossless: true }));
}

// What the model sees of “cat face” in six of its twenty steps, and the last recipe of the cookbook.
{
  await using model = await loadTextToImage(tinyStableDiffusion, { session: { device: "wasm" } });
  const shown = [0, 4, 8, 12, 16, 19];
  const frames: RasterImage[] = [];
  for await (const event of model.generate("cat face", { seed: 3, steps: 20, guidanceScale: 2.5 })) {
    if (event.type === "step" && shown.includes(event.index)) frames.push(await event.preview());
  }
  await save("cat-face-steps", grid(frames.map(enlarged), { columns: 3, gap: 8 }));
  for await (const event of model.generate("red heart", { seed: 1, steps: 20, guidanceScale: 2.5 })) {
    if (event.type === "image") await save("red-heart", enlarged(event.image));
  }
}

// Drawings that it has learned from: together, and some that the pages give to CLIP.
{
  const names = ["cat face", "red apple", "house", "rocket", "umbrella", "pizza", "key", "guitar"];
  const found = new Map<string, RasterImage>();
  for await (const { id, name } of tinyTrainingSet.rows({ columns: ["id", "name"] })) {
    if (!names.includes(name) || found.has(name)) continue;
    const { image } = await tinyTrainingSet.row(id, { columns: ["image"] });
    found.set(name, await decodeImage(image, { alpha: [255, 255, 255] }));
  }
  await save("training-drawings", grid([...found.values()].map(enlarged), { columns: 4, gap: 8 }));
  for (const name of ["cat face", "red apple", "house"]) await save(name.replace(" ", "-"), found.get(name)!);
}
