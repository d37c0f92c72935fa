/**
 * Writes `src/sample/tiny-crawl.parquet`: the pairs of the tiny crawl with their pictures, scored by the tiny CLIP, and with what
 * the crawl's truth says about each text. `npm run sample` runs it.
 */
import { writeFile } from "node:fs/promises";
import { loadClip } from "@alt2img/clip";
import type { Embedding, ImageTextPair } from "@alt2img/core";
import { readWarc } from "@alt2img/crawl";
import { pairsFromWarc } from "@alt2img/dataset";
import { domainOf } from "@alt2img/dataset/funnel";
import { loadLanguageDetector } from "@alt2img/dataset/language";
import { writeParquet } from "@alt2img/dataset/parquet";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinyCrawl } from "@alt2img/tiny/crawl";

const warc = await tinyCrawl.read("tiny-crawl.warc.gz");
const truth = await tinyCrawl.truth();
const known = new Map(
  truth.pages.flatMap(({ url, images }) => images.map((image) => [`${url} ${image.url}`, image] as const)),
);

const pictures = new Map<string, Uint8Array>();
for await (const record of readWarc(warc)) {
  const { type, http, targetUri, mimeType } = record;
  if (type !== "response" || http?.status !== 200 || targetUri === undefined) continue;
  if (mimeType === "image/webp") pictures.set(targetUri, await record.payload());
}

const detect = await loadLanguageDetector();
const clip = await loadClip(tinyClip);
const embeddings = new Map<string, Embedding>();
const pairs: ImageTextPair[] = [];
for await (const pair of pairsFromWarc(warc, { filename: "tiny-crawl.warc.gz" })) {
  const picture = pictures.get(pair.imageUrl);
  const { quality, name } = known.get(`${pair.pageUrl} ${pair.imageUrl}`) ?? {};
  const more = { LANGUAGE: detect(pair.text), domain: domainOf(pair), quality, shows: name };
  if (picture === undefined) {
    pairs.push({ ...pair, ...more } as ImageTextPair);
    continue;
  }
  const image = embeddings.get(pair.imageUrl) ?? (await clip.embedImages([picture]))[0]!;
  embeddings.set(pair.imageUrl, image);
  const [text] = await clip.embedTexts([pair.text]);
  const similarity = Number(image.reduce((sum, value, i) => sum + value * text![i]!, 0).toFixed(4));
  pairs.push({
    ...pair,
    ...more,
    similarity,
    bytes: picture.length,
    image_embedding: image,
    picture: `data:image/webp;base64,${Buffer.from(picture).toString("base64")}`,
  } as ImageTextPair);
}
await clip.close();

const columns = [
  { name: "LANGUAGE", type: "string" },
  { name: "domain", type: "string" },
  { name: "similarity", type: "float" },
  { name: "bytes", type: "int32" },
  { name: "quality", type: "string" },
  { name: "shows", type: "string" },
  { name: "image_embedding", type: "float-list" },
  { name: "picture", type: "string" },
] as const;
await writeFile(new URL("../src/sample/tiny-crawl.parquet", import.meta.url), writeParquet(pairs, { columns }));
