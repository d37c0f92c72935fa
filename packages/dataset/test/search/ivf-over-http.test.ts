import { openUrl } from "@alt2img/core";
import { collect } from "@alt2img/testing";
import { type FileServer, serveFiles } from "@alt2img/testing/node";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openIvf, writeIvf } from "../../src/search/index.js";
import { clusteredVectors, vectorAt } from "./vectors.js";

const [rows, dimension] = [2000, 64];
const data = clusteredVectors(rows, dimension, { centres: 40 });

let server: FileServer;
beforeAll(async () => {
  const written = await writeIvf([{ name: "all", embeddings: { rows, dimension, data } }], {
    metadata: { columns: [{ name: "TEXT", type: "string" }], rowAt: ({ row }) => ({ TEXT: `picture ${row}` }) },
  });
  const bytes = async (stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> => Buffer.concat(await collect(stream));
  server = await serveFiles([
    ["cells.parquet", written.cells],
    ["vectors.parquet", await bytes(written.vectors)],
    ["rows.parquet", await bytes(written.rows)],
  ]);
});
afterAll(() => server.close());

it("a static file server is enough: only ranges are read", async () => {
  const open = (path: string) => openUrl(`${server.url}${path}`);
  const index = await openIvf(
    { cells: await open("cells.parquet"), vectors: await open("vectors.parquet"), rows: await open("rows.parquet") },
    { maxBytes: 30_000, candidates: 16 },
  );
  const before = server.requests.length;
  const hits = await index.search(vectorAt(data, dimension, 77), { k: 3 });
  expect(hits[0]).toMatchObject({ shard: "all", row: 77 });
  expect((await index.readRows(hits))[0]).toEqual({ TEXT: "picture 77" });
  const requests = server.requests.slice(before).filter((request) => request.includes("vectors"));
  expect(requests.length).toBeGreaterThan(1);
  expect(requests.every((request) => request.includes("bytes="))).toBe(true);
});
