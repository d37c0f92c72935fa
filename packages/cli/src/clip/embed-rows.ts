import type { Clip } from "@alt2img/clip";
import { Alt2imgError, type Embedding, type ImageTextPair } from "@alt2img/core";
import type { ExtraColumn, TableRow } from "@alt2img/dataset/parquet";
import type { ModelPackages } from "../models/model-packages.js";
import { inputKind, readTextLines, type TextLine } from "./embed-inputs.js";
import { embedPictures } from "./embed-pictures.js";

/** What rows are made with. */
export type EmbedContext = {
  readonly clip: Clip;
  readonly packages: ModelPackages;
  /** For the column `model`. */
  readonly model: string;
  readonly batchSize: number;
  readonly signal: AbortSignal;
  /** Told of each picture that couldn't be read. */
  onFailure(name: string, reason: string): void;
};

/** The columns of pictures and texts. */
export const tableColumns: readonly ExtraColumn[] = [
  { name: "source", type: "string" },
  { name: "line", type: "int32" },
  { name: "text", type: "string" },
  { name: "image_embedding", type: "float-list" },
  { name: "text_embedding", type: "float-list" },
  { name: "model", type: "string" },
  { name: "diagnostic", type: "string" },
];

/** The columns that pairs get. */
export const addedColumns: readonly ExtraColumn[] = [
  { name: "image_embedding", type: "float-list" },
  { name: "text_embedding", type: "float-list" },
  { name: "similarity", type: "float" },
  { name: "model", type: "string" },
  { name: "diagnostic", type: "string" },
];

/** A row for each picture and each line of a text file, in the order of the names. */
export async function* tableRows(
  names: readonly string[],
  context: EmbedContext,
): AsyncGenerator<TableRow, void, undefined> {
  for (let start = 0; start < names.length; ) {
    if (inputKind(names[start]!) === "texts") {
      yield* textRows(names[start++]!, context);
      continue;
    }
    let end = start;
    while (end < names.length && inputKind(names[end]!) === "picture") end++;
    yield* pictureRows(names.slice(start, end), context);
    start = end;
  }
}

async function* pictureRows(
  names: readonly string[],
  context: EmbedContext,
): AsyncGenerator<TableRow, void, undefined> {
  const { clip, packages, model, batchSize, signal, onFailure } = context;
  for await (const { name, embedding, failure } of embedPictures(clip, packages, names, { batchSize, signal })) {
    if (failure !== undefined) onFailure(name, failure);
    yield { source: name, image_embedding: embedding, model, diagnostic: failure };
  }
}

async function* textRows(source: string, { clip, model, batchSize, signal }: EmbedContext): AsyncGenerator<TableRow> {
  for await (const batch of batches(readTextLines(source), batchSize)) {
    const embeddings = await clip.embedTexts(
      batch.map(({ text }) => text),
      { batchSize, signal },
    );
    yield* batch.map(({ line, text }: TextLine, i) => ({
      source,
      line,
      text,
      text_embedding: embeddings[i],
      model,
      diagnostic: cutNote(clip, text),
    }));
  }
}

/**
 * Pairs with what the model makes of them.
 *
 * @param pictureOf where a pair's picture is on this machine
 * @param missing what is said of a pair whose picture isn't there; by default nothing
 */
export async function* embeddedPairs(
  pairs: AsyncIterable<ImageTextPair>,
  pictureOf: (pair: ImageTextPair) => string | undefined,
  context: EmbedContext,
  missing?: string,
): AsyncGenerator<ImageTextPair, void, undefined> {
  const { clip, model, batchSize, signal } = context;
  // Several batches at a time, so that one is decoded while another is in the model.
  for await (const batch of batches(pairs, 4 * batchSize)) {
    for (const pair of batch) checkKeys(pair);
    const texts = await clip.embedTexts(
      batch.map(({ text }) => text),
      { batchSize, signal },
    );
    const pictures = await pairPictures(batch.map(pictureOf), missing, context);
    yield* batch.map((pair, i) => {
      const { embedding, problem } = pictures[i]!;
      const diagnostic = [problem ?? [], cutNote(clip, pair.text) ?? []].flat().join(" ");
      return {
        ...pair,
        text_embedding: texts[i]!,
        ...(embedding === undefined ? {} : { image_embedding: embedding, similarity: cosine(embedding, texts[i]!) }),
        model,
        ...(diagnostic === "" ? {} : { diagnostic }),
      };
    });
  }
}

type PairPicture = { embedding?: Embedding | undefined; problem?: string | undefined };

async function pairPictures(
  paths: readonly (string | undefined)[],
  missing: string | undefined,
  { clip, packages, batchSize, signal, onFailure }: EmbedContext,
): Promise<PairPicture[]> {
  const found: PairPicture[] = paths.map((path) =>
    path === undefined && missing !== undefined ? { problem: missing } : {},
  );
  const places = paths.flatMap((path, i) => (path === undefined ? [] : [i]));
  const names = places.map((i) => paths[i]!);
  let at = 0;
  for await (const { name, embedding, failure } of embedPictures(clip, packages, names, { batchSize, signal })) {
    found[places[at++]!] = { embedding, problem: failure };
    if (failure !== undefined) onFailure(name, failure);
  }
  return found;
}

/** @throws Alt2imgError `cli/input` for a pair with a key that it would get */
function checkKeys(pair: ImageTextPair): void {
  const taken = addedColumns.find(({ name }) => Object.hasOwn(pair, name));
  if (taken === undefined) return;
  throw new Alt2imgError(
    "cli/input",
    `The pairs have “${taken.name}” already, which alt2img embed would write. Take it out of them, or rename it.`,
  );
}

function cutNote(clip: Clip, text: string): string | undefined {
  const { cutWords } = clip.tokenize(text);
  return cutWords.length === 0 ? undefined : `The text is too long; the model didn't read: ${cutWords.join(" ")}`;
}

/** Of two embeddings, which are L2-normalised. */
const cosine = (a: Embedding, b: Embedding): number => a.reduce((sum, value, i) => sum + value * b[i]!, 0);

async function* batches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[], void, undefined> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
