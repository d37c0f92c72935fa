import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { collect } from "@alt2img/testing";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { funnel, minSimilarity } from "../../src/funnel/index.js";
import { minTextLength } from "../../src/index.js";
import { compareManifests, describeRules, openDataset, rowsOfPairs } from "../../src/store/index.js";
import { createDataset } from "../../src/store/node.js";
import { fullPair } from "../pairs.js";
import { row, rows } from "./rows.js";

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "alt2img-dataset-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const manifestOf = async (path = folder): Promise<Record<string, unknown>> =>
  JSON.parse(await readFile(join(path, "manifest.json"), "utf8"));

test("shards of LAION's columns, and a manifest with their rows, bytes and hashes", async () => {
  await using writer = await createDataset(folder, { shardRows: 40, rowGroupSize: 15 });
  await writer.append(rows(100));
  expect((await readdir(folder)).sort()).toEqual([
    "manifest.json",
    "pairs-00000.parquet",
    "pairs-00001.parquet",
    "pairs-00002.parquet",
  ]);
  const manifest = await manifestOf();
  expect(manifest).toEqual(writer.manifest);
  expect(writer.manifest.rows).toBe(100);
  expect(writer.manifest.shards.map((shard) => shard.rows)).toEqual([40, 40, 20]);
  for (const { path, bytes, sha256, footerBytes } of writer.manifest.shards) {
    const file = await readFile(join(folder, path));
    expect([file.length, createHash("sha256").update(file).digest("hex")]).toEqual([bytes, sha256]);
    expect(parquetMetadata(new Uint8Array(file).buffer).metadata_length + 8).toBe(footerBytes);
  }
  const first = await parquetReadObjects({
    file: new Uint8Array(await readFile(join(folder, "pairs-00000.parquet"))).buffer,
  });
  expect(first).toHaveLength(40);
  expect(first[3]).toEqual({
    URL: "https://pictures3.example/3.jpg",
    TEXT: "text number 3 about a red apple",
    WIDTH: 103,
    HEIGHT: 200,
    LANGUAGE: "en",
    similarity: 0.003,
    pwatermark: null,
    punsafe: null,
    aesthetic: null,
    hash: null,
    page: "https://page.example/",
    source: "alt",
    opt_out: null,
    declared_width: null,
    declared_height: null,
    filename: null,
    offset: null,
    length: null,
    domain: "pictures3.example",
  });
});

test("a funnel's pairs with their provenance: inputs, rules with thresholds, seed, versions and counts", async () => {
  const rules = [minTextLength(5), minSimilarity(0.3)];
  const pairs = [0.2, 0.4].map((similarity) => ({ ...fullPair, similarity }));
  const inputs = [{ name: "crawl.warc.gz", bytes: 1000, sha256: "ab" }];
  await using writer = await createDataset(folder, {
    provenance: { rules: describeRules(rules), seed: 7, packages: { "@alt2img/dataset": "0.1.0" } },
  });
  for (let i = 0; i < 2; i++) {
    const kept = funnel(pairs, rules);
    await writer.append(rowsOfPairs(kept), { inputs, counts: kept.counts });
  }
  expect(writer.manifest.provenance).toEqual({
    rules: [
      { name: "fewer than 5 characters", source: expect.any(String), threshold: { atLeast: 5 } },
      {
        name: "text not like the image",
        source: expect.any(String),
        column: "similarity",
        threshold: { atLeast: 0.3 },
      },
    ],
    seed: 7,
    packages: { "@alt2img/dataset": "0.1.0" },
    inputs: [...inputs, ...inputs],
    counts: { read: 4, kept: 2, rejected: { "text not like the image": 2 }, failed: 0 },
  });
  const dataset = await openDataset(folder);
  expect((await dataset.row(1)).row).toEqual({
    URL: fullPair.imageUrl,
    TEXT: fullPair.text,
    similarity: 0.4,
    page: fullPair.pageUrl,
    source: "figcaption",
    opt_out: "noai, gptbot: noindex",
    declared_width: 640,
    declared_height: 480,
    filename: fullPair.filename,
    offset: 5_000_000_000,
    length: 1234,
    domain: "example.org",
  });
});

test("the same rows give the same manifest, and a comparison names what differs", async () => {
  const make = async (name: string, count: number, seed: number) => {
    await using writer = await createDataset(join(folder, name), { provenance: { seed } });
    await writer.append(rows(count));
    return writer.manifest;
  };
  const first = await make("a", 10, 1);
  expect(compareManifests(first, await make("b", 10, 1))).toEqual([]);
  const differences = compareManifests(first, await make("c", 11, 2));
  expect(differences.map(({ at }) => at)).toEqual([
    "rows",
    "shards.0.rows",
    "shards.0.bytes",
    "shards.0.sha256",
    "shards.0.footerBytes",
    "provenance.seed",
  ]);
  expect(differences[0]).toEqual({ at: "rows", a: 10, b: 11 });
});

test("extra columns are inferred once, and then fixed", async () => {
  await using writer = await createDataset(folder, { embeddings: "float16" });
  await writer.append([row(0, { image_embedding: Float32Array.of(0.5, 1), licence: "CC0" }), row(1)]);
  expect(writer.manifest.columns.slice(-2)).toEqual([
    { name: "image_embedding", type: "float16-list" },
    { name: "licence", type: "string" },
  ]);
  await expect(writer.append([row(2, { mood: "good" })])).rejects.toMatchObject({ code: "dataset/parquet-column" });
  await writer.append([row(3, { licence: "CC-BY" })]);
  expect(writer.manifest.rows).toBe(3);
  expect((await readdir(folder)).sort()).toEqual(["manifest.json", "pairs-00000.parquet", "pairs-00001.parquet"]);
});

describe("an append adds all rows or none", () => {
  test("when the rows throw in the middle of the third shard", async () => {
    await using writer = await createDataset(folder, { shardRows: 10, rowGroupSize: 5 });
    await writer.append(rows(5));
    const before = await manifestOf();
    async function* broken() {
      yield* rows(27);
      throw new Error("the disk of the crawl is gone");
    }
    await expect(writer.append(broken())).rejects.toThrow("the disk of the crawl is gone");
    expect(await manifestOf()).toEqual(before);
    expect(await readdir(folder)).toHaveLength(2);
    await writer.append(rows(3, 5));
    expect((await openDataset(folder)).rowCount).toBe(8);
  });

  test("when it is aborted, and the loop over the rows is ended", async () => {
    await using writer = await createDataset(folder, { shardRows: 2, rowGroupSize: 1 });
    const controller = new AbortController();
    let ended = false;
    async function* endless() {
      try {
        for (let n = 0; ; n++) {
          if (n === 9) controller.abort(new Error("enough"));
          yield row(n);
        }
      } finally {
        ended = true;
      }
    }
    await expect(writer.append(endless(), { signal: controller.signal })).rejects.toThrow("enough");
    expect(ended).toBe(true);
    expect((await openDataset(folder)).rowCount).toBe(0);
  });

  test("two at a time one after the other, and none after close", async () => {
    const writer = await createDataset(folder);
    await Promise.all([writer.append(rows(3)), writer.append(rows(3, 3))]);
    const found = await collect((await openDataset(folder)).rows({ columns: ["WIDTH"] }));
    expect(found.map((each) => each.row["WIDTH"])).toEqual([100, 101, 102, 103, 104, 105]);
    await writer.close();
    await expect(writer.append(rows(1))).rejects.toMatchObject({ code: "dataset/closed" });
  });

  test("when another program has written meanwhile", async () => {
    await using one = await createDataset(folder);
    await using other = await createDataset(folder, { append: true });
    await other.append(rows(2));
    await expect(one.append(rows(1, 50))).rejects.toMatchObject({ code: "dataset/changed" });
    expect((await openDataset(folder)).rowCount).toBe(2);
  });
});

test.each([false, true])(
  "files of shards' names without a manifest are somebody's, and stay; append: %s",
  async (append) => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, "pairs-00000.parquet"), "downloaded in hours");
    await expect(createDataset(folder, { append })).rejects.toMatchObject({
      code: "dataset/exists",
      message: expect.stringMatching(/pairs-00000\.parquet, but no manifest\.json/),
    });
    expect(await readdir(folder)).toEqual(["pairs-00000.parquet"]);
  },
);

test("an existing dataset is only continued on request, and leftovers of a kill are removed", async () => {
  await using first = await createDataset(folder);
  await first.append(rows(2));
  await first.close();
  await writeFile(join(folder, "pairs-00001.parquet"), "a shard that isn't in the manifest");
  await writeFile(join(folder, "pairs-00002.parquet.01234567-89ab-cdef-0123-456789abcdef.partial"), "half a shard");
  await writeFile(join(folder, "notes.txt"), "of the user");
  await expect(createDataset(folder)).rejects.toMatchObject({ code: "dataset/exists" });
  expect((await openDataset(folder)).rowCount).toBe(2);
  await using again = await createDataset(folder, { append: true });
  expect((await readdir(folder)).sort()).toEqual(["manifest.json", "notes.txt", "pairs-00000.parquet"]);
  await again.append(rows(1, 2));
  expect((await openDataset(folder)).rowCount).toBe(3);
  expect((await stat(join(folder, "pairs-00001.parquet"))).isFile()).toBe(true);
});

test("no rows are a dataset, too", async () => {
  await using writer = await createDataset(folder);
  expect((await openDataset(folder)).rowCount).toBe(0);
  await writer.append([]);
  const dataset = await openDataset(folder);
  expect([dataset.rowCount, await collect(dataset.rows({ columns: ["TEXT"] }))]).toEqual([0, []]);
});

describe("what isn't a row or an option is refused", () => {
  test.each([
    [{ URL: "https://a.example/", TEXT: "" }, "dataset/row"],
    [{ TEXT: "a" }, "dataset/row"],
    [{ URL: "https://a.example/", TEXT: "a", WIDTH: 1.5 }, "dataset/parquet-column"],
    [{ URL: "https://a.example/", TEXT: "a", similarity: "high" }, "dataset/parquet-column"],
  ])("%j", async (bad, code) => {
    await using writer = await createDataset(folder);
    await expect(writer.append([bad as never])).rejects.toMatchObject({ code });
    expect(await readdir(folder)).toEqual(["manifest.json"]);
  });

  test.each([
    [{ shardRows: 0 }, "dataset/shard-rows"],
    [{ rowGroupSize: -1 }, "dataset/row-group-size"],
    [{ codec: "ZSTD" as const }, "dataset/parquet-codec"],
    [{ columns: [{ name: "URL", type: "json" as const }] }, "dataset/parquet-column"],
  ])("%j", async (options, code) => {
    await expect(createDataset(folder, options)).rejects.toMatchObject({ code });
    expect(await readdir(folder)).toEqual([]);
  });

  test("a manifest that isn't one is left alone", async () => {
    await writeFile(join(folder, "manifest.json"), "{}");
    await expect(createDataset(folder, { append: true })).rejects.toMatchObject({ code: "dataset/manifest" });
    expect(await readFile(join(folder, "manifest.json"), "utf8")).toBe("{}");
  });
});
