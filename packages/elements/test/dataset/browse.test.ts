import { openDataset } from "@alt2img/dataset/store";
import { describe, expect, it } from "vitest";
import { browse, datasetFacts, pairFacets, pairsOfRows } from "../../src/dataset/browse.js";

const dataset = await openDataset(new URL("../../src/sample/tiny-crawl.parquet", import.meta.url));
const question = { words: "", only: {}, seed: 1, count: 5 };

describe("a dataset that is browsed", () => {
  it("gives a sample, the same for the same seed", async () => {
    expect(datasetFacts(dataset)).toEqual({ rows: 851, hasPictures: true });
    const { pairs, isCut } = await browse(dataset, question);
    expect([pairs.length, isCut]).toEqual([5, false]);
    expect(await browse(dataset, question)).toEqual({ pairs, isCut });
    const sampled = await dataset.sample({ seed: 1, count: 5 });
    expect(pairs.map(({ row }) => row)).toEqual(sampled.map(({ index }) => index));
    const other = await browse(dataset, { ...question, seed: 2 });
    expect(other.pairs.map(({ row }) => row)).not.toEqual(pairs.map(({ row }) => row));
  });

  it("finds the texts with all words, and says whether there are more", async () => {
    const { pairs, isCut } = await browse(dataset, { ...question, words: "white background" });
    expect(isCut).toBe(true);
    for (const { text } of pairs) expect(text).toMatch(/white background/i);
    const all = await browse(dataset, { ...question, words: "white background", count: 1000 });
    expect(all.isCut).toBe(false);
    expect(all.pairs.length).toBeGreaterThan(5);
  });

  it("chooses by domain and language, with and without words", async () => {
    const facets = await pairFacets(dataset);
    expect(facets.map(({ column }) => column)).toEqual(["domain", "LANGUAGE"]);
    const [domain, language] = facets.map(({ values }) => values[0]!);
    const only = { domain: domain!.value, LANGUAGE: language!.value };
    const { pairs } = await browse(dataset, { ...question, only, count: 1000 });
    expect(pairs.length).toBeGreaterThan(0);
    for (const pair of pairs) expect([pair.domain, pair.language]).toEqual([domain!.value, language!.value]);
    const byDomain = await browse(dataset, { ...question, only: { domain: domain!.value }, count: 1000 });
    expect(byDomain.pairs.length).toBe(domain!.count);
  });

  it("has of each pair what the dataset has", async () => {
    const [pair] = await pairsOfRows(dataset, [0]);
    expect(pair).toMatchObject({
      row: 0,
      text: "Shaved ice on a white background",
      url: "https://cdn.tinyorchard.example/p/fluent-emoji-flat/shaved-ice.webp",
      page: "https://shop.tinyorchard.example/",
      domain: "cdn.tinyorchard.example",
      language: "en",
      scores: { similarity: expect.closeTo(0.4266) },
      picture: expect.stringMatching(/^data:image\/webp;base64,/),
    });
    expect(structuredClone(pair)).toEqual(pair);
  });
});
