import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { type FileServer, serveFiles } from "@alt2img/testing/node";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { exactSearch } from "../../src/search/index.js";
import { type Dataset, openDataset } from "../../src/store/index.js";
import { createDataset } from "../../src/store/node.js";
import { row, rows } from "./rows.js";

const COUNT = 100;
const licenceOf = (n: number): { licence?: string } =>
  n % 2 === 0 ? {} : { licence: n % 3 === 0 ? "CC0-1.0" : "CC-BY-4.0" };
let folder: string;
let server: FileServer;
let files: Map<string, Uint8Array<ArrayBuffer>>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "alt2img-open-"));
  await using writer = await createDataset(folder, { shardRows: 40, rowGroupSize: 15, embeddings: "float16" });
  await writer.append(
    rows(COUNT).map((each, n) => ({
      ...each,
      concepts: n % 2 === 0 ? ["apple", "fruit"] : ["text"],
      ...licenceOf(n),
      ...(n === 7 ? {} : { image_embedding: Float32Array.of(n, 0.5) }),
      image: Uint8Array.of(n),
    })),
  );
  files = new Map();
  for (const name of await readdir(folder)) files.set(name, new Uint8Array(await readFile(join(folder, name))));
  server = await serveFiles(files);
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const open: [string, () => Promise<Dataset>][] = [
  ["a folder", () => openDataset(folder)],
  ["a URL, by range requests", () => openDataset(server.url)],
  ["files in memory", () => openDataset(new Map([...files].map(([name, bytes]) => [name, openBytes(bytes)])))],
];

describe.each(open)("%s", (_, openIt) => {
  test("says how many rows and which columns it has", async () => {
    const dataset = await openIt();
    expect(dataset.rowCount).toBe(COUNT);
    expect(dataset.shards.map((shard) => shard.rows)).toEqual([40, 40, 20]);
    expect(dataset.columns.map(({ name }) => name)).toEqual(expect.arrayContaining(["URL", "TEXT", "image_embedding"]));
  });

  test("gives any row, with the columns that are wanted, and its shard", async () => {
    const dataset = await openIt();
    for (const n of [0, 39, 40, 99]) {
      const { index, shard, row: found } = await dataset.row(n);
      const more = { domain: `pictures${n % 4}.example`, concepts: expect.any(Array), ...licenceOf(n) };
      expect(found).toEqual({ ...row(n), ...more });
      expect([index, shard]).toEqual([n, `pairs-0000${Math.floor(n / 40)}.parquet`]);
    }
    const { row: heavy } = await dataset.row(9, { columns: ["image", "image_embedding"] });
    expect(heavy).toEqual({ image: Uint8Array.of(9), image_embedding: [9, 0.5] });
  });

  test("gives rows that meet all conditions, in their order", async () => {
    const dataset = await openIt();
    const filter = { LANGUAGE: { oneOf: ["de", "ja"] }, similarity: { above: 0.05 }, WIDTH: { atMost: 160 } };
    const found = await collect(dataset.rows({ filter, columns: ["WIDTH"] }));
    const expected = rows(COUNT).flatMap(({ LANGUAGE, similarity, WIDTH }, index) =>
      LANGUAGE !== "en" && similarity! > 0.05 && WIDTH! <= 160 ? [[index, { WIDTH }]] : [],
    );
    expect(found.map(({ index, row: each }) => [index, each])).toEqual(expected);
    expect(await collect(dataset.rows({ filter: { hash: { atLeast: 0 } } }))).toEqual([]);
    expect(await collect(dataset.rows({ filter: { concepts: { oneOf: ["fruit"] } } }))).toHaveLength(50);
    const widths = await collect(dataset.rows({ filter: { WIDTH: { oneOf: ["101", "150"] } }, columns: [] }));
    expect(widths.map(({ index }) => index)).toEqual([1, 50]);
    expect(await collect(dataset.rows({ filter: { WIDTH: { noneOf: ["101"] } }, columns: [] }))).toHaveLength(
      COUNT - 1,
    );
    expect((await collect(dataset.rows({ start: 38, end: 42 }))).map(({ index }) => index)).toEqual([38, 39, 40, 41]);
  });

  test("finds words without case and accents, as wholes, and phrases", async () => {
    const dataset = await openIt();
    const find = async (query: string): Promise<number[]> =>
      (await collect(dataset.search(query, { columns: [] }))).map(({ index }) => index);
    expect(await find("CAFE")).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
    expect(await find('"roten apfel" 30')).toEqual([30]);
    expect(await find("app")).toEqual([]);
    expect(await find('"apple red"')).toEqual([]);
    const some = await collect(dataset.search("apple", { filter: { WIDTH: { below: 104 } }, columns: ["URL"] }));
    expect(some.map(({ index }) => index)).toEqual([1, 2, 3]);
  });

  test("counts what columns say, with and without a filter", async () => {
    const dataset = await openIt();
    expect(await dataset.facets("LANGUAGE")).toEqual({
      column: "LANGUAGE",
      rows: 100,
      missing: 0,
      values: [
        { value: "en", count: 34 },
        { value: "de", count: 33 },
        { value: "ja", count: 33 },
      ],
      distinct: 3,
      others: 0,
    });
    expect(await dataset.facets("domain", { limit: 1 })).toMatchObject({ distinct: 4, others: 75 });
    expect(await dataset.facets("concepts", { filter: { WIDTH: { below: 103 } } })).toMatchObject({
      rows: 3,
      values: [
        { value: "apple", count: 2 },
        { value: "fruit", count: 2 },
        { value: "text", count: 1 },
      ],
    });
    expect(await dataset.facets("WIDTH", { bins: 2 })).toMatchObject({
      distinct: 100,
      bins: [
        { from: 100, to: 149.5, count: 50 },
        { from: 149.5, to: 199, count: 50 },
      ],
    });
    expect(await dataset.facets("hash")).toMatchObject({ rows: 100, missing: 100, bins: [], values: [] });
  });

  test("counts licences, or any other column that a dataset has", async () => {
    const dataset = await openIt();
    expect(await dataset.facets("licence")).toEqual({
      column: "licence",
      rows: 100,
      missing: 50,
      values: [
        { value: "CC-BY-4.0", count: 33 },
        { value: "CC0-1.0", count: 17 },
      ],
      distinct: 2,
      others: 0,
    });
    const free = { licence: { oneOf: ["CC0-1.0"] } };
    expect(await dataset.facets("LANGUAGE", { filter: free })).toMatchObject({ rows: 17 });
  });

  test("draws the same rows for the same seed", async () => {
    const dataset = await openIt();
    const draw = async (seed: number, filter = {}): Promise<number[]> =>
      (await dataset.sample({ seed, count: 5, filter, columns: ["URL"] })).map(({ index }) => index);
    expect(await draw(1)).toEqual(await draw(1));
    expect(await draw(1)).not.toEqual(await draw(2));
    // Floyd's method by torch.randint of PyTorch 2.13, with torch.Generator().manual_seed(42).
    expect(await draw(42)).toEqual([6, 26, 58, 60, 87]);
    expect(await draw(3, { LANGUAGE: { oneOf: ["ja"] } })).toEqual(
      expect.arrayContaining([expect.any(Number), expect.any(Number)]),
    );
    for (const index of await draw(3, { LANGUAGE: { oneOf: ["ja"] } })) expect(index % 3).toBe(2);
    expect(await dataset.sample({ seed: 1, count: 1000 })).toHaveLength(COUNT);
  });

  test("streams embeddings as matrices, and says which rows have none", async () => {
    const matrices = await collect((await openIt()).embeddings("image_embedding"));
    expect(matrices.map(({ start, rows, dimension }) => [start, rows, dimension])).toEqual([
      [0, 15, 2],
      [15, 15, 2],
      [30, 10, 2],
      [40, 15, 2],
      [55, 15, 2],
      [70, 10, 2],
      [80, 15, 2],
      [95, 5, 2],
    ]);
    expect(matrices[0]!.missing).toEqual([7]);
    expect([...matrices[1]!.data.subarray(0, 4)]).toEqual([15, 0.5, 16, 0.5]);
    const index = exactSearch(matrices.map((embeddings) => ({ name: String(embeddings.start), embeddings })));
    expect(index).toMatchObject({ rows: COUNT, dimension: 2 });
  });

  test.each([
    ["a column that isn't there", (d: Dataset) => d.row(0, { columns: ["mood"] }), "dataset/no-such-column"],
    ["a filter on one", (d: Dataset) => collect(d.rows({ filter: { mood: { above: 1 } } })), "dataset/no-such-column"],
    ["a facet of pictures", (d: Dataset) => d.facets("image"), "dataset/facet"],
    ["embeddings of text", (d: Dataset) => collect(d.embeddings("TEXT")), "dataset/embedding"],
    ["a row beyond the end", (d: Dataset) => d.row(100), "dataset/row-number"],
    ["a query without words", (d: Dataset) => collect(d.search("?!")), "dataset/query"],
    [
      "a threshold without a bound",
      (d: Dataset) => d.facets("URL", { filter: { WIDTH: {} as never } }),
      "dataset/threshold",
    ],
  ])("refuses %s", async (_what, ask, code) => {
    await expect(ask(await openIt())).rejects.toMatchObject({ code });
  });

  test("an abort stops it with the signal's reason", async () => {
    const dataset = await openIt();
    const signal = AbortSignal.abort(new Error("no"));
    await expect(collect(dataset.rows({ signal }))).rejects.toThrow("no");
    await expect(dataset.facets("URL", { signal })).rejects.toThrow("no");
  });
});

test("over HTTP: a manifest, then footers and the pages that an answer needs, all by ranges", async () => {
  const dataset = await openDataset(server.url);
  const total = [...files.values()].reduce((sum, bytes) => sum + bytes.length, 0);
  expect(dataset.read).toEqual({ reads: 1, bytes: files.get("manifest.json")!.length });
  server.requests.length = 0;
  await dataset.row(50, { columns: ["URL"] });
  expect(server.requests).toHaveLength(2);
  expect(server.requests.every((request) => /^GET pairs-00001\.parquet bytes=\d+-\d+$/.test(request))).toBe(true);
  expect(dataset.read.bytes).toBeLessThan(total / 2);
});

describe("Parquet files of other programs", () => {
  const laion = () =>
    openBytes(
      parquetWriteBuffer({
        columnData: [
          { name: "url", data: ["https://A.example/1.jpg", "https://b.example/2.jpg"], type: "STRING" },
          { name: "caption", data: ["a red apple", "a pear"], type: "STRING" },
          { name: "width", data: [640, 480], type: "DOUBLE" },
        ],
      }),
    );

  test("one file, with a search in its captions and the domains of its addresses", async () => {
    const dataset = await openDataset(new Map([["part-0.parquet", laion()]]));
    expect(dataset.manifest).toBeUndefined();
    expect((await collect(dataset.search("apple"))).map(({ index }) => index)).toEqual([0]);
    expect((await dataset.facets("domain")).values.map(({ value }) => value)).toEqual(["a.example", "b.example"]);
    expect(await dataset.facets("width")).toMatchObject({ rows: 2, distinct: 2 });
  });

  test("a path, and a URL, of the file itself", async () => {
    const bytes = new Uint8Array(await laion().slice(0));
    const path = join(folder, "other.data");
    await writeFile(path, bytes);
    server.files.set("other.data", bytes);
    expect((await openDataset(path)).rowCount).toBe(2);
    expect((await openDataset(new URL("other.data", server.url))).rowCount).toBe(2);
    // It isn't the dataset next to it.
    expect((await openDataset(new URL("other.data?signature=a/b#top", server.url))).rowCount).toBe(2);
  });

  test("a folder whose address has a query, which its files get, too", async () => {
    const asked: string[] = [];
    const fetch = (url: string, init: RequestInit): Promise<Response> => {
      asked.push(new URL(url).search);
      return globalThis.fetch(url, init);
    };
    const dataset = await openDataset(new URL("?signature=x", server.url), { fetch });
    expect((await dataset.row(3)).row["TEXT"]).toBe(row(3).TEXT);
    expect(new Set(asked)).toEqual(new Set(["?signature=x"]));
  });

  test("a file on a server that answers with a page where there is nothing", async () => {
    const page = "<!doctype html><title>An app</title>";
    const fetch = async (url: string, init: RequestInit): Promise<Response> =>
      url.endsWith("manifest.json") ? new Response(page) : globalThis.fetch(url, init);
    server.files.set("other.data", new Uint8Array(await laion().slice(0)));
    expect((await openDataset(new URL("other.data", server.url), { fetch })).rowCount).toBe(2);
  });
});

describe("what can't be opened", () => {
  const manifest = (change: object): Map<string, ReturnType<typeof openBytes>> => {
    const whole = JSON.parse(new TextDecoder().decode(files.get("manifest.json")));
    const changed = new TextEncoder().encode(JSON.stringify({ ...whole, ...change }));
    return new Map([...files].map(([name, bytes]) => [name, openBytes(name === "manifest.json" ? changed : bytes)]));
  };

  test.each([
    ["another format", { format: "zip" }],
    ["a later version", { version: 2 }],
    ["a sum that is wrong", { rows: 7 }],
    ["a shard outside the folder", { shards: [{ path: "../secret", rows: 100, bytes: 1, sha256: "" }] }],
    ["a shard elsewhere", { shards: [{ path: "https://x.example/a", rows: 100, bytes: 1, sha256: "" }] }],
    ["a column without a type", { columns: [{ name: "URL" }] }],
  ])("a manifest with %s", async (_, change) => {
    await expect(openDataset(manifest(change))).rejects.toMatchObject({ code: "dataset/manifest" });
  });

  test("a shard with another number of rows than the manifest says", async () => {
    const whole = JSON.parse(new TextDecoder().decode(files.get("manifest.json")));
    const shards = whole.shards.map((shard: object) => ({ ...shard, rows: 10 }));
    const dataset = await openDataset(manifest({ rows: 30, shards }));
    await expect(dataset.row(0)).rejects.toMatchObject({ code: "dataset/manifest" });
  });

  test("LAION's own columns can be counted, too", async () => {
    const dataset = await openDataset(new URL("../golden/laion/laion400m.parquet", import.meta.url));
    expect(await dataset.facets("LICENSE")).toMatchObject({
      values: [
        { value: "?", count: 1 },
        { value: "cc-by-sa-4.0", count: 1 },
      ],
    });
  });

  test("a folder that isn't there, a page, and a damaged shard", async () => {
    await expect(openDataset(join(folder, "nowhere"))).rejects.toMatchObject({ code: "core/unreachable" });
    server.files.set("page.html", new TextEncoder().encode("<h1>Hello</h1>".repeat(10)));
    const page = openDataset(new URL("page.html", server.url));
    await expect(page).rejects.toMatchObject({ code: "dataset/not-parquet" });
    const broken = new Map([...files].map(([name, bytes]) => [name, openBytes(bytes.slice(0, -20))]));
    broken.set("manifest.json", openBytes(files.get("manifest.json")!));
    const dataset = await openDataset(broken);
    await expect(dataset.facets("URL")).rejects.toMatchObject({ code: "dataset/not-parquet" });
  });
});
