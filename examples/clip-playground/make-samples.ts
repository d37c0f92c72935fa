/** Writes `samples/`: what the page starts with, from the tiny world. `npm run samples` runs it. */
import { mkdir, writeFile } from "node:fs/promises";
import { readWarc } from "@alt2img/crawl";
import { tinyCrawl } from "@alt2img/tiny/crawl";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";

const folder = new URL("./samples/", import.meta.url);
const ROWS = [2237, 1095, 7011, 2443, 2335, 12901];
const PAGE = "https://shop.tinyorchard.example/department/3";
/** Their synsets are things that one can point at. Faces, people, flags and symbols are not. */
const GROUPS = new Set(["animal", "food", "vehicle", "building", "sport", "object"]);

await mkdir(new URL("pictures/", folder), { recursive: true });
const credits: { file: string; name: string; row: number; author: string; license: string }[] = [];
for (const row of ROWS) {
  const { name, image, author, license } = await tinyTrainingSet.row(row, {
    columns: ["name", "image", "author", "license"],
  });
  const file = `${name.replaceAll(" ", "-")}.webp`;
  await writeFile(new URL(`pictures/${file}`, folder), image);
  credits.push({ file, name, row, author, license });
}
await writeFile(new URL("pictures.json", folder), `${JSON.stringify(credits, null, 2)}\n`);

// The first drawing of each synset names its class.
const nameOf = new Map<string, string>();
const columns = ["concept", "synset", "group"] as const;
for await (const { concept, synset, group } of tinyTrainingSet.rows({ columns })) {
  if (synset !== null && GROUPS.has(group) && !nameOf.has(synset)) nameOf.set(synset, concept);
}
await writeFile(new URL("classes.json", folder), `${JSON.stringify(Object.fromEntries(nameOf), null, 2)}\n`);

// One page, with the pictures that its server would have sent inside it.
let html = "";
const pictures = new Map<string, string>();
for await (const record of readWarc(await tinyCrawl.read("tiny-crawl.warc.gz"))) {
  const { type, http, targetUri, mimeType } = record;
  if (type !== "response" || http?.status !== 200 || targetUri === undefined) continue;
  if (targetUri === PAGE) html = new TextDecoder().decode(await record.payload());
  else if (mimeType?.startsWith("image/")) {
    pictures.set(targetUri, `data:${mimeType};base64,${Buffer.from(await record.payload()).toString("base64")}`);
  }
}
html = html.replace(/(<img[^>]*? src=")([^"]+)"/g, (whole, start: string, url: string) => {
  const picture = pictures.get(new URL(url, PAGE).href);
  return picture === undefined ? whole : `${start}${picture}"`;
});
await writeFile(new URL("page.html", folder), html);
