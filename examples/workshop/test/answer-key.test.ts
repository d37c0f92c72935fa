// The numbers in the teacher's notes, computed again from the files that the pages use.
import { readFile } from "node:fs/promises";
import { extractPage } from "@alt2img/alt-text";
import { captionMass } from "@alt2img/bias/attribution";
import { loadClip } from "@alt2img/clip";
import { openBytes, type RasterImage, wilsonInterval } from "@alt2img/core";
import { readWarc } from "@alt2img/crawl";
import { minTextLength } from "@alt2img/dataset";
import { dedupeUrlsAndTexts, funnel, minSimilarity, type RejectedPair } from "@alt2img/dataset/funnel";
import { readParquet } from "@alt2img/dataset/parquet";
import { loadTextToImage } from "@alt2img/diffusion/text-to-image";
import { inspectImages } from "@alt2img/elements/alt-text/inspect";
import { toTensor } from "@alt2img/elements/diffusion";
import { classGraph, icicleTree } from "@alt2img/elements/imagenet-icicle/tree";
import { crop, decodeImage } from "@alt2img/image";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinySkewedTwin } from "@alt2img/tiny/skewed-twin";
import { tinyStableDiffusion } from "@alt2img/tiny/stable-diffusion";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { findSynset, findSynsets } from "@alt2img/wordnet";
import { wordnet } from "@alt2img/wordnet/princeton";
import { hypernymPaths, taxonomy } from "@alt2img/wordnet/taxonomy";
import { beforeAll, describe, expect, it } from "vitest";
import { dataShares } from "../src/bias/data-shares.js";
import { drawn, SHEET_COLUMNS } from "../src/bias/drawn.js";
import { drawPilots } from "../src/change/draw-pilots.js";
import type { TrainingDrawing } from "../src/change/training-drawing.js";

type Facts = Readonly<Record<string, string | number>>;

const bytes = async (path: string): Promise<Uint8Array> =>
  new Uint8Array(await readFile(new URL(`../${path}`, import.meta.url)));
const text = async (path: string): Promise<string> => new TextDecoder().decode(await bytes(path));

/** Of their values, from 0 to 255. */
const difference = (one: RasterImage, other: RasterImage): number =>
  [...one.data].reduce((sum, value, i) => sum + Math.abs(value - other.data[i]!), 0) / one.data.length;

/** The test of the built page sees in which step the strip of chapter 5 settles. */
const IN_THE_BROWSER = ["strip-settled"];

describe("the answer key", () => {
  const key = new Map<string, string>();
  const computed = new Set(IN_THE_BROWSER);
  const agrees = (facts: Facts): void => {
    for (const [name, value] of Object.entries(facts)) {
      computed.add(name);
      expect(key.get(name), name).toBe(String(value));
    }
  };

  beforeAll(async () => {
    for (const [, name, value] of (await text("teacher.html")).matchAll(/<b data-fact="([^"]+)">([^<]*)<\/b>/g)) {
      expect(key.has(name!), name).toBe(false);
      key.set(name!, value!);
    }
  });

  it("counts the images of the school’s page, and what is wrong with them", async () => {
    const html = await text("samples/school-fair.html");
    const images = inspectImages(extractPage(html, { url: "https://fair.example/" }));
    agrees({
      "alt-images": images.length,
      "alt-findings": images.flatMap(({ findings }) => findings).length,
      "alt-missing": images.filter(({ image }) => image.textState === "missing").length,
    });
    // No rule finds the text that is wrong.
    expect(images.at(-1)?.image.alt).toBe("A fireman in his uniform");
    expect(images.at(-1)?.findings).toEqual([]);
  });

  it("knows what is in the crawl", async () => {
    const crawl = await bytes("../sample-crawl/sample-crawl.warc.gz");
    let [records, pages] = [0, 0];
    for await (const record of readWarc(crawl)) {
      records++;
      const { type, targetUri, mimeType } = record;
      // As the filter of the element does.
      if ([type, targetUri, mimeType].some((each) => each?.includes("text/html"))) pages++;
      if (type !== "response") continue;
      const payload = new TextDecoder().decode(await record.payload());
      if (targetUri?.startsWith("https://news.example.org/2024/")) {
        agrees({ "crawl-first-alt": /alt="([^"]*)"/.exec(payload)?.[1] ?? "" });
      }
      if (targetUri?.endsWith("/robots.txt")) agrees({ "crawl-forbidden": /Disallow: (.*)/.exec(payload)?.[1] ?? "" });
    }
    agrees({ "crawl-records": records, "crawl-html": pages });
  });

  it("knows WordNet and ImageNet", async () => {
    const princeton = await wordnet({ definitions: false });
    const nouns = taxonomy(princeton);
    const graph = classGraph(nouns, "1k");
    agrees({
      "wordnet-dog-paths": hypernymPaths(nouns, findSynset(princeton, "dog.n.01")!).length,
      "wordnet-crane": findSynsets(princeton, "crane").length,
      "imagenet-dogs": icicleTree(graph, "dog.n.01").top.count,
      "imagenet-people": icicleTree(graph, "person.n.01").top.count,
    });
  });

  it("scores as CLIP does", async () => {
    await using clip = await loadClip(tinyClip);
    const pictures = ["red-apple", "teapot"].map((name) => bytes(`public/pictures/${name}.webp`));
    const images = await clip.embedImages(await Promise.all(pictures.map(async (file) => decodeImage(await file))));
    const score = async (picture: number, words: string): Promise<string> => {
      const [embedding] = await clip.embedTexts([words]);
      return images[picture]!.reduce((sum, value, i) => sum + value * embedding![i]!, 0).toFixed(2);
    };
    for (const words of [
      ...[
        "a red apple",
        "apple",
        "fruit",
        "a green apple",
        "a shiny red apple with a leaf",
        "an apple",
        "not an apple",
      ],
    ]) {
      agrees({ [`clip-${words.replaceAll(" ", "-")}`]: await score(0, words) });
    }
    agrees({ "clip-nonsense-teapot": await score(1, "xqzv wkpf") });

    // The page has this number in a file of its own: a float16 between 1 and 8.
    const file = await bytes("samples/clip-scale.safetensors");
    const bits = new DataView(file.buffer, file.byteOffset + file.length - 2).getUint16(0, true);
    expect((1 + (bits & 0x3ff) / 1024) * 2 ** ((bits >> 10) - 15)).toBe(clip.logitScale);
  });

  it("filters as the funnel does", async () => {
    const file = openBytes(await bytes("samples/pairs.parquet"));
    type Row = { readonly LANGUAGE: string; readonly quality: string };
    const run = async (threshold: number) => {
      const rejected: Row[] = [];
      const rules = [dedupeUrlsAndTexts(), minTextLength(5), minSimilarity(threshold, { ifMissing: "reject" })];
      const onRejected = ({ pair }: RejectedPair): void => void rejected.push(pair as unknown as Row);
      const kept: Row[] = [];
      for await (const pair of funnel(readParquet(file), rules, { onRejected })) kept.push(pair as unknown as Row);
      return { kept, rejected, all: [...kept, ...rejected] };
    };
    const { kept, rejected, all } = await run(0.2);
    const isRight = ({ quality }: Row): boolean => quality === "good" || quality === "other-language";
    const lost = (language: string): string => {
      const [of, from] = [rejected, all].map((rows) => rows.filter(({ LANGUAGE }) => LANGUAGE === language).length);
      return `${of} of ${from}`;
    };
    agrees({
      "laion-read": all.length,
      "laion-kept": kept.length,
      "laion-kept-strict": (await run(0.3)).kept.length,
      "laion-kept-loose": (await run(0)).kept.length,
      "laion-right-kept": kept.filter(isRight).length,
      "laion-right-read": all.filter(isRight).length,
      "laion-lost-ja": lost("ja"),
      "laion-lost-en": lost("en"),
    });
    expect(await text("laion.html")).toContain(`${all.length} pairs instead of billions`);
  });

  it("knows the shares in the data of the twins", async () => {
    const columns = ["captions", "weights", "weights_skewed", "gender"] as const;
    const shareOf = async (occupation: string, weights: "weights" | "weights_skewed"): Promise<string> => {
      const items: { captions: string[]; weights: number[]; gender: string | null }[] = [];
      for await (const row of tinyTrainingSet.rows({ columns })) {
        if (row.captions.includes(occupation)) items.push({ ...row, weights: row[weights] });
      }
      const mass = captionMass(items, (caption) => caption === occupation);
      const of = (gender: string): number =>
        mass.reduce((sum, each, i) => (items[i]?.gender === gender ? sum + each : sum), 0);
      return ((100 * of("woman")) / (of("woman") + of("man"))).toFixed(1);
    };
    for (const occupation of drawn.occupations) {
      const [a, b] = [await shareOf(occupation, "weights"), await shareOf(occupation, "weights_skewed")];
      agrees({ [`data-${occupation}-a`]: a, [`data-${occupation}-b`]: b });
      expect(dataShares[occupation].map((share) => (100 * share).toFixed(1))).toEqual([a, b]);
    }
    const { low, high } = wilsonInterval(13, 20);
    agrees({ "interval-low": Math.round(100 * low), "interval-high": Math.round(100 * high) });
  });

  it("draws pilots as the formula does", async () => {
    const pilots = JSON.parse(await text("samples/pilots.json")) as TrainingDrawing[];
    const pixels = new Uint8ClampedArray(pilots.length * 64 * 64 * 4);
    for (const [i, { id, url }] of pilots.entries()) {
      const file = new Uint8Array(Buffer.from(url.split(",")[1]!, "base64"));
      expect(new Uint8Array((await tinyTrainingSet.row(id, { columns: ["image"] })).image)).toEqual(file);
      pixels.set((await decodeImage(file)).data, i * 64 * 64 * 4);
    }
    const images = toTensor(pixels, 64, 64);
    const weights = pilots.map(({ weight }) => weight);
    const draw = (changed: number[]) => drawPilots(images, weights, changed, [0, 1, 2, 3, 4, 5, 6, 7]);
    const women = (sources: number[]): number => sources.filter((source) => pilots[source]?.gender === "woman").length;
    const without = await draw(pilots.map(({ gender, weight }) => (gender === "woman" ? 0 : weight)));
    const skewed = await draw(pilots.map(({ skewedWeight }) => skewedWeight));
    agrees({
      "change-women": women(without.map(({ before }) => before.source)),
      "change-without-women": women(without.map(({ after }) => after.source)),
      "change-changed": without.filter(({ isChanged }) => isChanged).length,
      "change-skewed": women(skewed.map(({ after }) => after.source)),
    });
  });

  it.each([
    ["a", tinyStableDiffusion],
    ["b", tinySkewedTwin],
  ])("has the pictures that model %s draws", async (name, folder) => {
    await using model = await loadTextToImage(folder);
    const sheet = await decodeImage(await bytes(`public/drawn/pilot-${name}.webp`));
    const { steps, guidanceScale, seeds } = drawn;
    for (const at of [0, 7]) {
      for await (const event of model.generate("pilot", { seed: seeds[at]!, steps, guidanceScale })) {
        if (event.type !== "image") continue;
        const x = 64 * (at % SHEET_COLUMNS);
        const y = 64 * Math.floor(at / SHEET_COLUMNS);
        const cell = crop(sheet, { x, y, width: 64, height: 64 });
        const other = crop(sheet, { x: (x + 64) % sheet.width, y, width: 64, height: 64 });
        // The sheet is a lossy WebP.
        expect(difference(cell, event.image)).toBeLessThan(4);
        // Model B draws many pilots alike.
        expect(difference(other, event.image)).toBeGreaterThan(1.5 * difference(cell, event.image));
      }
    }
  });

  it("has no number that nobody computes", () => {
    expect([...key.keys()].filter((name) => !computed.has(name))).toEqual([]);
  });
});
