// How many of the 10 nearest rows `openIvf` finds of those that exact search finds, with how many bytes and requests:
// `npx tsx bench/ivf-recall.ts tiny wordnet 100000 1000000` (any of these; a number is the rows of a seeded mixture). Each kind of
// search is a line. A million rows need some 3 GB of memory.
// - tiny: the tiny world's pictures, embedded by its CLIP; pictures and texts that aren't among the rows look for them.
// - wordnet: WordNet 3.0's lemmas, definitions and examples, embedded by the same CLIP; texts that aren't among the rows and pictures.
// - The mixture has 2,000 centres, the most frequent one 400 times as frequent as the rarest, in 512 numbers whose deviation falls with
//   their index to the power of −0.6, as spectra of embeddings do; rows lie 0.8 times as far around their centre as centres
//   do around the mean. Texts are images that are all shifted in one direction, with noise added.
import { mkdtempSync, rmSync } from "node:fs";
import { type FileHandle, open, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadClip } from "@alt2img/clip";
import { exactSearch, openIvf, toFloat16, writeIvf } from "@alt2img/dataset/search";
import { tinyClip } from "@alt2img/tiny/clip";
import { tinyTrainingSet } from "@alt2img/tiny/training-set";
import { definition, examples, lemmas, type Synset } from "@alt2img/wordnet";
import { wordnet } from "@alt2img/wordnet/princeton";

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
        let [found, most, mostRequests] = [0, 0, 0];
        const searching = performance.now();
        for (const [i, query] of vectorsOfKind.entries()) {
          const before = [bytes, requests] as const;
          for (const { shard, row } of await index.search(query)) if (wanted[i]!.has(`${shard} ${row}`)) found++;
          most = Math.max(most, bytes - before[0]);
          mostRequests = Math.max(mostRequests, requests - before[1]);
        }
        const count = vectorsOfKind.length;
        const milliseconds = Math.round((performance.now() - searching) / count);
        const kB = (n: number): string => `${Math.round(n / 1000)} kB`;
        const recall = (found / (10 * count)).toFixed(3);
        console.log(
          `  ${kind}, maxBytes ${kB(maxBytes)}, ${candidates} candidates: recall@10 ${recall}; ${kB(bytes / count)} a search, ${kB(most)} at most, ${Math.round(requests / count)} requests, ${mostRequests} at most; ${milliseconds} ms; ${kB(opening)} to open`,
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
  await measure("tiny world", [{ name: "all", embeddings: matrixOf(images.filter((_, i) => !asked(i))) }], queries, [
    [100_000, 128],
    [200_000, 128],
  ]);
}

async function glosses(): Promise<void> {
  const princeton = await wordnet();
  const texts = new Set<string>();
  for (let i = 0; i < princeton.counts.synsets; i++) {
    const synset = i as Synset;
    for (const text of lemmas(princeton, synset)) texts.add(text);
    texts.add(definition(princeton, synset));
    for (const { text } of examples(princeton, synset)) texts.add(text);
  }
  const all = [...texts];
  const rows: Float32Array[] = [];
  const clip = await loadClip(tinyClip);
  for (let i = 0; i < all.length; i += 256) rows.push(...(await clip.embedTexts(all.slice(i, i + 256))));
  await clip.close();
  const images: Float32Array[] = [];
  for await (const { embedding } of tinyTrainingSet.rows({ columns: ["embedding"] })) {
    images.push(Float32Array.from(embedding as ArrayLike<number>));
  }
  const asked = (i: number): boolean => i % 1500 === 7;
  const queries = { texts: rows.filter((_, i) => asked(i)), images: images.filter((_, i) => i % 95 === 0) };
  const embeddings = matrixOf(rows.filter((_, i) => !asked(i)));
  await measure("WordNet", [{ name: "all", embeddings }], queries, [
    [1_000_000, 128],
    [2_750_000, 128],
  ]);
}

function matrixOf(rows: readonly Float32Array[]): { rows: number; dimension: number; data: Float32Array } {
  const dimension = rows[0]!.length;
  const data = new Float32Array(rows.length * dimension);
  for (const [i, row] of rows.entries()) data.set(row, i * dimension);
  return { rows: rows.length, dimension, data };
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
    shards.push({
      name: `${start / 50_000}`,
      embeddings: { rows: count, dimension, data: Uint16Array.from(data, toFloat16) },
    });
  }
  const queries = { images: Array.from({ length: 100 }, row), texts: Array.from({ length: 100 }, text) };
  await measure("mixture", shards, queries, [
    [1_000_000, 128],
    [2_750_000, 128],
    [2_750_000, 256],
  ]);
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

for (const what of process.argv.slice(2)) {
  if (what === "tiny") await tinyWorld();
  else if (what === "wordnet") await glosses();
  else await mixture(Number(what));
}
