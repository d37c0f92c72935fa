import { execFileSync, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeParquet } from "../../src/parquet/index.js";
import { writeIvf } from "../../src/search/index.js";
import { createDataset } from "../../src/store/node.js";
import { row } from "./rows.js";

// Skipped where the library isn't installed; `ALT2IMG_PYTHON` names a Python that has it, `ALT2IMG_DUCKDB` a folder whose
// `node_modules` have DuckDB for Node. The end of the run says how many.
const duckdbFolder = process.env["ALT2IMG_DUCKDB"];
const python = process.env["ALT2IMG_PYTHON"] ?? "python3";
const has = (library: string): boolean => spawnSync(python, ["-c", `import ${library}`]).status === 0;
const script = fileURLToPath(new URL("read_dataset.py", import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "alt2img-peers-"));
  await using writer = await createDataset(folder, {
    shardRows: 2,
    columns: [
      { name: "image_embedding", type: "float-list" },
      { name: "text_embedding", type: "float16-list" },
    ],
  });
  await writer.append(
    [0, 1, 2].map((n) =>
      row(n, {
        hash: n === 0 ? -(2n ** 63n) : n,
        image: Uint8Array.of(0xff, n),
        image_embedding: Float32Array.of(n, 0.1),
        ...(n === 1 ? {} : { text_embedding: Float32Array.of(0.1, n) }),
      }),
    ),
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.each(["pyarrow", "pandas", "datasets", "duckdb"])("%s", (library) => {
  test.skipIf(!has(library))("opens the shards as they are: types, lists and bytes", () => {
    const { types, rows } = JSON.parse(execFileSync(python, [script, library, folder], { encoding: "utf8" }));
    if (library === "pyarrow") {
      expect(types).toMatchObject({
        URL: "string",
        WIDTH: "int32",
        similarity: "double",
        hash: "int64",
        offset: "int64",
        image: "binary",
        image_embedding: "list<element: float not null>",
        text_embedding: "list<element: halffloat not null>",
      });
    }
    expect(rows).toHaveLength(3);
    expect(rows[0]).toEqual({
      URL: "https://pictures0.example/0.jpg",
      TEXT: "Ein Café № 0, mit einem roten Apfel",
      WIDTH: 100,
      LANGUAGE: "en",
      similarity: 0,
      hash: "-9223372036854775808",
      pwatermark: null,
      image: "ff00",
      image_embedding: [0, Math.fround(0.1)],
      text_embedding: [0.0999755859375, 0],
    });
    expect(rows[1].text_embedding).toBeNull();
  });
});

type DuckDb = {
  DuckDBInstance: { create(path: string): Promise<{ connect(): Promise<DuckDbConnection>; closeSync(): void }> };
};
type DuckDbConnection = {
  runAndReadAll(sql: string): Promise<{ getRowObjectsJS(): Record<string, unknown>[] }>;
  closeSync(): void;
};

describe.skipIf(duckdbFolder === undefined)("DuckDB in Node", () => {
  let connection: DuckDbConnection;
  let close: () => void;
  beforeAll(async () => {
    const { DuckDBInstance }: DuckDb = createRequire(join(duckdbFolder!, "package.json"))("@duckdb/node-api");
    const instance = await DuckDBInstance.create(":memory:");
    connection = await instance.connect();
    close = () => {
      connection.closeSync();
      instance.closeSync();
    };
  });
  afterAll(() => close());

  const ask = async (sql: string): Promise<Record<string, unknown>[]> =>
    (await connection.runAndReadAll(sql)).getRowObjectsJS();
  const typesOf = async (file: string): Promise<Record<string, unknown>> => {
    const columns = await ask(`DESCRIBE SELECT * FROM read_parquet('${file}')`);
    return Object.fromEntries(columns.map((column) => [column["column_name"], column["column_type"]]));
  };

  test("opens the shards of a dataset: types, lists, bytes and counts", async () => {
    const shards = join(folder, "pairs-*.parquet");
    expect(await typesOf(shards)).toEqual({
      ...{ URL: "VARCHAR", TEXT: "VARCHAR", WIDTH: "INTEGER", HEIGHT: "INTEGER", LANGUAGE: "VARCHAR", hash: "BIGINT" },
      ...{ similarity: "DOUBLE", pwatermark: "DOUBLE", punsafe: "DOUBLE", aesthetic: "DOUBLE" },
      ...{
        page: "VARCHAR",
        source: "VARCHAR",
        opt_out: "VARCHAR",
        declared_width: "INTEGER",
        declared_height: "INTEGER",
      },
      ...{ filename: "VARCHAR", offset: "BIGINT", length: "BIGINT", domain: "VARCHAR" },
      ...{ image: "BLOB", image_embedding: "FLOAT[]", text_embedding: "FLOAT[]" },
    });
    const counts = await ask(
      `SELECT count(*) AS rows, count(DISTINCT shard) AS files, count(text_embedding) AS embedded
       FROM read_parquet('${shards}', filename = 'shard')`,
    );
    expect(counts).toEqual([{ rows: 3n, files: 2n, embedded: 2n }]);
    const rows = await ask(
      `SELECT URL, hash, pwatermark, image, image_embedding, text_embedding FROM read_parquet('${shards}') ORDER BY WIDTH`,
    );
    expect(rows).toEqual([
      {
        ...{ URL: "https://pictures0.example/0.jpg", hash: -(2n ** 63n), pwatermark: null, image: Buffer.of(0xff, 0) },
        ...{ image_embedding: [0, Math.fround(0.1)], text_embedding: [0.0999755859375, 0] },
      },
      {
        ...{ URL: "https://pictures1.example/1.jpg", hash: 1n, pwatermark: null, image: Buffer.of(0xff, 1) },
        ...{ image_embedding: [1, Math.fround(0.1)], text_embedding: null },
      },
      {
        ...{ URL: "https://pictures2.example/2.jpg", hash: 2n, pwatermark: null, image: Buffer.of(0xff, 2) },
        ...{ image_embedding: [2, Math.fround(0.1)], text_embedding: [0.0999755859375, 2] },
      },
    ]);
  });

  test("opens a file of pairs, with the embeddings that were added to them", async () => {
    const pair = {
      imageUrl: "https://example.org/1.jpg",
      text: "Ein Café",
      source: "alt",
      pageUrl: "https://example.org/",
    };
    const file = join(folder, "of-pairs.parquet");
    const pairs = [0, 1].map((n) => ({
      ...pair,
      source: "alt" as const,
      similarity: n,
      embedding: Float32Array.of(n, 0.1, 2),
    }));
    await writeFile(file, writeParquet(pairs));
    expect(await typesOf(file)).toEqual({
      ...{ URL: "VARCHAR", TEXT: "VARCHAR", page: "VARCHAR", source: "VARCHAR", opt_out: "VARCHAR" },
      ...{
        declared_width: "INTEGER",
        declared_height: "INTEGER",
        filename: "VARCHAR",
        offset: "BIGINT",
        length: "BIGINT",
      },
      ...{ similarity: "DOUBLE", embedding: "FLOAT[]" },
    });
    expect(await ask(`SELECT TEXT, declared_width, similarity, embedding FROM '${file}'`)).toEqual(
      [0, 1].map((n) => ({
        TEXT: "Ein Café",
        declared_width: null,
        similarity: n,
        embedding: [n, Math.fround(0.1), 2],
      })),
    );
  });

  test("opens the files of a search index", async () => {
    const embeddings = { rows: 40, dimension: 8, data: Float32Array.from({ length: 320 }, (_, i) => Math.sin(i * i)) };
    const metadata = {
      columns: [{ name: "TEXT", type: "string" as const }],
      rowAt: ({ row }: { row: number }) => ({ TEXT: `Picture ${row}` }),
    };
    const written = await writeIvf([{ name: "a.parquet", embeddings }], { metadata });
    for (const name of ["cells", "vectors", "rows"] as const)
      await writeFile(join(folder, `of-${name}.parquet`), written[name]);
    const of = (name: string): string => `'${join(folder, `of-${name}.parquet`)}'`;
    expect(
      await ask(`SELECT count(*) AS rows, count(DISTINCT octet_length(embedding)) AS lengths FROM ${of("vectors")}`),
    ).toEqual([{ rows: 40n, lengths: 1n }]);
    expect(await ask(`SELECT count(DISTINCT TEXT) AS texts FROM ${of("rows")}`)).toEqual([{ texts: 40n }]);
    const cells = await ask(`SELECT rows, octet_length(centroid) AS length FROM ${of("cells")}`);
    expect(cells.reduce((sum, cell) => sum + Number(cell["rows"]), 0)).toBe(40);
  });
});
