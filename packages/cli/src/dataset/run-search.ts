import type { Clip } from "@alt2img/clip";
import { Alt2imgError, type Embedding } from "@alt2img/core";
import { type EmbeddingShard, exactSearch } from "@alt2img/dataset/search";
import type { Dataset, RowFilter } from "@alt2img/dataset/store";
import type { ModelFlags } from "../clip/model-options.js";
import { runWithClip } from "../clip/run-clip.js";
import { readPicture } from "../input/read-picture.js";
import { interruptible } from "../interruption.js";
import { printable } from "../printable.js";
import { numberOf, readEmbeddings } from "./embedding-shards.js";
import { openNamed } from "./open-named.js";
import { type RowFormat, rowsText, type ShownRow } from "./row-text.js";

export type SearchFlags = ModelFlags & {
  words?: string;
  text?: string;
  image?: string;
  like?: number;
  column: string;
  dedupe?: number;
  count: number;
  where?: RowFilter;
  model: string;
  format: RowFormat;
};

/** @throws Alt2imgError `cli/usage`; what `openDataset` and the model packages throw */
export async function runDatasetSearch(source: string, flags: SearchFlags): Promise<void> {
  const { words, text, image, like, count, where, format } = flags;
  const asked = [words, text, image, like].filter((each) => each !== undefined);
  if (asked.length !== 1) {
    throw new Alt2imgError("cli/usage", "Say what to look for, in one way: --words, --text, --image or --like.");
  }
  const show = (rows: readonly ShownRow[]): void => {
    const shown = rowsText(rows, format);
    process.stdout.write(format === "text" ? printable(shown) : shown);
  };
  if (words !== undefined) {
    const found = await interruptible(async (signal) => {
      const rows: ShownRow[] = [];
      for await (const row of (await openNamed(source, signal)).search(words, { filter: where, signal })) {
        if (rows.push(row) === count) break;
      }
      return rows;
    });
    return show(found);
  }
  if (like !== undefined) {
    return show(await interruptible(async (signal) => nearest(await openNamed(source, signal), flags, signal)));
  }
  await runWithClip(flags, async (clip, { signal }) => {
    const query = await embed(clip, flags, signal);
    show(await nearest(await openNamed(source, signal), flags, signal, query));
  });
}

async function embed(clip: Clip, { text, image }: SearchFlags, signal: AbortSignal): Promise<Embedding> {
  const [embedding] =
    text === undefined
      ? await clip.embedImages([await readPicture(image ?? "-", signal)], { signal })
      : await clip.embedTexts([text], { signal });
  return embedding!;
}

/** The rows whose embedding is nearest to the query or, without one, to that of the row `like`. */
async function nearest(
  dataset: Dataset,
  { column, count, where, like, dedupe }: SearchFlags,
  signal: AbortSignal,
  query?: Embedding,
): Promise<ShownRow[]> {
  const { shards, missing } = await readEmbeddings(dataset, column, signal);
  if (shards.length === 0) return [];
  const own = like === undefined ? undefined : placeOf(shards, like, missing, column);
  const index = exactSearch(shards);
  const kept = where === undefined ? undefined : await numbersOf(dataset, where, signal);
  const hits = await index.search(query ?? own!, {
    k: count,
    dedupe,
    signal,
    filter: ({ shard, row }) => {
      const at = numberOf({ shard, row });
      return !missing.has(at) && (kept === undefined || kept.has(at)) && at !== like;
    },
  });
  const rows: ShownRow[] = [];
  for (const hit of hits) {
    rows.push({ ...(await dataset.row(numberOf(hit), { signal })), score: hit.similarity });
  }
  return rows;
}

function placeOf(
  shards: readonly EmbeddingShard[],
  row: number,
  missing: ReadonlySet<number>,
  column: string,
): { shard: string; row: number } {
  const found = shards.find(({ name, embeddings }) => row >= Number(name) && row < Number(name) + embeddings.rows);
  if (found !== undefined && !missing.has(row)) return { shard: found.name, row: row - Number(found.name) };
  throw new Alt2imgError("cli/usage", `There is no row ${row} with an embedding in the column ${column}.`);
}

async function numbersOf(dataset: Dataset, filter: RowFilter, signal: AbortSignal): Promise<ReadonlySet<number>> {
  const numbers = new Set<number>();
  for await (const { index } of dataset.rows({ filter, columns: [], signal })) numbers.add(index);
  return numbers;
}
