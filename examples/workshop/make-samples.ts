/**
 * Writes what the pages start with, from the tiny world: drawings for chapters 1 and 3, pictures that the two models drew for chapter 6, the
 * pairs for chapter 4, and the drawings of pilots for chapter 7. `npm run samples` runs it.
 */
import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { type ImageTextPair, openBytes } from "@alt2img/core";
import { readParquet, writeParquet } from "@alt2img/dataset/parquet";
import { loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { encodeWebp, grid } from "@alt2img/image";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { drawn, SHEET_COLUMNS } from "./src/bias/drawn.js";
import type { TrainingDrawing } from "./src/change/training-drawing.js";

const folder = (name: string): URL => new URL(`./${name}/`, import.meta.url);
const ROWS = [2237, 1095, 7011, 2443, 2335, 12901];
const CAPTION = "pilot";

await Promise.all(
  ["public/pictures", "public/drawn", "samples"].map((name) => mkdir(folder(name), { recursive: true })),
);

const credits: Record<string, string>[] = [];
for (const row of ROWS) {
  const columns = ["name", "image", "author", "license"] as const;
  const { name, image, author, license } = await tinyTrainingSet.row(row, { columns });
  const file = `${name.replaceAll(" ", "-")}.webp`;
  await writeFile(new URL(file, folder("public/pictures")), image);
  credits.push({ file, name, author, license });
}
await writeFile(new URL("pictures.json", folder("samples")), `${JSON.stringify(credits, null, 2)}\n`);

const pilots: TrainingDrawing[] = [];
const columns = [
  ...([
    "id",
    "name",
    "image",
    "gender",
    "captions",
    "weights",
    "weights_skewed",
    "split",
    "author",
    "license",
  ] as const),
];
for await (const row of tinyTrainingSet.rows({ columns })) {
  const at = row.captions.indexOf(CAPTION);
  if (at < 0 || row.split !== "train") continue;
  const { id, name, gender, image, weights, weights_skewed, author, license } = row;
  const url = `data:image/webp;base64,${Buffer.from(image).toString("base64")}`;
  pilots.push({ id, name, gender, weight: weights[at]!, skewedWeight: weights_skewed[at]!, author, license, url });
}
await writeFile(new URL("pilots.json", folder("samples")), `${JSON.stringify(pilots, null, 1)}\n`);

// Of CLIP's weights for Python, its scale alone, in a file of the same format: the length of the header, the header, the number.
const weights = await tinyClip.read("model.safetensors");
const headerBytes = Number(new DataView(weights.buffer, weights.byteOffset).getBigUint64(0, true));
const { logit_scale } = JSON.parse(new TextDecoder().decode(weights.subarray(8, 8 + headerBytes)));
const [from, to] = logit_scale.data_offsets;
const header = new TextEncoder().encode(
  JSON.stringify({ logit_scale: { ...logit_scale, data_offsets: [0, to - from] } }),
);
const length = new Uint8Array(BigUint64Array.of(BigInt(header.length)).buffer);
const scale = Buffer.concat([length, header, weights.subarray(8 + headerBytes + from, 8 + headerBytes + to)]);
await writeFile(new URL("clip-scale.safetensors", folder("samples")), scale);
const known = { bytes: scale.length, sha256: createHash("sha256").update(scale).digest("hex") };
await writeFile(new URL("clip-scale.json", folder("samples")), `${JSON.stringify(known)}\n`);

// Every third pair of the tiny crawl, as `alt2img-funnel` has them, without embeddings.
const crawl = new URL(import.meta.resolve("@alt2img/elements/sample/tiny-crawl.parquet"));
const pairs: ImageTextPair[] = [];
let row = 0;
for await (const pair of readParquet(openBytes(new Uint8Array(await readFile(crawl))))) {
  const { image_embedding, domain, ...others } = pair as ImageTextPair & {
    image_embedding?: unknown;
    domain?: unknown;
  };
  if (row++ % 3 === 0) pairs.push(others);
}
const pairColumns = [
  { name: "WIDTH", type: "int32" },
  { name: "HEIGHT", type: "int32" },
  { name: "LANGUAGE", type: "string" },
  { name: "similarity", type: "float" },
  { name: "bytes", type: "int32" },
  { name: "quality", type: "string" },
  { name: "shows", type: "string" },
  { name: "picture", type: "string" },
] as const;
await writeFile(new URL("pairs.parquet", folder("samples")), writeParquet(pairs, { columns: pairColumns }));

for (const [name, files] of Object.entries({ a: tinyStableDiffusion, b: tinySkewedTwin })) {
  const model = await loadTextToImage(files);
  for (const occupation of drawn.occupations) {
    const pictures = [];
    for (const seed of drawn.seeds) {
      const { steps, guidanceScale } = drawn;
      for await (const event of model.generate(occupation, { seed, steps, guidanceScale })) {
        if (event.type === "image") pictures.push(event.image);
      }
    }
    const sheet = grid(pictures, { columns: SHEET_COLUMNS });
    const file = `${occupation.replaceAll(" ", "-")}-${name}.webp`;
    await writeFile(new URL(file, folder("public/drawn")), await encodeWebp(sheet, { quality: 90 }));
  }
  await model.close();
}
