// How many of the 10 nearest rows `openIvf` finds of those that exact search finds, and how many bytes a search reads, on the
// embeddings of the tiny world and on a seeded mixture: `npx tsx bench/ivf-recall.ts [rows of the mixture]`. It prints a line for each.
// The mixture has 2,000 centres, the most frequent one 400 times as frequent as the rarest, in numbers whose deviation falls with
// their index to the power of −0.6, as spectra of embeddings do; rows lie 0.8 times as far around their centre as centres
// do around the mean. Texts are images that are all shifted in one direction, with noise added.
import { mkdtempSync, rmSync } from "node:fs";
import { type FileHandle, open, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadClip } from "@alt2img/clip";
import { exactSearch, openIvf, toInt8, writeIvf } from "@alt2img/dataset/search";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";

type Shards = Parameters<typeof writeIvf>[0];
type Queries = { [kind: string]: Float32Array[] };

async function measure(
  name: string,
  shards: Shards,
  queries: Queries,
  budgets: readonly (readonly [maxBytes: number, candidates: number])[],
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "ivf-recall-"));
  const handles: FileHandle[] = [];
  let [bytes, requests] = [0, 0];
  const counted = async (path: string): Promise<Parameters<typeof openIvf>[0]["vectors"]> => {
    const handle = await open(path);
    handles.push(handle);
    const { size } = await handle.stat();
    return {
      byteLength: size,
      async slice(start, end = size) {
        const part = new Uint8Array(end - start);
        await handle.read(part, 0, part.length, start);
        bytes += part.length;
        requests++;
        return part.buffer;
      },
    };
  };
  try {
    const start = performance.now();
    const files = await writeIvf(shards);
    const [cells, vectors] = [join(folder, "cells.parquet"), join(folder, "vectors.parquet")];
    await writeFile(cells, files.cells);
    await writeFile(vectors, files.vectors);
    const seconds = Math.round((performance.now() - start) / 1000);
    const source = { cells: await counted(cells), vectors: await counted(vectors) };
    const exact = exactSearch(shards);
    console.log(`${name}: ${exact.rows} rows of ${exact.dimension} numbers, written in ${seconds} s`);
    for (const [kind, vectorsOfKind] of Object.entries(queries)) {
      const wanted: Set<string>[] = [];
      for (const query of vectorsOfKind)
        wanted.push(new Set((await exact.search(query)).map(({ shard, row }) => `${shard} ${row}`)));
      for (const [maxBytes, candidates] of budgets) {
        [bytes, requests] = [0, 0];
        const index = await openIvf(source, { maxBytes, candidates });
        const opening = bytes;
        [bytes, requests] = [0, 0];
        let [found, most] = [0, 0];
        for (const [i, query] of vectorsOfKind.entries()) {
          const before = bytes;
          for (const { shard, row } of await index.search(query)) if (wanted[i]!.has(`${shard} ${row}`)) found++;
          most = Math.max(most, bytes - before);
        }
        const count = vectorsOfKind.length;
        const kB = (n: number): string => `${Math.round(n / 1000)} kB`;
        const recall = (found / (10 * count)).toFixed(3);
        console.log(
          `  ${kind}, maxBytes ${kB(maxBytes)}, ${candidates} candidates: recall@10 ${recall}; ${kB(bytes / count)} a search, ${kB(most)} at most, ${Math.round(requests / count)} requests; ${kB(opening)} to open`,
        );
      }
    }
  } finally {
    for (const handle of handles) await handle.close();
    rmSync(folder, { recursive: true });
  }
}

async function tinyWorld(): Promise<void> {
  const [images, texts]: [Float32Array[], string[]] = [[], []];
  for await (const { embedding, TEXT } of tinyTrainingSet.rows({ columns: ["embedding", "TEXT"] })) {
    images.push(Float32Array.from(embedding as ArrayLike<number>));
    texts.push(TEXT);
  }
  const clip = await loadClip(tinyClip);
  const asked = (i: number): boolean => i % 60 === 0;
  const queries = {
    images: images.filter((_, i) => asked(i)),
    texts: await clip.embedTexts([...new Set(texts.filter((_, i) => asked(i)))]),
  };
  await clip.close();
  const kept = images.filter((_, i) => !asked(i));
  const dimension = kept[0]!.length;
  const data = new Float32Array(kept.length * dimension);
  for (const [i, image] of kept.entries()) data.set(image, i * dimension);
  const embeddings = { rows: kept.length, dimension, data };
  await measure("tiny world", [{ name: "all", embeddings }], queries, [
    [100_000, 256],
    [200_000, 256],
    [400_000, 256],
  ]);
}

async function mixture(rows: number): Promise<void> {
  const dimension = 512;
  const random = generator(1);
  const deviation = Float64Array.from({ length: dimension }, (_, j) => (j + 1) ** -0.6);
  const length = Math.sqrt(deviation.reduce((sum, value) => sum + value * value, 0));
  const draw = (): Float64Array => Float64Array.from(deviation, (value) => value * random.normal());
  const mean = Float64Array.from({ length: dimension }, () => (0.5 * length * random.normal()) / Math.sqrt(dimension));
  const shift = Float64Array.from({ length: dimension }, () => (0.2 * length * random.normal()) / Math.sqrt(dimension));
  const centres = Array.from({ length: 2000 }, draw);
  const cumulative: number[] = [];
  for (let i = 0; i < centres.length; i++) cumulative.push((cumulative[i - 1] ?? 0) + 1 / (i + 5));
  const row = (): Float32Array => {
    const at = random.uniform() * cumulative.at(-1)!;
    const centre = centres[cumulative.findIndex((sum) => sum > at)]!;
    const vector = Float32Array.from(deviation, (value, j) => mean[j]! + centre[j]! + 0.8 * value * random.normal());
    return unit(vector);
  };
  const text = (): Float32Array =>
    unit(
      row().map(
        (value, j) => value + (shift[j]! + ((0.2 * random.normal()) / Math.sqrt(dimension)) * length) / (1.5 * length),
      ),
    );
  const shards = [];
  for (let start = 0; start < rows; start += 50_000) {
    const count = Math.min(50_000, rows - start);
    const data = new Float32Array(count * dimension);
    for (let i = 0; i < count; i++) data.set(row(), i * dimension);
    shards.push({ name: `${start / 50_000}`, embeddings: toInt8(data, dimension) });
  }
  const queries = { images: Array.from({ length: 100 }, row), texts: Array.from({ length: 100 }, text) };
  // The share of the sketches that 2.75 MB are of a million rows.
  const sketches = (2_750_000 - 256 * 640) * (rows / 1_000_000);
  const budgets = [256, 512, 1024].map((candidates) => [sketches + candidates * 640, candidates] as const);
  await measure("mixture", shards, queries, budgets);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => value / length);
}

/** Marsaglia's xorshift, with the sum of four numbers as a normal one: quick, and the same everywhere. */
function generator(seed: number): { uniform: () => number; normal: () => number } {
  let state = seed;
  const uniform = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  return { uniform, normal: () => (uniform() + uniform() + uniform() + uniform() - 2) * Math.sqrt(3) };
}

const [rows = "100000"] = process.argv.slice(2);
await tinyWorld();
await mixture(Number(rows));
