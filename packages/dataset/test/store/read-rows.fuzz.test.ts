import { readFileSync } from "node:fs";
import { Alt2imgError, openBytes } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { fuzzParameters } from "@alt2img/testing/node";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readParquet, writeParquet } from "../../src/parquet/index.js";
import { openDataset, readRows } from "../../src/store/index.js";
import { manyPairs } from "../pairs.js";
import { tarOf } from "./tar.js";

const golden = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../golden/${path}`, import.meta.url)));

const pairs = await new Blob(await collect(writeParquet(manyPairs(100)))).arrayBuffer();

const seeds: Record<string, Uint8Array> = {
  "parquet of pairs": new Uint8Array(pairs),
  "parquet of another program": golden("pyarrow/types.parquet"),
  "parquet with ZSTD": golden("pyarrow/zstd.parquet"),
  parquet: golden("laion/laion2b-en-aesthetic.parquet"),
  "parquet with pictures": golden("img2dataset/images.parquet"),
  tar: tarOf({ "a.txt": "a text", "a.json": '{"url":"https://a.example/"}', "b.json": '{"url":"https://b.example/"}' }),
  csv: new TextEncoder().encode('url,caption,width\nhttps://a.example/,"a, ""b""",3\nhttps://b.example/,c,\n'),
  jsonl: new TextEncoder().encode(
    '{"url":"https://a.example/","caption":"a"}\n{"url":"https://b.example/","caption":"b"}\n',
  ),
  json: new TextEncoder().encode(
    '[{"url":"https://a.example/","caption":"a"},{"url":"https://b.example/","caption":"b"}]',
  ),
};

const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 });

test.each(Object.entries(seeds))("a damaged %s gives rows, diagnostics or an error of ours", async (_, seed) => {
  await fc.assert(
    fc.asyncProperty(changes, fc.option(fc.nat()), async (bytes, cut) => {
      const file = seed.slice();
      for (const [at, value] of bytes) file[at % file.length] = value;
      const open = openBytes(cut === null ? file : file.slice(0, cut % file.length));
      for (const read of [
        async () => {
          for await (const row of await readRows(open, { pictures: true })) {
            expect(typeof row.URL).toBe("string");
            expect(typeof row.TEXT).toBe("string");
          }
        },
        async () => {
          for await (const { text } of readParquet(open)) expect(typeof text).toBe("string");
        },
        async () => {
          const dataset = await openDataset(new Map([["a.parquet", open]]));
          for await (const { index } of dataset.rows()) expect(index).toBeLessThan(dataset.rowCount);
        },
      ]) {
        await read().catch((error: unknown) => {
          if (!(error instanceof Alt2imgError)) throw error;
        });
      }
    }),
    fuzzParameters(60),
  );
});
