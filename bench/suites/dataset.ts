import { createReadStream, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDataset } from "@alt2img/dataset/store";
import { createDataset } from "@alt2img/dataset/store/node";
import { type Comparison, compare } from "../compare.js";

const count = Number(process.env["ALT2IMG_BENCH_ROWS"] ?? 1_000_000);

/** A million made-up rows, opened again for each question: from a folder, and from a static server by range requests only. */
export async function* suite(): AsyncGenerator<Comparison, void, undefined> {
  const folder = await mkdtemp(join(tmpdir(), "alt2img-bench-"));
  const server = await serveFolder(folder);
  try {
    await using writer = await createDataset(folder);
    await writer.append(rows());
    const sources = { folder, server: server.url };
    for (const [question, ask] of Object.entries(questions)) {
      yield compare({
        title: `${count} rows: open, and ${question}`,
        bytes: writer.manifest.shards.reduce((sum, { bytes }) => sum + bytes, 0),
        items: { count, unit: "rows" },
        rounds: 5,
        warmup: 1,
        candidates: Object.entries(sources).map(([name, source]) => ({
          name,
          run: async () => {
            const dataset = await openDataset(source);
            const found = await ask(dataset);
            const megabytes = (process.memoryUsage().rss / 1e6).toFixed(0);
            return `${found}; ${(dataset.read.bytes / 1e6).toFixed(2)} MB in ${dataset.read.reads} reads; rss ${megabytes} MB`;
          },
        })),
      });
    }
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
}

type Opened = Awaited<ReturnType<typeof openDataset>>;

const questions: Record<string, (dataset: Opened) => Promise<unknown>> = {
  "the first facet (LANGUAGE)": async (dataset) => (await dataset.facets("LANGUAGE")).distinct,
  "the facet of 5,000 domains": async (dataset) => (await dataset.facets("domain")).distinct,
  "one row": async (dataset) => (await dataset.row(count >> 1)).row["URL"],
  "ten random rows": async (dataset) => (await dataset.sample({ seed: 1, count: 10 })).length,
  "a filter (similarity at least 0.49)": async (dataset) => {
    let found = 0;
    for await (const _ of dataset.rows({ filter: { similarity: { atLeast: 0.49 } }, columns: ["URL"] })) found++;
    return found;
  },
  "a search for a rare word": async (dataset) => {
    for await (const { index } of dataset.search(`w${(count * 3) >> 2}`, { columns: [] })) return index;
    return undefined;
  },
};

function* rows() {
  for (let i = 0; i < count; i++) {
    yield {
      URL: `https://www${(i * 7919) % 5000}.pictures.example/uploads/2021/${i % 12}/${i.toString(36)}.jpg`,
      TEXT: `A picture of w${i}, number ${i % 977} of the series about ${["cats", "dogs", "red apples", "boats"][i % 4]}`,
      WIDTH: 300 + ((i * 31) % 1700),
      HEIGHT: 200 + ((i * 17) % 1200),
      LANGUAGE: ["en", "de", "fr", "es", "ja"][(i * i) % 5]!,
      similarity: 0.2 + ((i * 7907) % 30_000) / 100_000,
      punsafe: (i % 1000) / 1000,
      page: `https://page.example/${i >> 3}`,
      source: "alt",
    };
  }
}

async function serveFolder(folder: string): Promise<{ url: string; close(): void }> {
  const server = createServer((request, response) => {
    const path = join(folder, new URL(request.url ?? "/", "http://localhost").pathname);
    const size = statSync(path, { throwIfNoEntry: false })?.size;
    const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    if (size === undefined) return response.writeHead(404).end();
    const [start, end] = range === null ? [0, size - 1] : [Number(range[1]), Math.min(Number(range[2]), size - 1)];
    const headers = { "Content-Length": end - start + 1, "Content-Range": `bytes ${start}-${end}/${size}` };
    response.writeHead(range === null ? 200 : 206, headers);
    return createReadStream(path, { start, end }).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}
